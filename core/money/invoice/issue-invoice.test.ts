import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '../../platform/ids.js';
import { type TestPlatform, testPlatform } from '../../platform/testing/platform.js';
import { ClientKind } from '../client/client.entity.js';
import { createClient } from '../client/create-client.js';
import type { DocumentLineInput } from '../document/document-line.js';
import { VatCategory } from '../document/vat.js';
import * as t from '../testing.js';
import { issueInvoice } from './issue-invoice.js';

let p: TestPlatform;
beforeAll(async () => {
  p = await testPlatform();
});
afterAll(() => p?.close());

const { line, newKey } = t;
const issue = (invoiceId: string, over: object = {}) =>
  issueInvoice(p.ctx('member-stage'), { invoiceId, idempotencyKey: newKey(), ...over });
const taxed = (category: VatCategory, rate?: string): DocumentLineInput =>
  line('100.00', { vat: { category, rate, legalGround: 'art. x' } });

describe('issuing', () => {
  test('gives the next number, the dates, the reference and the fee, and books it all', async () => {
    const before = await t.standing(p, 'member-stage');
    const lines = [line('1000.00'), taxed(VatCategory.REDUCED, '6')];
    const invoice = await t.newInvoice(p, 'member-stage', lines);
    expect(invoice).toMatchObject({
      ...{ status: 'ISSUED', number: '2026-00001', issuedOn: '2026-11-23', dueOn: '2026-12-23' },
      ...{ netMinor: 110_000n, vatMinor: 21_600n, feeMinor: 7_150n, version: 2 },
    });
    expect(invoice.structuredCommunication).toBe('+++002/6000/00124+++');
    const after = await t.standing(p, 'member-stage');
    expect(after.receivable - before.receivable).toBe(131_600n);
    expect(after.expected - before.expected).toBe(102_850n);
    expect(await t.balanceAt(p, 'vat.payable')).toBe(21_600n);
    expect(await t.balanceAt(p, 'fee.income')).toBe(7_150n);
    await t.prove(p);
  });

  test('a dry run says what would stand in the way and takes no number', async () => {
    const id = await t.newDraft(p, 'member-stage', [line('10.00')]);
    const outcome = { after: null, findings: [], violations: [] };
    expect(await issue(id, { dryRun: true })).toEqual(outcome);
    expect((await t.invoiceOf(p, id)).number).toBeNull();
    const next = await t.newInvoice(p, 'member-stage');
    expect(next.number).toBe('2026-00002');
  });

  test('numbers begin anew each year', async () => {
    p.setToday('2027-01-04');
    const first = await t.newInvoice(p, 'member-stage');
    p.setToday('2026-11-23');
    expect([first.number, first.issuedOn]).toEqual(['2027-00001', '2027-01-04']);
  });

  test('a repeat with the same key answers the same invoice; another request does not', async () => {
    const id = await t.newDraft(p, 'member-stage', [line('10.00')]);
    const key = { idempotencyKey: newKey() };
    expect(codes(await issue(id, key))).toEqual([]);
    const repeated = await issue(id, key);
    expect(repeated).toMatchObject({ violations: [], after: { status: 'ISSUED' } });
    const other = await t.newDraft(p, 'member-stage', [line('10.00')]);
    await expect(issue(other, key)).rejects.toMatchObject({ code: 'IDEMPOTENCY_MISMATCH' });
    await expect(issue(other, { idempotencyKey: 'short' })).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
    });
  });

  test('what is issued is not issued again', async () => {
    const { id } = await t.newInvoice(p, 'member-stage');
    expect(codes(await issue(id))).toEqual(['invoice.already-issued']);
  });

  test('a stale version is a conflict', async () => {
    const id = await t.newDraft(p, 'member-stage', [line('10.00')]);
    await expect(issue(id, { expectedVersion: 7 })).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  test('a rate that has ended since the draft was made refuses it', async () => {
    const id = await t.newDraft(p, 'member-stage', [taxed(VatCategory.REDUCED, '12')]);
    await p.admin.query(
      `update core.vat_rate set until_day = '2026-11-23' where rate = 1200 and country = 'BE'`,
    );
    const refused = await issue(id);
    await p.admin.query(`update core.vat_rate set until_day = null where rate = 1200`);
    expect(refused.violations).toMatchObject([
      { code: 'line.vat-rate-unknown', path: ['lines', '0', 'vat', 'rate'] },
    ]);
  });

  test('a day without a fee rule fails and says so', async () => {
    const id = await t.newDraft(p, 'member-stage', [line('10.00')]);
    await p.admin.query(`update core.fee_rule set until_day = '2020-01-01'`);
    await expect(issue(id)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    await p.admin.query(`update core.fee_rule set until_day = null`);
    expect(codes(await issue(id))).toEqual([]);
  });

  test('a degressive fee counts what the activity invoiced in the year', async () => {
    const rule = newId();
    await p.admin.query(
      `insert into core.fee_rule (cooperative_id, id, base, brackets, from_day, source)
       values ($1, $2, 'TURNOVER', '[{"upToMinor": "100000", "rate": 10000},
         {"upToMinor": null, "rate": 5000}]', '2026-01-01', 'Test')`,
      [p.cooperativeId, rule],
    );
    const fees: bigint[] = [];
    for (const amount of ['600.00', '600.00', '100.00']) {
      fees.push((await t.newInvoice(p, 'member-film', [line(amount)])).feeMinor);
    }
    expect(fees).toEqual([6_000n, 5_000n, 500n]);
    await p.admin.query(`update core.fee_rule set from_day = '2099-01-01' where id = $1`, [rule]);
  });
});

describe('whom may be invoiced without tax', () => {
  async function draftFor(
    kind: ClientKind,
    country: string,
    vatNumber: string | null,
    vat: VatCategory,
  ) {
    const { client, violations } = await createClient(p.ctx('member-stage'), {
      ...{ activityId: p.activityIds['member-stage'], kind, name: 'X', vatNumber },
      address: { ...t.address, country },
    });
    expect(violations).toEqual([]);
    return t.newDraft(p, 'member-stage', [taxed(vat)], client?.id);
  }
  const { COMPANY, CONSUMER, FOREIGN } = ClientKind;
  const be = 'BE0566988259';
  const nl = 'NL004495445B01';
  test.each([
    ['a company at home by reverse charge', COMPANY, 'BE', be, 'REVERSE_CHARGE', []],
    [
      'a consumer by reverse charge',
      CONSUMER,
      'BE',
      null,
      'REVERSE_CHARGE',
      ['invoice.client-without-vat-number'],
    ],
    ['a foreign client by reverse charge', FOREIGN, 'NL', nl, 'REVERSE_CHARGE', []],
    [
      'a foreign client without a number',
      FOREIGN,
      'NL',
      null,
      'INTRA_EU',
      ['invoice.client-without-vat-number'],
    ],
    [
      'a company at home as if abroad',
      COMPANY,
      'BE',
      be,
      'INTRA_EU',
      ['invoice.client-not-abroad'],
    ],
    [
      'a foreign client with a number of ours',
      FOREIGN,
      'FR',
      be,
      'INTRA_EU',
      ['invoice.client-vat-number-at-home'],
    ],
    ['an export to somewhere else', FOREIGN, 'US', null, 'EXPORT', []],
    ['an export to a neighbour', CONSUMER, 'BE', null, 'EXPORT', ['invoice.client-not-abroad']],
    ['an exempt service to anybody', CONSUMER, 'BE', null, 'EXEMPT', []],
  ])('%s', async (_, kind, country, vatNumber, category, expected) => {
    const id = await draftFor(kind, country, vatNumber, category as VatCategory);
    expect(codes(await issue(id))).toEqual(expected);
  });
});

describe('an issued document', () => {
  test.each([
    [
      'its amount',
      'update core.invoice set net_minor = 1, total_minor = vat_minor + 1 where id = $1',
    ],
    [
      'its client',
      'update core.invoice set client_id = client_id, due_on = due_on + 1 where id = $1',
    ],
    ['its number', `update core.invoice set number = '2026-99999' where id = $1`],
    ['that it is issued', `update core.invoice set status = 'DRAFT', number = null where id = $1`],
    ['its existence', 'delete from core.invoice where id = $1'],
    ['its lines', 'delete from core.invoice_line where invoice_id = $1'],
    ['a line', 'update core.invoice_line set net_minor = 1 where invoice_id = $1'],
    [
      'another line',
      `insert into core.invoice_line select cooperative_id, invoice_id, 2, description,
       quantity_micro, unit_price_minor, net_minor, vat_category, vat_rate
       from core.invoice_line where invoice_id = $1`,
    ],
    ['its fee', 'update core.fee_line set fee_minor = 0 where invoice_id = $1'],
  ])('the database refuses to change %s', async (_, statement) => {
    const { id } = await t.newInvoice(p, 'member-stage');
    await expect(p.admin.query(statement, [id])).rejects.toMatchObject({ code: 'GZ010' });
  });

  test.each(['core.invoice', 'core.invoice_line', 'core.fee_line', 'core.payment'])(
    'the database refuses to empty %s',
    async (table) => {
      await expect(p.admin.query(`truncate ${table} cascade`)).rejects.toThrow();
    },
  );

  test('cannot be changed through the API', async () => {
    const { id } = await t.newInvoice(p, 'member-stage');
    const change = `mutation { updateInvoice(input: { invoiceId: "Invoice:${id}", expectedVersion: 2 }) {
      violations { code } } }`;
    expect(codes(await t.ask(p, 'member-stage', change))).toEqual(['invoice.already-issued']);
  });
});

describe('who may issue', () => {
  const mutation = `mutation ($input: IssueInvoiceInput!) { issueInvoice(input: $input) {
    invoice { number } violations { code } } }`;

  test('the manager, the adviser and finance; for others it does not exist', async () => {
    const id = await t.newDraft(p, 'member-stage', [line('10.00')]);
    const input = () => ({ input: { invoiceId: `Invoice:${id}`, idempotencyKey: newKey() } });
    expect(await t.errorsOf(p, 'member-film', mutation, input())).toEqual(['NOT_FOUND']);
    expect(await t.errorsOf(p, undefined, mutation, input())).toEqual(['UNAUTHENTICATED']);
    const foreign = await p.graphql(mutation, input(), { as: 'admin', foreign: true });
    expect(foreign.errors?.map(({ extensions }) => extensions.code)).toEqual(['NOT_FOUND']);
    expect(codes(await t.ask(p, 'finance', mutation, input()))).toEqual([]);
  });
});

describe('lists', () => {
  const q3 = `{ invoices(first: 50) { nodes { id number total { amount currency }
    activity { id name member { id displayName } } } } }`;

  test('fifty invoices with activity and member take three statements', async () => {
    const sent = await p.statements(() => t.ask(p, 'finance', q3));
    expect(sent).toHaveLength(3);
    expect(await p.statements(() => t.ask(p, 'member-stage', q3))).toHaveLength(3);
  });

  test('the statements of a list do not depend on how many rows it has', async () => {
    const full = (first: number) => `{ invoices(first: ${first}) { totalCount pageInfo { endCursor }
      nodes { id lines { net { amount } } payments { amount { amount } } creditNotes { id }
        client { name } quote { id } viewerCan overdue activity { balance { available { amount } } } }
    } }`;
    const counts: number[] = [];
    for (const first of [1, 10, 50]) {
      counts.push((await p.statements(() => t.ask(p, 'finance', full(first)))).length);
    }
    expect(new Set(counts).size).toBe(1);
    expect(counts[0]).toBeLessThanOrEqual(8);
  });

  test('all conditions of a filter hold', async () => {
    const list = (filter: string) =>
      t.ask(
        p,
        'finance',
        `{ invoices(first: 100, orderBy: OLDEST, filter: ${filter}) {
        totalCount nodes { number status total { amount } } } }`,
      );
    const year = await list(`{ issuedFrom: "2027-01-01", issuedUntil: "2027-12-31" }`);
    expect(year).toMatchObject({ totalCount: 1, nodes: [{ number: '2027-00001' }] });
    expect(await list(`{ number: "2026-00001" }`)).toMatchObject({ totalCount: 1 });
    expect(await list(`{ number: "' or true" }`)).toMatchObject({ totalCount: 0 });
    const drafts = await list('{ status: [DRAFT] }');
    expect(drafts.nodes.every(({ status }: { status: string }) => status === 'DRAFT')).toBe(true);
    p.setToday('2027-02-01');
    const overdue = await list('{ overdue: true, kind: INVOICE }');
    p.setToday('2026-11-23');
    expect(overdue.totalCount).toBeGreaterThan(1);
  });

  test('one sees the invoices of one’s own activities only', async () => {
    const seen = await t.ask(p, 'member-design', `{ invoices(first: 5) { totalCount } }`);
    expect(seen.totalCount).toBe(0);
    const { id } = await t.newInvoice(p, 'member-stage');
    expect(await t.ask(p, 'member-design', `{ invoice(id: "Invoice:${id}") { id } }`)).toBeNull();
    const foreign = await p.graphql(
      `{ invoice(id: "Invoice:${id}") { id } }`,
      {},
      {
        ...{ as: 'admin', foreign: true },
      },
    );
    expect(foreign).toEqual({ data: { invoice: null } });
  });
});

const { codes } = t;
