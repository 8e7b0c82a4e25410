import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type TestPlatform, testPlatform } from '../../platform/testing/platform.js';
import { contentOf } from '../document/document-content.js';
import type { DocumentLine } from '../document/document-line.js';
import { VatCategory } from '../document/vat.js';
import { ask, codes, newClient, newKey, prove } from '../testing.js';
import { planCredit } from './credit-plan.js';
import { InvoiceStatus, QuotePart } from './invoice-codes.js';
import { planPart, type QuoteInvoice } from './quote-part.js';

let p: TestPlatform;
let activityId: string;
let clientId: string;
beforeAll(async () => {
  p = await testPlatform();
  activityId = `Activity:${p.activityIds['member-stage']}`;
  clientId = `Client:${await newClient(p, 'member-stage')}`;
});
afterAll(() => p?.close());

const six = { vat: { category: 'REDUCED', rate: '6', legalGround: 'Royal Decree No 20, table A' } };
const member = (query: string, input: object) => ask(p, 'member-stage', query, { input });

async function acceptedQuote(more: object = {}): Promise<string> {
  const made = await member(
    `mutation ($input: CreateQuoteInput!) { createQuote(input: $input) { quote { id } } }`,
    {
      ...{ activityId, clientId, validUntil: '2026-12-31' },
      lines: [
        { description: 'Design', unitPrice: '800.00' },
        { description: 'Prints', unitPrice: '300.00', ...six },
      ],
      adjustments: [{ amount: '100.00', reason: 'Package' }],
      ...more,
    },
  );
  const quoteId = made.quote.id as string;
  for (const step of ['sendQuote', 'acceptQuote']) {
    await member(
      `mutation ($input: QuoteStepInput!) { ${step}(input: $input) {
      violations { code } } }`,
      { quoteId },
    );
  }
  return quoteId;
}

const create = `mutation ($input: CreateInvoiceInput!) { createInvoice(input: $input) {
  invoice { id version quotePart net { amount } vat { amount } lines { description net { amount } }
    adjustments { kind reason amount { amount } deposit { id } } } violations { code path } } }`;
const part = (quoteId: string, wish?: object) => member(create, { quoteId, part: wish });
const issue = (invoiceId: string) =>
  member(
    `mutation ($input: IssueInvoiceInput!) { issueInvoice(input: $input) {
      invoice { number } violations { code } } }`,
    { invoiceId, idempotencyKey: newKey() },
  );
const credit = (invoiceId: string) =>
  member(
    `mutation ($input: CreditInvoiceInput!) { creditInvoice(input: $input) {
      creditNote { net { amount } } violations { code } } }`,
    { invoiceId, reason: 'x', idempotencyKey: newKey() },
  );

