import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  ask as asks,
  codesOf as codes,
  conformance,
  errorCode,
  type TestPlatform,
  testPlatform,
} from 'gezel/sdk/testing';
import { capTableOf } from './cap-table.js';
import { depreciatedMinor, type ForecastGround, forecast, runwayMonths } from './forecast.js';
import { startUps } from './plugin.js';
import { eventsUntil } from './record-equity.js';
import type { Told } from './testing.js';

conformance(startUps, { as: 'admin' });

const warrant = { kind: 'WARRANT', security: 'w-1', quantity: '1', price: '1' };
const option = { ...warrant, kind: 'GRANT', plan: 'esop', shareClass: null };
const loan = { kind: 'CONVERTIBLE', security: 'n-1', amount: '1' };

let p: TestPlatform;
let founders: string[];

beforeAll(async () => {
  p = await testPlatform({ plugins: [startUps] });
  const early = await step('startUpAddHolder', '', { name: 'Too early' });
  expect(codes(early)).toEqual(['start-ups.activity-not-described']);
  await step('startUpDescribeActivity', '', { companyName: 'Zonnig bv' });
  founders = [await newHolder('First'), await newHolder('Second')];
});
afterAll(() => p.close());

describe('the cap table', () => {
  test('is what happened until a day, and counts nothing twice when many record at once', async () => {
    const [first, second] = founders as [string, string];
    await record({ kind: 'ISSUE', holderId: first, quantity: '100', day: '2026-01-05' });
    const sale = { kind: 'TRANSFER', holderId: first, toHolderId: second, quantity: '60' };
    const tried = await record({ ...sale, day: '2026-02-01', dryRun: true });
    expect(codes(tried)).toEqual([]);
    const sales = await Promise.all([1, 2, 3].map(() => record({ ...sale, day: '2026-02-01' })));
    expect(sales.flatMap(codes)).toEqual([notEnough, notEnough]);
    await record({ kind: 'SPLIT', numerator: 10, denominator: 1, day: '2026-03-01' });
    await record({ kind: 'CANCEL', holderId: first, quantity: '100', day: '2026-04-01' });
    expect(await tableOn('2026-01-04')).toEqual([]);
    expect(await tableOn('2026-01-05')).toEqual(['First 100 100.00']);
    expect(await tableOn('2026-02-28')).toEqual(['Second 60 60.00', 'First 40 40.00']);
    expect(await tableOn('2026-11-23')).toEqual(['Second 600 66.66', 'First 300 33.33']);
    const late = await record({ kind: 'ISSUE', holderId: first, quantity: '1', day: '2026-03-31' });
    expect(codes(late)).toEqual(['start-ups.event-out-of-order']);
    const halved = { kind: 'SPLIT', numerator: 1, denominator: 7, day: '2026-05-01' };
    expect(codes(await record(halved))).toEqual(['start-ups.equity-split-leaves-fractions']);
    const unknown = await record({ ...halved, shareClass: 'preferred' });
    expect(codes(unknown)).toEqual(['start-ups.equity-no-such-shares']);
    const huge = { kind: 'SPLIT', numerator: 1_000_000, denominator: 1, day: '2026-05-01' };
    for (const found of [[], [], ['start-ups.equity-too-many-shares']]) {
      expect(codes(await record(huge))).toEqual(found);
    }
  });

  test('grows by a round, at the price of what all shares were worth before', async () => {
    const as = { as: 'member-startup' } as const;
    const of = p.activityIds['member-startup'];
    const activityId = `Activity:${of}`;
    const send = (name: string, made: string, input: object): Promise<Told> =>
      asks(p, mutation(name, made), { input: { activityId, ...input } }, as);
    await send('startUpDescribeActivity', '', { companyName: 'Later bv' });
    const { holder } = await send('startUpAddHolder', 'holder { id }', { name: 'First' });
    const asked = {
      ...{ name: 'seed', day: '2026-11-23', shareClass: 'preferred', preMoney: '1000.00' },
      parts: [{ holderId: holder.id, amount: '500.01', considerationText: 'To the notary' }],
    };
    const made = `round { raised { amount } postMoney { amount } issued shareClass }`;
    const round = (over: object = {}) => send('startUpRecordRound', made, { ...asked, ...over });
    expect(codes(await round())).toEqual(['start-ups.round-without-shares']);
    const founding = { ...usual(), kind: 'ISSUE', holderId: holder.id, quantity: '999' };
    await send('startUpRecordEquity', '', { ...founding, activityId });
    const part = (amount: string) => ({ parts: [{ holderId: holder.id, amount }] });
    expect(codes(await round(part('1.00')))).toEqual(['start-ups.round-part-too-small']);
    expect(codes(await round({ day: '2026-11-24' }))).toEqual(['start-ups.event-out-of-order']);
    const huge = { preMoney: '0.01', ...part('900000000') };
    expect(codes(await round({ ...huge, dryRun: true }))).toEqual([]);
    expect(codes(await round({ ...huge, ...part('999999999.99') }))).toEqual([]);
    expect(codes(await round({ ...huge, dryRun: true }))).toEqual([
      'start-ups.equity-too-many-shares',
    ]);
    const dear = { ...founding, activityId, quantity: '1000000', price: '999999999999' };
    expect(codes(await send('startUpRecordEquity', '', dear))).toContain('start-ups.too-large');
    const before = await sharesOf(of);
    const { round: seed } = await round();
    // 500.01 of 1,000.00, rounded down.
    const issued = (before * 50_001n) / 100_000n;
    expect(seed).toEqual({
      ...{ raised: { amount: '500.01' }, postMoney: { amount: '1500.01' } },
      ...{ issued: `${issued}`, shareClass: 'preferred' },
    });
    expect(await sharesOf(of)).toBe(before + issued);
    const query = `query ($id: ID!) { activity(id: $id) { startUp {
      fundingRounds { name preMoney { amount } }
      equityEvents { consideration { amount } considerationText } } } }`;
    const told = await asks<Told>(p, query, { id: activityId }, as);
    expect(told.startUp.fundingRounds.at(-1)).toEqual({
      ...{ name: 'seed', preMoney: { amount: '1000.00' } },
    });
    // What was put in, not the whole shares at their price; the founders' had none.
    expect(told.startUp.equityEvents.at(0)).toMatchObject({ consideration: null });
    expect(told.startUp.equityEvents.at(-1)).toEqual({
      ...{ consideration: { amount: '500.01' }, considerationText: 'To the notary' },
    });
  });

  test.each([
    { parts: [] },
    { parts: [{ amount: '0' }] },
    { parts: [{ amount: '-1' }] },
    { preMoney: '0' },
    { shareClass: 'Preferred!' },
    { name: '' },
  ])('takes no round %j', async (over) => {
    const parts = (over.parts ?? [{ amount: '1' }]).map((one) => ({
      holderId: founders[0],
      ...one,
    }));
    const round = { name: 'x', day: '2026-11-23', shareClass: 'x', preMoney: '1', ...over, parts };
    const input = { activityId: activity(), ...round };
    expect(await refused('startUpRecordRound', input)).toBe('BAD_USER_INPUT');
  });

  test('is never changed: what happened has happened', async () => {
    const changed = p.admin.query('update start_ups.equity_event set quantity = 1');
    await expect(changed).rejects.toThrow('never changed');
  });

  test.each([
    { kind: 'ISSUE' },
    { kind: 'ISSUE', quantity: '0' },
    { kind: 'ISSUE', quantity: '1.5' },
    { kind: 'ISSUE', quantity: '-1' },
    { kind: 'ISSUE', quantity: '1', numerator: 1 },
    { kind: 'TRANSFER', quantity: '1' },
    { kind: 'SPLIT', holderId: null, numerator: 0, denominator: 1 },
    { kind: 'SPLIT', holderId: null, numerator: 2 },
    { kind: 'CANCEL', quantity: '1', considerationText: 'x' },
    { kind: 'ISSUE', quantity: '1', considerationText: ' ' },
    { kind: 'ISSUE', quantity: '1', shareClass: 'Ordinary!' },
    { kind: 'ISSUE', quantity: '1', price: '0' },
    { kind: 'VALUE', holderId: null },
    { kind: 'ISSUE', quantity: '1', security: 'o-1' },
    { kind: 'PLAN', holderId: null, quantity: '1' },
    { kind: 'CLASS', holderId: null, votes: -1 },
    { kind: 'CLASS', holderId: null, votes: 1, intoClass: 'x', numerator: 1 },
    { ...warrant, expiresOn: '2026-11-22' },
    { ...warrant, cap: '1' },
    { ...option, cliffMonths: 12 },
    { ...option, vestingFrom: '2026-11-23', vestingMonths: 241 },
    { ...option, vestingFrom: '2026-11-23', vestingMonths: 12, cliffMonths: 13 },
    { ...loan, amount: '-1' },
    { ...loan, discountPercent: '100' },
  ])('takes no event %p', async (event) => {
    const input = { ...usual(), holderId: founders[0], ...event };
    expect(await refused('startUpRecordEquity', input)).toBe('BAD_USER_INPUT');
  });

  test('names the number of a split that is none', async () => {
    const split = { kind: 'SPLIT', numerator: 2, denominator: 0 };
    const wrong = { extensions: { code: 'BAD_USER_INPUT', path: 'denominator' } };
    await expect(record(split)).rejects.toMatchObject(wrong);
  });

  test('knows classes, options that vest, warrants and convertibles, and who would have what', async () => {
    const as = { as: 'member-startup' } as const;
    const activityId = `Activity:${p.activityIds['member-startup']}`;
    const send = (event: object): Promise<Told> =>
      asks(
        p,
        mutation(
          'startUpRecordEquity',
          `event { id sequence shares price of
          consideration { amount currency } holder { name } }`,
        ),
        { input: { activityId, day: '2026-11-23', ...event } },
        as,
      );
    const before = await sharesOf(p.activityIds['member-startup']);
    const query = `query ($id: ID!) { activity(id: $id) { startUp { holders { id }
      capTable { shares } diluted: capTable(fullyDiluted: true) { holder { name } shares votes }
      shareClasses { code votes price } equityEvents(after: 3) { kind security }
      securities { code kind plan outstanding vested exercised price amount { amount }
        cap { amount } discountPercent holder { name } } } } }`;
    const now = async (): Promise<Told> =>
      (await asks<Told>(p, query, { id: activityId }, as)).startUp;
    const [{ id: holderId }] = (await now()).holders;
    await send({ kind: 'CLASS', shareClass: 'ordinary', votes: 2 });
    await send({ kind: 'PLAN', security: 'esop', shareClass: 'ordinary', quantity: '1000' });
    const option = { security: 'o-1', plan: 'esop', holderId, quantity: '480', price: '0.0125' };
    const vesting = { vestingFrom: '2025-11-23', vestingMonths: 48, cliffMonths: 12 };
    const { event } = await send({ kind: 'GRANT', ...option, ...vesting });
    expect(event).toMatchObject({ shares: '480', price: '0.0125', holder: { name: 'First' } });
    const accept = { kind: 'ACCEPT', eventId: event.id };
    expect((await send(accept)).event.of).toBe(event.sequence);
    expect(codes(await send(accept))).toEqual(['start-ups.equity-accepted-before']);
    const taken = { kind: 'EXERCISE', security: 'o-1', quantity: '121' };
    expect(codes(await send(taken))).toEqual(['start-ups.equity-not-that-many']);
    const both = await Promise.all([1, 2].map(() => send({ ...taken, quantity: '120' })));
    expect(both.flatMap(codes)).toEqual(['start-ups.equity-not-that-many']);
    // 120 × 0.0125, as it was agreed when the option was given.
    expect(both.map(({ event: one }) => one?.consideration)).toContainEqual({
      ...{ amount: '1.50', currency: 'EUR' },
    });
    const loan = { security: 'loan-1', shareClass: 'preferred', holderId, amount: '100.00' };
    await send({ kind: 'CONVERTIBLE', ...loan, cap: '5000.00', discountPercent: '20' });
    const told = await now();
    expect(told.securities).toMatchObject([
      { code: 'esop', kind: 'PLAN', outstanding: '520', holder: null },
      { code: 'o-1', kind: 'GRANT', plan: 'esop', outstanding: '360', vested: '120' },
      { code: 'loan-1', amount: { amount: '100.00' }, discountPercent: '20' },
    ]);
    expect(told.shareClasses).toMatchObject([{ code: 'ordinary', votes: 2 }, { votes: 1 }]);
    expect(told.equityEvents.at(-1)).toEqual({ kind: 'CONVERTIBLE', security: 'loan-1' });
    const pool = told.diluted.find(({ holder }: Told) => holder === null);
    expect(pool).toEqual({ holder: null, shares: '520', votes: '1040' });
    const { event: converted } = await send({
      ...{ kind: 'CONVERT', security: 'loan-1', shareClass: 'preferred', price: '10' },
    });
    // At its cap: 5,000.00 for all shares, options and the rest of the plan.
    const shares = (10_000n * (before + 1_000n)) / 500_000n;
    expect(BigInt(converted.shares)).toBe(shares);
    expect(await sharesOf(p.activityIds['member-startup'])).toBe(before + 120n + shares);
  });
});

