import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { operations, type SampleRow } from '../bench/operations.js';
import { loadPlugins } from '../core/platform/host/load-plugins.js';
import { globalId, newId } from '../core/platform/ids.js';
import { type TestPlatform, testPlatform } from '../core/platform/testing/platform.js';
import { testWith } from './testing/with-plugins.js';

/**
 * How many statements the benchmark's operations send: a promise that holds for any number of rows
 * and with every plugin on. Time is measured in the benchmark, never here.
 */
const most = { Q1: 3, Q2: 2, Q3: 3, M1: 2 } as const;

let p: TestPlatform;
let row: SampleRow;

beforeAll(async () => {
  p = await testPlatform({ plugins: await loadPlugins('auto') });
  row = {
    cooperativeId: p.cooperativeId,
    memberId: p.memberIds['member-stage'],
    activityId: p.activityIds['member-stage'],
    clientId: await makeClient(),
    hostEntityId: p.hostEntityId,
    newId: newId(),
  };
});
afterAll(() => p.close());

async function makeClient(): Promise<string> {
  const { data, errors } = await p.graphql<{ createClient: { client: { id: string } } }>(
    `mutation ($input: CreateClientInput!) { createClient(input: $input) { client { id } } }`,
    {
      input: {
        ...{ activityId: globalId('Activity', p.activityIds['member-stage']), kind: 'CONSUMER' },
        name: 'Lea',
        address: { street: 'Dorp 1', postalCode: '9000', city: 'Gent', country: 'BE' },
      },
    },
    { as: 'member-stage' },
  );
  if (!data) throw new Error(String(errors));
  return data.createClient.client.id.replace('Client:', '');
}

/** The statements of one operation, without those that only a cold cache sends. */
async function sent(name: keyof typeof most, as: 'adviser' | 'member-stage'): Promise<string[]> {
  const { gezel } = operations.find(
    (operation) => operation.name === name,
  ) as (typeof operations)[number];
  await p.platform.host.enabled(p.cooperativeId);
  return p.statements(async () => {
    const { data, errors } = await p.graphql(gezel.query, { ...gezel.variables(row) }, { as });
    expect(errors).toBeUndefined();
    expect(JSON.stringify(data)).not.toContain('"violations":[{');
  });
}

describe.each(['adviser', 'member-stage'] as const)('asked by %s', (as) => {
  test.each(Object.entries(most))('%s sends at most %d statements', async (name, limit) => {
    expect((await sent(name as keyof typeof most, as)).length).toBeLessThanOrEqual(limit);
  });
});

test('forty invoices more change nothing in the number of statements', async () => {
  const before = [(await sent('Q1', 'adviser')).length, (await sent('Q3', 'adviser')).length];
  for (let i = 0; i < 40; i++) await sent('M1', 'member-stage');
  const after = [(await sent('Q1', 'adviser')).length, (await sent('Q3', 'adviser')).length];
  expect(after).toEqual(before);
});

const once = 'an entry of a plugin costs one statement, for one activity or for many';

testWith(['performing-arts'], once, async () => {
  const query = (first: number) =>
    `{ activities(first: ${first}) { nodes { name performingArts { discipline } } } }`;
  await p.platform.host.enabled(p.cooperativeId);
  for (const first of [1, 4]) {
    const statements = await p.statements(async () => {
      expect((await p.graphql(query(first), {}, { as: 'adviser' })).errors).toBeUndefined();
    });
    expect(statements).toHaveLength(2);
  }
});
