import { sql } from '../platform/database/rows.js';
import { GezelError } from '../platform/errors.js';
import { cardOf } from '../platform/read/card.js';
import { byAge, type Source } from '../platform/read/source.js';
import { isInPerson, requireReach, type Viewer } from '../platform/viewer.js';
import { Member, MemberStatus } from './member.entity.js';

/**
 * Members see themselves, their advisers, and those with whom they share an activity or whom they
 * have invited into one; the co-operative's own people see everybody.
 */
export const members: Source<Member> = {
  typeName: 'Member',
  entity: Member,
  permission: 'member.read',
  visible: (viewer, reach) => {
    if (reach === 'all') return sql`true`;
    const { cooperativeId, memberId } = viewer;
    // A list that is made once a statement, so that a look at a large co-operative stays small.
    return sql`t.id = any(array(
      select ${memberId}::uuid
      union select a.adviser_id from core.advice a
        where a.cooperative_id = ${cooperativeId} and a.member_id = ${memberId}
      union select theirs.member_id from core.participation mine
        join core.participation theirs using (cooperative_id, activity_id)
        where mine.cooperative_id = ${cooperativeId} and mine.member_id = ${memberId}
          and mine.status = 'ACTIVE' and theirs.status in ('ACTIVE', 'INVITED')))`;
  },
  card: cardOf(['displayName', 'status', 'activities'], ['displayName', 'status']),
  orders: { ...byAge, NAME: { property: 'displayName', direction: 'asc', type: 'text' } },
};

/** Whether this row is the viewer's own person, in this co-operative or in another. */
export function isOneself(viewer: Viewer, member: Member): boolean {
  return member.id === viewer.memberId || member.subject === viewer.subject;
}

/** Contact, shares and roles are for the member and for the co-operative's own people. */
export function seesContact(viewer: Viewer, member: Member): boolean {
  const colleague = member.cooperativeId === viewer.cooperativeId;
  return isOneself(viewer, member) || (colleague && viewer.grants.get('member.read') === 'all');
}

/** Whether the viewer may change this member's contact: one's own, or anybody's. */
export function mayWrite(viewer: Viewer, member: Pick<Member, 'id'>): boolean {
  const reach = viewer.grants.get('member.write');
  return reach === 'all' || (reach === 'own' && member.id === viewer.memberId);
}

/** What only the co-operative's own people do: FORBIDDEN unless the permission reaches all. */
export function requireForAll(viewer: Viewer, permission: string): void {
  if (requireReach(viewer, permission) !== 'all') throw new GezelError('FORBIDDEN', { permission });
}

/** Roles are granted by an administrator in person, never by an application that acts for one. */
export function mayGrantRoles(viewer: Viewer): boolean {
  const inPerson = isInPerson(viewer) && viewer.roles.includes('ADMIN');
  return inPerson && viewer.grants.get('member.write') === 'all';
}

export function requireRoleGranting(viewer: Viewer): void {
  const permission = 'member.grant-role';
  if (!mayGrantRoles(viewer)) throw new GezelError('FORBIDDEN', { permission });
}

/** What this viewer may do with this member now. */
export function memberActions(viewer: Viewer, member: Member): string[] {
  if (member.cooperativeId !== viewer.cooperativeId) return [];
  const oneself = isOneself(viewer, member);
  const forAll = viewer.grants.get('member.write') === 'all';
  const present = member.status !== MemberStatus.LEFT;
  const identified = member.completion === 2 && member.status === MemberStatus.ACTIVE;
  const opens = viewer.grants.get('activity.open');
  const actions: Readonly<Record<string, boolean>> = {
    'member.update': present && mayWrite(viewer, member),
    'member.identify': present && forAll && !oneself && member.completion === 1,
    'member.set-national-number': present && mayWrite(viewer, member),
    'member.change-status': present && forAll && !oneself,
    'member.assign-adviser': present && forAll && !oneself,
    'member.buy-shares': identified && mayWrite(viewer, member),
    'member.grant-role': present && !oneself && mayGrantRoles(viewer),
    'activity.open': identified && (opens === 'all' || (opens === 'own' && oneself)),
  };
  return Object.keys(actions).filter((action) => actions[action]);
}
