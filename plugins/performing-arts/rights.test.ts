import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ask, codesOf, errorCode, type TestPlatform, testPlatform } from 'gezel/sdk/testing';
import { performingArts } from './plugin.js';
import { calls, mutation, operations, type Payload } from './testing.js';

let p: TestPlatform;
let clientId: string;
let dateId: string;
let productionId: string;
const { activity, step, newClient } = calls(() => p);

beforeAll(async () => {
  p = await testPlatform({ plugins: [performingArts], today: '2026-11-26' });
  await performingArts.seeds.reference?.(
    p.platform.host.context(p.ctx('admin'), performingArts.name),
  );
  const activityId = activity();
  await ask(p, operations.describeActivity, { activityId });
  [dateId] = (await placed(['2026-11-24'])) as [string];
  clientId = await newClient();
});
afterAll(() => p.close());

type Amount = { readonly amount: string };

interface Declared extends Payload {
  readonly declaration: {
    readonly id: string;
    readonly expected: { readonly amount: string };
    readonly [field: string]: unknown;
  } | null;
}

const draft = (change: object = {}, fields = 'id expected { amount }') =>
  step<Declared>('DraftRights', `declaration { ${fields} }`, {
    ...{ dateId, society: 'sabam', works: 'Zoutmeer', audience: 10, receipts: '100', ...change },
  });

describe('a tariff of shows', () => {
  test('takes a part of the receipts or of the buy-out, which a signed cession tells', async () => {
    await setTariff('theatre', {
      sharePercent: '11',
      subsidisedSharePercent: '13.2',
      minimum: '9',
    });
    const [sold, own] = (await placed(['2026-11-24', '2026-11-25'])) as [string, string];
    const cession = { productionId, clientId, kind: 'CESSION', fee: '1500.00', dateIds: [sold] };
    const { deal } = await step<{ deal: { id: string } }>('DraftDeal', 'deal { id }', cession);
    await step('SignDeal', 'deal { id }', { id: deal.id });
    const fields = 'id base expected { amount } buyOut { amount } subsidised';
    const drafted = async (change: object) =>
      (await draft({ society: 'theatre', dryRun: false, ...change }, fields)).declaration;
    expect(await drafted({ dateId: sold, receipts: '2000' })).toMatchObject({
      ...{ base: 'BUY_OUT', expected: { amount: '165.00' }, buyOut: { amount: '1500.00' } },
      subsidised: false,
    });
    expect(codesOf(await draft({ dateId: own, society: 'theatre', base: 'BUY_OUT' }))).toEqual([
      'performing-arts.rights-buy-out-missing',
    ]);
    const bought = await drafted({ dateId: own, buyOut: '100', subsidised: true });
    expect(bought).toMatchObject({ expected: { amount: '13.20' }, subsidised: true });
    await step('WithdrawRights', 'declaration { id }', { id: bought?.id });
    expect(await drafted({ dateId: own, base: 'RECEIPTS', receipts: '20' })).toMatchObject({
      ...{ base: 'RECEIPTS', expected: { amount: '9.00' }, buyOut: null },
    });
  });

  test('asks the part of subsidised companies while a granted subsidy is for that day', async () => {
    await grantedFrom('2026-11-26');
    const [before, within] = (await placed(['2026-11-25', '2026-11-26'])) as [string, string];
    const of = async (id: string) =>
      (await draft({ dateId: id, society: 'theatre' }, 'id subsidised expected { amount }'))
        .declaration;
    expect(await of(before)).toMatchObject({ subsidised: false, expected: { amount: '11.00' } });
    expect(await of(within)).toMatchObject({ subsidised: true, expected: { amount: '13.20' } });
  });

  test('of an old source without its minimum is refused by the name of the figure', async () => {
    const { declaration, violations } = await draft({ society: 'sabam-theatre' });
    expect(declaration).toBeNull();
    expect(violations).toMatchObject([
      { code: 'performing-arts.rights-minimum-unknown', severity: 'ERROR' },
      {
        ...{ code: 'performing-arts.rights-tariff-old', severity: 'WARNING' },
        message: expect.stringContaining('51018634'),
      },
    ]);
  });

  test.each([
    { base: 'EVENT' },
    { base: 'RECEIPTS', buyOut: '1' },
    { buyOut: '0' },
    { receipts: '-1' },
    { event: { kind: 'party', ticketPrice: '-1', drinkPrice: '2', surfaceM2: 10 } },
    { event: { kind: 'party', ticketPrice: '1', drinkPrice: '2', surfaceM2: 0 } },
  ])('told %p is bad input', async (change) => {
    await expect(draft({ society: 'theatre', ...change })).rejects.toMatchObject(badInput);
  });
});

