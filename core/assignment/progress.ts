/**
 * What clients follow while it happens. Signals carry ids only: each reader reads with their own
 * eyes.
 */
import { activities } from '../activity/activity.policy.js';
import type { Context } from '../platform/context.js';
import { globalId } from '../platform/ids.js';
import { byId, requireVisible } from '../platform/read/read.js';
import { AssignmentStatus } from './assignment.entity.js';
import { assignments } from './assignment.policy.js';
import type { ActivityEvent, AssignmentEvent } from './assignment.types.js';

/**
 * How the assignment stands now, and again after each change; ends when it is done, failed or
 * cancelled, or when the viewer may not see it any more.
 */
export async function assignmentProgress(
  ctx: Context,
  assignmentId: string,
): Promise<AsyncGenerator<AssignmentEvent>> {
  // Refused here, the subscription itself is: a client gets an error and no broken stream.
  const { id } = await requireVisible(ctx, assignments, assignmentId);
  return progressOf(ctx, id);
}

/** What happens in an activity from now on; ends when the viewer may not see it any more. */
export async function activityEvents(
  ctx: Context,
  activityId: string,
): Promise<AsyncGenerator<ActivityEvent>> {
  const { id } = await requireVisible(ctx, activities, activityId, 'activityId');
  return eventsOf(ctx, id);
}

async function* progressOf(ctx: Context, id: string): AsyncGenerator<AssignmentEvent> {
  const { cooperativeId } = ctx.viewer;
  // Listening comes before reading: a change between the two is then heard.
  const signals = ctx.platform.hub.listen(
    (signal) => signal.subjectId === id && signal.cooperativeId === cooperativeId,
  );
  try {
    do {
      ctx.loaders.clear();
      const assignment = await byId(ctx, assignments, id);
      if (assignment === null) return;
      yield { assignment, at: ctx.platform.clock.now() };
      if (isOver(assignment.status)) return;
    } while (!(await signals.next()).done);
  } finally {
    await signals.return?.();
  }
}

async function* eventsOf(ctx: Context, id: string): AsyncGenerator<ActivityEvent> {
  const { cooperativeId } = ctx.viewer;
  const signals = ctx.platform.hub.listen(
    (signal) => signal.activityId === id && signal.cooperativeId === cooperativeId,
  );
  try {
    for await (const { eventId, type, subjectType, subjectId } of signals) {
      ctx.loaders.clear();
      if ((await byId(ctx, activities, id)) === null) return;
      const occurredAt = await occurredAtOf(ctx, eventId);
      yield { eventId, type, subjectId: globalId(subjectType, subjectId), occurredAt };
    }
  } finally {
    await signals.return?.();
  }
}

async function occurredAtOf(ctx: Context, eventId: string): Promise<Date> {
  const [row] = await ctx.platform.database.query<{ at: Date }>(
    'select occurred_at as at from core.outbox where cooperative_id = $1 and id = $2',
    [ctx.viewer.cooperativeId, eventId],
    'outbox-occurred-at',
  );
  return row?.at ?? ctx.platform.clock.now();
}

const isOver = (status: AssignmentStatus): boolean =>
  status === AssignmentStatus.DONE ||
  status === AssignmentStatus.FAILED ||
  status === AssignmentStatus.CANCELLED;