describe('a quote in parts', () => {
  test('deposit, instalment, final: together the quote', async () => {
    const quoteId = await acceptedQuote();
    const deposit = await part(quoteId, { kind: 'DEPOSIT', percent: '30' });
    expect(deposit).toMatchObject({
      violations: [],
      invoice: {
        ...{ quotePart: 'DEPOSIT', net: { amount: '300.00' } },
        lines: [{ net: { amount: '218.18' } }, { net: { amount: '81.82' } }],
      },
    });
    expect(deposit.invoice.lines[0].description).toMatch(/^Voorschot op offerte Q2026-/);
    const { invoice } = await issue(deposit.invoice.id);
    const instalment = await part(quoteId, {
      ...{ kind: 'INSTALMENT', amount: '200.00', description: 'First half' },
    });
    expect(instalment.invoice).toMatchObject({ lines: [{ description: 'First half' }, {}] });
    expect(codes(await part(quoteId, { kind: 'FINAL' }))).toEqual(['quote.part-in-draft']);
    await issue(instalment.invoice.id);
    const final = await part(quoteId);
    expect(final.invoice).toMatchObject({ quotePart: 'FINAL', net: { amount: '500.00' } });
    expect(final.invoice.lines).toHaveLength(2);
    const deducted = final.invoice.adjustments.filter(
      ({ kind }: { kind: string }) => kind === 'DEPOSIT',
    );
    expect(deducted).toHaveLength(4);
    expect(deducted[0]).toMatchObject({
      ...{ reason: `Reeds gefactureerd: ${invoice.number}`, amount: { amount: '218.18' } },
      deposit: { id: deposit.invoice.id },
    });
    expect(codes(await issue(final.invoice.id))).toEqual([]);
    expect(codes(await part(quoteId))).toEqual(['quote.already-invoiced']);
    const [sums] = await p.admin.query(
      `select q.net_minor = sum(i.net_minor) as net, q.vat_minor = sum(i.vat_minor) as vat
       from core.quote q join core.invoice i on i.quote_id = q.id
       where q.id = $1 group by q.net_minor, q.vat_minor`,
      [quoteId.replace('Quote:', '')],
    );
    expect(sums).toEqual({ net: true, vat: true });
    await prove(p);
  });

  test('of which the deposit is asked and due as the quote says, the rest as the client has it', async () => {
    const quoteId = await acceptedQuote({ depositPercent: '33.3', depositTermDays: 7 });
    const term = `invoice { id version paymentTermDays dueOn net { amount } } violations { code }`;
    const { invoice: deposit } = await member(
      `mutation ($input: CreateInvoiceInput!) { createInvoice(input: $input) { ${term} } }`,
      { quoteId, part: { kind: 'DEPOSIT' } },
    );
    expect(deposit).toMatchObject({ paymentTermDays: 7, dueOn: null, net: { amount: '333.00' } });
    const { invoice: renamed } = await member(
      `mutation ($input: UpdateInvoiceInput!) { updateInvoice(input: $input) { ${term} } }`,
      { invoiceId: deposit.id, expectedVersion: deposit.version, reference: 'PO 12' },
    );
    expect(renamed).toMatchObject({ paymentTermDays: 7 });
    const issued = await member(
      `mutation ($input: IssueInvoiceInput!) { issueInvoice(input: $input) { ${term} } }`,
      { invoiceId: deposit.id, idempotencyKey: newKey() },
    );
    expect(issued).toMatchObject({ invoice: { dueOn: '2026-11-30' }, violations: [] });
    const { invoice: rest } = await member(
      `mutation ($input: CreateInvoiceInput!) { createInvoice(input: $input) { ${term} } }`,
      { quoteId },
    );
    expect(rest).toMatchObject({ paymentTermDays: 30, net: { amount: '667.00' } });
  });

  test.each([
    ['more than the quote', { kind: 'DEPOSIT', amount: '1000.01' }, 'quote.part-too-large'],
    ['nothing', { kind: 'DEPOSIT', amount: '0' }, 'credit.amount-not-positive'],
    ['no amount', { kind: 'INSTALMENT' }, 'document.amount-or-percent'],
    [
      'a percentage of too much',
      { kind: 'DEPOSIT', percent: '101' },
      'document.percent-out-of-range',
    ],
    [
      'a text that cannot be printed',
      { kind: 'DEPOSIT', percent: '10', description: 'a\u0007b' },
      'text.unfit-characters',
    ],
  ])('%s is refused', async (_, wish, expected) => {
    expect(codes(await part(await acceptedQuote(), wish))).toEqual([expected]);
  });

  test('the whole is refused once a part is invoiced; two at once do not pass the quote', async () => {
    const quoteId = await acceptedQuote();
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => part(quoteId, { kind: 'DEPOSIT', percent: '40' })),
    );
    expect(answers.flatMap(codes).toSorted()).toEqual([
      ...['quote.part-too-large', 'quote.part-too-large'],
    ]);
    expect(codes(await part(quoteId, { kind: 'WHOLE' }))).toEqual(['quote.partly-invoiced']);
  });

  test('the database itself refuses more than the quote', async () => {
    const quoteId = await acceptedQuote();
    const { invoice } = await part(quoteId);
    const more = p.admin.query(
      'update core.invoice set net_minor = 1000001, total_minor = 1000001 + vat_minor where id = $1',
      [invoice.id.replace('Invoice:', '')],
    );
    await expect(more).rejects.toMatchObject({ code: 'GZ020' });
  });

  test('a final draft is stale once a deposit is credited', async () => {
    const quoteId = await acceptedQuote();
    const deposit = await part(quoteId, { kind: 'DEPOSIT', percent: '50' });
    await issue(deposit.invoice.id);
    const final = await part(quoteId, { kind: 'FINAL' });
    await credit(deposit.invoice.id);
    expect(codes(await issue(final.invoice.id))).toEqual(['invoice.deposit-changed']);
    await member(
      'mutation ($input: DiscardInvoiceInput!) { discardInvoice(input: $input) { violations { code } } }',
      { invoiceId: final.invoice.id, expectedVersion: 1 },
    );
    expect((await part(quoteId)).invoice).toMatchObject({ net: { amount: '1000.00' } });
  });

  test('its lines are the quote’s: a draft of it keeps them', async () => {
    const { invoice } = await part(await acceptedQuote());
    const change = `mutation ($input: UpdateInvoiceInput!) { updateInvoice(input: $input) {
      violations { code } } }`;
    const lines = [{ description: 'More', unitPrice: '1.00' }];
    const input = { invoiceId: invoice.id, expectedVersion: 1, lines };
    expect(codes(await member(change, input))).toEqual(['invoice.of-quote']);
    const reference = { invoiceId: invoice.id, expectedVersion: 1, reference: 'PO 7' };
    expect(codes(await member(change, reference))).toEqual([]);
  });
});

