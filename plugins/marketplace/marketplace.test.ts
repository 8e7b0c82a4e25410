import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from 'gezel/sdk';
import {
  ask,
  codesOf,
  conformance,
  errorCode,
  runAssignments,
  type TestPlatform,
  testPlatform,
} from 'gezel/sdk/testing';
import { MarketplaceOffer } from './offer.entity.js';
import { including, isFree, periodsOf, rangesOf, without } from './periods.js';
import { marketplace } from './plugin.js';
import { seeds } from './seeds.js';
import { teamOf } from './team.js';

conformance(marketplace);

type Person = 'member-stage' | 'member-film' | 'member-design' | 'member-startup' | 'adviser';
const film = { as: 'member-film' } as const;
const desk = { as: 'adviser' } as const;
let p: TestPlatform;
beforeAll(async () => {
  p = await testPlatform({ plugins: [marketplace] });
  await seeds.demo?.(context('adviser'), []);
});
afterAll(() => p?.close());

const context = (as: Person) => p.platform.host.context(p.ctx(as), marketplace.name);
const activity = () => `Activity:${p.activityIds['member-stage']}`;
let keys = 0;
const idempotencyKey = () => `marketplace-${++keys}`;

interface Violations {
  readonly violations: { readonly code: string; readonly path: string[] }[];
}
interface Thing {
  readonly id: string;
  readonly status: string;
}

async function offer(over: object = {}, as: Person = 'member-film'): Promise<string> {
  const mutation = `mutation ($input: MarketplacePublishOfferInput!) { marketplacePublishOffer(
    input: $input) { offer { id status } violations { code path } } }`;
  const input = {
    ...{ offeredAs: as, title: 'Work', sector: 'performing-arts', skills: ['lighting'] },
    ...{ places: ['gent'], dayPrice: '300.00', currency: 'EUR' },
    ...{ free: [{ from: '2027-01-01', until: '2027-12-31' }] },
    ...{ idempotencyKey: idempotencyKey(), ...over },
  };
  const made = await ask<{ offer: Thing | null } & Violations>(p, mutation, { input }, { as });
  expect(made.violations).toEqual([]);
  return made.offer?.id as string;
}

const look = (over: object = {}, as: Person = 'member-stage') =>
  ask<{ request: Thing | null } & Violations>(
    ...([
      p,
      `mutation ($input: MarketplacePublishRequestInput!) { marketplacePublishRequest(
      input: $input) { request { id status } violations { code path } } }`,
    ] as const),
    {
      input: {
        ...{ activityId: activity(), title: 'A job', skills: ['lighting'], days: ['2027-03-01'] },
        ...{ idempotencyKey: idempotencyKey(), ...over },
      },
    },
    { as },
  );
const requestId = async (over: object = {}) => (await look(over)).request?.id as string;

interface Matching extends Violations {
  readonly matches: {
    readonly score: number;
    readonly offer: { readonly id: string };
    readonly parts: { part: string; weight: number; points: number; reason: string }[];
  }[];
  readonly team: { readonly offerId: string; readonly skills: string[] }[];
}
const matching = (id: string) =>
  ask<Matching>(
    ...([
      p,
      `query ($id: ID!) { marketplaceMatches(requestId: $id) { matches { score offer { id }
      parts { part weight points reason } } team { offerId skills } violations { code path } } }`,
    ] as const),
    { id },
  );

const propose = (id: string, ...offerIds: string[]) =>
  ask<{ request: { proposals: { nodes: Thing[] } } | null } & Violations>(
    ...([
      p,
      `mutation ($input: MarketplaceProposeInput!) { marketplacePropose(input: $input) {
      request { proposals(first: 20) { nodes { id status } } } violations { code path } } }`,
    ] as const),
    { input: { requestId: id, offerIds } },
  );