describe('a forecast', () => {
  test('adds team and investments to what is assumed, and tells the runway', async () => {
    await step('startUpAddTeamMember', '', {
      ...{ role: 'Developer', monthlyCost: '1000.00', from: '2026-12-31', until: '2027-02-01' },
    });
    await step('startUpAddInvestment', '', {
      ...{ title: 'Bench', boughtOn: '2027-01-15', cost: '500.00', lifeMonths: 12 },
    });
    const lines = [
      { label: 'Sales', amount: '200.00', growthPercent: '10', firstMonth: 1 },
      { label: 'Rent', amount: '-90.00', everyMonths: 3 },
    ];
    const asked = { name: 'base', from: '2026-12-01', months: 4, opening: '1090.00', lines };
    expect(await forecastFor(asked)).toEqual({
      ...{ runwayMonths: 1, averageRunwayMonths: '1.4' },
      averageBurn: { amount: '754.50' },
      months: [
        month('2026-12-01', '0.00', '1090.00', '0.00'),
        month('2027-01-01', '200.00', '1500.00', '-1300.00'),
        month('2027-02-01', '220.00', '1000.00', '-2080.00'),
        month('2027-03-01', '242.00', '90.00', '-1928.00'),
      ],
    });
    const richer = await forecastFor({ ...asked, opening: '9000.00' });
    expect(richer).toMatchObject({ runwayMonths: null });
    const query = `query ($id: ID!) { activity(id: $id) { startUp {
      scenarios { name } investments { bookValue(on: "2027-06-30") { amount } } } } }`;
    expect(await ask(query, { id: activity() })).toEqual({
      startUp: {
        scenarios: [{ name: 'base' }],
        investments: [{ bookValue: { amount: '250.00' } }],
      },
    });
  });

  test.each([
    { months: 0 },
    { months: 61 },
    { from: '2026-12-02' },
    { name: ' ' },
    { lines: [{ label: 'x', amount: '0' }] },
    { lines: [{ label: 'x', amount: '1', lastMonth: 12 }] },
    { lines: [{ label: 'x', amount: '1', growthPercent: '100.01' }] },
    { lines: [{ label: '', amount: '1' }] },
  ])('is not made of %p', async (more) => {
    const asked = { name: 'bad', from: '2026-12-01', months: 12, opening: '0', lines: [], ...more };
    const input = { activityId: activity(), ...asked };
    expect(await refused('startUpForecastCash', input)).toBe('BAD_USER_INPUT');
  });

  test('ends with what was there and all that came and went', () => {
    const amount = fc.bigInt(-(10n ** 9n), 10n ** 9n);
    fc.assert(
      fc.property(amount, fc.array(amount, { maxLength: 5 }), (openingMinor, amounts) => {
        const line = { firstMonth: 0, lastMonth: 5, everyMonths: 1, growthBps: 0, label: 'x' };
        const lines = amounts.map((one) => ({ ...line, amountMinor: `${one}` }));
        const ground: ForecastGround = {
          ...{ fromDay: '2026-11-01', months: 6, openingMinor, lines, team: [], investments: [] },
        };
        const months = forecast(ground);
        const all = amounts.reduce((total, one) => total + 6n * one, openingMinor);
        expect(months.at(-1)?.balanceMinor).toBe(all);
        const runway = runwayMonths(months);
        expect(runway === null).toBe(months.every(({ balanceMinor }) => balanceMinor >= 0n));
      }),
    );
  });

  test('depreciates from nothing to all that is to be lost, never backwards', () => {
    fc.assert(
      fc.property(
        fc.bigInt(1n, 10n ** 12n),
        fc.integer({ min: 1, max: 120 }),
        (costMinor, life) => {
          const bench = { boughtOn: '2026-01-31', costMinor, residualMinor: 0n, lifeMonths: life };
          const days = ['2026-01-30', '2026-01-31', '2026-12-31', '2030-01-01', '2037-01-01'];
          const lost = days.map((day) => depreciatedMinor(bench, day));
          expect(lost[0]).toBe(0n);
          expect(lost.at(-1)).toBe(costMinor);
          expect(lost.every((one, i) => i === 0 || one >= (lost[i - 1] as bigint))).toBe(true);
        },
      ),
    );
  });
});

