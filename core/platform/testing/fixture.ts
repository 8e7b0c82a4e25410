import type { Sql } from '../database/sql.js';
import { newId } from '../ids.js';
import type { Role } from '../permissions.js';

/** Who can ask in tests: the demo co-operative's people by the names that tokens know them by. */
export const testPeople = {
  'member-stage': ['MEMBER'],
  'member-film': ['MEMBER'],
  'member-design': ['MEMBER'],
  'member-startup': ['MEMBER'],
  adviser: ['ADVISER'],
  finance: ['FINANCE'],
  'finance-2': ['FINANCE'],
  admin: ['ADMIN'],
} as const satisfies Record<string, readonly Role[]>;

export type TestPerson = keyof typeof testPeople;

/** A co-operative with its people, and an open activity of each ordinary member. */
export interface Fixture {
  readonly cooperativeId: string;
  readonly hostEntityId: string;
  readonly memberIds: Readonly<Record<TestPerson, string>>;
  /** The activity that each member manages. */
  readonly activityIds: Readonly<
    Record<`member-${'stage' | 'film' | 'design' | 'startup'}`, string>
  >;
}

/** The smallest world in which every domain can work; written as rows, not through services. */
export async function makeFixture(admin: Sql, slug: string): Promise<Fixture> {
  const cooperativeId = newId();
  const hostEntityId = newId();
  // Before anything is waited for: whoever is a member of two worlds is first one of the first.
  const people = newPeople();
  await admin.query(
    `insert into core.cooperative (id, slug, name, country, currency, locale)
     values ($1, $2, $3, 'BE', 'EUR', 'nl')`,
    [cooperativeId, slug, `Co-operative ${slug}`],
  );
  await admin.query(
    `insert into core.host_entity (cooperative_id, id, name, enterprise_number, vat_number, iban,
       street, postal_code, city, country)
     values ($1, $2, 'Test Producties', '0896755397', 'BE0896755397', 'BE68539007547034',
       'Emile Feronstraat 70', '1060', 'Brussel', 'BE')`,
    [cooperativeId, hostEntityId],
  );
  await admin.query(
    `insert into core.fee_rule (cooperative_id, id, base, rate, from_day, source)
     values ($1, $2, 'INCOME', 6500, '2015-01-01', 'Test: 6.5 % of income')`,
    [cooperativeId, newId()],
  );
  const memberIds = await makePeople(admin, cooperativeId, people);
  const activityIds = await makeActivities(admin, cooperativeId, hostEntityId, memberIds);
  return { cooperativeId, hostEntityId, memberIds, activityIds };
}

const newPeople = () =>
  Object.entries(testPeople).map(([person, roles]) => ({
    ...{ person, roles, id: newId() },
    category: person.startsWith('member') ? 'USER' : 'STAFF',
  }));

/** Everybody in one statement, and what each may do in another: every test file waits for them. */
async function makePeople(
  admin: Sql,
  cooperativeId: string,
  people: ReturnType<typeof newPeople>,
): Promise<Fixture['memberIds']> {
  await admin.query(
    `insert into core.member (cooperative_id, id, subject, display_name, email, locale, status,
       completion, category, joined_on)
     select $1, id, 'demo|' || person, 'Test ' || person, person || '@example.org', 'en', 'ACTIVE',
       2, category, '2020-01-01'
     from unnest($2::uuid[], $3::text[], $4::text[]) one (id, person, category)`,
    [
      cooperativeId,
      people.map(({ id }) => id),
      people.map(({ person }) => person),
      people.map(({ category }) => category),
    ],
  );
  const granted = people.flatMap(({ id, roles }) => roles.map((role) => ({ id, role })));
  await admin.query(
    `insert into core.role_grant (cooperative_id, id, member_id, role, from_day)
     select $1, id, member_id, role, '2020-01-01'
     from unnest($2::uuid[], $3::uuid[], $4::text[]) one (id, member_id, role)`,
    [
      cooperativeId,
      granted.map(() => newId()),
      granted.map(({ id }) => id),
      granted.map(({ role }) => role),
    ],
  );
  return Object.fromEntries(people.map(({ person, id }) => [person, id])) as Fixture['memberIds'];
}

async function makeActivities(
  admin: Sql,
  cooperativeId: string,
  hostEntityId: string,
  memberIds: Fixture['memberIds'],
): Promise<Fixture['activityIds']> {
  const made = sectors.map(([person, sector]) => ({ person, sector, id: newId() }));
  const ids = made.map(({ id }) => id);
  const managers = made.map(({ person }) => memberIds[person]);
  await admin.query(
    `insert into core.activity (cooperative_id, id, name, manager_id, host_entity_id, sector,
       status, currency, opened_on)
     select $1, id, 'Activity of ' || person, manager_id, $2, sector, 'OPEN', 'EUR', '2020-01-01'
     from unnest($3::uuid[], $4::uuid[], $5::text[], $6::text[])
       one (id, manager_id, person, sector)`,
    [
      ...[cooperativeId, hostEntityId, ids, managers],
      ...[made.map(({ person }) => person), made.map(({ sector }) => sector)],
    ],
  );
  await admin.query(
    `insert into core.participation (cooperative_id, activity_id, member_id, role, status, since)
     select $1, activity_id, member_id, 'MANAGER', 'ACTIVE', '2020-01-01'
     from unnest($2::uuid[], $3::uuid[]) one (activity_id, member_id)`,
    [cooperativeId, ids, managers],
  );
  return Object.fromEntries(made.map(({ person, id }) => [person, id])) as Fixture['activityIds'];
}

/** Sector codes are an open list of the co-operative: any words do for the core. */
const sectors = [
  ['member-stage', 'sector-one'],
  ['member-film', 'sector-two'],
  ['member-design', 'sector-three'],
  ['member-startup', 'sector-four'],
] as const;
