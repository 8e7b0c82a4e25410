import type { Context } from '../platform/context.js';
import { localId } from '../platform/ids.js';
import type { Once } from '../platform/write/once.js';
import { runTransition, type TransitionOutcome } from '../platform/write/transition.js';
import { AssignmentStatus } from './assignment.entity.js';
import { lockAssignment } from './assignment-state.js';
import type { StartOrder } from './start-assignment.js';
import { become, skipTheRest } from './step-marks.js';
import { type AssignmentState, assignmentCancel } from './transitions.js';

/**
 * Cancels a plan, or an assignment that is under way: a step that is being done is waited for, no
 * other begins, and the runner undoes what was done, the last step first.
 */
export function cancelAssignment(
  ctx: Context,
  order: StartOrder,
  once: Once | null,
): Promise<TransitionOutcome<AssignmentState>> {
  return runTransition<AssignmentState>(ctx, assignmentCancel, {
    id: localId('Assignment', order.id),
    dryRun: order.dryRun,
    expectedVersion: order.expectedVersion,
    once,
    load: (tx, id) => lockAssignment(tx, ctx, id),
    next: (before) => ({
      ...before,
      status: planned(before) ? AssignmentStatus.CANCELLED : AssignmentStatus.CANCELLING,
      version: before.version + 1,
    }),
    check: ({ status }) =>
      cancellable.has(status) ? [] : [{ code: 'assignment.not-cancellable', values: { status } }],
    write: async (tx, before, after) => {
      await skipTheRest(tx, before);
      await become(tx, before, after.status, ctx.platform.clock.now());
      const subject = { type: 'Assignment', id: before.id };
      return [{ type: 'assignment.cancelled', subject, activityId: before.activityId }];
    },
  });
}

const planned = ({ status }: AssignmentState): boolean => status === AssignmentStatus.PLANNED;

const cancellable: ReadonlySet<AssignmentStatus> = new Set([
  AssignmentStatus.PLANNED,
  AssignmentStatus.RUNNING,
  AssignmentStatus.WAITING,
]);
