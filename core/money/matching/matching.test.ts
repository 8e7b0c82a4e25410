import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '../../platform/ids.js';
import { type TestPlatform, testPlatform } from '../../platform/testing/platform.js';
import { charge } from '../account/charge.js';
import { importBankStatement } from '../bank/import-bank-statement.js';
import { matchPayment } from '../bank/match-payment.js';
import { advance } from '../fund/guarantee-fund.js';
import { creditInvoice } from '../invoice/credit-invoice.js';
import { paySalary } from '../payout/pay-salary.js';
import { setPayoutAccount } from '../payout/payout-account.js';
import { releasePayouts } from '../payout/release-payouts.js';
import * as t from '../testing.js';
import { matchPayout } from './match-payout.js';
import { refundLine } from './refund-line.js';
import { unmatchPayment } from './unmatch-payment.js';

let p: TestPlatform;
beforeAll(async () => {
  p = await testPlatform();
  await t.withFund(p, 10_000_000n);
});
afterAll(() => p?.close());

const { codes, newKey, line } = t;
const payer = 'NL91ABNA0417164300';
let number = 8_000;
/** Money that comes in; answers the movement's id. */
async function received(amount: string, over: object = {}): Promise<string> {
  const { statementId, violations } = await importBankStatement(p.ctx('finance'), {
    ...{ iban: 'BE68539007547034', year: 2026, number: ++number, idempotencyKey: newKey() },
    lines: [{ lineNo: 1, bookedOn: '2026-11-23', amount, ...over }],
  });
  expect(violations).toEqual([]);
  const [row] = await p.admin.query<{ id: string }>(
    'select id from core.bank_line where statement_id = $1',
    [statementId],
  );
  return (row as { id: string }).id;
}
const match = (bankLineId: string, invoiceId: string, amount?: string) =>
  matchPayment(p.ctx('finance'), { bankLineId, invoiceId, amount, idempotencyKey: newKey() });
const suggestions = async (bankLineId: string) => {
  const query = `{ node(id: "BankLine:${bankLineId}") { ... on BankLine { openDays suggestions {
    score reasons { code points message } parts { amount { amount } invoice { id } } } } } }`;
  return (await t.ask(p, 'finance', query)).suggestions;
};
const paymentOf = async (invoiceId: string) => {
  const query = `{ invoice(id: "Invoice:${invoiceId}") { payments { id reversedAt } } }`;
  return (await t.ask(p, 'finance', query)).payments.at(-1) as { id: string; reversedAt: string };
};
const unmatch = async (invoiceId: string, over: object = {}) => {
  const { id } = await paymentOf(invoiceId);
  const step = { paymentId: id.replace('Payment:', ''), reason: 'Wrong client' };
  return unmatchPayment(p.ctx('finance'), { ...step, idempotencyKey: newKey(), ...over });
};
const openOf = async (id: string) => {
  const [row] = await p.admin.query<{ open_minor: bigint }>(
    'select open_minor from core.bank_line where id = $1',
    [id],
  );
  return row?.open_minor;
};

