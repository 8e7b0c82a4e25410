import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type TestPlatform, testPlatform } from '../../platform/testing/platform.js';
import { ask, codes, newClient, newKey, prove } from '../testing.js';

let p: TestPlatform;
let activityId: string;
let clientId: string;
beforeAll(async () => {
  p = await testPlatform();
  activityId = `Activity:${p.activityIds['member-stage']}`;
  clientId = `Client:${await newClient(p, 'member-stage')}`;
});
afterAll(() => p?.close());

const create = `mutation ($input: CreateInvoiceInput!) { createInvoice(input: $input) {
  invoice { id version net { amount } vat { amount } total { amount }
    lines { net { amount } legalGround vatGround evidence
      adjustments { kind reason percent amount { amount } } }
    adjustments { position kind reason percent amount { amount } vatRate } }
  violations { code path } } }`;
const line = (unitPrice: string, over: object = {}) => ({ description: 'A', unitPrice, ...over });
const six = { vat: { category: 'REDUCED', rate: '6', legalGround: 'Royal Decree No 20, table A' } };
const draft = (input: object) =>
  ask(p, 'member-stage', create, { input: { activityId, clientId, ...input } });
const issue = `mutation ($input: IssueInvoiceInput!) { issueInvoice(input: $input) {
  invoice { id number fee { amount } } violations { code path } } }`;
const issued = (invoiceId: string) =>
  ask(p, 'member-stage', issue, { input: { invoiceId, idempotencyKey: newKey() } });
const credit = `mutation ($input: CreditInvoiceInput!) { creditInvoice(input: $input) {
  creditNote { net { amount } vat { amount } total { amount } lines { net { amount } }
    adjustments { kind creditsPosition amount { amount } } }
  invoice { status due { amount } } violations { code path } } }`;
const credited = (invoiceId: string, over: object = {}) =>
  ask(p, 'member-stage', credit, {
    input: { invoiceId, reason: 'x', idempotencyKey: newKey(), ...over },
  });

describe('allowances and charges', () => {
  test('of a line change its net amount', async () => {
    const adjustments = [
      { percent: '10', reason: 'Loyal client' },
      { kind: 'CHARGE', amount: '5.00', reason: 'Transport' },
    ];
    const { invoice, violations } = await draft({
      lines: [line('100.00', { quantity: '2', adjustments })],
    });
    expect(violations).toEqual([]);
    expect(invoice).toMatchObject({
      ...{ net: { amount: '185.00' }, vat: { amount: '38.85' }, total: { amount: '223.85' } },
      lines: [
        {
          net: { amount: '185.00' },
          adjustments: [
            { kind: 'ALLOWANCE', percent: '10.00', amount: { amount: '20.00' } },
            { kind: 'CHARGE', percent: null, amount: { amount: '5.00' } },
          ],
        },
      ],
    });
  });

  test('of the whole are spread over its rates, and no cent is lost', async () => {
    const { invoice } = await draft({
      lines: [line('100.00'), line('50.00', six)],
      adjustments: [
        { amount: '10.00', reason: 'Discount' },
        { kind: 'CHARGE', percent: '2', reason: 'Administration' },
      ],
    });
    expect(invoice.adjustments).toMatchObject([
      { position: 1, kind: 'ALLOWANCE', amount: { amount: '6.67' }, vatRate: '21.00' },
      { position: 2, kind: 'ALLOWANCE', amount: { amount: '3.33' }, vatRate: '6.00' },
      { position: 3, kind: 'CHARGE', percent: '2.00', amount: { amount: '2.00' } },
      { position: 4, kind: 'CHARGE', amount: { amount: '1.00' }, vatRate: '6.00' },
    ]);
    // 95.33 at 21 % is 20.0193; 47.67 at 6 % is 2.8602.
    expect(invoice).toMatchObject({ net: { amount: '143.00' }, vat: { amount: '22.88' } });
  });

  test.each([
    ['neither amount nor percent', [{ reason: 'x' }], ['document.amount-or-percent']],
    ['both', [{ amount: '1', percent: '1', reason: 'x' }], ['document.amount-or-percent']],
    ['no reason', [{ amount: '1', reason: ' ' }], ['text.blank']],
    ['a negative amount', [{ amount: '-1', reason: 'x' }], ['credit.amount-not-positive']],
    ['101 percent', [{ percent: '101', reason: 'x' }], ['document.percent-out-of-range']],
    ['all of the price', [{ percent: '100', reason: 'x' }], ['document.allowance-too-large']],
    ['more than the price', [{ amount: '100.01', reason: 'x' }], ['document.allowance-too-large']],
    [
      'too many',
      Array.from({ length: 21 }, () => ({ amount: '1', reason: 'x' })),
      ['document.too-many-adjustments'],
    ],
  ])('%s is refused', async (_, adjustments, expected) => {
    expect(codes(await draft({ lines: [line('100.00')], adjustments }))).toEqual(expected);
  });

  test('a line that is given away is refused', async () => {
    const adjustments = [{ percent: '100', reason: 'Gift' }];
    const refused = await draft({ lines: [line('100.00', { adjustments })] });
    expect(codes(refused)).toEqual(['line.allowance-too-large']);
  });

  test('are replaced with the lines of a draft', async () => {
    const { invoice } = await draft({
      lines: [line('100.00')],
      adjustments: [{ amount: '10.00', reason: 'x' }],
    });
    const change = `mutation ($input: UpdateInvoiceInput!) { updateInvoice(input: $input) {
      invoice { net { amount } adjustments { kind } } violations { code } } }`;
    const keep = { invoiceId: invoice.id, expectedVersion: 1, reference: 'PO' };
    expect(await ask(p, 'member-stage', change, { input: keep })).toMatchObject({
      invoice: { net: { amount: '90.00' }, adjustments: [{ kind: 'ALLOWANCE' }] },
    });
    const anew = { invoiceId: invoice.id, expectedVersion: 2, lines: [line('80.00')] };
    expect(await ask(p, 'member-stage', change, { input: anew })).toMatchObject({
      invoice: { net: { amount: '80.00' }, adjustments: [] },
    });
  });
});