describe('a tariff of events', () => {
  const bracket = (change: object = {}, as: 'finance' | 'member-stage' = 'finance') =>
    ask<Payload>(
      p,
      mutation('SetEventTariff', 'tariff { ticketUpTo { amount } surfaceUpToM2 }'),
      {
        input: {
          ...{ society: 'unisono', kind: 'concert', authors: '80', recorded: '20' },
          ...{ currency: 'EUR', from: '2026-11-26', source: 'A test', ...change },
        },
      },
      { as },
    );
  const event = { kind: 'concert', ticketPrice: '10', drinkPrice: '3', surfaceM2: 200 };
  const played = async (change: object, of: object = {}) =>
    draft(
      {
        ...{ dateId: (await placed(['2026-11-26']))[0], society: 'unisono' },
        ...of,
        event: change,
      },
      'base eventKind surfaceM2 ticketPrice { amount } equitable { amount } expected { amount }',
    );

  test('asks by what it is, its prices and its floor, and for recorded music only when played', async () => {
    const asked = await draft({ dateId: (await placed(['2026-11-26']))[0], society: 'unisono' });
    expect(codesOf(asked)).toEqual(['performing-arts.no-rights-tariff']);
    await bracket();
    await bracket({ ticketUpTo: '12', drinkUpTo: '3.5', surfaceUpToM2: 250, authors: '40' });
    await bracket({ ticketUpTo: '12', drinkUpTo: '3.5', surfaceUpToM2: 100, authors: '25' });
    const live = await played(event);
    expect(live).toEqual({
      violations: [],
      declaration: {
        ...{ base: 'EVENT', eventKind: 'concert', surfaceM2: 200, expected: { amount: '40.00' } },
        ...{ ticketPrice: { amount: '10.00' }, equitable: { amount: '0.00' } },
      },
    });
    const due = async (change: object, of: object = {}) =>
      (await played({ ...event, ...change }, of)).declaration?.expected.amount;
    expect(await due({}, { recordedMusic: true })).toBe('60.00');
    expect(await due({ surfaceM2: 100, drinkPrice: '3.5' })).toBe('25.00');
    expect(await due({ ticketPrice: '12.01' })).toBe('80.00');
  });

  test('that is not known for such an event is refused, and one that needs it asks for the event', async () => {
    const other = await played({ ...event, kind: 'party' });
    expect(other.violations).toMatchObject([
      { code: 'performing-arts.no-event-tariff', message: expect.stringContaining('party') },
    ]);
    const untold = await draft({ dateId: (await placed(['2026-11-26']))[0], society: 'unisono' });
    expect(codesOf(untold)).toEqual(['performing-arts.rights-event-missing']);
  });

  test('is of staff, from today on, and shown by the day', async () => {
    const forbidden = { extensions: { code: 'FORBIDDEN' } };
    await expect(bracket({}, 'member-stage')).rejects.toMatchObject(forbidden);
    await expect(bracket({ authors: '-1' })).rejects.toMatchObject(badInput);
    const past = codesOf(await bracket({ from: '2026-11-25' }));
    expect(past).toEqual(['performing-arts.tariff-in-the-past']);
    const query = `query ($on: Date) { performingArtsEventTariffs(on: $on) {
      nodes { authors { amount } recorded { amount } drinkUpTo { amount } } } }`;
    const on = async (day: string) =>
      (await ask<{ nodes: unknown[] }>(p, query, { on: day })).nodes;
    expect(await on('2026-11-25')).toEqual([]);
    expect(await on('2026-11-26')).toHaveLength(3);
  });

  test('is the narrowest that holds, in however many brackets', async () => {
    await p.admin.query(`insert into performing_arts.event_tariff
      select cooperative_id, ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 'many',
        event_kind, case n when 120 then 1000 end, null, null, n, 0, currency, from_day, null, source
      from performing_arts.event_tariff, generate_series(1, 120) n where surface_up_to_m2 = 100`);
    const told = await played(event, { society: 'many' });
    expect(told.declaration?.expected.amount).toBe('1.20');
  });

  test('has what a tariff of shows lacks: the remuneration for recorded music', async () => {
    const [id] = await placed(['2026-11-25']);
    const said = await draft({ dateId: id, society: 'theatre', recordedMusic: true });
    expect(codesOf(said)).toEqual(['performing-arts.recorded-music-elsewhere']);
    expect(said.declaration).not.toBeNull();
  });
});

