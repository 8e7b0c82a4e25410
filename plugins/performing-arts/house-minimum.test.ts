import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ask, codesOf, type TestPlatform, testPlatform } from 'gezel/sdk/testing';
import { performingArts } from './plugin.js';
import { calls, mutation, operations, type Payload } from './testing.js';

let p: TestPlatform;
let clientId: string;
let productionId: string;
const { activity, step, newClient, newInvoice: invoiceOf, placed: placedOf } = calls(() => p);

beforeAll(async () => {
  p = await testPlatform({ plugins: [performingArts] });
  await performingArts.seeds.reference?.(
    p.platform.host.context(p.ctx('admin'), performingArts.name),
  );
  const activityId = activity();
  await ask(p, operations.describeActivity, { activityId });
  const { production } = await ask<{ production: { id: string } }>(
    ...([p, operations.createProduction, { activityId }] as const),
  );
  productionId = production.id;
  clientId = await newClient();
});
afterAll(() => p.close());

describe('a cession to a subsidised house', () => {
  const set = (change: object, as: 'finance' | 'member-stage' = 'finance') => {
    const input = { subsidy: 'STRUCTURAL', scale: '150.05', coefficient: '1.46', currency: 'EUR' };
    const all = { ...input, from: '2027-05-02', source: 'The agreement', ...change };
    const set = mutation('SetHouseMinimum', 'minimum { minimum { amount } coefficient }');
    return ask<Payload>(p, set, { input: all }, { as });
  };
  const draft = async (dateIds: string[], terms: object) => {
    const deal = { productionId, clientId, kind: 'CESSION', houseSubsidy: 'STRUCTURAL', dateIds };
    return step('DraftDeal', 'deal { houseSubsidy }', { ...deal, ...terms });
  };

  test('is not judged where there are no figures, and says so of each day', async () => {
    const found = await draft(await placed(['2027-05-01', '2027-05-02']), { fee: '1' });
    expect(found).toMatchObject({ deal: { houseSubsidy: 'STRUCTURAL' } });
    const said = { code: 'performing-arts.no-house-minimum', severity: 'WARNING', path: ['fee'] };
    expect(found.violations).toMatchObject([said, said]);
  });

  test('is at least the scale × the coefficient of each day for each who travels', async () => {
    expect(await set({})).toMatchObject({ minimum: { minimum: { amount: '219.07' } } });
    const days = await placed(['2027-05-03', '2027-05-04']);
    const found = await draft(days, { fee: '438.13', partySize: 2 });
    expect(codesOf(found)).toEqual(Array(2).fill('performing-arts.fee-below-minimum'));
    expect(found.violations[0]?.message).toContain('438.14 EUR');
    const other = await draft(days.slice(1), { fee: '1', houseSubsidy: 'PROJECT' });
    expect(codesOf(other)).toEqual(['performing-arts.no-house-minimum']);
    const rented = { kind: 'HALL_RENTAL', rent: '1' };
    const foreign = codesOf(await draft(days.slice(0, 1), rented));
    expect(foreign).toContain('performing-arts.deal-term-foreign');
    const fits = await draft(days.slice(0, 1), { fee: '438.14', partySize: 2 });
    expect(fits.violations).toEqual([]);
  });

  test('is judged anew when it is signed', async () => {
    const [dateId] = await placed(['2027-05-05']);
    const id = await newDeal(dateId, { fee: '219.07', houseSubsidy: 'STRUCTURAL' });
    await set({ from: '2027-05-05', scale: '151.00' });
    const signed = await step('SignDeal', 'deal { id }', { id });
    expect(codesOf(signed)).toContain('performing-arts.fee-below-minimum');
  });

  test.each(['0.99', '10.0001', '-1.46', '1.46001'])('has no coefficient %p', async (given) => {
    const bad = { extensions: { code: 'BAD_USER_INPUT' } };
    await expect(set({ coefficient: given })).rejects.toMatchObject(bad);
  });

  test('has figures of staff, which are not altered once they hold', async () => {
    const past = await set({ from: '2026-11-22' });
    expect(codesOf(past)).toEqual(['performing-arts.tariff-in-the-past']);
    const forbidden = { extensions: { code: 'FORBIDDEN' } };
    await expect(set({}, 'member-stage')).rejects.toMatchObject(forbidden);
  });
});

