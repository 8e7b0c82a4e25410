import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { deliver } from '../platform/events/delivery.js';
import { CheckFailure } from '../platform/schema/finding.js';
import type { AssignmentFacts, ToolPlan, ToolSpec } from '../sdk/define.js';
import { definePlugin, fact, permission, proposal, tool } from '../sdk/define-plugin.js';
import { declined, unsaid } from '../sdk/proposing.js';
import { quoteAnswered } from './quote-answered.js';
import { runAssignments } from './runner.js';
import {
  type AssignmentCalls,
  assignmentCalls,
  codes,
  statuses,
  type Wish,
} from './testing/calls.js';
import { type AssignmentWorld, assignmentWorld } from './testing/world.js';

/** What the tools were told, and what the next plan of "offers.fickle" answers. */
const told: AssignmentFacts[] = [];
const free: ToolPlan<null> = { costMinor: 0n, currency: 'EUR', findings: [], plan: null };

type Offer = Pick<ToolSpec<Record<string, unknown>, null>, 'meets' | 'propose'> &
  Partial<ToolSpec<Record<string, unknown>, null>>;

const offering = (word: string, offer: Offer) =>
  tool<Record<string, unknown>, null>({
    ...{ name: `offers.${word}`, description: 'Offers itself.', permission: 'offers.use' },
    title: { nl: word, fr: word, en: word, de: word },
    input: { type: 'object', properties: { days: { type: 'integer', minimum: 1 } } },
    plan: async () => free,
    start: async () => ({ reference: null, state: 'DONE' }),
    cancel: async () => undefined,
    ...offer,
  });

const offers = definePlugin({
  ...{ name: 'offers', version: '0.1.0', platform: '^0.1.0', kind: 'service', prefix: 'Offers' },
  title: { nl: 'Aanbod', fr: 'Offres', en: 'Offers', de: 'Angebote' },
  description: 'Tools that propose themselves.',
  migrations: new URL('./no-migrations/', import.meta.url),
  tools: [
    offering('van', {
      meets: ['transport'],
      propose: async (_, facts) => {
        told.push(facts);
        return facts.days.length > 0 ? { days: facts.days.length } : unsaid('days');
      },
      plan: async (_, { days }) => ({
        ...{ ...free, costMinor: 50_00n * BigInt(days as number) },
        cashFlow: [
          { day: '2026-11-25', amountMinor: -200_00n, payer: 'ACTIVITY' },
          { day: '2026-12-20', amountMinor: 100_00n, payer: 'USER' },
        ],
      }),
    }),
    offering('broken', {
      meets: ['luck'],
      propose: async () => {
        throw new Error('secret');
      },
    }),
    offering('babbling', { meets: ['luck'], propose: async () => 7 as never }),
    offering('unfit', { meets: ['luck'], propose: async () => ({ days: 0 }) }),
    offering('unsaid', {
      meets: ['luck'],
      propose: async () => ({}),
      plan: async () => ({ ...free, cashFlow: [{ day: 'soon' }] }) as never,
    }),
    offering('silent', {}),
    offering('picky', { propose: async () => declined('offers.none-left', { days: 3 }) }),
    offering('register', {
      forUnmet: true,
      propose: async (_, { unmet = [] }) => unmet.map(() => ({ days: 1 })),
    }),
  ],
  messages: {
    'offers.none-left': {
      ...{ nl: 'Niets in {{days}} dagen.', fr: 'Rien en {{days}} jours.' },
      ...{ en: 'None in {{days}} days.', de: 'Nichts in {{days}} Tagen.' },
    },
  },
  permissions: [
    permission({ name: 'offers.use', description: 'Use them.', roles: { MEMBER: 'own' } }),
  ],
});

/** A side of the bridge, which tells it where the work is. */
const shows = definePlugin({
  ...{ name: 'shows', version: '0.1.0', platform: '^0.1.0', kind: 'service', prefix: 'Shows' },
  title: { nl: 'S', fr: 'S', en: 'S', de: 'S' },
  description: 'Shows.',
  migrations: new URL('./no-migrations/', import.meta.url),
  facts: [
    fact({
      name: 'shows.dates',
      description: 'Dates: { day }.',
      rows: async () => [{ day: '2026-12-05' }, { day: '2026-12-09' }],
    }),
  ],
});

