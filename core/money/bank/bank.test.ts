import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type TestPlatform, testPlatform } from '../../platform/testing/platform.js';
import * as t from '../testing.js';
import { importBankStatement } from './import-bank-statement.js';
import { matchPayment, type PaymentMatch } from './match-payment.js';

let p: TestPlatform;
beforeAll(async () => {
  p = await testPlatform();
});
afterAll(() => p?.close());

const { codes, line, newKey } = t;
const iban = 'BE68539007547034';
let number = 5_000;
const statement = (lines: object[], over: object = {}) => ({
  ...{ iban, year: 2026, number: ++number, currency: 'EUR', idempotencyKey: newKey() },
  lines: lines.map((one, index) => ({ ...received, lineNo: index + 1, ...one })),
  ...over,
});
const received = {
  ...{ bookedOn: '2026-11-23', amount: '10.00', structuredCommunication: null as string | null },
};
const load = (input: ReturnType<typeof statement>) => importBankStatement(p.ctx('finance'), input);
const match = (over: Partial<PaymentMatch>) =>
  matchPayment(p.ctx('finance'), {
    ...{ bankLineId: '', invoiceId: '', idempotencyKey: newKey() },
    ...over,
  });
const bankLine = (id: string) =>
  t.ask(
    p,
    'finance',
    `{ node(id: "BankLine:${id}") { ... on BankLine { open { amount } viewerCan } } }`,
  );

describe('importing', () => {
  test('books what is new, once, however often it is sent', async () => {
    const before = await t.balanceAt(p, 'bank');
    const input = statement([{ amount: '10.00' }, { amount: '-4.00' }]);
    expect(await load(input)).toMatchObject({ imported: 2, duplicates: 0, violations: [] });
    // The same request, the same file under another key, and a longer one that overlaps.
    expect(await load(input)).toMatchObject({ imported: 0, duplicates: 2 });
    const again = { ...input, idempotencyKey: newKey() };
    expect(await load(again)).toMatchObject({ imported: 0, duplicates: 2, violations: [] });
    const third = { ...received, lineNo: 3, amount: '1.00' };
    const longer = { ...again, lines: [...again.lines, third], idempotencyKey: newKey() };
    expect(await load(longer)).toMatchObject({ imported: 1, duplicates: 2, violations: [] });
    expect((await t.balanceAt(p, 'bank')) - before).toBe(700n);
    await t.prove(p);
  });

  test('a known number with another content refuses the whole', async () => {
    const input = statement([{ amount: '10.00' }]);
    await load(input);
    const other = {
      ...input,
      idempotencyKey: newKey(),
      lines: [
        { ...received, lineNo: 1, amount: '10.01' },
        { ...received, lineNo: 2, amount: '5.00' },
      ],
    };
    const before = await t.balanceAt(p, 'bank');
    expect((await load(other)).violations).toMatchObject([
      { code: 'bank.line-conflict', path: ['lines', '0'] },
    ]);
    expect(await t.balanceAt(p, 'bank')).toBe(before);
  });

  test('the same key for another file is refused', async () => {
    const input = statement([{}]);
    await load(input);
    const other = { ...input, number: ++number };
    await expect(load(other)).rejects.toMatchObject({ code: 'IDEMPOTENCY_MISMATCH' });
  });

  test.each([
    ['no lines', statement([]), ['bank.line-count']],
    ['too many lines', statement(Array(401).fill({})), ['bank.line-count']],
    ['an amount of zero', statement([{ amount: '0.00' }]), ['bank.amount']],
    ['a huge amount', statement([{ amount: '-99999999999.00' }]), ['bank.amount']],
    ['a number twice', statement([{}, { lineNo: 1 }]), ['bank.line-number']],
    ['a number below one', statement([{ lineNo: 0 }]), ['bank.line-number']],
    ['a year of no statement', statement([{}], { year: 20_260 }), ['bank.year']],
    ['a negative number', statement([{}], { number: -1 }), ['bank.number']],
    [
      'words that turn the text',
      statement([{ communication: 'a\u202eb' }]),
      ['text.unfit-characters'],
    ],
    [
      'an account of somebody else',
      statement([{}], { iban: 'BE71096123456769' }),
      ['bank.unknown-account'],
    ],
  ])('%s is refused', async (_, input, expected) => {
    const before = await t.balanceAt(p, 'bank');
    expect(codes(await load(input))).toEqual(expected);
    expect(await t.balanceAt(p, 'bank')).toBe(before);
  });

  test('only for those who match payments', async () => {
    const mutation = `mutation ($input: ImportBankStatementInput!) { importBankStatement(input: $input) {
      imported } }`;
    const { currency: _, ...input } = statement([{}]);
    expect(await t.ask(p, 'finance', mutation, { input })).toEqual({ imported: 1 });
    for (const as of ['member-stage', 'adviser', 'admin'] as const) {
      await expect(importBankStatement(p.ctx(as), statement([{}]))).rejects.toMatchObject({
        code: 'FORBIDDEN',
      });
    }
    expect(await t.errorsOf(p, undefined, mutation, { input })).toEqual(['UNAUTHENTICATED']);
    const bad = { ...input, iban: 'BE68539007547035' };
    expect(await t.errorsOf(p, 'finance', mutation, { input: bad })).toHaveLength(1);
  });

  test('two imports of one statement at the same moment book each line once', async () => {
    const input = statement([{ amount: '3.00' }, { amount: '2.00' }]);
    const both = await Promise.all([load(input), load({ ...input, idempotencyKey: newKey() })]);
    expect(both.map(({ imported }) => imported).sort()).toEqual([0, 2]);
    await t.prove(p);
  });
});

