import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openDownload } from '../../platform/files/downloads.js';
import { globalId } from '../../platform/ids.js';
import { decimalOf } from '../../platform/money.js';
import { opensAgain, whileItCloses } from '../../platform/testing/closing.js';
import type { TestPerson } from '../../platform/testing/fixture.js';
import { type TestPlatform, testPlatform } from '../../platform/testing/platform.js';
import type { EInvoice } from '../einvoice/einvoice.js';
import { writeUbl } from '../einvoice/write-ubl.js';
import { releasePayouts } from '../payout/release-payouts.js';
import {
  ask,
  balanceAt,
  codes,
  errorsOf,
  newInvoice,
  newKey,
  prove,
  receive,
  standing,
} from '../testing.js';
import { type AccessPoint, maximumMessageBytes } from '../transmission/access-point.js';
import { httpAccessPoint } from '../transmission/http-access-point.js';
import { type TestAccessPoint, testAccessPoint } from '../transmission/testing-access-point.js';
import { takeIncoming } from './take-incoming.js';
import { bill, supplier } from './testing-bill.js';

let p: TestPlatform;
let server: TestAccessPoint;
let point: AccessPoint;
beforeAll(async () => {
  p = await testPlatform();
  server = await testAccessPoint();
  point = httpAccessPoint({ ...server, retryDelayMs: 1 });
  // In the fixture both co-operatives have one legal entity with the same number.
  await p.admin.query(
    `update core.host_entity set enterprise_number = '0403170701' where cooperative_id = $1`,
    [p.other.cooperativeId],
  );
});
afterAll(async () => {
  await server.close();
  await p.close();
});

let messages = 0;

/** What becomes of a message: null, or why it was refused. */
async function arrives(content: string | Uint8Array, id = `in-${++messages}`) {
  server.inbox.set(id, typeof content === 'string' ? new TextEncoder().encode(content) : content);
  await takeIncoming(p.platform, point);
  return server.answered.get(id);
}

const fields = `id number status selfBilled supplierName kind total { amount } deductibleVat { amount }
  orderReference activity { id } lines { description net { amount } vatRate } viewerCan reason
  problems { code message } file { url mediaType }`;
const listed = async (as: TestPerson = 'finance') =>
  (await ask(p, as, `{ purchases(first: 100) { edges { node { ${fields} } } } }`)).edges.map(
    ({ node }: { node: unknown }) => node,
  );
const byNumber = async (number: string, as: TestPerson = 'finance') =>
  (await listed(as)).find((one: { number: string }) => one.number === number);

const step = (name: string, as: TestPerson, input: object) => {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  const query = `mutation ($input: ${type}!) { ${name}(input: $input) {
    purchase { status version } violations { code message } } }`;
  return ask(p, as, query, { input });
};
const activity = () => globalId('Activity', p.activityIds['member-stage']);
const assign = (purchaseId: string, as: TestPerson = 'finance') =>
  step('assignPurchase', as, { purchaseId, activityId: activity() });
const approve = (purchaseId: string, as: TestPerson = 'finance-2', over: object = {}) =>
  step('approvePurchase', as, {
    ...{ purchaseId, deductibleVat: '21.00', idempotencyKey: newKey(), ...over },
  });

/** One that is here, under its activity. */
async function assigned(over: Partial<EInvoice> = {}) {
  const invoice = bill(over);
  expect(await arrives(writeUbl(invoice))).toBeNull();
  const purchase = await byNumber(invoice.number);
  expect(codes(await assign(purchase.id))).toEqual([]);
  return purchase;
}

/** What is paid of a document, and what was taken off another's payout. */
const settled = (id: string) =>
  ask(p, 'finance', `{ purchase(id: "${id}") { payout { amount { amount } } netted { amount } } }`);

async function fund(amount: string): Promise<void> {
  const invoice = await newInvoice(p, 'member-stage', [
    { description: 'x', quantity: '1', unitPrice: amount } as never,
  ]);
  await receive(p, invoice.total.amount, invoice.communicationDigits);
}

