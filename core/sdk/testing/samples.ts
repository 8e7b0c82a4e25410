import { newId } from '../../platform/ids.js';
import type { TestPerson } from '../../platform/testing/fixture.js';
import type { TestPlatform } from '../../platform/testing/platform.js';

/**
 * A thing of the core for each type that a plugin may extend, for operations that ask for its id:
 * drafts of the person's own activity, written as rows like the fixture that they stand on.
 */
export async function sampleId(
  variable: string,
  test: TestPlatform,
  as: TestPerson,
): Promise<string | undefined> {
  const type = variable.charAt(0).toUpperCase() + variable.slice(1).replace(/Id$/, '');
  const make = makers[type];
  return make === undefined ? undefined : `${type}:${await make(worldOf(test, as))}`;
}

/** A thing of the core for a test, by the name of its id: "activityId", "contractId". */
export async function sampleOf(
  test: TestPlatform,
  variable: string,
  as: TestPerson = 'member-stage',
): Promise<string> {
  const id = await sampleId(variable, test, as);
  if (id === undefined) throw new Error(`There are no samples for "${variable}".`);
  return id;
}

type World = Pick<TestPlatform, 'admin' | 'cooperativeId' | 'hostEntityId'> & {
  readonly memberId: string;
  readonly activityId: string;
};

function worldOf(test: TestPlatform, as: TestPerson): World {
  const { admin, cooperativeId, hostEntityId } = test;
  const activities = test.activityIds as Partial<Record<TestPerson, string>>;
  const activityId = activities[as] ?? test.activityIds['member-stage'];
  return { admin, cooperativeId, hostEntityId, memberId: test.memberIds[as], activityId };
}

const makers: Readonly<Record<string, (world: World) => Promise<string>>> = {
  Member: async ({ memberId }) => memberId,
  Activity: async ({ activityId }) => activityId,
  Client: client,
  Quote: async (world) =>
    insert(world, 'quote', {
      ...(await document(world)),
      ...{ title: 'A sample', valid_until: '2026-12-31' },
    }),
  Invoice: async (world) =>
    insert(world, 'invoice', {
      ...(await document(world)),
      ...{ kind: 'INVOICE', payment_term_days: 30 },
    }),
  Contract: contract,
  Engagement: engagement,
  Assignment: (world) =>
    insert(world, 'assignment', {
      ...{ activity_id: world.activityId, title: 'A sample', status: 'PLANNED', currency: 'EUR' },
      ...{ planned_by: world.memberId, planned_at: '2026-11-23T10:00:00Z' },
    }),
};

function client(world: World): Promise<string> {
  return insert(world, 'client', {
    ...{ activity_id: world.activityId, kind: 'CONSUMER', name: 'A sample client' },
    ...{ street: 'Straat 1', postal_code: '1000', city: 'Brussel', country: 'BE' },
    payment_term_days: 30,
  });
}

async function document(world: World) {
  return {
    ...{ activity_id: world.activityId, client_id: await client(world), status: 'DRAFT' },
    ...{ host_entity_id: world.hostEntityId, currency: 'EUR', vat_subtotals: '[]' },
    ...{ net_minor: 100, vat_minor: 0, total_minor: 100 },
  };
}

async function contract(world: World): Promise<string> {
  await sampleKind(world);
  return insert(world, 'contract', {
    ...{ activity_id: world.activityId, worker_id: world.memberId, kind: 'sample' },
    ...{ status: 'DRAFT', currency: 'EUR', budget_minor: 20_000, created_by: world.memberId },
  });
}

async function engagement(world: World): Promise<string> {
  await sampleKind(world);
  return insert(world, 'engagement', {
    ...{ activity_id: world.activityId, worker_id: world.memberId, kind: 'sample' },
    ...{ status: 'DRAFT', currency: 'EUR', fixed_minor: 400_000, created_by: world.memberId },
    ...{ schedule: [456, 456, 456, 456, 456, 0, 0], from_day: '2027-01-01' },
  });
}

async function sampleKind(world: World): Promise<void> {
  const title = '{"nl": "Staal", "fr": "Essai", "en": "Sample", "de": "Muster"}';
  await world.admin.query(
    `insert into core.contract_kind (cooperative_id, code, title, from_day)
     values ($1, 'sample', $2, '2020-01-01') on conflict do nothing`,
    [world.cooperativeId, title],
  );
}

async function insert(
  { admin, cooperativeId }: World,
  table: string,
  values: Readonly<Record<string, unknown>>,
): Promise<string> {
  const id = newId();
  const row: Record<string, unknown> = { cooperative_id: cooperativeId, id, ...values };
  const columns = Object.keys(row);
  const places = columns.map((_, i) => `$${i + 1}`);
  await admin.query(
    `insert into core.${table} (${columns.join(', ')}) values (${places.join(', ')})`,
    columns.map((column) => row[column]),
  );
  return id;
}
