import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  ask,
  codesOf,
  errorCode,
  pdfText,
  type TestPlatform,
  testPlatform,
} from 'gezel/sdk/testing';
import { dealContract } from './deal-contract-pdf.js';
import { performingArts } from './plugin.js';
import { dueUnder } from './rights-ground.js';
import { ArtistService, exemptionFindings, InvoicedParty } from './test-exemption.js';
import { calls, mutation, operations, type Payload } from './testing.js';

let p: TestPlatform;
let clientId: string;
let dateId: string;
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
  const input = { productionId, dates: [{ day: '2026-11-24' }] };
  const { dates } = await ask<{ dates: { id: string }[] }>(p, operations.scheduleTour, { input });
  dateId = dates[0]?.id as string;
  clientId = await newClient();
});
afterAll(() => p.close());

describe('rights of authors', () => {
  const draft = (change: object = {}) =>
    step<{ declaration: { id: string; expected: { amount: string } } | null }>(
      ...(['DraftRights', 'declaration { id expected { amount } }'] as const),
      { dateId, society: 'sabam', works: 'Zoutmeer', audience: 10, receipts: '100', ...change },
    );

  test('cannot be declared before the day, nor without the tariff of that day', async () => {
    expect(codesOf(await draft())).toEqual([
      ...['performing-arts.date-not-played', 'performing-arts.no-rights-tariff'],
    ]);
    const tariff = { society: 'sabam', currency: 'EUR', source: 'Contract', sharePercent: '11' };
    const set = (change: object, as: 'finance' | 'member-stage' = 'finance') =>
      errorCode(
        ...([
          p,
          mutation('SetRightsTariff', ''),
          { input: { ...tariff, ...change } },
          { as },
        ] as const),
      );
    const minimum = '50.00';
    expect(await set({ minimum, from: '2026-11-24' }, 'member-stage')).toBe('FORBIDDEN');
    expect(await set({ minimum: '-1', from: '2026-11-24' })).toBe('BAD_USER_INPUT');
    expect(await set({ minimum, from: '2026-11-24', sharePercent: '0' })).toBe('BAD_USER_INPUT');
    expect(await set({ minimum, from: '2026-11-24' })).toBeUndefined();
    expect(await set({ minimum: '60.00', from: '2026-11-25' })).toBeUndefined();
    const past = await ask<Payload>(
      ...([
        p,
        mutation('SetRightsTariff', ''),
        { input: { ...tariff, minimum, from: '2026-11-22' } },
      ] as const),
      { as: 'finance' },
    );
    expect(codesOf(past)).toEqual(['performing-arts.tariff-in-the-past']);
  });

  test('are drafted, declared and billed, once a date and society', async () => {
    p.setToday('2026-11-26');
    const { declaration } = await draft();
    expect(declaration?.expected).toEqual({ amount: '50.00' });
    expect(codesOf(await draft())).toEqual(['performing-arts.rights-declared-twice']);
    const id = declaration?.id;
    const bill = (amount: string) => step('BillRights', 'declaration { status }', { id, amount });
    expect(codesOf(await bill('50.00'))).toEqual(['performing-arts.rights-draft']);
    await step('DeclareRights', 'declaration { status }', { id, reference: 'S-1' });
    expect(await bill('61.00')).toMatchObject({
      declaration: { status: 'BILLED' },
      violations: [
        {
          ...{ code: 'performing-arts.rights-billed-otherwise', severity: 'WARNING' },
          message: expect.stringContaining('50.00 EUR'),
        },
      ],
    });
    const withdrawn = await step('WithdrawRights', 'declaration { id }', { id });
    expect(codesOf(withdrawn)).toEqual(['performing-arts.rights-billed']);
  });

  test('that are declared or withdrawn stay so', async () => {
    await p.admin.query(
      `insert into performing_arts.rights_tariff (cooperative_id, id, society, share_bps,
         minimum_minor, currency, from_day, source)
       values ($1, gen_random_uuid(), 'playright', 500, 0, 'EUR', '2026-01-01', 'test')`,
      [p.cooperativeId],
    );
    const { declaration } = await draft({ society: 'playright' });
    const id = declaration?.id;
    const declare = () => step('DeclareRights', 'declaration { id }', { id, reference: 'P-1' });
    await declare();
    expect(codesOf(await declare())).toEqual(['performing-arts.rights-declared']);
    await step('WithdrawRights', 'declaration { id }', { id });
    expect(codesOf(await declare())).toEqual(['performing-arts.rights-withdrawn']);
  });

  test('are drafted once however many ask, and anew once withdrawn', async () => {
    const set = {
      society: 'sacd',
      currency: 'EUR',
      source: 'x',
      sharePercent: '13.2',
      minimum: '0',
    };
    await p.admin.query(
      `insert into performing_arts.rights_tariff (cooperative_id, id, society, share_bps,
         minimum_minor, currency, from_day, source)
       values ($1, gen_random_uuid(), $2, 1320, 0, 'EUR', '2026-01-01', 'test')`,
      [p.cooperativeId, set.society],
    );
    const drafts = await Promise.all(
      Array.from({ length: 8 }, () => draft({ society: 'sacd' }).catch(() => null)),
    );
    const [made, ...others] = drafts.filter((one) => one?.declaration != null);
    expect(others).toEqual([]);
    expect(made?.declaration?.expected).toEqual({ amount: '13.20' });
    await step('WithdrawRights', 'declaration { id }', { id: made?.declaration?.id });
    expect((await draft({ society: 'sacd' })).declaration).not.toBeNull();
  });

  test('are never less than the minimum, and never below the exact share', () => {
    const amount = fc.bigInt({ min: 0n, max: 10n ** 12n });
    fc.assert(
      fc.property(
        amount,
        amount,
        fc.integer({ min: 1, max: 10_000 }),
        (minimumMinor, all, shareBps) => {
          const due = dueUnder({ shareBps, minimumMinor }, all);
          expect(due >= minimumMinor).toBe(true);
          expect(2n * due * 10_000n >= 2n * all * BigInt(shareBps) - 10_000n).toBe(true);
        },
      ),
    );
  });
});