describe('a contract of authors', () => {
  let ownId: string;
  const terms = (change: object = {}) => ({
    ...{ productionId: ownId, society: 'sacd', from: '2026-11-01', until: '2027-07-01' },
    ...{ territories: ['BE'], exclusive: true, sharePercent: '12', advance: '20.00', ...change },
  });
  const sign = (change: object = {}) =>
    step<{ contract: { id: string } | null }>(
      'SignRightsContract',
      'contract { id exclusive territories untilDay advanceLeft { amount } }',
      terms(change),
    );
  beforeAll(async () => {
    ownId = await newProduction();
  });

  test('holds once at a place and a time', async () => {
    const signed = await sign();
    expect(signed).toMatchObject({
      violations: [],
      contract: { exclusive: true, territories: ['BE'], advanceLeft: { amount: '20.00' } },
    });
    const meets = ['performing-arts.rights-contracts-meet'];
    expect(codesOf(await sign({ from: '2027-06-30', until: '2028-01-01' }))).toEqual(meets);
    expect(codesOf(await sign({ dryRun: true, territories: ['FR', 'LU'] }))).toEqual([]);
    expect(codesOf(await sign({ dryRun: true, from: '2027-07-01', until: '2028-01-01' }))).toEqual(
      [],
    );
    expect(codesOf(await sign({ territories: ['NL'], until: '2026-11-01' }))).toEqual([
      'performing-arts.rights-contract-empty',
    ]);
  });

  test('takes its part, the advance first, and never twice however many declare', async () => {
    const ids = await placed(['2026-11-24', '2026-11-25', '2026-11-26'], ownId);
    const fields = 'id expected { amount } advanceUsed { amount } contract { society }';
    const declared = await Promise.all(
      ids.map((id) => draft({ dateId: id, society: 'sacd', receipts: '150' }, fields)),
    );
    const parts = declared.map(
      ({ declaration }) => declaration as unknown as Record<string, Amount>,
    );
    const sum = (name: string) => parts.reduce((all, one) => all + Number(one[name]?.amount), 0);
    expect([sum('advanceUsed'), sum('expected')]).toEqual([20, 34]);
    const [first] = parts.filter((one) => one.advanceUsed?.amount !== '0.00');
    await step('WithdrawRights', 'declaration { id }', { id: first?.id as unknown });
    const query = `query ($id: ID!) { performingArtsProduction(id: $id) {
      rightsContracts { advanceLeft { amount } viewerCan } } }`;
    const shown = await ask<{ rightsContracts: object[] }>(p, query, { id: ownId });
    expect(shown.rightsContracts).toEqual([
      {
        advanceLeft: first?.advanceUsed,
        viewerCan: ['performing-arts.end-rights-contract'],
      },
    ]);
  });

  test('does not hold elsewhere, nor where nobody said where it is played', async () => {
    const abroad = await placed(['2026-11-20'], ownId, 'FR');
    const nowhere = await placed(['2026-11-21'], ownId, null);
    for (const id of [...abroad, ...nowhere]) {
      const found = await draft({ dateId: id, society: 'sacd' });
      expect(codesOf(found)).toEqual(['performing-arts.rights-outside-contract']);
    }
  });

  test('ends sooner, but not before what was declared under it, and not later than agreed', async () => {
    const { contract } = await sign({ territories: ['FR'], advance: null });
    const id = contract?.id;
    const end = async (on: string, of = id) =>
      codesOf(await step('EndRightsContract', 'contract { untilDay }', { id: of, on }));
    expect(await end('2027-07-02')).toEqual(['performing-arts.rights-contract-longer']);
    expect(await end('2026-10-31')).toEqual(['performing-arts.rights-contract-longer']);
    const [date] = await placed(['2026-11-22'], ownId, 'FR');
    await draft({ dateId: date, society: 'sacd' });
    expect(await end('2026-11-22')).toEqual(['performing-arts.rights-contract-used']);
    expect(await end('2026-11-23')).toEqual([]);
    expect(codesOf(await sign({ territories: ['FR'], from: '2026-11-23' }))).toEqual([]);
  });

  test('is nobody else’s, and has an end, a place and a part', async () => {
    const as = { as: 'member-film' } as const;
    const other = { input: terms() };
    expect(await errorCode(p, mutation('SignRightsContract', ''), other, as)).toBe('NOT_FOUND');
    const bad = [{ territories: [] }, { sharePercent: '0' }, { advance: '-1' }, { society: 'A B' }];
    for (const change of bad) await expect(sign(change)).rejects.toMatchObject(badInput);
  });
});

