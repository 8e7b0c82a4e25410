import { activities } from '../activity/activity.policy.js';
import type { Context } from '../platform/context.js';
import type { Tx } from '../platform/database/transaction.js';
import { notFound } from '../platform/errors.js';
import { localId, newId } from '../platform/ids.js';
import { money } from '../platform/money.js';
import { byId } from '../platform/read/read.js';
import type { Once } from '../platform/write/once.js';
import { type DomainEvent, record } from '../platform/write/record.js';
import { transact } from '../platform/write/transact.js';
import { runTransition, type TransitionOutcome } from '../platform/write/transition.js';
import { type Finding, refuses } from '../platform/write/violation.js';
import { AssignmentStatus } from './assignment.entity.js';
import { type LockedAssignment, lockAssignment } from './assignment-state.js';
import { storedLine } from './cash-flow.js';
import type { JudgedPlan } from './judge-plan.js';
import { insertPlan } from './plan-assignment.js';
import { judgeAgain } from './stand-in.js';
import { become, skipTheRest } from './step-marks.js';
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
 * anything stands against it, or a fresh plan where it became dearer. From then on the runner does the steps with the rights that the
 * caller has now and still has when each step's turn comes.
 */
export async function startAssignment(
  ctx: Context,
  order: StartOrder,
  once: Once | null,
): Promise<Started> {
  const outcome = await againOnCollision(() => start(ctx, order, once));
  const isDearer = outcome.violations.some(({ code }) => code === 'assignment.dearer-now');
  if (!isDearer || order.dryRun === true) return { ...outcome, renewedId: null };
  return { ...outcome, renewedId: await againOnCollision(() => renewPlan(ctx, order.id)) };
}

export interface Started extends TransitionOutcome<AssignmentState> {
  /** The UUID of the fresh plan, to be started in place of one that became dearer. */
  readonly renewedId: string | null;
}

/** Plans the same again as things are now, in place of the plan. */
async function renewPlan(ctx: Context, globalPlanId: string): Promise<string | null> {
  return transact(ctx, async (tx) => {
    const plan = await lockAssignment(tx, ctx, localId('Assignment', globalPlanId));
    if (plan.status !== 'PLANNED') return null;
    const { activityId, clientId, title } = plan;
    const activity = await byId(ctx, activities, activityId);
    if (activity === null) throw notFound('Activity', activityId);
    const frame = { activity, clientId, title };
    const judged = await judgeAgain(ctx, tx, frame, plan.steps);
    await skipTheRest(tx, plan);
    await become(tx, plan, AssignmentStatus.CANCELLED, ctx.platform.clock.now());
    const id = newId();
    await insertPlan(tx, ctx, id, frame, judged);
    const told = (type: string, of: string) => ({
      ...{ type, subject: { type: 'Assignment', id: of }, activityId },
    });
    const events = [told('assignment.cancelled', plan.id), told('assignment.planned', id)];
    await record(tx, ctx, 'assignment.plan', events);
    return id;
  });
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
      judged = await judgedNow(ctx, tx, before as LockedAssignment);
      return [...judged.findings, ...dearer(before as LockedAssignment, judged)];
    },
    write: (tx, before, after) => writeStart(tx, ctx, before as LockedAssignment, after, judged),
  });
}

const notPlanned = ({ status }: AssignmentState): Finding => ({
  code: 'assignment.not-planned',
  values: { status },
});

/** The plan of an assignment that is locked, as things are now. */
async function judgedNow(
  ctx: Context,
  tx: Tx,
  { activityId, clientId, title, steps }: LockedAssignment,
): Promise<JudgedPlan> {
  const activity = await byId(ctx, activities, activityId);
  if (activity === null) throw notFound('Activity', activityId);
  return judgeAgain(ctx, tx, { activity, clientId, title }, steps);
}

/** Nobody starts at a higher price than they have seen. */
function dearer({ steps, currency }: LockedAssignment, judged: JudgedPlan): Finding[] {
  return judged.steps.flatMap(({ position, tool, cost, findings }) => {
    const planned = steps[position]?.costMinor ?? null;
    if (refuses(findings) || planned === null || cost === null || cost <= planned) return [];
    const [was, now] = [planned, cost].map((minor) => money(minor, currency).amount);
    const values = { tool, planned: was, now };
    return [{ code: 'assignment.dearer-now', path: ['steps', String(position)], values }];
  });
}

/** As it was judged now: at prices that the caller has agreed to, and with what stands in. */
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
  const steps = judged.steps.map(({ position, cost, cashFlow, brings: _, ...step }) => ({
    ...{ ...step, id: before.steps[position]?.id },
    ...{ cost: cost?.toString() ?? null, flow: cashFlow.map(storedLine) },
  }));
  await tx.query(
    `update core.assignment_step s
     set place = p.place, input = p.input, needs = array(select jsonb_array_elements_text(p.needs)::integer),
       plan = p.plan, cost_minor = p.cost, findings = p.findings, closes = p.closes,
       cash_flow = p.flow
     from jsonb_to_recordset($2::jsonb) as p(id uuid, place integer, input jsonb, needs jsonb, plan jsonb,
       cost bigint, findings jsonb, flow jsonb, closes boolean)
     where s.cooperative_id = $1 and s.id = p.id`,
    [tx.cooperativeId, JSON.stringify(steps)],
  );
  const subject = { type: 'Assignment', id: before.id };
  return [{ type: 'assignment.started', subject, activityId: before.activityId }];
}