describe('the exemption of performing artists', () => {
  test.each([
    ['PERFORMING', 'ORGANISER', []],
    ['PERFORMING', 'ARTIST_COMPANY', ['exemption-other-party']],
    ['SOUND', 'ORGANISER', ['exemption-not-performing']],
    ['TICKETS', 'OTHER', ['exemption-not-performing', 'exemption-other-party']],
  ] as const)('for %s to %s finds %p', (service, party, found) => {
    const asked = { service: ArtistService[service], party: InvoicedParty[party] };
    const findings = exemptionFindings(asked).map(({ code }) => code);
    expect(findings).toEqual(found.map((one) => `performing-arts.${one}`));
  });

  const exempt = { ground: 'art-44-2-8', evidence: 'A concert' };
  const testIt = (invoiceId: string, change: object = {}) =>
    step('TestExemption', 'invoice { recipient }', {
      ...{ invoiceId, service: 'PERFORMING', party: 'ORGANISER', evidence: 'The festival’s order' },
      ...change,
    });
  const issue = (id: string) =>
    ask<Payload>(
      p,
      `mutation ($input: IssueInvoiceInput!) { issueInvoice(input: $input) {
        violations { code path } } }`,
      { input: { invoiceId: id, idempotencyKey: crypto.randomUUID() } },
    );

  test('holds an invoice on that ground until it was tested, and no other', async () => {
    const id = await newInvoice(exempt);
    expect(await issue(id)).toEqual({
      violations: [{ code: 'performing-arts.exemption-untested', path: ['lines', '0', 'vat'] }],
    });
    expect(codesOf(await testIt(id, { party: 'OTHER' }))).toEqual([
      'performing-arts.exemption-other-party',
    ]);
    expect(await testIt(id)).toEqual({ invoice: { recipient: 'ORGANISER' }, violations: [] });
    expect(await issue(id)).toEqual({ violations: [] });
    expect(codesOf(await testIt(id))).toEqual(['performing-arts.invoice-not-draft']);
    expect(await issue(await newInvoice(null))).toEqual({ violations: [] });
  });

  test('was tested for one client and not for another', async () => {
    const id = await newInvoice(exempt);
    await testIt(id);
    await p.admin.query(
      'update core.invoice set client_id = $2 where cooperative_id = $1 and id = $3',
      [p.cooperativeId, (await newClient()).split(':')[1], id.split(':')[1]],
    );
    expect(codesOf(await issue(id))).toEqual(['performing-arts.exemption-other-client']);
  });

  test('is not proved by a deal that is not signed, and not for other services', async () => {
    const invoiceId = await newInvoice(exempt);
    const [dateId] = await placed(['2027-06-01']);
    const dealId = await newDeal(dateId);
    const tested = await step('TestExemption', 'invoice { recipient }', {
      ...{ invoiceId, service: 'SOUND', party: 'ORGANISER', evidence: 'x', dealId },
    });
    expect(codesOf(tested)).toEqual([
      ...['performing-arts.exemption-not-performing', 'performing-arts.exemption-other-deal'],
    ]);
  });

  test('is nobody else’s to test', async () => {
    const invoiceId = await newInvoice(exempt);
    const input = { invoiceId, service: 'PERFORMING', party: 'ORGANISER', evidence: 'x' };
    const asking = { as: 'member-film' } as const;
    expect(await errorCode(p, mutation('TestExemption', ''), { input }, asking)).toBe('NOT_FOUND');
  });
});

