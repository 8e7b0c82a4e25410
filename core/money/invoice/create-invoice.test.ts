import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '../../platform/ids.js';
import { type TestPlatform, testPlatform } from '../../platform/testing/platform.js';
import { ask, codes, errorsOf, newClient, newDraft, line as serviceLine } from '../testing.js';

let p: TestPlatform;
let activityId: string;
let clientId: string;
beforeAll(async () => {
  p = await testPlatform();
  activityId = `Activity:${p.activityIds['member-stage']}`;
  clientId = `Client:${await newClient(p, 'member-stage')}`;
});
afterAll(() => p?.close());

const mutation = `mutation ($input: CreateInvoiceInput!) { createInvoice(input: $input) {
  invoice { id status number net { amount } vat { amount } total { amount currency } version
    lines { position description quantity unitPrice { amount } net { amount } vatCategory vatRate
      legalGround } viewerCan }
  violations { code path message } } }`;
const line = { description: 'A day', quantity: '1', unitPrice: '1000.00' };
const create = (over: object) =>
  ask(p, 'member-stage', mutation, { input: { activityId, clientId, lines: [line], ...over } });

describe('a draft', () => {
  test('has its sums, its lines and no number', async () => {
    const { invoice, violations } = await create({
      lines: [
        line,
        {
          ...{ description: 'Travel', quantity: '2.5', unitPrice: '40.00' },
          vat: { category: 'REDUCED', rate: '6', legalGround: 'RD 20, table A, XXXV' },
        },
        {
          ...{ description: 'Course', unitPrice: '10.00' },
          vat: { category: 'EXEMPT', legalGround: 'VAT Code, art. 44' },
        },
      ],
    });
    expect(violations).toEqual([]);
    expect(invoice).toMatchObject({
      ...{ status: 'DRAFT', number: null, version: 1 },
      ...{ net: { amount: '1110.00' }, vat: { amount: '216.00' } },
      total: { amount: '1326.00', currency: 'EUR' },
      viewerCan: ['invoice.update', 'invoice.discard', 'invoice.issue'],
      lines: [
        { position: 1, quantity: '1', vatRate: '21.00', legalGround: null },
        { position: 2, quantity: '2.5', net: { amount: '100.00' }, vatCategory: 'REDUCED' },
        { position: 3, vatRate: '0.00', legalGround: 'VAT Code, art. 44' },
      ],
    });
  });

  test('is made in two statements, whatever the number of lines', async () => {
    const light = `mutation ($input: CreateInvoiceInput!) { createInvoice(input: $input) {
      invoice { id status total { amount currency } } violations { code } } }`;
    for (const count of [1, 100]) {
      const input = { activityId, clientId, lines: Array(count).fill(line) };
      const sent = await p.statements(() => ask(p, 'member-stage', light, { input }));
      expect(sent).toHaveLength(2);
    }
  });

  test('leaves a fact and an audit line', async () => {
    const { invoice } = await create({});
    const id = invoice.id.slice('Invoice:'.length);
    const facts = await p.admin.query('select type from core.outbox where subject_id = $1', [id]);
    const audit = await p.admin.query('select action from core.audit where subject_id = $1', [id]);
    expect([facts, audit]).toEqual([[{ type: 'invoice.created' }], [{ action: 'invoice.create' }]]);
  });
});

