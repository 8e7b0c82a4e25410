import type { Context } from '../platform/context.js';
import type { Tx } from '../platform/database/transaction.js';
import { requireVisible } from '../platform/read/read.js';
import { runTransition, type Transition } from '../platform/write/transition.js';
import type { Finding } from '../platform/write/violation.js';
import { isOneself, members, requireRoleGranting } from './member.policy.js';
import {
  lockedMember,
  type MemberState,
  memberAfter,
  memberEvent,
  stateOf,
} from './member-state.js';
import type { MemberOutcome } from './register-member.js';
import type { Role } from './role-grant.entity.js';

export const memberRevokeRole: Transition<MemberState> = {
  name: 'member.revoke-role',
  subject: 'Member',
  tags: ['legal'],
};

export interface RoleToRevoke {
  readonly memberId: string;
  readonly role: Role;
}

/**
 * Ends a role today; what was granted for later is never held. Nobody ends a role of their own, so
 * there is always an administrator left.
 */
export async function revokeRole(ctx: Context, input: RoleToRevoke): Promise<MemberOutcome> {
  requireRoleGranting(ctx.viewer);
  const member = await requireVisible(ctx, members, input.memberId, 'memberId');
  const today = ctx.platform.clock.today();
  const { role } = input;
  const { after, violations } = await runTransition(ctx, memberRevokeRole, {
    id: member.id,
    load: async (tx, id) => stateOf(await lockedMember(tx, id)),
    next: (before) => before,
    check: async (_before, _after, tx) => [
      ...(isOneself(ctx.viewer, member) ? [{ code: 'role.own' }] : []),
      ...(await notHeld(tx, member.id, role, today)),
    ],
    write: async (tx) => {
      await tx.query(
        `update core.role_grant set until_day = greatest(from_day, $4::date)
         where ${grantsFromNowOn}`,
        [tx.cooperativeId, member.id, role, today],
      );
      return [memberEvent('member.role-revoked', member.id, { role })];
    },
  });
  const changed = after && (await memberAfter(ctx, ctx.viewer.cooperativeId, after.id));
  return { member: changed, violations };
}

async function notHeld(tx: Tx, memberId: string, role: Role, today: string): Promise<Finding[]> {
  const found = await tx.query(`select from core.role_grant where ${grantsFromNowOn}`, [
    ...[tx.cooperativeId, memberId, role, today],
  ]);
  return found.length > 0 ? [] : [{ code: 'role.not-held', path: ['role'], values: { role } }];
}

const grantsFromNowOn = `cooperative_id = $1 and member_id = $2 and role = $3
  and (until_day is null or until_day > $4::date) and until_day is distinct from from_day`;