describe('a deal of a production without a rider', () => {
  test('is signed with a warning, and has its states said: draft, cancelled, settled', async () => {
    const [first, second] = await placed(['2027-01-10', '2027-01-11']);
    const drafted = await newDeal(first);
    const settled = await step('ProposeSettlement', 'settlement { id }', {
      ...{ dealId: drafted, dateId: first, audience: 1, receipts: '1', deductions: '0' },
      evidence: 'Sheet',
    });
    expect(codesOf(settled)).toContain('performing-arts.deal-is-draft');
    const sign = (id: string) => step('SignDeal', 'deal { id }', { id });
    expect(codesOf(await sign(drafted))).toEqual(['performing-arts.deal-without-rider']);
    const cancelled = await newDeal(second);
    await step('CancelDeal', 'deal { id }', { id: cancelled, reason: 'BY_ORGANISER' });
    expect(codesOf(await sign(cancelled))).toContain('performing-arts.deal-is-cancelled');
    await p.admin.query(`update performing_arts.deal set status = 'SETTLED' where id = $1`, [
      drafted.split(':')[1],
    ]);
    expect(codesOf(await sign(drafted))).toContain('performing-arts.deal-is-settled');
  });
});

describe('the contract of a deal', () => {
  const printed = async (id: string, locale: string, as: 'member-stage' | 'member-film') => {
    const ctx = p.platform.host.context(p.ctx(as), performingArts.name);
    const file = await dealContract.open(ctx, { id: id.split(':')[1] as string, locale });
    return file && pdfText(file.body as Uint8Array).replaceAll(/\s+/g, ' ');
  };

  test.each([
    [
      { kind: 'CESSION', fee: '1500.00', travel: '120', perDiem: '25', partySize: 4 },
      ...(['nl', '2027-04-01'] as const),
      ['Uitkoopcontract', '1.500,00 EUR', '120,00 EUR', '25,00 EUR', 'bindt niemand', '3 minuten'],
    ],
    [
      { kind: 'CO_REALISATION', fee: null, sharePercent: '70', guarantee: '900' },
      ...(['fr', '2027-04-02'] as const),
      ['Contrat de coréalisation', '70 %', '900,00 EUR', 'recette', 'Organisateur'],
    ],
    [
      { kind: 'HALL_RENTAL', fee: null, rent: '400', promotionMinutes: 0 },
      ...(['de', '2027-04-03'] as const),
      ['Saalmietvertrag', '400,00 EUR', 'Aufnahmen sind verboten.', 'Ensemble'],
    ],
  ])('of %p says in %p who, when and what', async (terms, locale, day, words) => {
    const [dateId] = await placed([day]);
    const text = await printed(await newDeal(dateId, terms), locale, 'member-stage');
    for (const said of [...words, 'Zoutmeer', 'De Kade', 'Kaai 1', '9000 Gent (BE)']) {
      expect(text).toContain(said);
    }
  });

  test('names the rider and the day once it is signed, and why it was cancelled', async () => {
    p.setToday('2026-11-23');
    await step('WriteRider', 'rider { id }', { productionId, stageWidthCm: 800 });
    const [dateId] = await placed(['2027-04-04']);
    const id = await newDeal(dateId);
    await step('SignDeal', 'deal { id }', { id });
    const signed = await printed(id, 'en', 'member-stage');
    for (const said of ['23/11/2026', '04/04/2027', 'confirmed', 'Technical rider, version 1']) {
      expect(signed).toContain(said);
    }
    await step('CancelDeal', 'deal { id }', { id, reason: 'FORCE_MAJEURE' });
    expect(await printed(id, 'en', 'member-stage')).toContain('Reason force majeure');
    expect(await printed(id, 'en', 'member-film')).toBeNull();
    const query = 'query ($id: ID!) { performingArtsDeal(id: $id) { contract { filename } } }';
    const filename = `contract-${id.slice(-12)}.pdf`;
    expect(await ask(p, query, { id })).toEqual({ contract: { filename } });
  });
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