/** Where the shows are on the road, a van for each of them; elsewhere what the tool offers itself. */
const bridge = definePlugin({
  ...{ name: 'shows-offers', version: '0.1.0', platform: '^0.1.0', kind: 'bridge' },
  ...{ prefix: 'ShowsOffers', bridges: ['shows', 'offers'] },
  title: { nl: 'B', fr: 'B', en: 'B', de: 'B' },
  description: 'A bridge.',
  migrations: new URL('./no-migrations/', import.meta.url),
  proposals: [
    proposal({
      tool: 'offers.van',
      propose: async (ctx, facts, own) => {
        if (facts.places[0] === 'nowhere') throw new Error('secret');
        if (facts.places[0] !== 'on the road') return own(facts);
        const dates = await ctx.facts.read('shows.dates', ctx.assignment.activityId);
        const offers = dates.map(({ day }) => own({ ...facts, days: [String(day)] }));
        return (await Promise.all(offers)).flat();
      },
    }),
  ],
});

const probes = ['alpha', 'beta', 'closing', 'gamma', 'last', 'left', 'right'];

let world: AssignmentWorld;
let calls: AssignmentCalls;

beforeAll(async () => {
  world = await assignmentWorld([offers, shows, bridge]);
  calls = assignmentCalls(world);
});
afterAll(() => world.p.close());

const plan = async (wish: Wish) => {
  const { assignment, violations } = await calls.plan({ steps: [], ...wish });
  return {
    violations,
    assignment,
    tools: assignment?.steps.map((step) => step.tool.name),
  };
};

describe('a plan in which tools propose themselves', () => {
  test('has every tool that has something to offer when it is all-inclusive', async () => {
    const wish = { allInclusive: true, days: ['2026-12-02', '2026-12-01', '2026-12-02'] };
    const { tools, violations, assignment } = await plan({
      ...{ ...wish, places: [' Gent '], amount: '1000.00', people: [world.workerId] },
    });
    expect(tools).toEqual(['invoice', 'advance', 'offers.van']);
    expect(told.at(-1)).toEqual({
      ...{ allInclusive: true, days: ['2026-12-01', '2026-12-02'], places: ['Gent'] },
      ...{ amountMinor: 1000_00n, currency: 'EUR', needs: [], work: null },
      people: [world.workerId.split(':')[1]],
    });
    // What came to nothing is said, and stands in nobody's way.
    expect(new Set(violations.map(({ severity }) => severity))).toEqual(new Set(['WARNING']));
    expect(codes(violations)).toEqual([
      ...['assignment.proposal-failed', 'assignment.proposal-failed', 'assignment.work-unsaid'],
      ...['assignment.proposal-left-out', 'assignment.input-too-small'],
      ...['assignment.proposal-left-out', 'assignment.tool-unavailable'],
    ]);
    expect(JSON.stringify(violations)).not.toContain('secret');
    const { violations: against } = await calls.start(assignment?.id as string);
    expect(against).toEqual([]);
  });

  test('has for each need the tools that meet it, and says which needs nobody meets', async () => {
    const days = ['2026-12-01'];
    const { tools, violations } = await plan({ needs: ['transport', 'shelter'], days });
    expect(tools).toEqual(['offers.register', 'offers.van']);
    expect(told.at(-1)?.unmet).toEqual(['shelter']);
    expect(violations).toMatchObject([
      { code: 'assignment.need-unmet', path: ['needs', '1'], severity: 'WARNING' },
    ]);
    const none = await plan({ needs: ['transport'] });
    expect(codes(none.violations)).toEqual(['assignment.without-steps', 'assignment.need-unmet']);
  });

  test('says of every tool that has no part in it why, in the language of who asks', async () => {
    const { declined: none } = await calls.plan({ steps: [], allInclusive: true, clientId: null });
    expect(none.map(({ tool, reasons }) => [tool.name, ...codes(reasons)])).toEqual([
      ['advance', 'assignment.unsaid-amount'],
      ['contract', 'assignment.unsaid-people'],
      ['invoice', 'assignment.unsaid-amount'],
      ['offers.babbling', 'assignment.proposal-failed'],
      ['offers.broken', 'assignment.proposal-failed'],
      ['offers.picky', 'offers.none-left'],
      ['offers.register', 'assignment.nothing-to-offer'],
      ['offers.silent', 'assignment.only-by-name'],
      ['offers.unfit', 'assignment.input-too-small'],
      ['offers.unsaid', 'assignment.tool-unavailable'],
      ['offers.van', 'assignment.unsaid-days'],
      ...probes.map((name) => [`probe.${name}`, 'assignment.only-by-name']),
      ['quote', 'assignment.only-for-need'],
    ]);
    const { declined: said } = await calls.plan(
      { steps: [], allInclusive: true },
      { as: 'member-stage', locale: 'fr' },
    );
    const picky = said.find(({ tool: { name } }) => name === 'offers.picky');
    expect(picky?.reasons).toMatchObject([
      { message: 'Rien en 3 jours.', plugin: 'offers', severity: 'WARNING' },
    ]);
    // With needs only those that meet one are asked.
    const some = await calls.plan({ steps: [], needs: ['transport'] });
    expect(some.declined.map(({ tool }) => tool.name)).toEqual(['offers.van']);
  });

  test('keeps what was asked for as it was asked, and never leaves it out', async () => {
    const asked = { tool: 'offers.unfit', input: { days: 0 } };
    const needs = ['luck', 'transport'];
    const { tools, violations } = await plan({ steps: [asked], needs });
    expect(told.at(-1)?.obstacles).toEqual(['assignment.input-too-small']);
    expect(tools).toEqual(['offers.unfit']);
    expect(violations.filter(({ severity }) => severity === 'ERROR')).toMatchObject([
      { code: 'assignment.input-too-small', path: ['steps', '0', 'input', 'days'] },
    ]);
  });

  test('asks no tool that the member may not start, and none when nothing is wanted', async () => {
    const before = told.length;
    await plan({ days: ['2026-12-01'] });
    await calls.tryPlan({ steps: [], allInclusive: true, clientId: null }, { as: 'adviser' });
    expect(told).toHaveLength(before);
  });

  test.each<[string, Wish]>([
    ['needs', { needs: ['Not a code'] }],
    ['needs', { needs: Array.from({ length: 21 }, (_, i) => `n${i}`) }],
    ['places', { places: [' '] }],
    ['people', { people: ['Activity:01900000-0000-7000-8000-000000000000'] }],
    ['amount', { amount: '-5' }],
    ['amount', { amount: '0.00' }],
  ])('refuses %s that are none', async (path, wish) => {
    const { errors } = await calls.tryPlan(wish);
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      path: expect.stringContaining(path),
    });
  });
});