describe('what is refused', () => {
  const vat = (category: string, rate?: string, legalGround?: string) => ({
    lines: [{ ...line, vat: { category, rate, legalGround } }],
  });
  test.each([
    ['no lines', { lines: [] }, ['document.without-lines']],
    ['too many lines', { lines: Array(501).fill(line) }, ['document.too-many-lines']],
    ['a negative price', { lines: [{ ...line, unitPrice: '-1.00' }] }, ['line.price-not-positive']],
    ['a price of zero', { lines: [{ ...line, unitPrice: '0' }] }, ['line.price-not-positive']],
    ['a huge price', { lines: [{ ...line, unitPrice: '999999999999999' }] }, ['line.too-large']],
    [
      'a negative quantity',
      { lines: [{ ...line, quantity: '-1' }] },
      ['line.quantity-not-positive'],
    ],
    [
      'a quantity of zero',
      { lines: [{ ...line, quantity: '0.000' }] },
      ['line.quantity-not-positive'],
    ],
    [
      'a huge quantity',
      { lines: [{ ...line, quantity: '1000001' }] },
      ['line.quantity-too-large', 'line.too-large'],
    ],
    [
      'a line that rounds to nothing',
      { lines: [{ ...line, quantity: '0.001', unitPrice: '0.01' }] },
      ['line.rounds-to-zero'],
    ],
    [
      'a sum that is too large',
      { lines: Array(3).fill({ ...line, unitPrice: '400000000.00' }) },
      ['document.too-large'],
    ],
    ['a blank description', { lines: [{ ...line, description: ' ' }] }, ['text.blank']],
    [
      'a description too long',
      { lines: [{ ...line, description: 'x'.repeat(1001) }] },
      ['text.too-long'],
    ],
    ['a rate that there is not', vat('STANDARD', '20'), ['line.vat-rate-unknown']],
    ['a rate of another category', vat('REDUCED', '21', 'art.'), ['line.vat-rate-unknown']],
    ['a rate that is left open', vat('REDUCED', undefined, 'art.'), ['line.vat-rate-missing']],
    ['no ground for an exemption', vat('EXEMPT'), ['line.legal-ground-missing']],
    ['another currency', { currency: 'USD' }, ['document.other-currency']],
    ['a reference of two lines', { reference: 'a\nb' }, ['text.unfit-characters']],
  ])('%s', async (_, over, expected) => {
    const answer = await create(over);
    expect([answer.invoice, codes(answer)]).toEqual([null, expected]);
  });

  test('all that is wrong is said at once, with its place', async () => {
    const { violations } = await create({
      lines: [line, { description: '', quantity: '0', unitPrice: '-1' }],
    });
    expect(violations.map(({ path }: { path: string[] }) => path.join('.'))).toEqual([
      ...['lines.1.description', 'lines.1.quantity', 'lines.1.unitPrice'],
    ]);
  });

  test('in the language of the caller', async () => {
    const variables = { input: { activityId, clientId, lines: [] } };
    const { data } = await p.graphql<{ createInvoice: { violations: { message: string }[] } }>(
      ...([mutation, variables, { as: 'member-stage', locale: 'nl' }] as const),
    );
    expect(data?.createInvoice.violations[0]?.message).toBe('Zet er minstens één regel op.');
  });

  test('a rate holds from its day: on one before, no rate is known', async () => {
    p.setToday('1990-01-01');
    expect(codes(await create({}))).toEqual(['line.vat-rate-missing']);
    p.setToday('2026-11-23');
  });

  test.each([
    ['more decimals than the currency has', { lines: [{ ...line, unitPrice: '1.005' }] }],
    ['an amount that is no number', { lines: [{ ...line, unitPrice: 'ten' }] }],
    ['an unknown currency', { currency: 'XXX' }],
    ['an unknown category', { lines: [{ ...line, vat: { category: 'FREE' } }] }],
    ['no client', { clientId: null }],
    ['an id of something else', { clientId: 'Activity:0190e2b0-0000-7000-8000-000000000000' }],
    ['an id that is none', { activityId: 'drop table' }],
  ])('%s is bad input', async (_, over) => {
    const variables = { input: { activityId, clientId, lines: [line], ...over } };
    const before = await drafts();
    expect(await errorsOf(p, 'member-stage', mutation, variables)).toHaveLength(1);
    expect(await drafts()).toBe(before);
  });

  async function drafts(): Promise<bigint> {
    const [row] = await p.admin.query<{ n: bigint }>('select count(*) as n from core.invoice');
    return (row as { n: bigint }).n;
  }
});

describe('whose activity and client it is', () => {
  const asked = (as: Parameters<typeof errorsOf>[1], over: object) =>
    errorsOf(p, as, mutation, { input: { activityId, clientId, lines: [line], ...over } });

  test('others do not see the activity; those who see it without managing it are told so', async () => {
    expect(await asked('member-film', {})).toEqual(['NOT_FOUND']);
    expect(await asked('finance', {})).toEqual(['FORBIDDEN']);
    expect(await asked(undefined, {})).toEqual(['UNAUTHENTICATED']);
    const foreign = `Activity:${p.other.activityIds['member-stage']}`;
    expect(await asked('admin', { activityId: foreign })).toEqual(['NOT_FOUND']);
    expect(await asked('member-stage', { activityId: `Activity:${newId()}` })).toEqual([
      'NOT_FOUND',
    ]);
  });

  test('a client of another’s activity does not exist; one of another own activity is refused', async () => {
    const other = `Client:${await newClient(p, 'member-film')}`;
    expect(await asked('member-stage', { clientId: other })).toEqual(['NOT_FOUND']);
    const input = { activityId, clientId: other, lines: [line] };
    expect(codes(await ask(p, 'adviser', mutation, { input }))).toEqual([
      'document.client-of-another-activity',
    ]);
  });

  test('nothing is made for a closed activity', async () => {
    const id = p.activityIds['member-startup'];
    const client = `Client:${await newClient(p, 'member-startup')}`;
    await p.admin.query(
      `update core.activity set status = 'CLOSED', closed_on = '2026-11-01' where id = $1`,
      [id],
    );
    const input = { activityId: `Activity:${id}`, clientId: client, lines: [line] };
    expect(codes(await ask(p, 'member-startup', mutation, { input }))).toEqual([
      'document.activity-closed',
    ]);
  });
});

describe('changing a draft', () => {
  const change = `mutation ($input: UpdateInvoiceInput!) { updateInvoice(input: $input) {
    invoice { version total { amount } reference lines { description } } violations { code } } }`;

  test('replaces its lines and needs the version that was seen', async () => {
    const invoiceId = `Invoice:${await newDraft(p, 'member-stage', [serviceLine('10.00')])}`;
    const lines = [line, { ...line, description: 'Another' }];
    const input = { invoiceId, expectedVersion: 1, lines, reference: 'PO 1' };
    expect(await ask(p, 'member-stage', change, { input })).toMatchObject({
      violations: [],
      invoice: {
        ...{ version: 2, total: { amount: '2420.00' }, reference: 'PO 1' },
        lines: [{ description: 'A day' }, { description: 'Another' }],
      },
    });
    expect(await errorsOf(p, 'member-stage', change, { input })).toEqual(['CONFLICT']);
    const keep = { input: { invoiceId, expectedVersion: 2 } };
    expect(await ask(p, 'member-stage', change, keep)).toMatchObject({
      invoice: { version: 3, reference: 'PO 1', total: { amount: '2420.00' } },
    });
    const bad = { input: { invoiceId, expectedVersion: 3, lines: [] } };
    expect(codes(await ask(p, 'member-stage', change, bad))).toEqual(['document.without-lines']);
    expect(await errorsOf(p, 'member-film', change, { input })).toEqual(['NOT_FOUND']);
  });
});