describe('an invoice to a subsidised house', () => {
  const say = (invoiceId: string, change: object = {}) =>
    step('DescribeHouseInvoice', 'houseInvoice { headcount days least { amount } unknownOn }', {
      ...{ invoiceId, subsidy: 'STRUCTURAL', days: ['2027-05-07', '2027-05-06'], headcount: 1 },
      ...change,
    });
  const issue = (invoiceId: string) =>
    ask<Payload>(
      p,
      `mutation ($input: IssueInvoiceInput!) { issueInvoice(input: $input) {
        violations { code path severity message } } }`,
      { input: { invoiceId, idempotencyKey: crypto.randomUUID() } },
    );

  test('is not issued below the minimum for the days of all who worked', async () => {
    const id = await newInvoice(null);
    // 151.00 × 1.46 for each of two days of two people, of an invoice of 500.00.
    expect(await say(id, { headcount: 2 })).toMatchObject({
      houseInvoice: { days: ['2027-05-06', '2027-05-07'], least: { amount: '881.84' } },
      violations: [{ code: 'performing-arts.invoice-below-minimum', severity: 'WARNING' }],
    });
    expect((await issue(id)).violations).toMatchObject([
      {
        ...{ code: 'performing-arts.invoice-below-minimum', severity: 'ERROR', path: ['lines'] },
        message: expect.stringContaining('881.84 EUR'),
      },
    ]);
    expect(codesOf((await say(id)) as Payload)).toEqual([]);
    expect(await issue(id)).toEqual({ violations: [] });
    expect(codesOf((await say(id)) as Payload)).toEqual(['performing-arts.invoice-not-draft']);
    const query = `query ($id: ID!) { performingArtsHouseInvoice(invoiceId: $id) {
      subsidy headcount } }`;
    expect(await ask(p, query, { id })).toEqual({ subsidy: 'STRUCTURAL', headcount: 1 });
    expect(await ask(p, query, { id }, { as: 'member-film' })).toBeNull();
  });

  test('that is known is asked for, and told that a day without figures is not judged', async () => {
    const id = await newInvoice(null);
    const untold = { code: 'performing-arts.house-invoice-untold', severity: 'WARNING' };
    const other = await newInvoice(null);
    const unknown = { code: 'performing-arts.no-house-minimum', severity: 'WARNING' };
    expect((await issue(other)).violations).toMatchObject([untold, unknown]);
    expect(await say(id, { days: ['2027-05-07', '2027-05-01'] })).toMatchObject({
      houseInvoice: { least: null, unknownOn: '2027-05-01' },
    });
    expect((await issue(id)).violations).toMatchObject([
      { code: 'performing-arts.no-house-minimum', message: expect.stringContaining('2027') },
    ]);
  });

  test('of which nobody said what it is for is not below one day of one person', async () => {
    const figures = { subsidy: 'PROJECT', currency: 'EUR', from: '2026-11-23', source: 'Test' };
    const input = { ...figures, scale: '342.46', coefficient: '1.46' };
    await ask(p, mutation('SetHouseMinimum', 'minimum { id }'), { input }, { as: 'finance' });
    const kind = { kind: 'COMPANY', vatNumber: 'BE0566988259' };
    const house = await newClient('member-stage', kind);
    const invoice = () =>
      invoiceOf(house, { description: 'A concert', unitPrice: '500.00', vat: null });
    const unknown = { code: 'performing-arts.house-unknown', severity: 'WARNING' };
    expect((await issue(await invoice())).violations).toMatchObject([unknown]);
    // For no work, e.g. costs: nothing is least, and the house is known from now on.
    const costs = await invoice();
    expect(await say(costs, { subsidy: 'PROJECT', days: [] })).toMatchObject({
      ...{ houseInvoice: { least: { amount: '0.00' }, days: [] }, violations: [] },
    });
    expect(await issue(costs)).toEqual({ violations: [] });
    // 342.46 × 1.46 = 499.9916, and 342.47 × 1.46 = 500.0062.
    const untold = await invoice();
    expect((await issue(untold)).violations).toMatchObject([
      { code: 'performing-arts.house-invoice-untold', severity: 'WARNING' },
    ]);
    await ask(
      ...([p, mutation('SetHouseMinimum', 'minimum { id }')] as const),
      ...([{ input: { ...input, scale: '342.47' } }, { as: 'finance' }] as const),
    );
    expect((await issue(await invoice())).violations).toMatchObject([
      {
        ...{ code: 'performing-arts.house-invoice-below-day', severity: 'ERROR', path: ['lines'] },
        message: expect.stringContaining('500.01 EUR'),
      },
    ]);
  });

  test('is not judged once its client is said to be no subsidised house', async () => {
    const kind = { kind: 'COMPANY', vatNumber: 'BE0896755397' };
    const client = await newClient('member-stage', kind);
    const invoice = () => invoiceOf(client, { description: 'A', unitPrice: '1.00', vat: null });
    const id = await invoice();
    const none = { subsidy: 'NONE', days: [] };
    await expect(say(id, { ...none, days: ['2026-11-23'] })).rejects.toMatchObject({
      extensions: { code: 'BAD_USER_INPUT' },
    });
    expect(await say(id, none)).toMatchObject({ violations: [] });
    for (const one of [id, await invoice()]) expect(await issue(one)).toEqual({ violations: [] });
  });

  test('can be thrown away while it is a draft, as one that was tested for its exemption can', async () => {
    const id = await newInvoice({ ground: 'art-44-2-8', evidence: 'A concert' });
    await say(id);
    await step('TestExemption', 'invoice { recipient }', {
      ...{ invoiceId: id, service: 'PERFORMING', party: 'ORGANISER', evidence: 'The order' },
    });
    const discard = `mutation ($input: DiscardInvoiceInput!) { discardInvoice(input: $input) {
      violations { code } } }`;
    expect(await ask(p, discard, { input: { invoiceId: id, expectedVersion: 1 } })).toEqual({
      violations: [],
    });
  });

  test('was said of one client and not of another', async () => {
    const id = await newInvoice(null);
    await say(id);
    await p.admin.query(
      'update core.invoice set client_id = $2 where cooperative_id = $1 and id = $3',
      [p.cooperativeId, (await newClient()).split(':')[1], id.split(':')[1]],
    );
    expect(codesOf(await issue(id))).toEqual(['performing-arts.house-invoice-other-client']);
  });

  const tooMany = Array.from({ length: 101 }, (_, i) => `${2000 + i}-01-01`);
  test.each([{ days: tooMany }, { headcount: 0 }, { headcount: 1_001 }])(
    'of %p is bad input',
    async (bad) => {
      const id = await newInvoice(null);
      await expect(say(id, bad)).rejects.toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
    },
  );
});