describe('what is not one’s own', () => {
  test('does not exist for others, and finance only looks', async () => {
    const input = { activityId: activity(), name: 'Stranger' };
    const as = (who: Asking) => refused('startUpAddHolder', input, who);
    expect(await as({ as: 'member-film' })).toBe('NOT_FOUND');
    expect(await as({ as: 'admin', foreign: true })).not.toBeUndefined();
    expect(await as({ as: 'finance' })).toBe('FORBIDDEN');
  });
});

interface Payload {
  readonly violations: readonly { readonly code: string }[];
  readonly [made: string]: unknown;
}

type Asking = Parameters<typeof errorCode>[3];

const notEnough = 'start-ups.equity-not-enough-shares';

const activity = () => `Activity:${p.activityIds['member-stage']}`;

const usual = () => ({ activityId: activity(), shareClass: 'ordinary', day: '2026-11-23' });

const mutation = (name: string, made: string): string => `
  mutation ($input: S${name.slice(1)}Input!) {
    ${name}(input: $input) { ${made} violations { code } } }`;

const ask = <Answer = Payload>(query: string, variables: Record<string, unknown>) =>
  asks<Answer>(p, query, variables);

const step = (name: string, made: string, input: object) =>
  ask(mutation(name, made), { input: { activityId: activity(), ...input } });