test('whatever the parts and credits, their sum is never more than the quote', () => {
  const rates = [
    [VatCategory.STANDARD, 2100],
    [VatCategory.REDUCED, 600],
    [VatCategory.EXEMPT, 0],
  ] as const;
  const lineArb = fc.tuple(fc.bigInt(1n, 300_000n), fc.constantFrom(...rates)).map(
    ([netMinor, [vatCategory, vatRate]]): DocumentLine => ({
      ...{ description: 'x', quantityMicro: 1_000_000n, unitPriceMinor: netMinor, netMinor },
      ...{ vatCategory, vatRate, legalGround: null, vatGround: null, evidence: null },
      adjustments: [],
    }),
  );
  const texts = { part: 'Part', deducted: (number: string) => number };
  const steps = fc.array(fc.tuple(fc.integer({ min: 1, max: 60 }), fc.boolean()), { maxLength: 8 });
  fc.assert(
    fc.property(fc.array(lineArb, { minLength: 1, maxLength: 6 }), steps, (lines, plan) => {
      const quoted = contentOf(lines, []);
      const { netMinor, vatMinor, subtotals } = quoted.totals;
      const quote = { currency: 'EUR', netMinor, lines, adjustments: [], subtotals };
      const invoices: QuoteInvoice[] = [];
      const add = (kind: QuotePart, percent: string | null) => {
        const { content, findings } = planPart(quote, invoices, { kind, percent }, texts);
        if (content === null) return expect(findings).toHaveLength(1);
        invoices.push({
          ...{ id: `${invoices.length}`, number: `${invoices.length}`, credited: [] },
          ...{ status: InvoiceStatus.ISSUED, subtotals: content.totals.subtotals },
        });
      };
      let credits = 0;
      for (const [percent, credited] of plan) {
        add(QuotePart.INSTALMENT, `${percent}`);
        const last = invoices.at(-1);
        if (!credited || last === undefined || last.credited.length > 0) continue;
        const shown = last.subtotals.map((row, i) => ({
          ...(lines[0] as DocumentLine),
          ...{ position: i + 1, vatCategory: row.category, vatRate: row.rate },
          netMinor: BigInt(row.base),
        }));
        const none = { netByPosition: new Map(), adjustedByPosition: new Map(), subtotals: [] };
        const half = (BigInt(last.subtotals[0]?.base ?? 0) + 1n) / 2n;
        const note = planCredit(
          { lines: shown, adjustments: [], subtotals: last.subtotals, currency: 'EUR' },
          none,
          { lines: [{ position: 1, net: `${half / 100n}.${`${half % 100n}`.padStart(2, '0')}` }] },
        );
        credits += 1;
        invoices[invoices.length - 1] = { ...last, credited: note.subtotals };
      }
      add(QuotePart.FINAL, null);
      const sum = (of: 'base' | 'vat') =>
        invoices.reduce((total, { subtotals: rows, credited }) => {
          const plus = rows.reduce((all, row) => all + BigInt(row[of]), 0n);
          return total + credited.reduce((all, row) => all - BigInt(row[of]), plus);
        }, 0n);
      expect(sum('base')).toBe(netMinor);
      // A credit note rounds by itself: each can leave a cent that no part may take back.
      const over = sum('vat') - vatMinor;
      expect(over).toBeGreaterThanOrEqual(0n);
      expect(over).toBeLessThanOrEqual(BigInt(credits));
      if (credits === 0) expect(over).toBe(0n);
    }),
  );
});
