import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { conformance, type TestPlatform, testPlatform } from 'gezel/sdk/testing';
import { performingArts } from './plugin.js';
import {
  ask,
  codes,
  draftContract,
  employmentFigures,
  operations,
  type Payload,
  refusal,
} from './testing.js';

conformance(performingArts, {
  variables: async (test) => {
    await employmentFigures(test);
    return { contractId: await draftContract(test, [{ day: '2026-12-01', hours: '7.6' }]) };
  },
  states: {
    'invoice.issue': [
      { clientId: '01900000-0000-7000-8000-000000000002', netMinor: '100', lines: [] },
      { clientId: null, netMinor: '0', lines: [{ vatGround: 'art-44-2-8' }] },
    ],
    'contract.sign': [
      { jointCommittee: '304', days: [] },
      { jointCommittee: null, days: [{ day: '2026-11-23', minutes: 1_440 }] },
      { jointCommittee: '304', days: [{ day: '2026-11-23', minutes: 601 }] },
    ],
  },
});

let p: TestPlatform;

beforeAll(async () => {
  p = await testPlatform({ plugins: [performingArts] });
  const admin = p.platform.host.context(p.ctx('admin'), performingArts.name);
  await performingArts.seeds.reference?.(admin);
});
afterAll(() => p.close());

describe('an activity in the performing arts', () => {
  const query = 'query ($id: ID!) { activity(id: $id) { performingArts { companyName } } }';

  test('is nothing of the kind before it is described, and then is', async () => {
    const activityId = activityOf('member-stage');
    expect(await ask(p, query, { id: activityId })).toEqual({ performingArts: null });
    const refused = await ask<Payload>(p, operations.createProduction, { activityId });
    expect(codes(refused)).toEqual(['performing-arts.activity-not-described']);
    await ask(p, operations.describeActivity, { activityId });
    expect(await ask(p, query, { id: activityId })).toEqual({
      performingArts: { companyName: 'Zoutmeer' },
    });
  });

  test('is described anew, not twice', async () => {
    const variables = { activityId: activityOf('member-stage') };
    await ask(p, operations.describeActivity, variables);
    expect(await ask(p, operations.describeActivity, variables)).toEqual({
      activity: { companyName: 'Zoutmeer', discipline: 'theatre' },
      violations: [],
    });
  });

  test('takes no production once it is closed', async () => {
    const variables = { activityId: activityOf('member-startup') };
    const asking = { as: 'member-startup' };
    await ask(p, operations.describeActivity, variables, asking);
    await p.admin.query(
      `update core.activity set status = 'CLOSED', closed_on = '2026-11-01'
       where cooperative_id = $1 and id = $2`,
      [p.cooperativeId, p.activityIds['member-startup']],
    );
    for (const operation of [operations.createProduction, operations.describeActivity]) {
      const refused = await ask<Payload>(p, operation, variables, asking);
      expect(codes(refused)).toEqual(['performing-arts.activity-closed']);
    }
  });

  test.each([
    ['', 'theatre'],
    ['   ', 'theatre'],
    ['x'.repeat(201), 'theatre'],
    ['Zoutmeer', 'Theatre!'],
    ['Zoutmeer', ''],
  ])('is not described by a company %p or a discipline %p', async (companyName, discipline) => {
    const mutation = `mutation ($input: PerformingArtsDescribeActivityInput!) {
      performingArtsDescribeActivity(input: $input) { violations { code } } }`;
    const input = { activityId: activityOf('member-stage'), companyName, discipline };
    expect(await refusal(p, mutation, { input })).toBe('BAD_USER_INPUT');
  });
});

describe('what is not one’s own', () => {
  const query = 'query ($id: ID!) { performingArtsProduction(id: $id) { title } }';
  let productionId: string;

  beforeAll(async () => {
    const activityId = activityOf('member-stage');
    await ask(p, operations.describeActivity, { activityId });
    const { production } = await ask<{ production: { id: string } }>(
      ...([p, operations.createProduction, { activityId }] as const),
    );
    productionId = production.id;
    await p.admin.query(
      `insert into core.plugin_decision (cooperative_id, id, plugin, state, reference)
       values ($1, gen_random_uuid(), 'performing-arts', 'ENABLED', 'test')`,
      [p.other.cooperativeId],
    );
  });

  const tour = () => ({ input: { productionId, dates: [{ day: '2027-04-01' }] } });

  test.each([{ as: 'member-film' }, { as: 'admin', foreign: true }])(
    'does not exist for %p',
    async (asking) => {
      expect(await ask(p, query, { id: productionId }, asking)).toBeNull();
      expect(await refusal(p, operations.scheduleTour, tour(), asking)).toBe('NOT_FOUND');
    },
  );

  test('may be seen but not changed by finance', async () => {
    const asking = { as: 'finance' };
    expect(await ask(p, query, { id: productionId }, asking)).toEqual({ title: 'Zoutmeer' });
    expect(await refusal(p, operations.scheduleTour, tour(), asking)).toBe('FORBIDDEN');
  });

  test('is no activity to describe', async () => {
    const variables = { activityId: activityOf('member-film') };
    expect(await refusal(p, operations.describeActivity, variables)).toBe('NOT_FOUND');
    const asking = { as: 'finance' };
    expect(await refusal(p, operations.describeActivity, variables, asking)).toBe('FORBIDDEN');
  });

  test.each(['', 'x', 'Activity:1', 'PerformingArtsVenue:019a0000-0000-7000-8000-020000000001'])(
    'and %p is no id of a production',
    async (id) => {
      expect(await refusal(p, query, { id })).toBe('BAD_USER_INPUT');
    },
  );
});