describe('suggestions', () => {
  test('learn the account of a client, and explain themselves', async () => {
    const clientId = await t.newClient(p, 'member-stage');
    const first = await t.newInvoice(p, 'member-stage', [line('77.00')], clientId);
    const amount = '93.17';
    const a = await received(amount, { counterpartyIban: payer });
    expect(await suggestions(a)).toMatchObject([
      { score: 40, reasons: [{ code: 'match.amount', points: 40 }] },
    ]);
    await match(a, first.id);
    expect(await suggestions(a)).toEqual([]);
    const second = await t.newInvoice(p, 'member-stage', [line('77.00')], clientId);
    const b = await received(amount, { counterpartyIban: payer });
    expect(await suggestions(b)).toEqual([
      {
        score: 70,
        reasons: [
          { code: 'match.amount', points: 40, message: 'The amount is exactly what is due.' },
          {
            ...{ code: 'match.account', points: 30 },
            message: 'This account paid invoices of this client before.',
          },
        ],
        parts: [{ amount: { amount }, invoice: { id: `Invoice:${second.id}` } }],
      },
    ]);
    // The number in the words beats the amount of another.
    const c = await received(amount, { communication: `betaling ${second.number}` });
    expect((await suggestions(c))[0]).toMatchObject({ score: 100 });
  });

  test('of a joint payment are confirmed part by part', async () => {
    const clientId = await t.newClient(p, 'member-film');
    const invoices = [
      await t.newInvoice(p, 'member-film', [line('11.00')], clientId),
      await t.newInvoice(p, 'member-film', [line('23.00')], clientId),
    ];
    const id = await received('41.14', { counterpartyName: 'Client', counterpartyIban: payer });
    const joint = (await suggestions(id)).find(
      ({ parts }: { parts: unknown[] }) => parts.length === 2,
    );
    expect(joint.parts).toMatchObject(
      invoices.map((one) => ({ invoice: { id: `Invoice:${one.id}` } })),
    );
    for (const { invoice, amount } of joint.parts) {
      expect(codes(await match(id, invoice.id.slice('Invoice:'.length), amount.amount))).toEqual(
        [],
      );
    }
    expect(await openOf(id)).toBe(0n);
    for (const { id: one } of invoices) {
      expect((await t.invoiceOf(p, one)).paymentStatus).toBe('PAID');
    }
    await t.prove(p);
  });

  test('take as many statements for many movements as for one', async () => {
    const query = (first: number) => `{ bankLines(first: ${first}, filter: { open: true }) {
      nodes { suggestions { score parts { invoice { id } } } } } }`;
    for (let i = 0; i < 3; i++) await received('93.17');
    const sent = async (first: number) =>
      (await p.statements(() => t.ask(p, 'finance', query(first)))).length;
    expect(await sent(4)).toBe(await sent(1));
  });

  test('are paid with one look at what was given up or asked on top, and a second where it was', async () => {
    const looks = async (amount: string, invoiceId: string) => {
      const bankLineId = await received(amount);
      const sent = await p.statements(async () => {
        expect(codes(await match(bankLineId, invoiceId))).toEqual([]);
      });
      const history = /from core\.(late_charge|fund_write_off|invoice_write_off)\b/;
      return { all: sent.length, history: sent.filter((one) => history.test(one)).length };
    };
    const [plain, late] = [
      await t.newInvoice(p, 'member-film'),
      await t.newInvoice(p, 'member-film'),
    ];
    const first = await looks('100.00', plain.id);
    const charges = { costsMinor: 4_000n, interestMinor: 0n, penaltyMinor: 0n, own: false };
    await t.askOnTop(p, late.id, charges, false);
    const second = await looks('100.00', late.id);
    expect([first.history, second.history]).toEqual([1, 2]);
    expect(first).toEqual({ all: 12, history: 1 });
  });

  test('never name what is another co-operative’s', async () => {
    const foreign = p.ctx('finance', { foreign: true });
    const id = await received('93.17');
    const asked = await p.graphql<{ node: unknown }>(
      `{ node(id: "BankLine:${id}") { id } }`,
      {},
      { as: 'finance', foreign: true },
    );
    expect(asked.data?.node).toBeNull();
    const refund = { bankLineId: id, idempotencyKey: newKey() };
    await expect(refundLine(foreign, refund)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('undoing a match', () => {
  test('opens the money again, and the invoice; once', async () => {
    const before = await t.standing(p, 'member-stage');
    const invoice = await t.newInvoice(p, 'member-stage', [line('100.00')]);
    const id = await received('121.00');
    await match(id, invoice.id);
    expect(codes(await unmatch(invoice.id, { dryRun: true }))).toEqual([]);
    const key = { idempotencyKey: newKey() };
    expect(codes(await unmatch(invoice.id, key))).toEqual([]);
    expect(codes(await unmatch(invoice.id, key))).toEqual([]);
    expect(await openOf(id)).toBe(12_100n);
    expect(await t.invoiceOf(p, invoice.id)).toMatchObject({
      ...{ paymentStatus: 'UNPAID', paidMinor: 0n },
    });
    expect((await t.standing(p, 'member-stage')).available).toBe(before.available);
    expect(codes(await unmatch(invoice.id))).toEqual(['match.already-undone']);
    expect((await paymentOf(invoice.id)).reversedAt).not.toBeNull();
    await t.prove(p);
    // What was undone can be matched anew.
    expect(codes(await match(id, invoice.id))).toEqual([]);
    await t.prove(p);
  });

  test('takes back what had repaid the guarantee fund', async () => {
    const invoice = await t.newInvoice(p, 'member-design', [line('1000.00')]);
    await t.within(p.ctx('member-design'), (ctx) =>
      advance(
        ctx,
        {
          ...{ activityId: p.activityIds['member-design'], amountMinor: 50_000n, key: newKey() },
          source: { type: 'assignment_step', id: newId() },
        },
        ctx.tx,
      ),
    );
    const id = await received('1210.00');
    await match(id, invoice.id);
    expect((await t.standing(p, 'member-design')).advanced).toBe(0n);
    expect(codes(await unmatch(invoice.id))).toEqual([]);
    expect(await t.standing(p, 'member-design')).toMatchObject({
      ...{ advanced: 50_000n, available: 50_000n, expected: 93_500n },
    });
    await t.prove(p);
  });

  test('of an invoice that was credited meanwhile comes out to the cent', async () => {
    const invoice = await t.newInvoice(p, 'member-film', [line('1000.00')]);
    const id = await received('1210.00');
    await match(id, invoice.id);
    const credited = await creditInvoice(p.ctx('member-film'), {
      ...{ invoiceId: invoice.id, reason: 'Less work', idempotencyKey: newKey() },
      lines: [{ position: 1, net: '333.33' }],
    });
    expect(codes(credited)).toEqual([]);
    expect(codes(await unmatch(invoice.id))).toEqual([]);
    await t.prove(p);
  });

  test('is refused when the activity has spent the money', async () => {
    const invoice = await t.newInvoice(p, 'member-startup', [line('100.00')]);
    await match(await received('121.00'), invoice.id);
    await charge(p.ctx('adviser'), {
      ...{ activityId: p.activityIds['member-startup'], amountMinor: 9_000n, currency: 'EUR' },
      ...{ service: 'van', key: newKey(), source: { type: 'AssignmentStep', id: newId() } },
    });
    const { violations } = await unmatch(invoice.id);
    expect(violations).toMatchObject([{ code: 'money.insufficient-funds' }]);
    expect((await t.invoiceOf(p, invoice.id)).paymentStatus).toBe('PAID');
    await t.prove(p);
  });

  test('by two at the same moment, or beside a match of the same money, happens once', async () => {
    const invoice = await t.newInvoice(p, 'member-stage', [line('100.00')]);
    const other = await t.newInvoice(p, 'member-film', [line('100.00')]);
    const id = await received('121.00');
    await match(id, invoice.id);
    const outcomes = await Promise.all([
      unmatch(invoice.id),
      unmatch(invoice.id),
      match(id, other.id),
    ]);
    const undone = outcomes.slice(0, 2).filter(({ after }) => after !== null);
    expect(undone).toHaveLength(1);
    await t.prove(p);
  });

  test('needs a reason and the right; what is not there is not found', async () => {
    const invoice = await t.newInvoice(p, 'member-stage', [line('100.00')]);
    await match(await received('121.00'), invoice.id);
    expect(codes(await unmatch(invoice.id, { reason: ' ' }))).toEqual(['text.blank']);
    const nothing = { paymentId: newId(), reason: 'x', idempotencyKey: newKey() };
    await expect(unmatchPayment(p.ctx('finance'), nothing)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(unmatchPayment(p.ctx('adviser'), nothing)).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });
});

describe('money that goes back', () => {
  const refund = (bankLineId: string, over: object = {}) =>
    refundLine(p.ctx('finance'), { bankLineId, idempotencyKey: newKey(), ...over });

  test('is what an invoice was paid too much, to whom it came from, by four eyes', async () => {
    const invoice = await t.newInvoice(p, 'member-stage', [line('100.00')]);
    const from = { counterpartyIban: payer, counterpartyName: 'Client nv' };
    const id = await received('150.00', { ...from, communication: 'paid twice' });
    await match(id, invoice.id);
    expect((await t.invoiceOf(p, invoice.id)).paymentStatus).toBe('OVERPAID');
    const mutation = `mutation ($input: RefundBankLineInput!) { refundBankLine(input: $input) {
      bankLine { open { amount } } violations { code }
      payout { id status amount { amount } payee { id } activity { name } } } }`;
    const input = { bankLineId: `BankLine:${id}`, idempotencyKey: newKey() };
    const { payout, ...rest } = await t.ask(p, 'finance', mutation, { input });
    expect(rest).toEqual({ bankLine: { open: { amount: '0.00' } }, violations: [] });
    expect(payout).toMatchObject({
      ...{ status: 'DUE', amount: { amount: '29.00' }, payee: null },
      activity: { name: 'Activity of member-stage' },
    });
    expect(await t.invoiceOf(p, invoice.id)).toMatchObject({
      ...{ paymentStatus: 'PAID', excessMinor: 0n },
    });
    const step = { payoutIds: [payout.id.slice('Payout:'.length)], idempotencyKey: newKey() };
    expect(codes(await releasePayouts(p.ctx('finance'), step))).toEqual(['payout.four-eyes']);
    expect(codes(await releasePayouts(p.ctx('finance-2'), step))).toEqual([]);
    const [sent] = await p.admin.query('select iban, holder from core.payout where id = $1', [
      step.payoutIds[0],
    ]);
    expect(sent).toEqual({ iban: payer, holder: 'Client nv' });
    await t.prove(p);
  });

  test('may be a part, of money that belongs to nobody, to a named account', async () => {
    const id = await received('80.00');
    expect(codes(await refund(id))).toEqual(['refund.without-account', 'text.blank']);
    const to = { iban: payer, holder: 'A. Payer' };
    expect(codes(await refund(id, { ...to, amount: '80.01' }))).toEqual(['payment.more-than-line']);
    expect(codes(await refund(id, { ...to, amount: '0.00' }))).toEqual([
      ...['payment.amount-not-positive'],
    ]);
    expect(codes(await refund(id, { ...to, amount: '30.00', dryRun: true }))).toEqual([]);
    expect(codes(await refund(id, { ...to, amount: '30.00' }))).toEqual([]);
    const both = await Promise.all([refund(id, to), refund(id, to)]);
    expect(both.flatMap(codes)).toEqual(['payment.nothing-open']);
    expect(await openOf(id)).toBe(0n);
    await t.prove(p);
  });
});

test('a debit that came without its id is matched by a person, of exactly its amount', async () => {
  await t.newInvoice(p, 'member-stage', [line('5000.00')]);
  const memberId = p.memberIds['member-stage'];
  await setPayoutAccount(p.ctx('member-stage'), { memberId, iban: payer });
  const { payoutId } = await t.within(p.ctx('adviser'), (ctx) =>
    paySalary(ctx.tx, ctx, {
      ...{ activityId: p.activityIds['member-stage'], contractId: newId(), workerId: memberId },
      ...{ netMinor: 2_500n, taxMinor: 0n, socialMinor: 0n, dueOn: '2026-11-24' },
    }),
  );
  const wish = (bankLineId: string) =>
    matchPayout(p.ctx('finance'), {
      ...{ bankLineId, payoutId: payoutId as string, idempotencyKey: newKey() },
    });
  const debit = await received('-25.00');
  expect(codes(await wish(debit))).toEqual(['payout.not-of-this-line']);
  const release = { payoutIds: [payoutId as string], idempotencyKey: newKey() };
  expect(codes(await releasePayouts(p.ctx('finance'), release))).toEqual([]);
  expect(codes(await wish(await received('-25.01')))).toEqual(['payout.not-of-this-line']);
  expect(await wish(debit)).toEqual({ matched: true, violations: [] });
  expect(codes(await wish(debit))).toEqual(['payout.not-of-this-line']);
  expect(await openOf(debit)).toBe(0n);
  // And it comes back, without an id again.
  expect(codes(await wish(await received('25.00')))).toEqual([]);
  await t.prove(p);
});

test('what is open is summed by its age, for those who match', async () => {
  const query = `{ suspense { balance { amount } oldestOn buckets { fromDays untilDays count
    received { amount } paid { amount } } } }`;
  const before = await t.ask(p, 'finance', query);
  await received('7.00', { bookedOn: '2026-08-01' });
  await received('-2.00', { bookedOn: '2026-11-16' });
  await received('3.00', { bookedOn: '2026-11-15' });
  const { oldestOn, buckets, balance } = await t.ask(p, 'finance', query);
  expect(oldestOn).toBe('2026-08-01');
  const cents = (amount: { amount: string }) => BigInt(amount.amount.replace('.', ''));
  expect(cents(balance) - cents(before.balance)).toBe(800n);
  expect(cents(balance)).toBe(await t.balanceAt(p, 'bank.suspense'));
  const grown = buckets.map((bucket: (typeof buckets)[0], i: number) => [
    ...[bucket.fromDays, bucket.untilDays, bucket.count - before.buckets[i].count],
    Number(cents(bucket.received) - cents(before.buckets[i].received)),
    Number(cents(bucket.paid) - cents(before.buckets[i].paid)),
  ]);
  expect(grown).toEqual([
    [0, 7, 1, 0, 200],
    [8, 30, 1, 300, 0],
    [31, 90, 0, 0, 0],
    [91, null, 1, 700, 0],
  ]);
  expect(await t.ask(p, 'member-stage', query)).toBeNull();
});
