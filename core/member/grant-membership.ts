import type { Context } from '../platform/context.js';
import type { Tx } from '../platform/database/transaction.js';
import { newId } from '../platform/ids.js';
import { Role, RoleGrant } from './role-grant.entity.js';

/** Whoever is registered or readmitted holds the role of a member from that day. */
export async function grantMembership(tx: Tx, ctx: Context, memberId: string): Promise<void> {
  await tx.em.insert(RoleGrant, {
    cooperativeId: tx.cooperativeId,
    id: newId(),
    memberId,
    role: Role.MEMBER,
    from: ctx.platform.clock.today(),
    until: null,
    grantedBy: ctx.viewer.memberId,
  });
}