describe('an invoice of a supplier', () => {
  test('is taken, given to an activity by one, approved by another, and booked', async () => {
    await fund('1000.00');
    const before = (await standing(p, 'member-stage')).available;
    const invoice = bill({ orderReference: 'PO 7' });
    expect(await arrives(writeUbl(invoice))).toBeNull();
    const purchase = await byNumber(invoice.number);
    expect(purchase).toMatchObject({
      ...{ status: 'RECEIVED', supplierName: 'Supplier bv', total: { amount: '121.00' } },
      ...{ activity: null, problems: [], orderReference: 'PO 7', selfBilled: false },
      lines: [{ description: 'Timber', net: { amount: '100.00' }, vatRate: '21.00' }],
      viewerCan: ['purchase.assign', 'purchase.refuse'],
    });
    expect(await byNumber(invoice.number, 'member-stage')).toBeUndefined();
    expect(codes(await approve(purchase.id))).toEqual(['purchase.unassigned']);
    expect(codes(await assign(purchase.id))).toEqual([]);
    expect(await byNumber(invoice.number, 'member-stage')).toMatchObject({ viewerCan: [] });
    expect(codes(await approve(purchase.id, 'finance'))).toEqual(['purchase.assigned-by-yourself']);
    const tried = await approve(purchase.id, 'finance-2', { dryRun: true });
    expect(tried).toEqual({ purchase: null, violations: [] });
    const key = { idempotencyKey: newKey() };
    expect((await approve(purchase.id, 'finance-2', key)).purchase.status).toBe('APPROVED');
    expect((await approve(purchase.id, 'finance-2', key)).purchase.status).toBe('APPROVED');
    expect(before - (await standing(p, 'member-stage')).available).toBe(10_000n);
    expect(await balanceAt(p, 'purchase.payable')).toBe(12_100n);
    expect(await balanceAt(p, 'vat.deductible')).toBe(2_100n);
    expect(codes(await approve(purchase.id))).toEqual(['purchase.already-decided']);
    await prove(p);
  });

  test('whose VAT may not be deducted costs the activity all of it', async () => {
    const before = (await standing(p, 'member-stage')).available;
    const { id } = await assigned();
    for (const deductibleVat of ['-0.01', '21.01']) {
      const refused = await approve(id, 'finance-2', { deductibleVat });
      expect(codes(refused)).toEqual(['purchase.deductible-out-of-range']);
    }
    expect(codes(await approve(id, 'finance-2', { deductibleVat: '0' }))).toEqual([]);
    expect(before - (await standing(p, 'member-stage')).available).toBe(12_100n);
  });

  test('stands in the way of closing the activity, and cannot be for a closed one', async () => {
    const close = `mutation ($input: CloseActivityInput!) { closeActivity(input: $input) {
      violations { code } } }`;
    const { id } = await assigned();
    const input = { activityId: activity(), dryRun: true };
    expect(codes(await ask(p, 'member-stage', close, { input }))).toContain(
      'closing.open-purchases',
    );
    await p.admin.query(`update core.activity set status = 'CLOSED' where id = $1`, [
      p.activityIds['member-stage'],
    ]);
    expect(codes(await assign(id))).toEqual(['document.activity-closed']);
    await opensAgain(p, p.activityIds['member-stage']);
    // The same while somebody is closing it.
    const amid = await whileItCloses(p, p.activityIds['member-stage'], () => assign(id));
    expect(codes(amid)).toEqual(['document.activity-closed']);
    await opensAgain(p, p.activityIds['member-stage']);
    await step('refusePurchase', 'finance', { purchaseId: id, reason: 'x' });
  });

  test('is taken back by a credit note', async () => {
    const before = await standing(p, 'member-stage');
    const payable = await balanceAt(p, 'purchase.payable');
    const first = await assigned();
    expect(codes(await approve(first.id))).toEqual([]);
    const preceding = [{ number: first.number, issuedOn: null }];
    const note = bill({ kind: 'CREDIT_NOTE', preceding });
    expect(await arrives(writeUbl(note))).toBeNull();
    const purchase = await byNumber(note.number);
    // It names the invoice, and so its activity.
    expect(purchase).toMatchObject({ status: 'ASSIGNED', kind: 'CREDIT_NOTE' });
    expect(codes(await approve(purchase.id, 'finance'))).toEqual([]);
    expect(await standing(p, 'member-stage')).toEqual(before);
    expect(await balanceAt(p, 'purchase.payable')).toBe(payable);
    // Nothing is paid for what is taken back, and nothing awaited.
    expect(await settled(first.id)).toEqual({ payout: null, netted: { amount: '0.00' } });
    expect(await settled(purchase.id)).toMatchObject({ netted: { amount: '121.00' } });
    await prove(p);
  });

  test('is paid less by a credit note of a part, and what was paid is owed back', async () => {
    const first = await assigned();
    expect(codes(await approve(first.id))).toEqual([]);
    const credited = async (minor: bigint, vatMinor: bigint) => {
      const lines = [{ ...bill().lines[0], unitPriceMinor: minor, netMinor: minor }];
      const subtotals = [{ ...bill().subtotals[0], baseMinor: minor, vatMinor }];
      const preceding = [{ number: first.number, issuedOn: null }];
      const note = bill({ kind: 'CREDIT_NOTE', preceding, lines, subtotals } as Partial<EInvoice>);
      expect(await arrives(writeUbl(note))).toBeNull();
      const { id } = await byNumber(note.number);
      const all = { deductibleVat: decimalOf(vatMinor, 2) };
      expect(codes(await approve(id, 'finance', all))).toEqual([]);
      return id;
    };
    const part = await credited(4_000n, 840n);
    expect((await settled(first.id)).payout).toEqual({ amount: { amount: '72.60' } });
    expect(await settled(part)).toMatchObject({ netted: { amount: '48.40' } });
    const { payout } = await ask(p, 'finance', `{ purchase(id: "${first.id}") { payout { id } } }`);
    const payoutIds = [payout.id.slice('Payout:'.length)];
    const release = { payoutIds, idempotencyKey: newKey() };
    expect((await releasePayouts(p.ctx('finance'), release)).violations).toEqual([]);
    const late = await credited(1_000n, 210n);
    expect(await settled(late)).toMatchObject({ netted: { amount: '0.00' } });
    const [awaited] = await p.admin.query<{ open: bigint; account: string }>(
      'select open_minor as open, account from core.awaited_payment where source_id = $1',
      [late.slice('Purchase:'.length)],
    );
    expect(awaited).toEqual({ open: 1_210n, account: 'purchase.payable' });
    await prove(p);
  });

  test('is not approved beyond what the activity has, nor by who takes part in it', async () => {
    const lines = [{ ...bill().lines[0], unitPriceMinor: 99_999_900n, netMinor: 99_999_900n }];
    const subtotals = [{ ...bill().subtotals[0], baseMinor: 99_999_900n, vatMinor: 20_999_979n }];
    const over = { lines, subtotals } as Partial<EInvoice>;
    const { id } = await assigned(over);
    expect(codes(await approve(id))).toEqual(['money.insufficient-funds']);
    await p.admin.query(
      `insert into core.participation (cooperative_id, activity_id, member_id, role, status, since)
       values ($1, $2, $3, 'PARTICIPANT', 'ACTIVE', '2020-01-01')`,
      [p.cooperativeId, p.activityIds['member-stage'], p.memberIds['finance-2']],
    );
    expect(codes(await approve(id))).toEqual(['purchase.own-activity']);
    await p.admin.query(`delete from core.participation where member_id = $1`, [
      p.memberIds['finance-2'],
    ]);
    const refused = await step('refusePurchase', 'finance-2', { purchaseId: id, reason: ' ' });
    expect(codes(refused)).toEqual(['text.blank']);
    const done = await step('refusePurchase', 'finance-2', { purchaseId: id, reason: 'Not ours' });
    expect(done.purchase.status).toBe('REFUSED');
    expect(codes(await assign(id))).toEqual(['purchase.already-decided']);
  });

  test('approved twice at once is booked once', async () => {
    const payable = await balanceAt(p, 'purchase.payable');
    const { id } = await assigned();
    const done = await Promise.all([approve(id), approve(id), approve(id, 'adviser')]);
    expect(done.flatMap(codes)).toEqual(['purchase.already-decided', 'purchase.already-decided']);
    expect((await balanceAt(p, 'purchase.payable')) - payable).toBe(12_100n);
  });
});