const answer = (proposalId: string | undefined, accept: boolean, as: Person = 'member-film') =>
  ask<{ proposal: Thing | null } & Violations>(
    ...([
      p,
      `mutation ($input: MarketplaceAnswerProposalInput!) { marketplaceAnswerProposal(
      input: $input) { proposal { id status } violations { code path } } }`,
    ] as const),
    { input: { proposalId, accept } },
    { as },
  );
const proposed = async (id: string, ...offerIds: string[]) =>
  ((await propose(id, ...offerIds)).request?.proposals.nodes ?? []).map((one) => one.id);
const statusOf = async (id: string) => {
  const query = `query ($id: ID!) { marketplaceRequest(id: $id) { status } }`;
  return (await ask<{ status: string }>(p, query, { id })).status;
};
const withdraw = (field: 'Offer' | 'Request', input: object, as: Person) =>
  ask<Violations>(
    ...([
      p,
      `mutation ($input: MarketplaceWithdraw${field}Input!) { marketplaceWithdraw${field}(
      input: $input) { violations { code path } } }`,
    ] as const),
    { input },
    { as },
  );

describe('a score', () => {
  test('is the weighted mean of parts that each say their reason', async () => {
    const days = ['2027-02-01', '2027-02-02'];
    const sought = { days, skills: ['camera', 'rigging'], place: 'antwerpen', budget: '300.00' };
    const free = [{ from: '2027-02-01', until: '2027-02-01' }];
    const near = await offer({ skills: ['camera'], free, dayPrice: '330.00' });
    const best = await offer({ skills: ['camera', 'rigging'], places: ['antwerpen'] });
    const other = await offer({ skills: ['rigging'], places: ['liege'], dayPrice: '360.00' });
    await offer({ skills: ['camera'], free: [{ from: '2027-02-03', until: '2027-02-09' }] });
    await offer({ skills: ['camera'], currency: 'CHF' });
    const { matches } = await matching(await requestId(sought));
    expect(matches.map(({ offer: { id }, score }) => [id, score])).toEqual(
      [
        [best, 1000],
        // 50 × 500 + 25 × 1000 + 15 × 0 + 10 × 0, and 50 × 500 + 25 × 500 + 15 × 500 + 10 × 500.
        [other, 500],
        [near, 500],
      ].sort((a, b) => Number(b[1]) - Number(a[1]) || (String(a[0]) < String(b[0]) ? -1 : 1)),
    );
    expect(matches.find(({ offer: { id } }) => id === near)?.parts).toEqual([
      { part: 'skills', weight: 50, points: 500, reason: 'Has 1 of 2 skills: camera.' },
      { part: 'availability', weight: 25, points: 500, reason: 'Free on 1 of 2 days.' },
      ...[
        {
          ...{ part: 'price', weight: 15, points: 500 },
          reason: '330.00 EUR a day, above the budget of 300.00.',
        },
        {
          ...{ part: 'place', weight: 10, points: 500 },
          reason: 'Works in the region of “antwerpen”.',
        },
      ],
    ]);
  });

  test('is by the policy of the day, and there is none without a policy', async () => {
    const set = (input: object) =>
      ask<Violations>(
        ...([
          p,
          `mutation ($input: MarketplaceSetPolicyInput!) { marketplaceSetPolicy(
          input: $input) { violations { code path } } }`,
        ] as const),
        {
          input: {
            ...{ skillsWeight: 1, availabilityWeight: 0, priceWeight: 0, placeWeight: 0 },
            ...{ tolerancePercent: 0, sameRegionPoints: 0, leastPeople: 5, source: 'A test' },
            ...input,
          },
        },
        desk,
      );
    const id = await requestId({ skills: ['camera', 'rigging'], days: ['2027-02-01'] });
    expect(codesOf(await set({ from: '2026-11-22' }))).toEqual(['marketplace.day-has-passed']);
    expect(codesOf(await set({ from: '2026-11-24' }))).toEqual([]);
    const parts = async () => (await matching(id)).matches[0]?.parts.map(({ weight }) => weight);
    expect(await parts()).toEqual([50, 25]);
    p.setToday('2026-11-24');
    expect(await parts()).toEqual([1, 0]);
    p.setToday('2019-12-31');
    expect(await matching(id)).toMatchObject({
      ...{ matches: [], team: [], violations: [{ code: 'marketplace.no-policy' }] },
    });
    p.setToday('2026-11-23');
    await expect(set({ from: '2026-12-01', leastPeople: 4 })).rejects.toMatchObject({
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });

  test('of the database is what anybody would compute by hand', async () => {
    const ctx = context('member-stage');
    const days = ['2027-02-01', '2027-02-02', '2027-02-03'];
    const rows = await ctx.store.rank(MarketplaceOffer, {
      where: { skills: { anyOf: ['camera', 'rigging'] } },
      parts: [
        { weight: 3, share: 'skills', of: ['camera', 'rigging', 'sound'] },
        { weight: 2, share: 'free', of: days },
        { weight: 5, cheapness: 'dayPriceMinor', full: 300_00n, none: 400_00n },
      ],
    });
    expect(rows.length).toBeGreaterThan(3);
    for (const { row, points, score } of rows) {
      const held = ['camera', 'rigging', 'sound'].filter((one) => row.skills.includes(one)).length;
      const free = days.filter((day) => isFree(row.free, day)).length;
      const dear = Math.min(Math.max(Number(row.dayPriceMinor) - 300_00, 0), 100_00);
      const expected = [held, free].map((count) => Math.floor((count * 1000) / 3));
      expect(points).toEqual([...expected, Math.floor((100_00 - dear) / 10)]);
      const [a = 0, b = 0, c = 0] = points;
      expect(score).toBe(Math.floor((3 * a + 2 * b + 5 * c) / 10));
    }
    const scores = rows.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
  });
});

describe('a team', () => {
  const one = (id: string, skills: string[], free = '{[2027-01-01,2028-01-01)}') =>
    ({ id, memberId: id, skills, free }) as MarketplaceOffer;

  test('has as many skills as its seats can bring, and names what is missing', () => {
    const offers = [one('a', ['x']), one('b', ['x', 'y']), one('c', ['z'], '{}'), one('d', ['y'])];
    const needs = { skills: ['x', 'y', 'z'], days: ['2027-05-01'], seats: 2 };
    const { chosen, missing, seatsLeft } = teamOf(offers, needs.skills, needs);
    expect(chosen.map(({ offer: { id }, skills }) => [id, skills])).toEqual([
      ['b', ['x', 'y']],
      ['a', ['x']],
    ]);
    expect({ missing, seatsLeft }).toEqual({ missing: ['z'], seatsLeft: 0 });
    expect(teamOf([], ['x'], { ...needs, skills: ['x'] }).seatsLeft).toBe(2);
  });

  test('never has the same person twice, nor more people than seats', () => {
    const skill = fc.constantFrom('x', 'y', 'z');
    const offers = fc.array(
      fc.record({ memberId: fc.constantFrom('a', 'b', 'c', 'd'), skills: fc.array(skill) }),
    );
    fc.assert(
      fc.property(offers, fc.integer({ min: 1, max: 5 }), (rows, seats) => {
        const free = '{[2027-01-01,2028-01-01)}';
        const all = rows.map((row, i) => ({ ...row, id: String(i), free })) as MarketplaceOffer[];
        const needs = { skills: ['x', 'y', 'z'], days: ['2027-05-01'], seats };
        const team = teamOf(all, needs.skills, needs);
        const people = team.chosen.map(({ offer }) => offer.memberId);
        expect(new Set(people).size).toBe(people.length);
        expect(people.length + team.seatsLeft).toBe(seats);
      }),
    );
  });
});

describe('free days', () => {
  test('are taken out and given back, whatever they are', () => {
    const offset = fc.nat(40);
    const period = fc.record({ start: offset, length: fc.nat(10) });
    fc.assert(
      fc.property(fc.array(period, { maxLength: 5 }), fc.array(offset), (periods, taken) => {
        const day = (n: number) => addDays('2027-01-01', n);
        const free = rangesOf(
          periods.map(({ start, length }) => ({ from: day(start), until: day(start + length) })),
        );
        const days = taken.map(day);
        const left = without(free, days);
        expect(days.some((one) => isFree(left, one))).toBe(false);
        expect(days.every((one) => isFree(including(left, days), one))).toBe(true);
        for (const { from, until } of periodsOf(left)) expect(from <= until).toBe(true);
      }),
    );
  });

  test('stay taken when they were accepted, whatever is said later', async () => {
    const offerId = await offer({ skills: ['sound'] });
    const days = ['2027-06-10'];
    const [proposalId] = await proposed(await requestId({ skills: ['sound'], days }), offerId);
    expect((await answer(proposalId, true)).proposal?.status).toBe('ACCEPTED');
    const mutation = `mutation ($input: MarketplaceSetFreeDaysInput!) { marketplaceSetFreeDays(
      input: $input) { offer { freePeriods { from until } } violations { code } } }`;
    const input = { offerId, free: [{ from: '2027-06-09', until: '2027-06-11' }] };
    expect(await ask(p, mutation, { input }, film)).toEqual({
      violations: [],
      offer: {
        freePeriods: [
          { from: '2027-06-09', until: '2027-06-09' },
          { from: '2027-06-11', until: '2027-06-11' },
        ],
      },
    });
    expect(await errorCode(p, mutation, { input })).toBe('NOT_FOUND');
  });
});

describe('a proposal', () => {
  test('takes a day once, though two requests are accepted at the same moment', async () => {
    const offerId = await offer({ skills: ['camera'] });
    const days = ['2027-07-01'];
    const [one, two] = [await requestId({ days }), await requestId({ days })];
    const asked = [...(await proposed(one, offerId)), ...(await proposed(two, offerId))];
    const answers = await Promise.all(asked.map((id) => answer(id, true)));
    expect(answers.flatMap(codesOf)).toEqual(['marketplace.day-taken']);
    expect([await statusOf(one), await statusOf(two)].sort()).toEqual(['FILLED', 'OPEN']);
    const filled = (await statusOf(one)) === 'FILLED' ? one : two;
    await withdraw('Request', { requestId: filled }, 'member-stage');
    const late = answers.findIndex((said) => said.violations.length > 0);
    expect(codesOf(await answer(asked[late], true))).toEqual([]);
  });

  test('is for the seats that there are, to people who are free, once each', async () => {
    const [a, b] = [await offer(), await offer({}, 'member-design')];
    const id = await requestId({ days: ['2027-07-05'] });
    expect(codesOf(await propose(id, a, b))).toEqual(['marketplace.more-than-sought']);
    expect(codesOf(await propose(id, a))).toEqual([]);
    expect(codesOf(await propose(id, a))).toEqual([
      ...['marketplace.more-than-sought', 'marketplace.proposed-already'],
    ]);
    await withdraw('Offer', { offerId: b }, 'member-design');
    const two = await requestId({ days: ['2027-07-05'], seats: 2 });
    expect(codesOf(await propose(two, b))).toEqual(['marketplace.offer-withdrawn']);
    const never = await requestId({ days: ['2028-07-05'] });
    expect(codesOf(await propose(never, a))).toEqual(['marketplace.day-taken']);
    await expect(propose(id)).rejects.toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
  });

  test('is answered once, and only by who offers', async () => {
    const id = await requestId({ days: ['2027-07-06'] });
    const [proposalId] = await proposed(id, await offer());
    await expect(answer(proposalId, true, 'member-design')).rejects.toMatchObject({
      extensions: { code: 'NOT_FOUND' },
    });
    expect(codesOf(await answer(proposalId, false))).toEqual([]);
    expect(codesOf(await answer(proposalId, true))).toEqual(['marketplace.answered-already']);
  });
});

describe('a request', () => {
  test('of the same key is one, of another activity is nobody’s', async () => {
    const key = { idempotencyKey: 'the-same-request' };
    const [one, two] = await Promise.all([look(key), look(key)]);
    expect(one.request?.id).toBe(two.request?.id);
    await expect(look({}, 'member-film')).rejects.toMatchObject({
      extensions: { code: 'NOT_FOUND' },
    });
    expect(codesOf(await look({ days: ['2026-11-22'] }))).toEqual(['marketplace.day-has-passed']);
  });

  test.each([
    [{ skills: [] }],
    [{ skills: ['juggling'] }],
    [{ days: [] }],
    [{ days: Array.from({ length: 61 }, (_, i) => addDays('2027-01-01', i)) }],
    [{ place: 'atlantis' }],
    [{ budget: '-1.00' }],
    [{ seats: 0 }],
    [{ title: ' ' }],
  ])('with %p is bad input', async (over) => {
    await expect(look(over)).rejects.toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
  });

  test('whose people accepted is quoted to its client, once while the draft is there', async () => {
    const { client } = await ask<{ client: { id: string } }>(
      ...([
        p,
        `mutation ($input: CreateClientInput!) { createClient(input: $input) {
        client { id } } }`,
      ] as const),
      {
        input: {
          ...{ activityId: activity(), kind: 'COMPANY', name: 'A theatre' },
          enterpriseNumber: '0566988259',
          address: { street: 'Straat 1', postalCode: '9000', city: 'Gent', country: 'BE' },
        },
      },
    );
    const draft = (id: string) =>
      ask<{ request: { quote: { net: { amount: string }; id: string } } | null } & Violations>(
        ...([
          p,
          `mutation ($input: MarketplaceDraftQuoteInput!) { marketplaceDraftQuote(
          input: $input) { request { quote { id net { amount } } } violations { code path } } }`,
        ] as const),
        { input: { requestId: id } },
      );
    const days = ['2027-08-02', '2027-08-03'];
    const id = await requestId({ days, clientId: client.id });
    expect(codesOf(await draft(id))).toEqual(['marketplace.nobody-accepted']);
    const [proposalId] = await proposed(id, await offer({ dayPrice: '250.50' }));
    await answer(proposalId, true);
    const { request } = await draft(id);
    expect(request?.quote.net.amount).toBe('501.00');
    expect(codesOf(await draft(id))).toEqual(['marketplace.quoted-already']);
    await ask(
      ...([
        p,
        `mutation ($input: DiscardQuoteInput!) { discardQuote(input: $input) {
        violations { code } } }`,
      ] as const),
      { input: { quoteId: request?.quote.id, expectedVersion: 1 } },
    );
    expect((await draft(id)).request?.quote.id).not.toBe(request?.quote.id);
    expect(codesOf(await draft(await requestId()))).toContain('marketplace.no-client');
  });
});

describe('figures', () => {
  test('name no one: there are none of fewer than five people, and they are rounded', async () => {
    const figures = () =>
      ask<{ nodes: object[] }>(
        ...([
          p,
          `{ marketplaceFigures(sector: "design", first: 5) { nodes { skill headcount
          median { amount } } } }`,
        ] as const),
      ).then(({ nodes }) => nodes);
    const people: Person[] = ['member-stage', 'member-film', 'member-design', 'member-startup'];
    const drawn = { skills: ['illustration'], sector: 'design' };
    for (const [i, as] of people.entries())
      await offer({ ...drawn, dayPrice: `${300 + i}.30` }, as);
    await offer({ ...drawn, dayPrice: '301.30' }, 'member-film');
    expect(await figures()).toEqual([]);
    await offer({ ...drawn, dayPrice: '900.00' }, 'adviser');
    expect(await figures()).toEqual([
      { skill: 'illustration', headcount: 5, median: { amount: '302.00' } },
    ]);
  });
});

describe('the tool', () => {
  const assign = async (id: string, key = idempotencyKey()) => {
    const plan = `mutation ($input: PlanAssignmentInput!) { planAssignment(input: $input) {
      assignment { id } violations { code } } }`;
    const steps = [{ tool: 'marketplace.team', input: { requestId: id } }];
    const input = { activityId: activity(), title: 'Team', steps };
    const { assignment, violations } = await ask<{ assignment: Thing | null } & Violations>(
      ...([p, plan, { input }] as const),
    );
    if (assignment === null || violations.length > 0) return { id: '', violations };
    const start = `mutation ($input: AssignmentStepInput!) { startAssignment(input: $input) {
      violations { code } } }`;
    await ask(p, start, { input: { id: assignment.id, idempotencyKey: key } });
    await runAssignments(p.platform);
    return { id: assignment.id, violations };
  };
  const statusOfStep = async (id: string) => {
    await p.platform.settle();
    await runAssignments(p.platform);
    const query = `query ($id: ID!) { assignment(id: $id) { status steps { status } } }`;
    const { status, steps } = await ask<{ status: string; steps: Thing[] }>(p, query, { id });
    return [status, steps[0]?.status];
  };
  const proposals = async (id: string) => {
    const query = `query ($id: ID!) { marketplaceRequest(id: $id) { proposals(first: 20) {
      nodes { id status offeredAs } } } }`;
    const { proposals: page } = await ask<{
      proposals: { nodes: (Thing & { offeredAs: Person })[] };
    }>(p, query, { id });
    return page.nodes;
  };

  test('asks the best, the next best when one declines, and is done when all accept', async () => {
    const days = ['2027-09-01'];
    for (const as of ['member-film', 'member-design', 'member-startup'] as const) {
      await offer({ skills: ['sound'], free: [{ from: '2027-09-01', until: '2027-09-01' }] }, as);
    }
    const id = await requestId({ skills: ['sound'], days, seats: 2 });
    const { id: assignmentId } = await assign(id);
    const asked = await proposals(id);
    expect(asked).toHaveLength(2);
    const [first, second] = asked as [(typeof asked)[0], (typeof asked)[0]];
    await answer(first.id, false, first.offeredAs);
    expect((await statusOfStep(assignmentId))[1]).toBe('WAITING');
    const next = (await proposals(id)).find((one) => !asked.some((old) => old.id === one.id));
    await answer(second.id, true, second.offeredAs);
    await answer(next?.id, true, next?.offeredAs);
    expect((await statusOfStep(assignmentId))[1]).toBe('DONE');
    expect(await statusOf(id)).toBe('FILLED');
  });

  test('fails with its reason when nobody is left, and leaves the request open', async () => {
    const days = ['2029-01-02'];
    const free = [{ from: '2029-01-02', until: '2029-01-02' }];
    await offer({ skills: ['rigging'], free });
    const id = await requestId({ skills: ['rigging'], days });
    const { id: assignmentId } = await assign(id);
    const [only] = await proposals(id);
    await answer(only?.id, false, only?.offeredAs);
    expect((await statusOfStep(assignmentId))[1]).toBe('FAILED');
    expect(await statusOf(id)).toBe('OPEN');
    const none = await assign(await requestId({ skills: ['rigging'], days: ['2029-05-01'] }));
    expect(codesOf(none)).toEqual(['marketplace.nobody-has', 'marketplace.too-few']);
  });

  test('proposes itself for an open request on a day of the plan', async () => {
    const [tool] = marketplace.tools;
    const days = ['2027-10-07'];
    const id = await requestId({ days });
    const offered = (needs: string[], on: string[]) =>
      context('member-stage').transaction(async (inside) => {
        const assignment = {
          ...{ activityId: p.activityIds['member-stage'], clientId: null, title: 'T' },
        };
        const facts = {
          ...{ allInclusive: false, days: on, places: [], people: [], needs },
          ...{ amountMinor: null, currency: 'EUR' },
        };
        return tool?.propose?.({ ...inside, stepId: null, assignment, done: {} }, facts);
      });
    expect(await offered(['people'], days)).toEqual({ requestId: id });
    expect(await offered([], days)).toBeNull();
    expect(await offered(['team'], ['2027-10-08'])).toBeNull();
  });
});
