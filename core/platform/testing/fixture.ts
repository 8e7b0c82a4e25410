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
  const memberIds = await makePeople(admin, cooperativeId);
  const activityIds = await makeActivities(admin, cooperativeId, hostEntityId, memberIds);
  return { cooperativeId, hostEntityId, memberIds, activityIds };
}

async function makePeople(admin: Sql, cooperativeId: string): Promise<Fixture['memberIds']> {
  const entries: [TestPerson, string][] = [];
  for (const [person, roles] of Object.entries(testPeople)) {
    const id = newId();
    entries.push([person as TestPerson, id]);
    await admin.query(
      `insert into core.member (cooperative_id, id, subject, display_name, email, locale, status,
         completion, category, joined_on)
       values ($1, $2, $3, $4, $5, 'en', 'ACTIVE', 2, $6, '2020-01-01')`,
      [
        cooperativeId,
        id,
        `demo|${person}`,
        `Test ${person}`,
        `${person}@example.org`,
        person.startsWith('member') ? 'USER' : 'STAFF',
      ],
    );
    for (const role of roles) {
      await admin.query(
        `insert into core.role_grant (cooperative_id, id, member_id, role, from_day)
         values ($1, $2, $3, $4, '2020-01-01')`,
        [cooperativeId, newId(), id, role],
      );
    }
  }
  return Object.fromEntries(entries) as Fixture['memberIds'];
}

async function makeActivities(
  admin: Sql,
  cooperativeId: string,
  hostEntityId: string,
  memberIds: Fixture['memberIds'],
): Promise<Fixture['activityIds']> {
  const made: Record<string, string> = {};
  for (const [person, sector] of sectors) {
    const id = newId();
    made[person] = id;
    await admin.query(
      `insert into core.activity (cooperative_id, id, name, manager_id, host_entity_id, sector,
         status, currency, opened_on)
       values ($1, $2, $3, $4, $5, $6, 'OPEN', 'EUR', '2020-01-01')`,
      [cooperativeId, id, `Activity of ${person}`, memberIds[person], hostEntityId, sector],
    );
    await admin.query(
      `insert into core.participation (cooperative_id, activity_id, member_id, role, status, since)
       values ($1, $2, $3, 'MANAGER', 'ACTIVE', '2020-01-01')`,
      [cooperativeId, id, memberIds[person]],
    );
  }
  return made as Fixture['activityIds'];
}

/** Sector codes are an open list of the co-operative: any words do for the core. */
const sectors = [
  ['member-stage', 'sector-one'],
  ['member-film', 'sector-two'],
  ['member-design', 'sector-three'],
  ['member-startup', 'sector-four'],
] as const;