describe('whose a document is', () => {
  test.each([
    ['the id of the activity as order reference', async () => bill({ orderReference: activity() })],
    [
      'the bare id as buyer reference',
      async () => bill({ buyerReference: p.activityIds['member-stage'] }),
    ],
    [
      'the structured communication of an invoice',
      async () => {
        const invoice = await newInvoice(p, 'member-stage');
        const reference = invoice.structuredCommunication;
        return bill({ payment: { iban: 'BE68539007547034', bic: null, holder: 'S', reference } });
      },
    ],
  ])('is known by %s', async (_, made) => {
    const invoice = await made();
    expect(await arrives(writeUbl(invoice))).toBeNull();
    expect(await byNumber(invoice.number)).toMatchObject({
      ...{ status: 'ASSIGNED', activity: { id: activity() } },
    });
  });

  test('is not guessed from what is of another co-operative or of two activities', async () => {
    const foreign = bill({ orderReference: p.other.activityIds['member-stage'] });
    const two = bill({ orderReference: activity(), buyerReference: p.activityIds['member-film'] });
    for (const invoice of [foreign, two]) {
      // The writer has one of the two references; a sender may have both.
      const both = `<cbc:BuyerReference>${invoice.buyerReference}</cbc:BuyerReference>`;
      const xml = writeUbl(invoice).replace(/<cbc:BuyerReference>.*<\/cbc:BuyerReference>/, both);
      expect(await arrives(xml)).toBeNull();
      expect(await byNumber(invoice.number)).toMatchObject({ status: 'RECEIVED', activity: null });
    }
  });
});

