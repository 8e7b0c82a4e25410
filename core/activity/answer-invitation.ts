import { MemberStatus } from '../member/member.entity.js';
import type { Context } from '../platform/context.js';
import type { Tx } from '../platform/database/transaction.js';
import { notFound } from '../platform/errors.js';
import { localId } from '../platform/ids.js';
import { requireReach } from '../platform/viewer.js';
import { runTransition, type Transition } from '../platform/write/transition.js';
import type { Finding } from '../platform/write/violation.js';
import {
  type ActivityOutcome,
  activityAfter,
  activityEvent,
  closedFindings,
  lockedActivity,
} from './activity-state.js';
import type { TeamState } from './invite-to-activity.js';
import { ParticipationStatus } from './participation.entity.js';
import { placeOf, setPlace } from './team.js';

export const activityJoin: Transition<TeamState> = {
  name: 'activity.join',
  subject: 'Activity',
  tags: [],
};

export const activityDecline: Transition<TeamState> = {
  name: 'activity.decline',
  subject: 'Activity',
  tags: [],
};

export interface Answer {
  readonly activityId: string;
  readonly dryRun?: boolean | null;
}

/** The invited member takes part from today, and sees the activity from then on. */
export async function acceptInvitation(ctx: Context, input: Answer): Promise<ActivityOutcome> {
  const { after, violations } = await answer(ctx, input, activityJoin, ParticipationStatus.ACTIVE);
  return { activity: after && (await activityAfter(ctx, after.id)), violations };
}

/** The invited member does not; the manager may invite again. The activity stays unseen. */
export async function declineInvitation(ctx: Context, input: Answer): Promise<ActivityOutcome> {
  const { violations } = await answer(ctx, input, activityDecline, ParticipationStatus.DECLINED);
  return { activity: null, violations };
}

function answer(
  ctx: Context,
  input: Answer,
  transition: Transition<TeamState>,
  status: ParticipationStatus,
) {
  requireReach(ctx.viewer, 'activity.write');
  const { memberId } = ctx.viewer;
  const id = localId('Activity', input.activityId, 'activityId');
  const joins = status === ParticipationStatus.ACTIVE;
  return runTransition(ctx, transition, {
    id,
    dryRun: input.dryRun,
    load: async (tx) => {
      const activity = await lockedActivity(tx, id);
      // Whoever was never invited does not learn that the activity exists.
      const place = await placeOf(tx, id, memberId);
      if (place === null) throw notFound('Activity', input.activityId);
      return { ...activity, memberId };
    },
    next: (before) => before,
    check: async (before, _after, tx) => [
      ...(joins ? closedFindings(before) : []),
      ...(joins ? await activeFindings(tx, memberId) : []),
      ...(await invitationFindings(tx, id, memberId)),
    ],
    write: async (tx) => {
      await setPlace(tx, id, memberId, status, ctx.platform.clock.today());
      const type = joins ? 'activity.member-joined' : 'activity.member-declined';
      return [activityEvent(type, id, { memberId })];
    },
  });
}

async function invitationFindings(
  tx: Tx,
  activityId: string,
  memberId: string,
): Promise<Finding[]> {
  const place = await placeOf(tx, activityId, memberId);
  if (place?.status === 'INVITED') return [];
  const joined = place?.status === 'ACTIVE';
  return [{ code: joined ? 'invitation.already-accepted' : 'invitation.ended' }];
}

async function activeFindings(tx: Tx, memberId: string): Promise<Finding[]> {
  const [member] = await tx.query<{ status: MemberStatus }>(
    'select status from core.member where cooperative_id = $1 and id = $2 for share',
    [tx.cooperativeId, memberId],
  );
  return member?.status === MemberStatus.ACTIVE ? [] : [{ code: 'member.not-active' }];
}