describe('a credit note of an adjusted invoice', () => {
  const adjusted = async () => {
    const { invoice } = await draft({
      lines: [line('100.00'), line('100.00')],
      adjustments: [{ percent: '10', reason: 'Discount' }],
    });
    await issued(invoice.id);
    return invoice.id as string;
  };

  test('of all of it takes the allowance back too', async () => {
    const { creditNote, invoice, violations } = await credited(await adjusted());
    expect(violations).toEqual([]);
    expect(creditNote).toMatchObject({
      ...{ net: { amount: '180.00' }, vat: { amount: '37.80' } },
      adjustments: [{ kind: 'ALLOWANCE', creditsPosition: 1, amount: { amount: '20.00' } }],
    });
    expect(invoice).toEqual({ status: 'CREDITED', due: { amount: '0.00' } });
    await prove(p);
  });

  test('of a line with its part of the allowance, then of the rest', async () => {
    const id = await adjusted();
    const first = await credited(id, {
      ...{ lines: [{ position: 1 }], adjustments: [{ position: 1, amount: '10.00' }] },
    });
    expect(first.creditNote).toMatchObject({ net: { amount: '90.00' }, vat: { amount: '18.90' } });
    const rest = await credited(id);
    expect(rest.creditNote).toMatchObject({ net: { amount: '90.00' }, vat: { amount: '18.90' } });
    expect(rest.invoice.status).toBe('CREDITED');
    expect(codes(await credited(id))).toEqual(['invoice.not-creditable']);
    await prove(p);
  });

  test.each([
    [
      'more than was invoiced',
      { lines: [{ position: 1 }, { position: 2 }] },
      ['credit.more-than-invoiced'],
    ],
    [
      'an allowance alone',
      { lines: [], adjustments: [{ position: 1 }] },
      ['credit.nothing-given-back'],
    ],
    ['nothing', { lines: [] }, ['document.without-lines']],
    [
      'what is not there, all at once',
      { lines: [{ position: 9 }], adjustments: [{ position: 2 }] },
      ['credit.line-unknown', 'credit.adjustment-unknown'],
    ],
    [
      'more than the allowance',
      { lines: [{ position: 1 }], adjustments: [{ position: 1, amount: '20.01' }] },
      ['credit.more-than-adjustment'],
    ],
  ])('%s is refused', async (_, over, expected) => {
    expect(codes(await credited(await adjusted(), over))).toEqual(expected);
  });
});

