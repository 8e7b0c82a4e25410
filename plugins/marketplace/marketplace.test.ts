import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { addDays } from 'gezel/sdk';
import {
  ask,
  codesOf,
  conformance,
  errorCode,
  type TestPlatform,
  testPlatform,
} from 'gezel/sdk/testing';
import { MarketplaceOffer } from './offer.entity.js';
import { isFree } from './periods.js';
import { marketplace } from './plugin.js';
import { seeds } from './seeds.js';
import { marketOf, type Person } from './testing.js';

conformance(marketplace);

const film = { as: 'member-film' } as const;
let p: TestPlatform;
beforeAll(async () => {
  p = await testPlatform({ plugins: [marketplace] });
  await seeds.demo?.(context('adviser'), []);
});
afterAll(() => p?.close());

const context = (as: Person) => p.platform.host.context(p.ctx(as), marketplace.name);
const market = marketOf(
  (query, variables, as) => ask(p, query, variables, { as }),
  () => p.activityIds['member-stage'],
);
const { act, activity, answer, look, matching, offer, propose, proposed, requestId, statusOf } =
  market;

/** Each reason of a part: its code, its values, and what the market’s own words make of them. */
const because: [code: string, values: Readonly<Record<string, string | number>>, told: string][] = [
  [
    'marketplace.because-skills',
    { held: 1, sought: 2, skills: 'camera' },
    'Has 1 of 2 skills: camera.',
  ],
  ['marketplace.because-days', { free: 1, days: 2 }, 'Free on 1 of 2 days.'],
  [
    'marketplace.because-within-budget',
    { price: '300.00', currency: 'EUR', budget: '300.00' },
    '300.00 EUR a day, within the budget of 300.00.',
  ],
  [
    'marketplace.because-above-budget',
    { price: '330.00', currency: 'EUR', budget: '300.00' },
    '330.00 EUR a day, above the budget of 300.00.',
  ],
  ['marketplace.because-there', { place: 'antwerpen' }, 'Works in “antwerpen”.'],
  ['marketplace.because-near', { place: 'antwerpen' }, 'Works in the region of “antwerpen”.'],
  [
    'marketplace.because-elsewhere',
    { place: 'antwerpen' },
    'Offers nothing in the region of “antwerpen”.',
  ],
];

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
    const reasons = matches.flatMap(({ parts }) => parts.map(({ reason }) => reason));
    for (const [code, values, told] of because) {
      expect(context('adviser').violations([{ code, values }])).toMatchObject([{ message: told }]);
      expect(reasons).toContain(told);
    }
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
    const set = (input: object) => {
      const all = {
        ...{ skillsWeight: 1, availabilityWeight: 0, priceWeight: 0, placeWeight: 0 },
        ...{ tolerancePercent: 0, sameRegionPoints: 0, leastPeople: 5, source: 'A test', ...input },
      };
      return act('SetPolicy', '', all, 'adviser');
    };
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

describe('free days', () => {
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
    await act('WithdrawRequest', '', { requestId: filled }, 'member-stage');
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
    await act('WithdrawOffer', '', { offerId: b }, 'member-design');
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
          vatNumber: 'BE0566988259',
          address: { street: 'Straat 1', postalCode: '9000', city: 'Gent', country: 'BE' },
        },
      },
    );
    const draft = (id: string) =>
      act<{ request: { quote: { id: string; net: { amount: string } } } | null }>(
        ...(['DraftQuote', 'request { quote { id net { amount } } }', { requestId: id }] as const),
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

describe('what is offered and proposed', () => {
  test('is listed to everybody and to whom it was proposed, with and without a filter', async () => {
    const offerId = await offer({ skills: ['rigging'], places: ['liege'] });
    const [proposalId] = await proposed(await requestId({ days: ['2027-11-02'] }), offerId);
    const query = `{ all: marketplaceOffers(first: 100) { nodes { id } } some: marketplaceOffers(
      skills: ["rigging"], place: "liege", first: 100) { nodes { id } }
      marketplaceProposals(first: 100) { nodes { id } } }`;
    const { data } = await p.graphql<Record<string, { nodes: { id: string }[] }>>(query, {}, film);
    const ids = (name: string) => data?.[name]?.nodes.map(({ id }) => id) ?? [];
    expect(ids('all')).toContain(offerId);
    expect(ids('some')).toContain(offerId);
    expect(ids('some').length).toBeLessThan(ids('all').length);
    expect(ids('marketplaceProposals')).toContain(proposalId);
    const mine = `query ($id: ID) { marketplaceProposals(memberId: $id, first: 5) { nodes { id } } }`;
    const id = `Member:${p.memberIds['member-film']}`;
    expect(await ask(p, mine, { id })).toBeNull();
  });
});

describe('an offer that is changed', () => {
  test('has its new words and price; what was accepted keeps those that it had', async () => {
    const id = await offer({ skills: ['rigging'], dayPrice: '200.00' });
    const change = (over: object, as: Person = 'member-film') =>
      act<{ offer: object | null }>(
        ...(['ChangeOffer', 'offer { title skills places dayPrice { amount } }'] as const),
        { offerId: id, ...over },
        as,
      );
    const request = await requestId({ skills: ['rigging'], days: ['2027-05-03'] });
    const [proposal] = await proposed(request, id);
    await answer(proposal, true);
    const words = {
      title: 'Flying',
      skills: ['camera'],
      places: ['antwerpen'],
      dayPrice: '250.00',
    };
    expect((await change(words)).offer).toEqual({ ...words, dayPrice: { amount: '250.00' } });
    const query = `query ($id: ID!) { marketplaceRequest(id: $id) { proposals(first: 5) { nodes {
      title skills dayPrice { amount } } } } }`;
    const { proposals } = await ask<{ proposals: { nodes: object[] } }>(p, query, { id: request });
    expect(proposals.nodes).toEqual([
      { title: 'A job', skills: ['rigging'], dayPrice: { amount: '200.00' } },
    ]);
    await expect(change({})).rejects.toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
    await expect(change({ title: 'x' }, 'member-design')).rejects.toMatchObject({
      extensions: { code: 'NOT_FOUND' },
    });
    await act('WithdrawOffer', 'offer { id }', { offerId: id }, 'member-film');
    expect(codesOf(await change({ title: 'x' }))).toEqual(['marketplace.offer-withdrawn']);
  });
});

describe('figures', () => {
  test('name no one: none is of fewer than five people, of whom each counts once, rounded', async () => {
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
    await offer({ ...drawn, dayPrice: '303.30' }, 'member-film');
    expect(await figures()).toEqual([]);
    await offer({ ...drawn, dayPrice: '900.00' }, 'adviser');
    expect(await figures()).toEqual([
      { skill: 'illustration', headcount: 5, median: { amount: '302.00' } },
    ]);
  });
});
