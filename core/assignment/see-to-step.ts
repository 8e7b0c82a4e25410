import type { Context } from '../platform/context.js';
import { localId } from '../platform/ids.js';
import type { Once } from '../platform/write/once.js';
import { runTransition, type TransitionOutcome } from '../platform/write/transition.js';
import { lockAssignment } from './assignment-state.js';
import { assignmentOf, type SettleOrder, stepOf } from './settle-step.js';
import { type AssignmentState, assignmentSeeTo } from './transitions.js';

/** Says that a person has settled outside what a step could not undo: nobody has to look at it more. */
export async function seeToStep(
  ctx: Context,
  order: SettleOrder,
  once: Once | null,
): Promise<TransitionOutcome<AssignmentState>> {
  const stepId = localId('AssignmentStep', order.stepId, 'stepId');
  return runTransition<AssignmentState>(ctx, assignmentSeeTo, {
    id: await assignmentOf(ctx, stepId),
    dryRun: order.dryRun,
    once,
    load: (tx, id) => lockAssignment(tx, ctx, id),
    next: (before) => ({ ...before, version: before.version + 1 }),
    check: (before) => {
      const { stands, seenToAt, tool } = stepOf(before, stepId);
      if (stands && seenToAt === null) return [];
      return [{ code: 'assignment.nothing-to-see-to', values: { tool } }];
    },
    write: async (tx, before) => {
      await tx.query(
        `update core.assignment_step set seen_to_at = $3 where cooperative_id = $1 and id = $2`,
        [tx.cooperativeId, stepId, ctx.platform.clock.now()],
      );
      await tx.query(
        `update core.assignment set version = version + 1 where cooperative_id = $1 and id = $2`,
        [tx.cooperativeId, before.id],
      );
      const subject = { type: 'Assignment', id: before.id };
      return [{ type: 'assignment.seen-to', subject, activityId: before.activityId }];
    },
  });
}
