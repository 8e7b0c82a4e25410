import type { Context } from '../platform/context.js';
import type { Tx } from '../platform/database/transaction.js';
import { runTransition, type Transition } from '../platform/write/transition.js';
import type { Finding } from '../platform/write/violation.js';
import { Activity, ActivityStatus } from './activity.entity.js';
import { requireManaged } from './activity.policy.js';
import {
  type ActivityOutcome,
  type ActivityState,
  activityAfter,
  activityEvent,
  closedFindings,
  lockedActivity,
} from './activity-state.js';

export const activityClose: Transition<ActivityState> = {
  name: 'activity.close',
  subject: 'Activity',
  tags: ['legal'],
};

export interface ActivityToClose {
  readonly activityId: string;
  readonly version?: number | null;
  readonly dryRun?: boolean | null;
}

/**
 * Closes an activity for new work. Refused while any domain finds something in the way: money that
 * is still there, documents and contracts that are still open. Every obstacle is named at once.
 */
export async function closeActivity(
  ctx: Context,
  input: ActivityToClose,
): Promise<ActivityOutcome> {
  const { id } = await requireManaged(ctx, input.activityId, 'activity.write');
  const { after, violations } = await runTransition(ctx, activityClose, {
    id,
    dryRun: input.dryRun,
    expectedVersion: input.version,
    load: lockedActivity,
    next: (before) => ({
      ...before,
      status: ActivityStatus.CLOSED,
      closedOn: ctx.platform.clock.today(),
      version: before.version + 1,
    }),
    check: async (before, _after, tx) => [
      ...closedFindings(before),
      ...(await obstacles(ctx, tx, before)),
    ],
    write: async (tx, _before, { status, closedOn, version }) => {
      const where = { cooperativeId: tx.cooperativeId, id };
      await tx.em.nativeUpdate(Activity, where, { status, closedOn, version });
      return [activityEvent('activity.closed', id)];
    },
  });
  return { activity: after && (await activityAfter(ctx, after.id)), violations };
}

/** One after the other: they share the transaction's one connection. */
async function obstacles(ctx: Context, tx: Tx, activity: ActivityState): Promise<Finding[]> {
  const found: Finding[] = [];
  for (const domain of ctx.platform.domains) {
    for (const ask of domain.closingObstacles ?? []) found.push(...(await ask(tx, activity)));
  }
  return found;
}