/** Every figure that a co-operative enters itself: what lacks it, and what it makes of a day. */
const entered: readonly (readonly [string, Figure])[] = [
  [
    'the minimum of Sabam a performance',
    {
      ...{ code: 'rights-minimum-unknown', makes: '50.00', set: 'SetRightsTariff' },
      input: { society: 'sabam-theatre', sharePercent: '11', minimum: '50' },
      of: (_, dateIn) => draftRights(dateIn, 'sabam-theatre'),
    },
  ],
  [
    'a tariff of a society',
    {
      ...{ code: 'no-rights-tariff', makes: '12.00', set: 'SetRightsTariff' },
      input: { society: 'entered', sharePercent: '12', minimum: '1' },
      of: (_, dateIn) => draftRights(dateIn, 'entered'),
    },
  ],
  [
    'an amount of Unisono',
    {
      ...{ code: 'no-(rights|event)-tariff', makes: '30.00', set: 'SetEventTariff' },
      input: { society: 'figured', kind: 'quiz', authors: '30', recorded: '5' },
      of: (_, dateIn) => {
        const event = { kind: 'quiz', ticketPrice: '0', drinkPrice: '2', surfaceM2: 10 };
        return draftRights(dateIn, 'figured', { event });
      },
    },
  ],
  [
    'the terms of a funder',
    {
      ...{ code: 'no-subsidy-scheme', makes: '2027-03-26', set: 'SetSubsidyScheme' },
      input: {
        ...{ code: 'province', funder: 'A province', advancePercent: '90' },
        ...{ reportMonths: 3, longestMonths: 12 },
      },
      of: async (startsOn) => {
        const asked = { activityId: activity(), scheme: 'province', title: 'A', amount: '9' };
        const input = { ...asked, startsOn, endsOn: '2026-12-26' };
        return step<Payload>('RequestSubsidy', 'subsidy { reportDueOn }', input);
      },
    },
  ],
  [
    'the scale of joint committee 304 in subsidised houses',
    {
      ...{ code: 'no-house-minimum', makes: '146.00', set: 'SetHouseMinimum' },
      input: { subsidy: 'STRUCTURAL', scale: '100', coefficient: '1.46' },
      of: async (_, dateIn) => {
        const sold = { kind: 'CESSION', houseSubsidy: 'STRUCTURAL', fee: '1', dryRun: true };
        const dated = { productionId: productionId, clientId, dateIds: [dateIn] };
        return step<Payload>('DraftDeal', 'deal { id }', { ...sold, ...dated });
      },
    },
  ],
  [
    'the offer of an insurer',
    {
      ...{ code: 'no-insurance-offer', makes: '70.00', set: 'SetInsuranceOffer' },
      input: { insurer: 'A', coverUpTo: '900000', premiumPerDay: '70' },
      of: async (from) => {
        const value = { productionId: productionId, from, until: from, value: '800000' };
        const steps = [{ tool: 'performing-arts.tour-insurance', input: value }];
        const plan = `mutation ($input: PlanAssignmentInput!) { planAssignment(input: $input) {
          assignment { cost { amount } } violations { code path severity message } } }`;
        const input = { activityId: activity(), title: 'A', steps };
        return ask<Payload>(p, plan, { input });
      },
    },
  ],
];