describe('the settlement of a date', () => {
  test('takes off what is declared for authors, and is worked out anew when that changes', async () => {
    const [id] = (await placed(['2026-11-25'])) as [string];
    const shared = { kind: 'CO_REALISATION', sharePercent: '50', dateIds: [id] };
    const { deal } = await step<{ deal: { id: string } }>('DraftDeal', 'deal { id }', {
      ...{ productionId, clientId, ...shared },
    });
    await step('SignDeal', 'deal { id }', { id: deal.id });
    const propose = () =>
      step<{ settlement: { id: string } | null }>(
        'ProposeSettlement',
        'settlement { id rights { amount } deductions { amount } company { amount } }',
        {
          ...{ dealId: deal.id, dateId: id, audience: 90, receipts: '1000', deductions: '10' },
          evidence: 'Sheet',
        },
      );
    const first = await propose();
    expect(codesOf(first)).toEqual(['performing-arts.settlement-without-rights']);
    const { declaration } = await draft({ dateId: id, society: 'theatre', receipts: '1000' });
    const agree = () =>
      step('AgreeSettlement', 'settlement { status }', { id: first.settlement?.id });
    const stale = (await agree()) as Payload;
    expect(stale.violations).toMatchObject([
      {
        code: 'performing-arts.settlement-rights-changed',
        message: expect.stringContaining('110.00 EUR'),
      },
    ]);
    expect(await propose()).toMatchObject({
      violations: [],
      settlement: {
        ...{ rights: { amount: '110.00' }, deductions: { amount: '120.00' } },
        company: { amount: '440.00' },
      },
    });
    await step('DeclareRights', 'declaration { id }', { id: declaration?.id });
    await step('BillRights', 'declaration { id }', { id: declaration?.id, amount: '112.00' });
    expect(codesOf((await agree()) as Payload)).toEqual([
      'performing-arts.settlement-rights-changed',
    ]);
    await propose();
    expect(codesOf((await agree()) as Payload)).toEqual([]);
  });
});

const badInput = { extensions: { code: 'BAD_USER_INPUT' } };

/** Dates of a production, or of a new one, in a place; without one where no country is given. */
async function placed(
  days: readonly string[],
  of: string | null = null,
  country: string | null = 'BE',
): Promise<string[]> {
  const venue = { activityId: activity(), name: 'De Kade', city: 'Gent', country };
  const at =
    country === null
      ? null
      : (await step<{ venue: { id: string } }>('CreateVenue', 'venue { id }', venue)).venue.id;
  // Nobody schedules days that have passed.
  p.setToday('2026-11-10');
  productionId = of ?? (await newProduction());
  const input = { productionId, dates: days.map((day) => ({ day, venueId: at })) };
  const { dates } = await ask<{ dates: { id: string }[] }>(p, operations.scheduleTour, { input });
  p.setToday('2026-11-26');
  return dates.map(({ id }) => id);
}

async function newProduction(): Promise<string> {
  const { production } = await ask<{ production: { id: string } }>(p, operations.createProduction, {
    activityId: activity(),
  });
  return production.id;
}

/** A tariff that has held for a while. */
async function setTariff(society: string, terms: Record<string, string>): Promise<void> {
  const bps = (percent: string | undefined) => Math.round(Number(percent) * 100);
  await p.admin.query(
    `insert into performing_arts.rights_tariff (cooperative_id, id, society, share_bps,
       subsidised_share_bps, minimum_minor, currency, from_day, source)
     values ($1, gen_random_uuid(), $2, $3, $4, $5, 'EUR', '2026-01-01', 'test')`,
    [
      ...[p.cooperativeId, society, bps(terms.sharePercent), bps(terms.subsidisedSharePercent)],
      bps(terms.minimum),
    ],
  );
}

/** A subsidy of the activity from a day on, under terms of a test. */
async function grantedFrom(startsOn: string): Promise<void> {
  await p.admin.query(
    `insert into performing_arts.subsidy_scheme (cooperative_id, id, code, funder, advance_bps,
       report_months, longest_months, currency, from_day, source)
     values ($1, gen_random_uuid(), 'city', 'The city', 10000, 3, 12, 'EUR', '2026-01-01', 'test')`,
    [p.cooperativeId],
  );
  const { subsidy } = await step<{ subsidy: { id: string } }>('RequestSubsidy', 'subsidy { id }', {
    ...{ activityId: activity(), scheme: 'city', title: 'Zoutmeer', amount: '500' },
    ...{ startsOn, endsOn: '2027-01-31' },
  });
  await step('DecideSubsidy', 'subsidy { id }', { id: subsidy.id, granted: '500' });
}
