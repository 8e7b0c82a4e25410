import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ask, codesOf, errorCode, type TestPlatform, testPlatform } from 'gezel/sdk/testing';
import { daySheetDocument } from './day-sheet-pdf.js';
import { performingArts } from './plugin.js';
import { calls, mutation, operations, type Payload } from './testing.js';

let p: TestPlatform;
let productionId: string;
let venueId: string;
let clientId: string;
const { activity, step: asked, newClient, newInvoice: invoiceOf } = calls(() => p);

beforeAll(async () => {
  p = await testPlatform({ plugins: [performingArts] });
  await performingArts.seeds.reference?.(
    p.platform.host.context(p.ctx('admin'), performingArts.name),
  );
  const activityId = activity();
  await ask(p, operations.describeActivity, { activityId });
  const made = await ask<Made>(p, operations.createProduction, { activityId });
  productionId = made.production?.id as string;
  venueId = (await ask<Made>(p, operations.createVenue, { activityId })).venue?.id as string;
  clientId = await newClient();
});
afterAll(() => p.close());

type Made = Record<'production' | 'venue' | 'deal' | 'settlement', { id: string } | null> & Payload;

describe('a rider', () => {
  test('is written anew by versions, and warns of stages that are too small', async () => {
    const venue = { activityId: activity(), name: 'Small', city: 'Eupen', country: 'BE' };
    const small = await step('CreateVenue', 'venue { id }', { ...venue, stageWidthCm: 500 });
    await dates([{ day: '2027-02-01', venueId: small.venue?.id }]);
    const first = await step('WriteRider', 'rider { version }', {
      ...{ productionId, stageWidthCm: 501, light: 'Twelve lamps' },
    });
    expect(first).toMatchObject({
      rider: { version: 1 },
      violations: [{ code: 'performing-arts.stage-too-small', severity: 'WARNING' }],
    });
    const fits = await step('WriteRider', 'rider { version }', { productionId, stageWidthCm: 500 });
    expect(fits).toEqual({ rider: { version: 2 }, violations: [] });
    // The stage was measured wrongly; what is not said stays, and what is null is not known.
    const change = (more: object) =>
      step('ChangeVenue', 'venue { name city capacity stageWidthCm }', {
        ...{ id: small.venue?.id, ...more },
      });
    expect(await change({ stageWidthCm: 700, capacity: 90 })).toEqual({
      venue: { name: 'Small', city: 'Eupen', capacity: 90, stageWidthCm: 700 },
      violations: [],
    });
    const renamed = await change({ name: 'Large', dryRun: true });
    expect(renamed).toEqual({ venue: null, violations: [] });
    expect(await change({ capacity: null })).toMatchObject({
      venue: { name: 'Small', capacity: null, stageWidthCm: 700 },
    });
    const bad = { extensions: { code: 'BAD_USER_INPUT' } };
    await expect(change({ name: ' ' })).rejects.toMatchObject(bad);
    await expect(change({ capacity: 0 })).rejects.toMatchObject(bad);
    const tried = await step('WriteRider', 'rider { id }', { productionId, dryRun: true });
    expect(tried).toEqual({ rider: null, violations: [] });
  });

  test('written by many at once has as many versions, none twice', async () => {
    const asked = Array.from({ length: 8 }, () =>
      step<{ rider: { version: number } }>('WriteRider', 'rider { version }', { productionId }),
    );
    const versions = (await Promise.all(asked)).map(({ rider }) => rider.version);
    expect(versions.sort((a, b) => a - b)).toEqual([3, 4, 5, 6, 7, 8, 9, 10]);
  });

  test.each([
    { stageWidthCm: 0 },
    { powerAmperes: -1 },
    { sound: ' ' },
    { light: 'x'.repeat(4_001) },
  ])('with %p is bad input', async (change) => {
    expect(await refused('WriteRider', { productionId, ...change })).toBe('BAD_USER_INPUT');
  });
});