describe('a document that is wrong', () => {
  const good = () => writeUbl(bill());
  const entity = (declaration: string, use: string) =>
    good().replace('?>', `?><!DOCTYPE Invoice [${declaration}]>`).replace('>Timber<', `>${use}<`);
  const bomb = `<!ENTITY a "aaaaaaaaaa"><!ENTITY b "${'&a;'.repeat(10)}"><!ENTITY c "${'&b;'.repeat(10)}">`;
  const nested = `${'<a>'.repeat(60)}${'</a>'.repeat(60)}`;
  test.each<[string, () => string | Uint8Array, string]>([
    ['nothing', () => '', 'UNREADABLE'],
    ['no XML', () => 'Dear Sir', 'UNREADABLE'],
    ['cut off', () => good().slice(0, 900), 'UNREADABLE'],
    ['another document', () => '<Order xmlns="urn:x"/>', 'UNREADABLE'],
    ['of another namespace', () => good().replaceAll('oasis', 'oases'), 'UNREADABLE'],
    [
      'an entity that reads a file',
      () => entity('<!ENTITY x SYSTEM "file:///etc/passwd">', '&x;'),
      'UNREADABLE',
    ],
    ['entities that grow', () => entity(bomb, '&c;'), 'UNREADABLE'],
    [
      'nested without end',
      () => good().replace('<cbc:ProfileID>', `${nested}<cbc:ProfileID>`),
      'UNREADABLE',
    ],
    ['not UTF-8', () => new Uint8Array([0x3c, 0x61, 0xff, 0xfe, 0x3e]), 'UNREADABLE'],
    ['a day that is none', () => good().replace('2026-11-20', '2026-02-30'), 'UNREADABLE'],
    ['an amount that is none', () => good().replace('>121.00<', '>1e9<'), 'UNREADABLE'],
    ['without a number', () => good().replace(/<cbc:ID>S-\d+<\/cbc:ID>/, ''), 'UNREADABLE'],
    ['too large', () => new Uint8Array(maximumMessageBytes + 1), 'TOO_LARGE'],
    ['for nobody here', () => writeUbl(bill({ buyer: supplier })), 'UNKNOWN_RECEIVER'],
  ])('%s is refused, and nothing is kept', async (_, content, refusal) => {
    const count = async () => (await listed()).length;
    const before = await count();
    expect(await arrives(content())).toBe(refusal);
    expect(await count()).toBe(before);
  });

  test('in its sums is kept with what is wrong, and cannot be approved', async () => {
    const invoice = bill();
    const wrong = writeUbl(invoice)
      .replaceAll('>121.00<', '>131.00<')
      .replace(/<cbc:TaxAmount currencyID="EUR">21.00/g, '<cbc:TaxAmount currencyID="EUR">31.00');
    expect(await arrives(wrong)).toBeNull();
    const purchase = await byNumber(invoice.number);
    expect(codes({ violations: purchase.problems })).toEqual(['purchase.tax-differs']);
    await assign(purchase.id);
    expect(codes(await approve(purchase.id))).toEqual(['purchase.tax-differs']);
    const off = bill();
    expect(
      await arrives(
        writeUbl(off).replace('>121.00</cbc:PayableAmount', '>122.00</cbc:PayableAmount'),
      ),
    ).toBeNull();
    expect((await byNumber(off.number)).problems).toMatchObject([
      {
        code: 'purchase.sum-differs',
        message: expect.stringContaining('PayableAmount says 12200'),
      },
    ]);
  });

  test('that comes again is known; another one under its number is refused', async () => {
    const invoice = bill();
    const xml = writeUbl(invoice);
    expect(await arrives(xml, 'again')).toBeNull();
    expect(await arrives(xml, 'again')).toBeNull();
    expect(await arrives(xml)).toBeNull();
    expect(await arrives(xml.replace('Timber', 'Timbre'))).toBe('OTHER_DOCUMENT_OF_THIS_NUMBER');
    const same = (await listed()).filter(
      ({ number }: { number: string }) => number === invoice.number,
    );
    expect(same).toHaveLength(1);
  });

  test('and that two servers take at once is kept once', async () => {
    const invoice = bill();
    server.inbox.set('both', new TextEncoder().encode(writeUbl(invoice)));
    await Promise.all([takeIncoming(p.platform, point), takeIncoming(p.platform, point)]);
    expect(server.answered.get('both')).toBeNull();
    const rows = await p.admin.query('select from core.purchase where number = $1', [
      invoice.number,
    ]);
    expect(rows).toHaveLength(1);
  });
});

