import type { Context } from '../platform/context.js';
import type { Tx } from '../platform/database/transaction.js';
import { GezelError, notFound } from '../platform/errors.js';
import { localId } from '../platform/ids.js';
import { requireVisible } from '../platform/read/read.js';
import { requireReach } from '../platform/viewer.js';
import { runTransition, type Transition } from '../platform/write/transition.js';
import type { Finding } from '../platform/write/violation.js';
import { activities, mayManage } from './activity.policy.js';
import {
  type ActivityOutcome,
  activityAfter,
  activityEvent,
  lockedActivity,
} from './activity-state.js';
import type { TeamState } from './invite-to-activity.js';
import { ParticipationStatus } from './participation.entity.js';
import { placeOf, setPlace } from './team.js';

export const activityLeave: Transition<TeamState> = {
  name: 'activity.leave',
  subject: 'Activity',
  tags: [],
};

export interface Departure {
  readonly activityId: string;
  /** Who leaves; the viewer when absent. */
  readonly memberId?: string | null;
  readonly dryRun?: boolean | null;
}

/** A participant leaves, or the manager ends a participation or withdraws an invitation. */
export async function endParticipation(ctx: Context, input: Departure): Promise<ActivityOutcome> {
  const permission = 'activity.write';
  const reach = requireReach(ctx.viewer, permission);
  const activity = await requireVisible(ctx, activities, input.activityId, 'activityId');
  const { id } = activity;
  const memberId =
    input.memberId == null ? ctx.viewer.memberId : localId('Member', input.memberId, 'memberId');
  if (memberId !== ctx.viewer.memberId && !mayManage(ctx.viewer, reach, activity)) {
    throw new GezelError('FORBIDDEN', { permission });
  }
  const { after, violations } = await runTransition(ctx, activityLeave, {
    id,
    dryRun: input.dryRun,
    load: async (tx) => ({ ...(await lockedActivity(tx, id)), memberId }),
    next: (before) => before,
    check: (_before, _after, tx) => findings(tx, id, memberId, input),
    write: async (tx) => {
      await setPlace(tx, id, memberId, ParticipationStatus.LEFT, ctx.platform.clock.today());
      return [activityEvent('activity.member-left', id, { memberId })];
    },
  });
  const gone = memberId === ctx.viewer.memberId && reach === 'own';
  return { activity: after && !gone ? await activityAfter(ctx, after.id) : null, violations };
}

async function findings(
  tx: Tx,
  activityId: string,
  memberId: string,
  input: Departure,
): Promise<Finding[]> {
  const path = ['memberId'];
  const place = await placeOf(tx, activityId, memberId);
  if (place === null && input.memberId != null) throw notFound('Member', input.memberId);
  if (place?.status !== 'ACTIVE' && place?.status !== 'INVITED') {
    return [{ code: 'activity.not-in-team', path }];
  }
  return place.role === 'MANAGER' ? [{ code: 'activity.manager-stays', path }] : [];
}
