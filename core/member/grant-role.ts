import type { Context } from '../platform/context.js';
import type { Tx } from '../platform/database/transaction.js';
import { newId } from '../platform/ids.js';
import { requireVisible } from '../platform/read/read.js';
import { runTransition, type Transition } from '../platform/write/transition.js';
import type { Finding } from '../platform/write/violation.js';
import { MemberStatus } from './member.entity.js';
import { isOneself, members, requireRoleGranting } from './member.policy.js';
import {
  lockedMember,
  type MemberState,
  memberAfter,
  memberEvent,
  stateOf,
} from './member-state.js';
import type { MemberOutcome } from './register-member.js';
import { type Role, RoleGrant } from './role-grant.entity.js';

export const memberGrantRole: Transition<MemberState> = {
  name: 'member.grant-role',
  subject: 'Member',
  tags: ['legal'],
};

export interface RoleToGrant {
  readonly memberId: string;
  readonly role: Role;
  /** The first day; today when absent, never earlier. */
  readonly from?: string | null;
  /** The first day on which it is no longer held. */
  readonly until?: string | null;
}

/** Gives a member a role for a time. Nobody gives a role to themselves. */
export async function grantRole(ctx: Context, input: RoleToGrant): Promise<MemberOutcome> {
  requireRoleGranting(ctx.viewer);
  const member = await requireVisible(ctx, members, input.memberId, 'memberId');
  const today = ctx.platform.clock.today();
  const { role, from, until } = { ...input, from: input.from ?? today };
  const { after, violations } = await runTransition(ctx, memberGrantRole, {
    id: member.id,
    load: async (tx, id) => stateOf(await lockedMember(tx, id)),
    next: (before) => before,
    check: async (before, _after, tx) => [
      ...(isOneself(ctx.viewer, member) ? [{ code: 'role.own' }] : []),
      ...(before.status === MemberStatus.LEFT ? [{ code: 'member.has-left' }] : []),
      ...(from < today ? [{ code: 'role.in-the-past', path: ['from'] }] : []),
      ...(until != null && until <= from ? [{ code: 'role.ends-early', path: ['until'] }] : []),
      ...(await overlap(tx, { memberId: member.id, role, from, until })),
    ],
    write: async (tx) => {
      await tx.em.insert(RoleGrant, {
        ...{ cooperativeId: tx.cooperativeId, id: newId(), memberId: member.id, role, from },
        ...{ until: until ?? null, grantedBy: ctx.viewer.memberId },
      });
      return [memberEvent('member.role-granted', member.id, { role, from, until })];
    },
  });
  const changed = after && (await memberAfter(ctx, ctx.viewer.cooperativeId, after.id));
  return { member: changed, violations };
}

async function overlap(tx: Tx, wanted: RoleToGrant): Promise<Finding[]> {
  const { memberId, role, from, until } = wanted;
  const held = await tx.query(
    `select from core.role_grant
     where cooperative_id = $1 and member_id = $2 and role = $3
       and (until_day is null or until_day > $4::date) and ($5::date is null or from_day < $5::date)
       and until_day is distinct from from_day`,
    [tx.cooperativeId, memberId, role, from, until ?? null],
  );
  return held.length === 0 ? [] : [{ code: 'role.already-held', path: ['role'], values: { role } }];
}
