import type { Context } from '../platform/context.js';
import type { Tx } from '../platform/database/transaction.js';
import { requireVisible } from '../platform/read/read.js';
import { runTransition, type Transition } from '../platform/write/transition.js';
import type { Finding } from '../platform/write/violation.js';
import { grantMembership } from './grant-membership.js';
import { Member, MemberStatus } from './member.entity.js';
import { isOneself, members, requireForAll } from './member.policy.js';
import {
  lockedMember,
  type MemberState,
  memberAfter,
  memberEvent,
  stateOf,
} from './member-state.js';
import type { MemberOutcome } from './register-member.js';

export const memberChangeStatus: Transition<MemberState> = {
  name: 'member.change-status',
  subject: 'Member',
  tags: ['legal'],
};

export interface StatusChange {
  readonly memberId: string;
  readonly status: MemberStatus;
  readonly version?: number | null;
  readonly dryRun?: boolean | null;
}

/**
 * Confirms, suspends, readmits or lets go a member: by the co-operative's people, never by oneself.
 * Who leaves may manage no open activity, and loses roles, adviser and API tokens that day.
 */
export async function changeMemberStatus(
  ctx: Context,
  input: StatusChange,
): Promise<MemberOutcome> {
  requireForAll(ctx.viewer, 'member.write');
  const seen = await requireVisible(ctx, members, input.memberId, 'memberId');
  const today = ctx.platform.clock.today();
  const { after, violations } = await runTransition(ctx, memberChangeStatus, {
    id: seen.id,
    dryRun: input.dryRun,
    expectedVersion: input.version,
    load: async (tx, id) => stateOf(await lockedMember(tx, id)),
    next: (before) => ({
      ...before,
      status: input.status,
      version: before.version + 1,
      leftOn: input.status === MemberStatus.LEFT ? today : null,
    }),
    check: async (before, _after, tx) => [
      ...(isOneself(ctx.viewer, seen) ? [{ code: 'member.own-status' }] : []),
      ...stepFindings(before.status, input.status),
      ...(input.status === MemberStatus.LEFT ? await stillManages(tx, seen.id) : []),
    ],
    write: async (tx, before, { status, version, leftOn }) => {
      const where = { cooperativeId: tx.cooperativeId, id: seen.id };
      await tx.em.nativeUpdate(Member, where, { status, version, leftOn });
      if (status === MemberStatus.LEFT) await endAll(tx, ctx, seen.id, today);
      if (before.status === MemberStatus.LEFT) await grantMembership(tx, ctx, seen.id);
      const payload = { from: before.status, to: status };
      return [memberEvent('member.status-changed', seen.id, payload)];
    },
  });
  const member = after && (await memberAfter(ctx, ctx.viewer.cooperativeId, after.id));
  return { member, violations };
}

/** From where each status can be reached. */
const reachableFrom: Readonly<Record<MemberStatus, readonly MemberStatus[]>> = {
  PENDING: [],
  ACTIVE: [MemberStatus.PENDING, MemberStatus.SUSPENDED, MemberStatus.LEFT],
  SUSPENDED: [MemberStatus.ACTIVE],
  LEFT: [MemberStatus.PENDING, MemberStatus.ACTIVE, MemberStatus.SUSPENDED],
};

function stepFindings(from: MemberStatus, to: MemberStatus): Finding[] {
  if (reachableFrom[to].includes(from)) return [];
  return [{ code: 'member.status-out-of-reach', path: ['status'], values: { from, to } }];
}

async function stillManages(tx: Tx, memberId: string): Promise<Finding[]> {
  const [row] = await tx.query<{ open: bigint }>(
    `select count(*) as open from core.activity
     where cooperative_id = $1 and manager_id = $2 and status = 'OPEN'`,
    [tx.cooperativeId, memberId],
  );
  const activities = Number(row?.open ?? 0n);
  return activities === 0 ? [] : [{ code: 'member.still-manages', values: { activities } }];
}

async function endAll(tx: Tx, ctx: Context, memberId: string, today: string): Promise<void> {
  const member = [tx.cooperativeId, memberId, today];
  await tx.query(
    `update core.role_grant set until_day = greatest(from_day, $3::date)
     where cooperative_id = $1 and member_id = $2 and (until_day is null or until_day > $3::date)`,
    member,
  );
  await tx.query(
    `update core.advice set until_day = greatest(from_day, $3::date)
     where cooperative_id = $1 and member_id = $2 and until_day is null`,
    member,
  );
  await tx.query(
    `update core.participation set status = 'LEFT', left_on = greatest(since, $3::date)
     where cooperative_id = $1 and member_id = $2 and status in ('ACTIVE', 'INVITED')
       and role <> 'MANAGER'`,
    member,
  );
  await tx.query(
    `update core.api_token set revoked_at = $3
     where cooperative_id = $1 and member_id = $2 and revoked_at is null`,
    [tx.cooperativeId, memberId, ctx.platform.clock.now()],
  );
}
