import type { Platform } from './context.js';
import type { Sql } from './database/sql.js';
import type { Locale } from './messages.js';
import { grantsOf, narrowed } from './permissions.js';
import type { Viewer } from './viewer.js';

/** A member for whom work goes on after their request. */
export interface MemberViewer {
  readonly viewer: Viewer;
  /** The language that they chose. */
  readonly locale: Locale;
}

/**
 * The member with the roles that they hold today, and never with more permissions than `held`
 * names: those of the request that began the work. Null for somebody who is no active member.
 */
export async function viewerOfMember(
  platform: Platform,
  sql: Sql,
  cooperativeId: string,
  memberId: string,
  held: readonly string[],
): Promise<MemberViewer | null> {
  const [row] = await sql.query<{ subject: string | null; locale: Locale; roles: string[] }>(
    `select m.subject, m.locale, array(
       select g.role from core.role_grant g
       where g.cooperative_id = m.cooperative_id and g.member_id = m.id
         and g.from_day <= $3::date and (g.until_day is null or g.until_day > $3::date)
       order by g.role) as roles
     from core.member m where m.cooperative_id = $1 and m.id = $2 and m.status = 'ACTIVE'`,
    [cooperativeId, memberId, platform.clock.today()],
  );
  if (row === undefined) return null;
  const viewer: Viewer = {
    subject: row.subject ?? '',
    cooperativeId,
    memberId,
    roles: row.roles,
    grants: narrowed(grantsOf(row.roles, platform.roleGrants), held),
    token: null,
  };
  return { viewer, locale: row.locale };
}
