import type { Context } from '../platform/context.js';
import type { Tx } from '../platform/database/transaction.js';
import { isSystem } from '../platform/host/system-viewer.js';
import { transact } from '../platform/write/transact.js';
import type { StepEnd } from '../sdk/core-port.js';
import { AssignmentStatus } from './assignment.entity.js';
import { type LockedAssignment, type LockedStep, lockAssignment } from './assignment-state.js';
import { StepStatus } from './assignment-step.entity.js';
import { storable } from './step-findings.js';
import { become, failStep, markStep, sayProgress } from './step-marks.js';

/**
 * Ends a waiting step for the plugin whose tool it is: what a person does with `settleStep`, done by
 * an answer from outside. The tool does not settle again: its plugin knows already.
 */
export async function endStep(ctx: Context, { stepId, failed }: StepEnd): Promise<boolean> {
  if (!isSystem(ctx.viewer)) {
    throw new Error('A step is ended by a handler or a job, for the co-operative itself.');
  }
  return transact(ctx, async (tx) => {
    const found = await waitingStep(ctx, tx, stepId);
    if (found === null) return false;
    const { assignment, step } = found;
    const work = { platform: ctx.platform, tx, assignment };
    if (failed !== undefined) {
      const plugin = step.plugin ?? undefined;
      await failStep(
        work,
        step,
        failed.map((one) => storable({ ...one, plugin })),
      );
    } else {
      await markStep(work, step, { status: StepStatus.DONE });
      // The runner decides what comes next, or that all is done.
      await become(tx, assignment, AssignmentStatus.RUNNING, ctx.platform.clock.now());
    }
    await sayProgress(work);
    return true;
  });
}

interface Waiting {
  readonly assignment: LockedAssignment;
  readonly step: LockedStep;
}

/** Null when it was settled, cancelled or undone meanwhile, or never was. */
async function waitingStep(ctx: Context, tx: Tx, stepId: string): Promise<Waiting | null> {
  const [row] = await tx.query<{ id: string }>(
    `select assignment_id as id from core.assignment_step where cooperative_id = $1 and id = $2`,
    [tx.cooperativeId, stepId],
  );
  if (row === undefined) return null;
  const assignment = await lockAssignment(tx, ctx, row.id);
  const step = assignment.steps.find(({ id }) => id === stepId);
  const under =
    assignment.status === AssignmentStatus.RUNNING ||
    assignment.status === AssignmentStatus.WAITING;
  if (step === undefined || !under || step.status !== StepStatus.WAITING) return null;
  return { assignment, step };
}
