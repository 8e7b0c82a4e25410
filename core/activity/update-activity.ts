import type { Context } from '../platform/context.js';
import { tidy } from '../platform/model/text.js';
import { runTransition, type Transition } from '../platform/write/transition.js';
import { Activity } from './activity.entity.js';
import { requireManaged } from './activity.policy.js';
import {
  type ActivityOutcome,
  type ActivityState,
  activityAfter,
  activityEvent,
  closedFindings,
  lockedActivity,
} from './activity-state.js';
import { activityFindings } from './open-activity.js';

export const activityUpdate: Transition<ActivityState> = {
  name: 'activity.update',
  subject: 'Activity',
  tags: [],
};

export interface ActivityChange {
  readonly activityId: string;
  readonly version?: number | null;
  readonly name?: string | null;
  readonly description?: string | null;
}

/** Renames an open activity or describes it anew. */
export async function updateActivity(
  ctx: Context,
  input: ActivityChange,
): Promise<ActivityOutcome> {
  const { id } = await requireManaged(ctx, input.activityId, 'activity.write');
  const { after, violations } = await runTransition(ctx, activityUpdate, {
    id,
    expectedVersion: input.version,
    load: lockedActivity,
    next: (before) => ({
      ...before,
      name: input.name == null ? before.name : tidy(input.name),
      description: input.description == null ? before.description : tidy(input.description),
      version: before.version + 1,
    }),
    check: (before, after) => [...closedFindings(before), ...activityFindings(after)],
    write: async (tx, _before, { name, description, version }) => {
      const where = { cooperativeId: tx.cooperativeId, id };
      await tx.em.nativeUpdate(Activity, where, { name, description, version });
      return [activityEvent('activity.updated', id)];
    },
  });
  return { activity: after && (await activityAfter(ctx, after.id)), violations };
}