describe('a dated ground', () => {
  const taxed = (vat: object) => draft({ lines: [line('100.00', { vat })] });

  test('gives category, rate, article and keeps the evidence', async () => {
    const { invoice, violations } = await taxed({
      ...{ ground: 'table-a-xxix', evidence: 'Concert of 12 December, contract 2026-41' },
    });
    expect(violations).toEqual([]);
    expect(invoice).toMatchObject({
      vat: { amount: '6.00' },
      lines: [
        {
          ...{ vatGround: 'table-a-xxix', legalGround: 'Royal Decree No 20, table A, XXIX' },
          evidence: 'Concert of 12 December, contract 2026-41',
        },
      ],
    });
  });

  test.each([
    ['an unknown one', { ground: 'art-1' }, ['line.vat-ground-unknown']],
    ['one without evidence', { ground: 'art-44-2-8' }, ['line.evidence-missing']],
    [
      'one of another category',
      { ground: 'art-44-2-8', category: 'EXPORT', evidence: 'x' },
      ['line.vat-ground-other-category'],
    ],
    [
      'one of another rate',
      { ground: 'table-a-xxi', rate: '12', evidence: 'x' },
      ['line.vat-rate-unknown', 'line.vat-ground-other-category'],
    ],
  ])('%s is refused', async (_, vat, expected) => {
    // The rate that is asked for must exist in the category too.
    expect(codes(await taxed(vat)).filter((code) => expected.includes(code))).not.toEqual([]);
    expect((await taxed(vat)).invoice).toBeNull();
  });

  test('for clients abroad is refused at home when it is issued', async () => {
    const { invoice } = await taxed({ ground: 'art-21-2' });
    expect(codes(await issued(invoice.id))).toEqual(['line.vat-ground-other-place']);
  });

  test('is offered with its mention in the language of the caller', async () => {
    const { data } = await p.graphql<{ vatGrounds: { code: string; mention: string }[] }>(
      '{ vatGrounds { code mention } }',
      {},
      { as: 'member-stage', locale: 'fr' },
    );
    expect(data?.vatGrounds.find(({ code }) => code === 'co-contractor')?.mention).toBe(
      'Autoliquidation : art. 20 AR n° 1, cocontractant.',
    );
    expect(await ask(p, 'member-stage', '{ vatGrounds(on: "1990-01-01") { code } }')).toEqual([]);
  });
});

test('an issued document keeps both parties as they were', async () => {
  const { invoice } = await draft({ lines: [line('10.00')] });
  await issued(invoice.id);
  await p.admin.query(`update core.client set name = 'Renamed' where id = $1`, [
    clientId.replace('Client:', ''),
  ]);
  await credited(invoice.id);
  const parties = await p.admin.query(
    `select parties->'buyer'->>'name' as buyer, parties->'seller'->>'name' as seller
     from core.invoice
     where id = $1 or credits_id = $1`,
    [invoice.id.replace('Invoice:', '')],
  );
  const both = { buyer: 'Client nv', seller: 'Test Producties' };
  expect(parties).toEqual([both, both]);
});

describe('discarding a draft', () => {
  const discard = `mutation ($input: DiscardInvoiceInput!) { discardInvoice(input: $input) {
    invoice { id } violations { code } } }`;

  test('leaves nothing; what is issued stays', async () => {
    const { invoice } = await draft({
      ...{ lines: [line('10.00')], adjustments: [{ amount: '1', reason: 'x' }] },
    });
    const input = { invoiceId: invoice.id, expectedVersion: 1 };
    expect(codes(await ask(p, 'member-stage', discard, { input }))).toEqual([]);
    expect(await ask(p, 'member-stage', `{ invoice(id: "${invoice.id}") { id } }`)).toBeNull();
    const other = await draft({ lines: [line('10.00')] });
    await issued(other.invoice.id);
    const late = { invoiceId: other.invoice.id, expectedVersion: 2 };
    expect(codes(await ask(p, 'member-stage', discard, { input: late }))).toEqual([
      'invoice.already-issued',
    ]);
  });
});
