import type { Sql } from '../../core/platform/database/sql.js';
import { newId } from '../../core/platform/ids.js';
import type { Role } from '../../core/platform/permissions.js';

/** A person of the demo co-operative; `subject` is what `npm run token -- ROLE` signs for. */
export interface DemoPerson {
  readonly subject: string;
  readonly name: string;
  readonly locale: 'nl' | 'fr' | 'en' | 'de';
  readonly category: 'USER' | 'STAFF';
  readonly roles: readonly Role[];
}

export const demoPeople: readonly DemoPerson[] = [
  member('member-stage', 'Ann Peeters', 'nl'),
  member('member-film', 'Karim Benali', 'fr'),
  member('member-design', 'Sofie De Smet', 'nl'),
  member('member-startup', 'Louis Maes', 'en'),
  member('musician', 'Mira Jansen', 'nl'),
  member('technician', 'Jonas Weber', 'de'),
  staff('adviser', 'Nadia Claes', ['ADVISER']),
  staff('finance', 'Tom Wouters', ['FINANCE']),
  staff('finance-2', 'Els Jacobs', ['FINANCE']),
  staff('admin', 'Jan Goossens', ['ADMIN']),
];

/** The ids of the people by the role that their token is asked for with. */
export type DemoMemberIds = Readonly<Record<string, string>>;

/** Registers the people of the demo as rows: they were members long before the story begins. */
export async function seedPeople(owner: Sql, cooperativeId: string): Promise<DemoMemberIds> {
  const rows = demoPeople.map((person) => ({ ...person, id: newId() }));
  await owner.query(
    `insert into core.member (cooperative_id, id, subject, display_name, email, locale, status,
       completion, category, joined_on)
     select $1, p.id, p.subject, p.name,
       replace(lower(p.name), ' ', '.') || '@example.org', p.locale, 'ACTIVE', 2, p.category,
       '2019-01-07'
     from jsonb_to_recordset($2::jsonb)
       as p(id uuid, subject text, name text, locale text, category text)`,
    [cooperativeId, JSON.stringify(rows)],
  );
  const grants = rows.flatMap(({ id, roles }) =>
    roles.map((role) => ({ id: newId(), of: id, role })),
  );
  await owner.query(
    `insert into core.role_grant (cooperative_id, id, member_id, role, from_day)
     select $1, g.id, g.of, g.role, '2019-01-07'
     from jsonb_to_recordset($2::jsonb) as g(id uuid, of uuid, role text)`,
    [cooperativeId, JSON.stringify(grants)],
  );
  return Object.fromEntries(rows.map(({ subject, id }) => [subject.replace('demo|', ''), id]));
}

function member(role: string, name: string, locale: DemoPerson['locale']): DemoPerson {
  return { subject: `demo|${role}`, name, locale, category: 'USER', roles: ['MEMBER'] };
}

function staff(role: string, name: string, roles: readonly Role[]): DemoPerson {
  return { subject: `demo|${role}`, name, locale: 'nl', category: 'STAFF', roles };
}
