import type { Context } from '../platform/context.js';
import type { Tx } from '../platform/database/transaction.js';
import { notFound } from '../platform/errors.js';
import { globalId, localId } from '../platform/ids.js';
import { violationsOf } from '../platform/model/say.js';
import { within } from '../platform/within.js';
import type { Once } from '../platform/write/once.js';
import { runTransition, type TransitionOutcome } from '../platform/write/transition.js';
import type { Finding } from '../platform/write/violation.js';
import { AssignmentStatus } from './assignment.entity.js';
import { type LockedAssignment, type LockedStep, lockAssignment } from './assignment-state.js';
import { StepStatus } from './assignment-step.entity.js';
import { knownTool, placeOf } from './known-tool.js';
import { refusalIn } from './step-findings.js';
import { become, markStep } from './step-marks.js';
import { startLimitMs, toolContext } from './tool-context.js';
import { type AssignmentState, assignmentSettle } from './transitions.js';

export interface SettleOrder {
  /** The global id of the step. */
  readonly stepId: string;
  readonly dryRun?: boolean | null;
}

/**
 * Says that a step which waited has come to its end; its tool settles, and what waited for it goes
 * on. A person does this, or a handler of an event for the co-operative.
 */
export async function settleStep(
  ctx: Context,
  order: SettleOrder,
  once: Once | null,
): Promise<TransitionOutcome<AssignmentState>> {
  const stepId = localId('AssignmentStep', order.stepId, 'stepId');
  const assignmentId = await assignmentOf(ctx, stepId);
  try {
    return await settled(ctx, { ...order, stepId, assignmentId }, once);
  } catch (error) {
    const findings = refusalIn(error);
    if (findings === null) throw error;
    return { after: null, violations: violationsOf(ctx, findings) };
  }
}

function settled(
  ctx: Context,
  order: SettleOrder & { readonly assignmentId: string },
  once: Once | null,
): Promise<TransitionOutcome<AssignmentState>> {
  const { stepId } = order;
  return runTransition<AssignmentState>(ctx, assignmentSettle, {
    id: order.assignmentId,
    dryRun: order.dryRun,
    once,
    load: (tx, id) => lockAssignment(tx, ctx, id),
    next: (before) => ({
      ...before,
      status: AssignmentStatus.RUNNING,
      version: before.version + 1,
    }),
    check: (before) => settleFindings(before, stepOf(before, stepId)),
    write: async (tx, before) => {
      const assignment = before as LockedAssignment;
      const step = stepOf(before, stepId);
      await settle({ ...ctx, tx }, assignment, step);
      const work = { platform: ctx.platform, tx, assignment };
      await markStep(work, step, { status: StepStatus.DONE });
      // The runner decides what comes next, or that all is done.
      await become(tx, before, AssignmentStatus.RUNNING, ctx.platform.clock.now());
      const subject = { type: 'Assignment', id: before.id };
      return [{ type: 'assignment.progress', subject, activityId: before.activityId }];
    },
  });
}

async function settle(
  ctx: Context & { readonly tx: Tx },
  assignment: LockedAssignment,
  step: LockedStep,
): Promise<void> {
  const offered = knownTool(ctx.platform, step.tool);
  if (offered?.tool.settle === undefined) return;
  const own = toolContext(ctx, offered, placeOf(assignment, step, offered));
  const work = offered.tool.settle(own, step.input, step.reference);
  await within(startLimitMs, step.tool, work);
}

function settleFindings({ status }: AssignmentState, step: LockedStep): Finding[] {
  const under = status === AssignmentStatus.RUNNING || status === AssignmentStatus.WAITING;
  if (under && step.status === StepStatus.WAITING) return [];
  return [{ code: 'assignment.step-not-waiting', values: { status: step.status } }];
}

export const stepOf = ({ steps }: AssignmentState, id: string): LockedStep =>
  (steps as readonly LockedStep[]).find((step) => step.id === id) as LockedStep;

/** The assignment of a step; NOT_FOUND without one. */
export async function assignmentOf(ctx: Context, stepId: string): Promise<string> {
  const sql: Pick<Tx, 'query'> = ctx.tx ?? ctx.platform.database;
  const [row] = await sql.query<{ id: string }>(
    `select assignment_id as id from core.assignment_step where cooperative_id = $1 and id = $2`,
    [ctx.viewer.cooperativeId, stepId],
  );
  if (row === undefined) throw notFound('AssignmentStep', globalId('AssignmentStep', stepId));
  return row.id;
}