describe('who may', () => {
  test('see and decide', async () => {
    const { id, number } = await assigned();
    expect(await byNumber(number, 'member-film')).toBeUndefined();
    const query = `query ($id: ID!) { purchase(id: $id) { number } }`;
    expect(await ask(p, 'member-film', query, { id })).toBeNull();
    const foreign = await p.graphql<{ purchase: unknown }>(
      query,
      { id },
      { as: 'finance', foreign: true },
    );
    expect(foreign.data?.purchase).toBeNull();
    const mutation = `mutation ($input: RefusePurchaseInput!) { refusePurchase(input: $input) {
      violations { code } } }`;
    const input = { purchaseId: id, reason: 'x' };
    expect(await errorsOf(p, 'member-stage', mutation, { input })).toEqual(['FORBIDDEN']);
    const other = await p.graphql(mutation, { input }, { as: 'finance', foreign: true });
    expect(other.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  });

  test('fetch the file as it came, whole', async () => {
    const invoice = bill({ orderReference: activity() });
    const xml = writeUbl(invoice);
    await arrives(xml);
    const { file } = await byNumber(invoice.number, 'member-stage');
    const link = await openDownload(p.platform, file.url.replace('/files/', ''), 'test');
    const opened = await link?.open();
    const body = await buffer(opened?.body as AsyncIterable<Uint8Array>);
    expect(body.toString()).toBe(xml);
  });

  test('a list costs as many statements, however long', async () => {
    const statements = await p.statements(() => listed());
    expect(statements.length).toBeLessThanOrEqual(2);
  });
});