interface Figure {
  readonly code: string;
  /** A part of the answer once it holds. */
  readonly makes: string;
  readonly set: string;
  readonly input: object;
  of(day: string, dateId: string): Promise<Payload>;
}

test.each(entered)(
  '%s is refused by its name until finance enters it, and the day before it holds',
  async (_, { code, makes, set, input, of }) => {
    const [before, from] = ['2026-11-24', '2026-11-25'] as const;
    const { production } = await ask<{ production: { id: string } }>(
      ...([p, operations.createProduction, { activityId: activity() }] as const),
    );
    productionId = production.id;
    const [old, held] = (await placed([before, from])) as [string, string];
    p.setToday(from);
    const lacks = new RegExp(`performing-arts.${code}`);
    const said = async (day: string, id: string) => codesOf(await of(day, id)).join();
    expect([await said(before, old), await said(from, held)]).toEqual([
      ...[expect.stringMatching(lacks), expect.stringMatching(lacks)],
    ]);
    const all = { ...input, currency: 'EUR', from, source: 'A test' };
    const put = mutation(set, '__typename');
    await expect(ask(p, put, { input: all })).rejects.toMatchObject({
      extensions: { code: 'FORBIDDEN' },
    });
    expect(codesOf(await ask<Payload>(p, put, { input: all }, { as: 'finance' }))).toEqual([]);
    const answer = await of(from, held);
    expect(codesOf(answer).join()).not.toMatch(lacks);
    expect(JSON.stringify(answer)).toContain(makes);
    expect(await said(before, old)).toMatch(lacks);
    p.setToday('2026-11-23');
  },
);

const draftRights = (dateId: string, society: string, more: object = {}) =>
  step<Payload>('DraftRights', 'declaration { expected { amount } }', {
    ...{ dateId, society, works: 'Zoutmeer', audience: 10, receipts: '100', ...more },
  });

const placed = (days: readonly string[]) => placedOf(productionId, days);

async function newDeal(dateId: string | undefined, terms: object = {}): Promise<string> {
  const { deal } = await step<{ deal: { id: string } }>('DraftDeal', 'deal { id }', {
    ...{ productionId, clientId, kind: 'CESSION', fee: '1500.00', dateIds: [dateId] },
    ...terms,
  });
  return deal.id;
}

const newInvoice = (vat: object | null) =>
  invoiceOf(clientId, { description: 'A concert', unitPrice: '500.00', vat });