describe('the structured communication', () => {
  test('finds the invoice, in parts, on lines of one statement', async () => {
    const { id, structuredCommunication } = await t.newInvoice(p, 'member-stage');
    const part = { structuredCommunication };
    const input = statement([
      { ...part, amount: '210.00' },
      { ...part, amount: '1000.00' },
    ]);
    expect(await load(input)).toMatchObject({ imported: 2, matched: 2 });
    expect(await t.invoiceOf(p, id)).toMatchObject({ paymentStatus: 'PAID', paidMinor: 121_000n });
    await t.prove(p);
  });

  test('is read from the free words too', async () => {
    const { id, structuredCommunication } = await t.newInvoice(p, 'member-stage');
    await load(statement([{ amount: '210.00', communication: structuredCommunication }]));
    expect(await t.invoiceOf(p, id)).toMatchObject({ paymentStatus: 'PARTLY_PAID' });
  });

  test('of nothing that is owed leaves the money on suspense', async () => {
    const before = await t.balanceAt(p, 'bank.suspense');
    const wrong = { amount: '50.00', structuredCommunication: '+++121/2041/02125+++' };
    expect(await load(statement([wrong]))).toMatchObject({ imported: 1, matched: 0 });
    expect((await t.balanceAt(p, 'bank.suspense')) - before).toBe(5_000n);
  });

  test('money beyond what is due stays on suspense and marks the invoice', async () => {
    const { id, structuredCommunication } = await t.newInvoice(p, 'member-stage');
    const lineId = await t.receive(p, '1300.00', structuredCommunication);
    const paid = await t.invoiceOf(p, id);
    expect([paid.paymentStatus, paid.paidMinor, paid.due.amount]).toEqual([
      ...['OVERPAID', 121_000n, '-90.00'],
    ]);
    expect(await bankLine(lineId)).toEqual({
      open: { amount: '90.00' },
      viewerCan: ['payment.match', 'bank-line.refund'],
    });
    // What was too much pays another invoice; the first is then simply paid.
    const next = await t.newInvoice(p, 'member-stage');
    expect(codes(await match({ bankLineId: lineId, invoiceId: next.id }))).toEqual([]);
    expect(await t.invoiceOf(p, id)).toMatchObject({ paymentStatus: 'PAID', excessMinor: 0n });
    expect(await t.invoiceOf(p, next.id)).toMatchObject({
      ...{ paymentStatus: 'PARTLY_PAID', paidMinor: 9_000n },
    });
    await t.prove(p);
  });

  test('of an invoice that is paid already is all too much', async () => {
    const { id, structuredCommunication } = await t.newInvoice(p, 'member-stage');
    await t.receive(p, '1210.00', structuredCommunication);
    await t.receive(p, '1210.00', structuredCommunication);
    const twice = await t.invoiceOf(p, id);
    expect([twice.paymentStatus, twice.due.amount]).toEqual(['OVERPAID', '-1210.00']);
    await t.prove(p);
  });
});