describe('the tools of the core', () => {
  const sums = (steps: readonly { readonly cost: { readonly amount: string } | null }[]) =>
    steps.reduce((sum, { cost }) => sum + Number(cost?.amount) * 100, 0);

  test('offer a contract for each of the people and each month, to the last cent', async () => {
    const days = ['2026-11-30', '2026-12-01', '2026-12-02'];
    const work = { kind: 'task', hoursPerDay: '7.6', budget: '1000.00' };
    const people = [world.workerId];
    const { assignment, violations } = await plan({ needs: ['contract'], days, people, work });
    expect(violations).toEqual([]);
    const costs = assignment?.steps.map(({ tool: { name }, cost }) => [name, cost?.amount]);
    expect(costs).toEqual([
      ['contract', '333.33'],
      ['contract', '666.67'],
    ]);
    expect(sums(assignment?.steps ?? [])).toBe(1000_00);
    // What one of them cannot have says nothing against the other.
    const past = { needs: ['contract'], days: ['2026-11-20', '2026-12-01'], people, work };
    const left = await plan(past);
    expect(left.tools).toEqual(['contract']);
    expect(codes(left.violations)).toContain('contract.begun');
  });

  test.each(['work.budget', 'work.kind'])('refuse a %s that is none', async (path) => {
    const work = { kind: 'task', hoursPerDay: '8', budget: '1.00', [path.slice(5)]: '-5' };
    const { errors } = await calls.tryPlan({ needs: ['contract'], work });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', path });
  });

  test('send an offer where one is needed, and bill it once the client has accepted', async () => {
    const { id, quoteId } = await offered();
    expect(await stands(id)).toEqual(['WAITING', 'PENDING', 'PENDING']);
    await answer('acceptQuote', { quoteId });
    expect(await stands(id)).toEqual(['DONE', 'DONE', 'DONE']);
    const read = await world.p.graphql<{ quote: { invoices: object[] } }>(
      'query ($id: ID!) { quote(id: $id) { status invoices { net { amount } status } } }',
      { id: quoteId },
      { as: 'member-stage' },
    );
    expect(read.data?.quote).toEqual({
      ...{ status: 'ACCEPTED', invoices: [{ net: { amount: '500.00' }, status: 'ISSUED' }] },
    });
  });

  test('do nothing more when the client declines', async () => {
    const { id, quoteId } = await offered();
    await answer('declineQuote', { quoteId, reason: 'Too dear' });
    expect(await stands(id)).toEqual(['FAILED', 'SKIPPED', 'SKIPPED']);
    const { steps, status } = await calls.read(id);
    expect(status).toBe('FAILED');
    expect(codes(steps[0]?.violations ?? [])).toEqual(['assignment.quote-declined']);
  });

  async function offered() {
    const needs = ['quote', 'invoice', 'advance'];
    const { assignment, tools, violations } = await plan({ needs, amount: '500.00' });
    expect(violations).toEqual([]);
    expect(tools).toEqual(['quote', 'invoice', 'advance']);
    const id = assignment?.id as string;
    expect((await calls.start(id)).violations).toEqual([]);
    await runAssignments(world.p.platform);
    return { id, quoteId: (await calls.read(id)).steps[0]?.reference as string };
  }

  async function answer(name: 'acceptQuote' | 'declineQuote', input: object) {
    const type = name === 'acceptQuote' ? 'QuoteStepInput' : 'DeclineQuoteInput';
    const { data, errors } = await calls.send<{ violations: object[] }>(
      `mutation ($input: ${type}!) { ${name}(input: $input) { violations { code } } }`,
      { input },
    );
    expect(errors).toBeUndefined();
    expect(data?.[name]?.violations).toEqual([]);
    await deliver(world.p.platform, [quoteAnswered]);
    await runAssignments(world.p.platform);
  }

  const stands = async (id: string) => statuses(await calls.read(id));
});