const refused = (name: string, input: object, asking?: Asking) =>
  errorCode(p, mutation(name, ''), { input }, asking);

const record = (event: object) => step('startUpRecordEquity', '', { ...usual(), ...event });

async function newHolder(name: string): Promise<string> {
  const { holder } = await step('startUpAddHolder', 'holder { id }', { name });
  return (holder as { id: string }).id;
}

async function sharesOf(activityId: string): Promise<bigint> {
  const ctx = p.platform.host.context(p.ctx('member-startup'), startUps.name);
  const table = capTableOf(await eventsUntil(ctx, activityId, null));
  return [...table.values()].reduce((all, { shares }) => all + shares, 0n);
}

interface Row {
  readonly holder: { readonly name: string };
  readonly shares: string;
  readonly percent: string;
}

async function tableOn(on: string): Promise<string[]> {
  const query = `query ($id: ID!, $on: Date) { activity(id: $id) { startUp {
    capTable(on: $on) { holder { name } shares percent } } } }`;
  const { startUp } = await ask<{ startUp: { capTable: Row[] } }>(query, { id: activity(), on });
  return startUp.capTable.map((row) => `${row.holder.name} ${row.shares} ${row.percent}`);
}

async function forecastFor(asked: object): Promise<unknown> {
  const made = `scenario { forecast { runwayMonths averageRunwayMonths averageBurn { amount }
    months { month in { amount } out { amount } balance { amount } } } }`;
  const { scenario, violations } = await step('startUpForecastCash', made, asked);
  expect(violations).toEqual([]);
  return (scenario as { forecast: unknown }).forecast;
}

const month = (day: string, income: string, out: string, balance: string) => ({
  ...{ month: day, in: { amount: income }, out: { amount: out }, balance: { amount: balance } },
});
