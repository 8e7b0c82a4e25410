import { activities } from '../activity/activity.policy.js';
import type { Context } from '../platform/context.js';
import type { Tx } from '../platform/database/transaction.js';
import { notFound } from '../platform/errors.js';
import { localId } from '../platform/ids.js';
import { byId } from '../platform/read/read.js';
import type { Once } from '../platform/write/once.js';
import type { DomainEvent } from '../platform/write/record.js';
import { runTransition, type TransitionOutcome } from '../platform/write/transition.js';
import type { Finding } from '../platform/write/violation.js';
import { AssignmentStatus } from './assignment.entity.js';
import { type LockedAssignment, lockAssignment } from './assignment-state.js';
import { storedLine } from './cash-flow.js';
import { type JudgedPlan, judgePlan } from './judge-plan.js';
import { againOnCollision } from './transient.js';
import { type AssignmentState, assignmentStart } from './transitions.js';

export interface StartOrder {
  /** The global id. */
  readonly id: string;
  readonly expectedVersion?: number | null;
  readonly dryRun?: boolean | null;
}

/**
 * Starts a plan: judges every step again as things are now, and refuses with the whole checklist if
 * anything stands against it. From then on the runner does the steps with the rights that the
 * caller has now and still has when each step's turn comes.
 */
export function startAssignment(
  ctx: Context,
  order: StartOrder,
  once: Once | null,
): Promise<TransitionOutcome<AssignmentState>> {
  return againOnCollision(() => start(ctx, order, once));
}

function start(
  ctx: Context,
  order: StartOrder,
  once: Once | null,
): Promise<TransitionOutcome<AssignmentState>> {
  let judged: JudgedPlan = { steps: [], findings: [] };
  return runTransition<AssignmentState>(ctx, assignmentStart, {
    id: localId('Assignment', order.id),
    dryRun: order.dryRun,
    expectedVersion: order.expectedVersion,
    once,
    load: (tx, id) => lockAssignment(tx, ctx, id),
    next: (before) => ({
      ...before,
      status: AssignmentStatus.RUNNING,
      startedBy: ctx.viewer.memberId,
      version: before.version + 1,
    }),
    check: async (before, _after, tx) => {
      if (before.status !== 'PLANNED') return [notPlanned(before)];
      judged = await judgeAgain(ctx, tx, before as LockedAssignment);
      return judged.findings;
    },
    write: (tx, before, after) => writeStart(tx, ctx, before as LockedAssignment, after, judged),
  });
}

const notPlanned = ({ status }: AssignmentState): Finding => ({
  code: 'assignment.not-planned',
  values: { status },
});

async function judgeAgain(
  ctx: Context,
  tx: Tx,
  { activityId, clientId, title, steps }: LockedAssignment,
): Promise<JudgedPlan> {
  const activity = await byId(ctx, activities, activityId);
  if (activity === null) throw notFound('Activity', activityId);
  return judgePlan(ctx, tx, { activity, clientId, title }, steps);
}

/** The fresh prices and plans are what the caller has now agreed to. */
async function writeStart(
  tx: Tx,
  ctx: Context,
  before: LockedAssignment,
  after: AssignmentState,
  judged: JudgedPlan,
): Promise<readonly DomainEvent[]> {
  const now = ctx.platform.clock.now();
  await tx.query(
    `update core.assignment set status = 'RUNNING', started_by = $3, held_permissions = $4,
       started_at = $5, next_turn_at = $5, version = $6
     where cooperative_id = $1 and id = $2`,
    [
      tx.cooperativeId,
      before.id,
      ctx.viewer.memberId,
      [...ctx.viewer.grants.keys()].sort(),
      now,
      after.version,
    ],
  );
  const steps = judged.steps.map(({ position, cost, cashFlow, ...step }) => ({
    ...{ ...step, id: before.steps[position]?.id },
    ...{ cost: cost?.toString() ?? null, flow: cashFlow.map(storedLine) },
  }));
  await tx.query(
    `update core.assignment_step s
     set place = p.place, needs = array(select jsonb_array_elements_text(p.needs)::integer),
       plan = p.plan, cost_minor = p.cost, findings = p.findings, closes = p.closes,
       cash_flow = p.flow
     from jsonb_to_recordset($2::jsonb) as p(id uuid, place integer, needs jsonb, plan jsonb,
       cost bigint, findings jsonb, flow jsonb, closes boolean)
     where s.cooperative_id = $1 and s.id = p.id`,
    [tx.cooperativeId, JSON.stringify(steps)],
  );
  const subject = { type: 'Assignment', id: before.id };
  return [{ type: 'assignment.started', subject, activityId: before.activityId }];
}