describe('the cash-flow of a plan', () => {
  test('is summed by day, with and without pre-financing', async () => {
    const { assignment } = await plan({
      ...{ allInclusive: true, days: ['2026-12-01'], amount: '1000.00' },
    });
    const fee = '65.00';
    expect(assignment?.steps.map(({ tool: { name }, cashFlow }) => [name, cashFlow])).toEqual([
      [
        'invoice',
        [
          line('2026-12-23', '1000.00', 'CLIENT', false),
          line('2026-12-23', `-${fee}`, 'ACTIVITY', false),
        ],
      ],
      [
        'advance',
        [
          line('2026-11-23', '935.00', 'FUND', true),
          line('2026-12-23', '-935.00', 'ACTIVITY', true),
        ],
      ],
      [
        'offers.van',
        [
          line('2026-11-25', '-200.00', 'ACTIVITY', false),
          line('2026-12-20', '100.00', 'USER', false),
        ],
      ],
    ]);
    expect(assignment?.cashFlow).toEqual([
      sum('2026-11-23', '935.00', '0.00'),
      sum('2026-11-25', '735.00', '-200.00'),
      sum('2026-12-20', '835.00', '-100.00'),
      sum('2026-12-23', '835.00', '835.00'),
    ]);
  });
});

const line = (day: string, amount: string, payer: string, prefinancing: boolean) => ({
  ...{ day, amount: { amount }, payer, prefinancing },
});

const sum = (day: string, withAmount: string, withoutAmount: string) => ({
  day,
  withPrefinancing: { amount: withAmount },
  withoutPrefinancing: { amount: withoutAmount },
});

describe('a bridge', () => {
  const wish = { needs: ['transport'], days: ['2026-12-01'] };
  const vans = (told: Awaited<ReturnType<typeof plan>>) =>
    told.assignment?.steps.filter(({ tool: { name } }) => name === 'offers.van').length ?? 0;

  test('offers in place of the tool what it makes of what the other side tells', async () => {
    const { tools } = await plan({ ...wish, places: ['on the road'] });
    expect(tools).toEqual(['offers.van', 'offers.van']);
    expect(told.slice(-2).map(({ days }) => days)).toEqual([['2026-12-05'], ['2026-12-09']]);
    expect(vans(await plan(wish))).toBe(1);
  });

  test('that fails leaves its tool out, and says so', async () => {
    const told = await plan({ ...wish, places: ['nowhere'] });
    expect(vans(told)).toBe(0);
    expect(codes(told.violations)).toContain('assignment.proposal-failed');
  });

  test.each([
    ['is no bridge', { kind: 'service' as const, bridges: undefined }],
    ['joins two others', { bridges: ['shows', 'vans'] as const }],
  ])('that %s proposes nothing for a tool', (_, more) => {
    expect(() => definePlugin({ ...bridge, ...more })).toThrow(CheckFailure);
  });
});
