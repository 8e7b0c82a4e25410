import { MemberStatus } from '../member/member.entity.js';
import type { Context } from '../platform/context.js';
import type { Tx } from '../platform/database/transaction.js';
import { badInput, notFound } from '../platform/errors.js';
import { localId } from '../platform/ids.js';
import { runTransition, type Transition } from '../platform/write/transition.js';
import type { Finding } from '../platform/write/violation.js';
import { requireManaged } from './activity.policy.js';
import {
  type ActivityOutcome,
  type ActivityState,
  activityAfter,
  activityEvent,
  closedFindings,
  lockedActivity,
} from './activity-state.js';
import { type Place, placeOf } from './team.js';

/** The activity and the member whose place in the team changes. */
export interface TeamState extends ActivityState {
  readonly memberId: string | null;
}

export const activityInvite: Transition<TeamState> = {
  name: 'activity.invite',
  subject: 'Activity',
  tags: [],
};

export interface NewInvitation {
  readonly activityId: string;
  /** Who is invited: exactly one of the two. */
  readonly memberId?: string | null;
  readonly email?: string | null;
  readonly dryRun?: boolean | null;
}

/** Members that a team can have, those that are invited counted. */
export const teamLimit = 200;

/** Invites a member of the co-operative into an activity; the member decides. */
export async function inviteToActivity(
  ctx: Context,
  input: NewInvitation,
): Promise<ActivityOutcome> {
  if ((input.memberId == null) === (input.email == null)) {
    throw badInput('Name the member by "memberId" or by "email", one of the two.');
  }
  const { id } = await requireManaged(ctx, input.activityId, 'activity.write');
  let invitee: Invitee | null = null;
  const { after, violations } = await runTransition(ctx, activityInvite, {
    id,
    dryRun: input.dryRun,
    load: async (tx) => {
      const activity = await lockedActivity(tx, id);
      invitee = await inviteeOf(tx, input);
      return { ...activity, memberId: invitee?.id ?? null };
    },
    next: (before) => before,
    check: async (before, _after, tx) => [
      ...closedFindings(before),
      ...(await inviteeFindings(tx, before, invitee, input)),
    ],
    write: async (tx, { memberId }) => {
      await invite(tx, ctx, id, memberId as string);
      return [activityEvent('activity.member-invited', id, { memberId })];
    },
  });
  return { activity: after && (await activityAfter(ctx, after.id)), violations };
}

interface Invitee {
  readonly id: string;
  readonly status: MemberStatus;
}

async function inviteeOf(tx: Tx, { memberId, email }: NewInvitation): Promise<Invitee | null> {
  const id = memberId == null ? null : localId('Member', memberId, 'memberId');
  const [found] = await tx.query<Invitee>(
    `select id, status from core.member
     where cooperative_id = $1 and ${id === null ? 'lower(email) = lower($2)' : 'id = $2'}`,
    [tx.cooperativeId, id ?? email],
  );
  if (found === undefined && memberId != null) throw notFound('Member', memberId);
  return found ?? null;
}

async function inviteeFindings(
  tx: Tx,
  activity: ActivityState,
  invitee: Invitee | null,
  { email }: NewInvitation,
): Promise<Finding[]> {
  const path = [email == null ? 'memberId' : 'email'];
  if (invitee === null) return [{ code: 'invitation.nobody', path }];
  const found: Finding[] = [];
  if (invitee.status !== MemberStatus.ACTIVE) {
    found.push({ code: 'invitation.member-not-active', path });
  }
  const place = await placeOf(tx, activity.id, invitee.id);
  const already = alreadyThere(place);
  if (already !== null) found.push({ code: already, path });
  else if ((await teamSize(tx, activity.id)) >= teamLimit) {
    found.push({ code: 'activity.team-full', values: { limit: teamLimit } });
  }
  return found;
}

function alreadyThere(place: Place | null): string | null {
  if (place?.status === 'ACTIVE') return 'invitation.already-takes-part';
  return place?.status === 'INVITED' ? 'invitation.already-invited' : null;
}

async function teamSize(tx: Tx, activityId: string): Promise<number> {
  const [row] = await tx.query<{ size: bigint }>(
    `select count(*) as size from core.participation
     where cooperative_id = $1 and activity_id = $2 and status in ('ACTIVE', 'INVITED')`,
    [tx.cooperativeId, activityId],
  );
  return Number(row?.size ?? 0n);
}

/** Who has declined or left may be asked again. */
async function invite(tx: Tx, ctx: Context, activityId: string, memberId: string): Promise<void> {
  await tx.query(
    `insert into core.participation
       (cooperative_id, activity_id, member_id, role, status, invited_by, since)
     values ($1, $2, $3, 'PARTICIPANT', 'INVITED', $4, $5)
     on conflict (cooperative_id, activity_id, member_id) do update set role = excluded.role,
       status = excluded.status, invited_by = excluded.invited_by, since = excluded.since,
       left_on = null`,
    [tx.cooperativeId, activityId, memberId, ctx.viewer.memberId, ctx.platform.clock.today()],
  );
}
