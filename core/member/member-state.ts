import type { Context } from '../platform/context.js';
import { sql } from '../platform/database/rows.js';
import type { Tx } from '../platform/database/transaction.js';
import { notFound } from '../platform/errors.js';
import { globalId, localId } from '../platform/ids.js';
import { locked } from '../platform/model/locked.js';
import type { DomainEvent } from '../platform/write/record.js';
import { Member } from './member.entity.js';

/** A member as transitions and plugins' validations see it: no contact, no subject. */
export type MemberState = Pick<
  Member,
  | 'id'
  | 'version'
  | 'displayName'
  | 'locale'
  | 'status'
  | 'completion'
  | 'category'
  | 'joinedOn'
  | 'leftOn'
>;

export function stateOf(member: Member): MemberState {
  const { id, version, displayName, locale, status, completion } = member;
  const { category, joinedOn, leftOn } = member;
  return { id, version, displayName, locale, status, completion, category, joinedOn, leftOn };
}

/** The member of a global id, locked against other changes; NOT_FOUND when there is none. */
export async function lockedMember(tx: Tx, memberId: string): Promise<Member> {
  const member = await locked(tx, Member, memberId);
  if (member === null) throw notFound('Member', globalId('Member', memberId));
  return member;
}

/** The row as it now is, for the payload of a change that has just been made. */
export async function memberAfter(
  ctx: Context,
  cooperativeId: string,
  id: string,
): Promise<Member | null> {
  const rows = ctx.platform.rows(Member);
  const [row] = await rows.read(
    sql`select ${rows.columns('t')} from ${rows.table} t
        where t.cooperative_id = ${cooperativeId} and t.id = ${id}`,
  );
  return row ?? null;
}

export const memberEvent = (type: string, id: string, payload = {}): DomainEvent => ({
  type,
  subject: { type: 'Member', id },
  payload,
});

export const memberIdOf = (globalMemberId: string, path = 'memberId'): string =>
  localId('Member', globalMemberId, path);