describe('matching by hand', () => {
  test('a part of a movement to each of two invoices', async () => {
    const bankLineId = await t.receive(p, '1000.00');
    const a = await t.newInvoice(p, 'member-stage', [line('500.00')]);
    const b = await t.newInvoice(p, 'member-film', [line('500.00')]);
    const first = { bankLineId, invoiceId: a.id, amount: '605.00' };
    expect(codes(await match(first))).toEqual([]);
    expect(codes(await match({ bankLineId, invoiceId: b.id }))).toEqual([]);
    expect((await t.invoiceOf(p, a.id)).paymentStatus).toBe('PAID');
    expect(await t.invoiceOf(p, b.id)).toMatchObject({ paidMinor: 39_500n });
    expect(codes(await match({ bankLineId, invoiceId: b.id }))).toEqual(['payment.nothing-open']);
    await t.prove(p);
  });

  test.each([
    ['nothing', '0.00', ['payment.amount-not-positive']],
    ['less than nothing', '-5.00', ['payment.amount-not-positive']],
    ['more than the movement', '100.01', ['payment.more-than-line']],
  ])('%s is refused', async (_, amount, expected) => {
    const bankLineId = await t.receive(p, '100.00');
    const { id } = await t.newInvoice(p, 'member-stage');
    expect(codes(await match({ bankLineId, invoiceId: id, amount }))).toEqual(expected);
  });

  test('a draft, a credit note, a paid invoice cannot be paid', async () => {
    const bankLineId = await t.receive(p, '100.00');
    const draft = await t.newDraft(p, 'member-stage', [line('10.00')]);
    expect(codes(await match({ bankLineId, invoiceId: draft }))).toEqual(['payment.not-payable']);
    const { id, structuredCommunication } = await t.newInvoice(p, 'member-stage');
    await t.receive(p, '1210.00', structuredCommunication);
    expect(codes(await match({ bankLineId, invoiceId: id }))).toEqual(['payment.nothing-due']);
  });

  test('money that left cannot pay', async () => {
    const outcome = await load(statement([{ amount: '-10.00' }]));
    const [row] = await p.admin.query<{ id: string }>(
      'select id from core.bank_line where statement_id = $1',
      [outcome.statementId],
    );
    const { id } = await t.newInvoice(p, 'member-stage');
    expect(codes(await match({ bankLineId: row?.id, invoiceId: id }))).toEqual([
      'payment.nothing-open',
    ]);
  });

  test('an invoice of another legal entity is refused', async () => {
    const bankLineId = await t.receive(p, '100.00');
    const { id } = await t.newInvoice(p, 'member-stage');
    const host = '0190e2b0-0000-7000-8000-000000000001';
    await p.admin.query(
      `insert into core.host_entity select cooperative_id, $2, 'Other', '0566988259', null,
         'BE71096123456769', bic, street, postal_code, city, country
       from core.host_entity where id = $1`,
      [p.hostEntityId, host],
    );
    await p.admin.query(
      `update core.bank_statement set host_entity_id = $2 where id =
         (select statement_id from core.bank_line where id = $1)`,
      [bankLineId, host],
    );
    expect(codes(await match({ bankLineId, invoiceId: id }))).toEqual(['payment.other-entity']);
    await p.admin.query(`update core.bank_statement set host_entity_id = $1`, [p.hostEntityId]);
  });

  test('what is not there, or is another co-operative’s, is not found', async () => {
    const bankLineId = await t.receive(p, '100.00');
    const { id } = await t.newInvoice(p, 'member-stage');
    await expect(match({ bankLineId, invoiceId: bankLineId })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(match({ bankLineId: id, invoiceId: id })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    const foreign = p.ctx('finance', { foreign: true });
    const step = { bankLineId, invoiceId: id, idempotencyKey: newKey() };
    await expect(matchPayment(foreign, step)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('a dry run pays nothing; a repeat with the same key pays once', async () => {
    const bankLineId = await t.receive(p, '100.00');
    const { id } = await t.newInvoice(p, 'member-stage');
    const wish = { bankLineId, invoiceId: id, amount: '40.00' };
    const outcome = { after: null, findings: [], violations: [] };
    expect(await match({ ...wish, dryRun: true })).toEqual(outcome);
    const key = { idempotencyKey: newKey() };
    expect(codes(await match({ ...wish, ...key }))).toEqual([]);
    expect(codes(await match({ ...wish, ...key }))).toEqual([]);
    expect((await t.invoiceOf(p, id)).paidMinor).toBe(4_000n);
    await t.prove(p);
  });

  test('two matches of one movement at the same moment: its money is spent once', async () => {
    const bankLineId = await t.receive(p, '1210.00');
    const a = await t.newInvoice(p, 'member-stage');
    const b = await t.newInvoice(p, 'member-film');
    const both = await Promise.all([a, b].map(({ id }) => match({ bankLineId, invoiceId: id })));
    expect(both.filter(({ after }) => after !== null)).toHaveLength(1);
    expect(both.flatMap(codes)).toEqual(['payment.nothing-open']);
    await t.prove(p);
  });

  test('over the API, with movement and invoice as they are then', async () => {
    const bankLineId = await t.receive(p, '100.00');
    const { id } = await t.newInvoice(p, 'member-stage');
    const input = { bankLineId: `BankLine:${bankLineId}`, invoiceId: `Invoice:${id}` };
    const mutation = `mutation ($input: MatchPaymentInput!) { matchPayment(input: $input) {
      bankLine { open { amount } } invoice { paid { amount } } violations { code } } }`;
    const variables = { input: { ...input, idempotencyKey: newKey() } };
    expect(await t.ask(p, 'finance', mutation, variables)).toEqual({
      ...{ bankLine: { open: { amount: '0.00' } }, invoice: { paid: { amount: '100.00' } } },
      violations: [],
    });
    const lists = await t.ask(
      p,
      'finance',
      `{ bankLines(first: 100, filter: { open: false }) {
      nodes { id amount { amount } } } }`,
    );
    expect(lists.nodes).toContainEqual({ id: input.bankLineId, amount: { amount: '100.00' } });
  });
});