describe('the demonstration', () => {
  test('furnishes the activities of this sector, once', async () => {
    const admin = p.platform.host.context(p.ctx('admin'), performingArts.name);
    const id = p.activityIds['member-design'];
    const activities = [
      { id: p.activityIds['member-film'], sector: 'audiovisual', name: 'A film' },
      { id, sector: 'performing-arts', name: 'A company' },
    ];
    await clientOf(id);
    for (const _ of [1, 2]) await performingArts.seeds.demo?.(admin, activities);
    const query = `query ($id: ID!) { activity(id: $id) { performingArts {
      companyName productions { title dates { nodes { day } } } venues { name } } } }`;
    const asking = { as: 'member-design' };
    const days = ['2026-10-14', '2026-10-15', '2027-03-11', '2027-03-12'];
    expect(await ask(p, query, { id: `Activity:${id}` }, asking)).toEqual({
      performingArts: {
        companyName: 'A company',
        productions: [
          {
            title: 'Zoutmeer',
            dates: { nodes: days.map((day) => ({ day })) },
          },
        ],
        venues: [{ name: 'De Kade' }, { name: 'La Fabrique' }],
      },
    });
  });

  test('has a deal with its settlement, and one that is still a draft', async () => {
    const query = `query ($id: ID!) { activity(id: $id) { performingArts { deals { nodes {
      kind status organiser { name } dates { day }
      settlements { rights { amount } company { amount } due { amount } status } } } } } }`;
    const { performingArts: shown } = await ask<{ performingArts: { deals: { nodes: unknown } } }>(
      ...([p, query, { id: activityOf('member-design') }, { as: 'member-design' }] as const),
    );
    const organiser = { name: 'De Kade' };
    expect(shown.deals.nodes).toEqual([
      {
        ...{ kind: 'CESSION', status: 'DRAFT', organiser, settlements: [] },
        dates: [{ day: '2027-03-11' }, { day: '2027-03-12' }],
      },
      {
        ...{ kind: 'CO_REALISATION', status: 'SETTLED', organiser },
        dates: [{ day: '2026-10-15' }],
        settlements: [
          {
            ...{ rights: { amount: '214.50' }, company: { amount: '1351.35' } },
            ...{ due: { amount: '1571.35' }, status: 'AGREED' },
          },
        ],
      },
    ]);
  });
});

/** Somebody to whom an activity of member-design sells. */
function clientOf(activity: string): Promise<unknown> {
  const address = { street: 'Kaai 1', postalCode: '9000', city: 'Gent', country: 'BE' };
  const create = `mutation ($input: CreateClientInput!) {
    createClient(input: $input) { client { id } violations { code } } }`;
  const input = { activityId: `Activity:${activity}`, kind: 'CONSUMER', name: 'De Kade', address };
  return ask(p, create, { input }, { as: 'member-design' });
}

describe('the list of kinds of day', () => {
  test('takes the kinds of the co-operative’s own from those who keep it', async () => {
    const mutation = `mutation ($input: PerformingArtsSetDayKindInput!) {
      performingArtsSetDayKind(input: $input) { dayKind { code title } violations { code } } }`;
    const names = { nl: 'opbouw', fr: 'montage', en: 'get-in', de: 'Aufbau' };
    const variables = { input: { code: 'get-in', ...names } };
    const set = (change: object = {}) =>
      ask(p, mutation, { input: { ...variables.input, ...change } }, { as: 'finance' });
    const dayKind = { code: 'get-in', title: 'get-in' };
    expect(await set()).toEqual({ dayKind, violations: [] });
    expect(await set({ en: 'load-in' })).toMatchObject({ dayKind: { title: 'load-in' } });
    expect(await refusal(p, mutation, variables)).toBe('FORBIDDEN');
    const malformed = { input: { ...variables.input, code: 'Get in' } };
    expect(await refusal(p, mutation, malformed, { as: 'finance' })).toBe('BAD_USER_INPUT');
  });

  test.each([
    ['nl', 'generale repetitie'],
    ['fr', 'répétition générale'],
    ['en', 'general rehearsal'],
    ['de', 'Generalprobe'],
  ])('in %s has "%s"', async (locale, title) => {
    const query = 'query { performingArtsDayKinds { code title } }';
    const kinds = await ask<{ code: string; title: string }[]>(
      ...([p, query, {}, { as: 'member-stage', locale }] as const),
    );
    expect(kinds).toContainEqual({ code: 'general-rehearsal', title });
  });
});

const activityOf = (person: keyof TestPlatform['activityIds']): string =>
  `Activity:${p.activityIds[person]}`;