describe('a day sheet', () => {
  test('is a PDF of the date as it is, for those who see its activity', async () => {
    const [id] = await dates([{ day: '2027-02-03', venueId }]);
    const timetable = [{ at: '14:00', what: 'get-in' }];
    const said = await step(
      'SetTimetable',
      'date { timetable { at what } daySheet { filename } }',
      {
        ...{ id, timetable, practical: 'Park behind the hall.' },
      },
    );
    const daySheet = { filename: 'day-sheet-2027-02-03.pdf' };
    expect(said).toEqual({ date: { timetable, daySheet }, violations: [] });
    const fetched = (as: 'member-stage' | 'member-film') =>
      daySheetDocument.open(p.platform.host.context(p.ctx(as), performingArts.name), {
        ...{ id: local(id), locale: 'nl' },
      });
    const sheet = await fetched('member-stage');
    expect(
      Buffer.from(sheet?.body as Uint8Array)
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    expect(await fetched('member-film')).toBeNull();
  });

  test.each([
    [{ timetable: [{ at: '24:00', what: 'x' }] }],
    [{ timetable: [{ at: '9:00', what: 'x' }] }],
    [{ timetable: [{ at: '09:00', what: '' }] }],
    [{ timetable: Array.from({ length: 51 }, () => ({ at: '09:00', what: 'x' })) }],
  ])('with %p is bad input', async (change) => {
    const id = `PerformingArtsPerformance:${crypto.randomUUID()}`;
    expect(await refused('SetTimetable', { id, ...change })).toBe('BAD_USER_INPUT');
  });
});

describe('a deal', () => {
  let bad: string | undefined;
  test('says what its kind needs and nothing of another, all at once', async () => {
    const [id] = await dates([{ day: '2027-03-01', venueId }]);
    const found = await draft([id], { fee: undefined, rent: '10.00', sharePercent: '50' });
    expect(found.violations.map(({ code, path }) => [code, path[0]])).toEqual([
      ['performing-arts.deal-term-missing', 'fee'],
      ['performing-arts.deal-term-foreign', 'sharePercent'],
      ['performing-arts.deal-term-foreign', 'rent'],
    ]);
  });

  test.each([
    [{ fee: '0' }, 'BAD_USER_INPUT'],
    [{ fee: '-1' }, 'BAD_USER_INPUT'],
    [{ fee: '1.001' }, 'BAD_USER_INPUT'],
    [{ partySize: 1_001 }, 'BAD_USER_INPUT'],
    [{ promotionMinutes: -1 }, 'BAD_USER_INPUT'],
    [{ dateIds: [] }, 'BAD_USER_INPUT'],
    [{ kind: 'CO_REALISATION', sharePercent: '100.01' }, 'BAD_USER_INPUT'],
  ])('with %p fails: %s', async (change, code) => {
    bad ??= (await dates([{ day: '2027-03-02', venueId }]))[0];
    const deal = { productionId, clientId, kind: 'CESSION', dateIds: [bad], fee: '10' };
    expect(await refused('DraftDeal', { ...deal, ...change })).toBe(code);
  });

  test('is not of a client or a date of somebody else', async () => {
    const [id] = await dates([{ day: '2027-03-03', venueId }]);
    const input = { productionId, kind: 'CESSION', dateIds: [id], fee: '10' };
    const foreign = await newClient('member-film');
    expect(await refused('DraftDeal', { ...input, clientId: foreign })).toBe('NOT_FOUND');
    const asking = { as: 'member-film' } as const;
    expect(
      await errorCode(p, mutation('DraftDeal', ''), { input: { ...input, clientId } }, asking),
    ).toBe('NOT_FOUND');
  });

  test('binds with its signature: dates confirmed, each in one deal only', async () => {
    const ids = await dates([
      { day: '2027-03-04', venueId },
      { day: '2027-03-05', venueId },
    ]);
    const { deal } = await draft(ids);
    expect(codesOf(await draft([ids[0]]))).toEqual(['performing-arts.date-in-deal']);
    const fields = 'deal { status signedOn rider { version } dates { status } viewerCan }';
    expect(await step('SignDeal', fields, { id: deal?.id })).toEqual({
      deal: {
        ...{ status: 'SIGNED', signedOn: '2026-11-23', rider: { version: 10 } },
        dates: [{ status: 'CONFIRMED' }, { status: 'CONFIRMED' }],
        viewerCan: ['performing-arts.propose-settlement', 'performing-arts.cancel-deal'],
      },
      violations: [],
    });
    expect(codesOf(await sign(deal))).toEqual(['performing-arts.deal-is-signed']);
    const cancelled = await step<{ deal: object }>(
      'CancelDeal',
      'deal { cancelledFor dates { status } }',
      {
        ...{ id: deal?.id, reason: 'FORCE_MAJEURE' },
      },
    );
    expect(cancelled.deal).toEqual({
      cancelledFor: 'FORCE_MAJEURE',
      dates: [{ status: 'CANCELLED' }, { status: 'CANCELLED' }],
    });
  });

  test('is not signed for a date without a place', async () => {
    const { deal } = await draft(await dates([{ day: '2027-03-06' }]));
    expect(codesOf(await sign(deal))).toEqual(['performing-arts.date-without-venue']);
  });

  test('is signed or cancelled, not both, and drafted once a date, however many ask', async () => {
    const [id] = await dates([{ day: '2027-03-07', venueId }]);
    const drafts = await Promise.all(
      Array.from({ length: 5 }, () => draft([id]).catch(() => ({ deal: null, violations: [] }))),
    );
    const [deal] = drafts.flatMap((one) => one.deal ?? []);
    expect(drafts.filter((one) => one.deal !== null)).toHaveLength(1);
    const answers = await Promise.all([
      ...Array.from({ length: 4 }, () => sign(deal ?? null)),
      step('CancelDeal', 'deal { status }', { id: deal?.id, reason: 'BY_ORGANISER' }),
    ]);
    const signed = answers.slice(0, 4).filter(({ violations }) => violations.length === 0);
    expect(signed.length).toBeLessThanOrEqual(1);
  });
});

describe('a settlement', () => {
  let dealId: string;
  let ids: string[];

  beforeAll(async () => {
    ids = await dates([
      { day: '2026-11-25', venueId },
      { day: '2026-11-26', venueId },
    ]);
    const terms = { kind: 'CO_REALISATION', fee: undefined, sharePercent: '70', guarantee: '900' };
    const { deal } = await draft(ids, { ...terms, travel: '120', perDiem: '25', partySize: 4 });
    await sign(deal);
    dealId = deal?.id as string;
  });

  const takings = (dateId: string | undefined, change: object = {}) => ({
    ...{ dealId, dateId, audience: 143, receipts: '2145.00', deductions: '235.95' },
    ...{ evidence: 'Box-office sheet', ...change },
  });
  const propose = (dateId: string | undefined, change: object = {}) =>
    step<Made>(
      'ProposeSettlement',
      'settlement { id company { amount } organiserPart { amount } due { amount } status }',
      takings(dateId, change),
    );

  test('is not known before its day, nor for a deal that is no longer open', async () => {
    expect(codesOf(await propose(ids[0]))).toEqual(['performing-arts.date-not-played']);
    const [other] = await dates([{ day: '2026-11-24' }]);
    const foreign = await refused('ProposeSettlement', takings(other));
    expect(foreign).toBe('NOT_FOUND');
  });

  test('is worked out, agreed, and closes its deal with the last date', async () => {
    p.setToday('2026-11-27');
    const proposed = await propose(ids[0]);
    expect(proposed).toMatchObject({
      settlement: {
        ...{ company: { amount: '1336.34' }, organiserPart: { amount: '572.71' } },
        ...{ due: { amount: '1556.34' }, status: 'PROPOSED' },
      },
    });
    expect(codesOf(await propose(ids[0], { deductions: '2145.01' }))).toEqual([
      'performing-arts.deductions-too-high',
    ]);
    const anew = await propose(ids[0], { receipts: '0', deductions: null });
    expect(anew.settlement).toMatchObject({
      id: proposed.settlement?.id,
      due: { amount: '1120.00' },
    });
    expect(codesOf(await agree(anew))).toEqual([]);
    expect(codesOf(await agree(anew))).toEqual(['performing-arts.settlement-is-agreed']);
    expect(codesOf(await propose(ids[0]))).toEqual(['performing-arts.settlement-is-agreed']);
    const cancel = await step<Payload>('CancelDeal', 'deal { id }', {
      id: dealId,
      reason: 'BY_COMPANY',
    });
    expect(codesOf(cancel)).toContain('performing-arts.deal-partly-settled');
    await agree(await propose(ids[1]));
    const query = `query ($id: ID!) { performingArtsDeal(id: $id) {
      status settlements { status agreedOn } } }`;
    const settled = { status: 'AGREED', agreedOn: '2026-11-27' };
    expect(await ask(p, query, { id: dealId })).toEqual({
      ...{ status: 'SETTLED', settlements: [settled, settled] },
    });
  });

  test('that is agreed becomes a line of a draft to the organiser, once', async () => {
    const query = `query ($id: ID!) { performingArtsDeal(id: $id) {
      settlements { id due { amount } } } }`;
    const { settlements } = await ask<{ settlements: { id: string; due: object }[] }>(
      ...([p, query, { id: dealId }] as const),
    );
    const [first, second] = settlements;
    const put = (settlementId: string | undefined, invoiceId: string) =>
      step('InvoiceSettlement', 'settlement { invoice { id } }', { settlementId, invoiceId });
    const invoiceId = await newInvoice(clientId);
    const answers = await Promise.all([1, 2, 3].map(() => put(first?.id, invoiceId)));
    expect(answers.flatMap(codesOf)).toEqual(Array(2).fill('performing-arts.settlement-invoiced'));
    const lines =
      'query ($id: ID!) { invoice(id: $id) { lines { description unitPrice { amount } } } }';
    const { lines: made } = await ask<{ lines: object[] }>(p, lines, { id: invoiceId });
    expect(made[1]).toEqual({ description: 'Zoutmeer, 25/11/2026', unitPrice: first?.due });
    const other = await newInvoice(await newClient());
    expect(codesOf(await put(second?.id, other))).toEqual([
      'performing-arts.invoice-of-other-client',
    ]);
    const asking = { as: 'member-film' } as const;
    const input = { settlementId: second?.id, invoiceId: other };
    expect(await errorCode(p, mutation('InvoiceSettlement', ''), { input }, asking)).toBe(
      'NOT_FOUND',
    );
  });

  test('that is exempt is put on a tested invoice as exempt', async () => {
    const { settlements } = await ask<{ settlements: { id: string }[] }>(
      ...([
        p,
        'query ($id: ID!) { performingArtsDeal(id: $id) { settlements { id } } }',
        { id: dealId },
      ] as const),
    );
    const invoiceId = await newInvoice(clientId);
    await step('TestExemption', 'invoice { recipient }', {
      ...{ invoiceId, service: 'PERFORMING', party: 'ORGANISER', dealId, evidence: 'The deal' },
    });
    const input = { settlementId: settlements[1]?.id, invoiceId };
    expect(codesOf(await step('InvoiceSettlement', 'settlement { id }', input))).toEqual([]);
    const [row] = await p.admin.query(
      `select vat_ground, evidence from core.invoice_line
       where cooperative_id = $1 and invoice_id = $2 and vat_ground is not null`,
      [p.cooperativeId, invoiceId.split(':')[1]],
    );
    expect(row).toEqual({ vat_ground: 'art-44-2-8', evidence: 'The deal' });
  });

  test('closes its deal when the other dates are cancelled', async () => {
    p.setToday('2026-11-23');
    const pair = await dates([
      { day: '2026-11-28', venueId },
      { day: '2026-11-29', venueId },
    ]);
    const { deal } = await draft(pair);
    await sign(deal);
    p.setToday('2026-11-28');
    await agree(await propose(pair[0], { dealId: deal?.id }));
    const query = 'query ($id: ID!) { performingArtsDeal(id: $id) { status } }';
    expect(await ask(p, query, { id: deal?.id })).toEqual({ status: 'SIGNED' });
    await ask(p, operations.cancelDate, { input: { id: pair[1] } });
    expect(await ask(p, query, { id: deal?.id })).toEqual({ status: 'SETTLED' });
  });

  test('that is not agreed, or of which nothing is due, is on no invoice', async () => {
    p.setToday('2026-11-23');
    const [dateId] = await dates([{ day: '2026-11-24', kind: 'workshop', venueId }]);
    const rental = { kind: 'HALL_RENTAL', fee: undefined, rent: '100' };
    const { deal } = await draft([dateId], rental);
    await sign(deal);
    p.setToday('2026-11-27');
    const proposed = await propose(dateId, { dealId: deal?.id });
    const put = await step('InvoiceSettlement', 'settlement { id }', {
      ...{ settlementId: proposed.settlement?.id, invoiceId: await newInvoice(clientId) },
    });
    expect(codesOf(put)).toEqual([
      ...['performing-arts.settlement-not-agreed', 'performing-arts.settlement-nothing-due'],
    ]);
  });

  test.each([{ audience: -1 }, { receipts: '-1' }, { deductions: '-0.01' }, { evidence: '' }])(
    'of %p is bad input',
    async (change) => {
      expect(await refused('ProposeSettlement', takings(ids[0], change))).toBe('BAD_USER_INPUT');
    },
  );
});

const local = (id: string | undefined) => String(id).split(':')[1] as string;

/** A mutation of the plugin; without the sentences when nothing stands in the way. */
const step = <Answer = Made>(name: string, fields: string, input: object) =>
  asked<Answer>(name, fields, input);
const refused = (name: string, input: object) => errorCode(p, mutation(name, ''), { input });

async function dates(days: object[]): Promise<string[]> {
  const input = { productionId, dates: days };
  const made = await ask<{ dates: { id: string }[] | null } & Payload>(
    ...([p, operations.scheduleTour, { input }] as const),
  );
  return (made.dates ?? []).map(({ id }) => id);
}

const draft = (dateIds: (string | undefined)[], change: object = {}) =>
  step('DraftDeal', 'deal { id }', {
    ...{ productionId, clientId, kind: 'CESSION', fee: '1500.00', dateIds, ...change },
  });
const sign = (deal: { id: string } | null) => step('SignDeal', 'deal { id }', { id: deal?.id });
const agree = ({ settlement }: Made) =>
  step('AgreeSettlement', 'settlement { status }', { id: settlement?.id });

const newInvoice = (client: string) =>
  invoiceOf(client, { description: 'Workshop', unitPrice: '100.00' });
