import type { Context } from '../platform/context.js';
import type { Tx } from '../platform/database/transaction.js';
import { localId } from '../platform/ids.js';
import { runTransition, type Transition } from '../platform/write/transition.js';
import type { Finding } from '../platform/write/violation.js';
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
import { managerFindings } from './open-activity.js';
import { placeOf } from './team.js';

export const activityHandOver: Transition<ActivityState> = {
  name: 'activity.hand-over',
  subject: 'Activity',
  tags: ['legal'],
};

export interface HandOver {
  readonly activityId: string;
  /** The next manager: somebody who takes part already. */
  readonly memberId: string;
  readonly version?: number | null;
  readonly dryRun?: boolean | null;
}

/** Makes a participant the manager; who managed until now stays as a participant. */
export async function handOverActivity(ctx: Context, input: HandOver): Promise<ActivityOutcome> {
  const { id } = await requireManaged(ctx, input.activityId, 'activity.write');
  const managerId = localId('Member', input.memberId, 'memberId');
  const { after, violations } = await runTransition(ctx, activityHandOver, {
    id,
    dryRun: input.dryRun,
    expectedVersion: input.version,
    load: lockedActivity,
    next: (before) => ({ ...before, managerId, version: before.version + 1 }),
    check: async (before, _after, tx) => [
      ...closedFindings(before),
      ...(await managerFindings(tx, managerId)),
      ...(await successorFindings(tx, before, managerId)),
    ],
    write: async (tx, before, { version }) => {
      await setRole(tx, id, before.managerId, 'PARTICIPANT');
      await setRole(tx, id, managerId, 'MANAGER');
      const where = { cooperativeId: tx.cooperativeId, id };
      await tx.em.nativeUpdate(Activity, where, { managerId, version });
      const payload = { from: before.managerId, to: managerId };
      return [activityEvent('activity.handed-over', id, payload)];
    },
  });
  return { activity: after && (await activityAfter(ctx, after.id)), violations };
}

async function successorFindings(
  tx: Tx,
  { id, managerId }: ActivityState,
  nextId: string,
): Promise<Finding[]> {
  const path = ['memberId'];
  if (nextId === managerId) return [{ code: 'activity.same-manager', path }];
  const place = await placeOf(tx, id, nextId);
  return place?.status === 'ACTIVE' ? [] : [{ code: 'activity.not-in-team', path }];
}

async function setRole(tx: Tx, activityId: string, memberId: string, role: string): Promise<void> {
  await tx.query(
    `update core.participation set role = $4
     where cooperative_id = $1 and activity_id = $2 and member_id = $3`,
    [tx.cooperativeId, activityId, memberId, role],
  );
}
