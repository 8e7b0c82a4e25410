import type { Sql } from '../platform/database/sql.js';

/** The roles that a member holds on a civil day: from their first day, until their end begins. */
export async function rolesHeldOn(
  sql: Sql,
  cooperativeId: string,
  memberId: string,
  day: string,
): Promise<string[]> {
  const rows = await sql.query<{ role: string }>(
    `select distinct role from core.role_grant
     where cooperative_id = $1 and member_id = $2 and from_day <= $3::date
       and (until_day is null or until_day > $3::date)
     order by role`,
    [cooperativeId, memberId, day],
    'roles-held-on',
  );
  return rows.map(({ role }) => role);
}
