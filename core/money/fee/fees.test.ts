import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { newId } from '../../platform/ids.js';
import { type TestPlatform, testPlatform } from '../../platform/testing/platform.js';
import { charge } from '../account/charge.js';
import { refund } from '../account/refund.js';
import { ClientKind } from '../client/client.entity.js';
import { createClient } from '../client/create-client.js';
import { creditInvoice } from '../invoice/credit-invoice.js';
import * as t from '../testing.js';
import { chargeMonth } from './monthly-fees.js';

let p: TestPlatform;
beforeAll(async () => {
  p = await testPlatform();
});
afterAll(() => p?.close());

/** Each test has a rule of its own, from the day on which it plays. */
let days = 0;
beforeEach(async () => {
  days += 1;
  p.setToday(`2027-0${days}-15`);
});

const decide = `mutation ($input: DecideFeeRuleInput!) { decideFeeRule(input: $input) {
  feeRule { base rate internalRate fixedMonthly { amount } brackets { upTo { amount } rate } from }
  violations { code path } } }`;
const today = () => p.platform.clock.today();
const rule = (input: object) =>
  t.ask(p, 'finance', decide, {
    input: { base: 'INCOME', source: 'General assembly', from: today(), ...input },
  });
const record = `mutation ($input: RecordIncomeInput!) { recordIncome(input: $input) {
  income { id kind payer amount { amount } fee { amount } receivedOn } violations { code path } } }`;
const income = async (amount: string, over: object = {}, line?: string) =>
  t.ask(p, 'finance', record, {
    input: {
      ...{ activityId: `Activity:${p.activityIds['member-stage']}`, kind: 'SUBSIDY' },
      bankLineId: `BankLine:${line ?? (await t.receive(p, amount))}`,
      ...{ payer: 'Flemish Community', reference: 'KUNST-2026-1', idempotencyKey: t.newKey() },
      ...over,
    },
  });
const fee = async (price: string, clientId?: string) =>
  (await t.newInvoice(p, 'member-stage', [t.line(price)], clientId)).feeMinor;
const paid = async (price: string) => {
  const invoice = await t.newInvoice(p, 'member-stage', [t.line(price)]);
  await t.receive(p, invoice.total.amount, invoice.structuredCommunication);
  return invoice;
};

describe('an income that is no invoice', () => {
  test('is booked from the bank, less its fee, and reversed', async () => {
    const before = await t.standing(p, 'member-stage');
    const { income: made, violations } = await income('1000.00');
    expect(violations).toEqual([]);
    expect(made).toMatchObject({ fee: { amount: '65.00' }, amount: { amount: '1000.00' } });
    const after = await t.standing(p, 'member-stage');
    expect(after.available - before.available).toBe(93_500n);
    await t.prove(p);
    const reverse = `mutation ($input: ReverseIncomeInput!) { reverseIncome(input: $input) {
      income { reversalReason } violations { code } } }`;
    const input = { incomeId: made.id, reason: 'Of another activity', idempotencyKey: t.newKey() };
    const reversed = await t.ask(p, 'finance', reverse, { input });
    expect(reversed.income).toEqual({ reversalReason: 'Of another activity' });
    const again = { ...input, idempotencyKey: t.newKey() };
    expect(t.codes(await t.ask(p, 'finance', reverse, { input: again }))).toEqual([
      'income.already-reversed',
    ]);
    expect(await t.standing(p, 'member-stage')).toEqual(before);
    await t.prove(p);
  });

  test('is asked once, seen by its people, and refused with all that is wrong', async () => {
    const line = await t.receive(p, '500.00');
    const key = { idempotencyKey: t.newKey(), amount: '200.00' };
    const first = await income('', key, line);
    expect((await income('', key, line)).income.amount).toEqual({ amount: '200.00' });
    const query = `{ income(id: "${first.income.id}") { payer activity { id } } }`;
    expect(await t.ask(p, 'member-stage', query)).toMatchObject({ payer: 'Flemish Community' });
    expect(await t.ask(p, 'member-film', query)).toBeNull();
    const bad = await income('', { amount: '300.01', payer: ' ' }, line);
    expect(t.codes(bad)).toEqual(['text.blank', 'payment.more-than-line']);
    const both = await Promise.all([income('', {}, line), income('', {}, line)]);
    expect(both.flatMap(t.codes)).toEqual(['payment.nothing-open']);
    const foreign = { activityId: `Activity:${p.other.activityIds['member-stage']}` };
    const variables = {
      input: {
        ...foreign,
        bankLineId: `BankLine:${line}`,
        kind: 'OTHER',
        payer: 'x',
        reference: 'x',
        idempotencyKey: t.newKey(),
      },
    };
    expect(await t.errorsOf(p, 'finance', record, variables)).toEqual(['NOT_FOUND']);
    expect(await t.errorsOf(p, 'member-stage', record, variables)).toEqual(['FORBIDDEN']);
    await t.prove(p);
  });
});

describe('the rule', () => {
  test('of turnover leaves subsidies alone', async () => {
    expect((await rule({ base: 'TURNOVER', rate: '10' })).violations).toEqual([]);
    expect((await income('1000.00')).income.fee).toEqual({ amount: '0.00' });
    expect(await fee('100.00')).toBe(1_000n);
    await t.prove(p);
  });

  test('has its own rate for invoices to a legal entity of the co-operative', async () => {
    await rule({ rate: '10', internalRate: '5' });
    const { client } = await createClient(p.ctx('member-stage'), {
      ...{ activityId: p.activityIds['member-stage'], kind: ClientKind.COMPANY, name: 'Us' },
      ...{ vatNumber: 'BE0896755397', address: t.address },
    });
    expect(await fee('100.00', client?.id)).toBe(500n);
    expect(await fee('100.00')).toBe(1_000n);
  });

  test('in brackets counts the year, and internal invoices do not move it', async () => {
    const [year] = await p.admin.query<{ base: string }>(
      `select coalesce(sum(base_minor), 0)::text as base from core.fee_line
       where activity_id = $1 and year = 2027 and not internal`,
      [p.activityIds['member-stage']],
    );
    const reached = Number(year?.base ?? 0) / 100;
    const brackets = [{ upTo: (reached + 100).toFixed(2), rate: '10' }, { rate: '5' }];
    expect((await rule({ brackets, internalRate: '1' })).violations).toEqual([]);
    expect(await fee('150.00')).toBe(1_250n);
    expect(await fee('100.00')).toBe(500n);
  });

  test('of a margin counts what costs leave, and each month corrects it', async () => {
    await rule({ base: 'MARGIN', rate: '10' });
    // A subsidy is no turnover: it pays the paper and moves no margin.
    await income('5000.00');
    const order = (amountMinor: bigint) => ({
      ...{ activityId: p.activityIds['member-stage'], amountMinor, key: t.newKey() },
      ...{ currency: 'EUR', service: 'printing', source: { type: 'test', id: newId() } },
    });
    expect(await fee('100.00')).toBe(1_000n);
    const paper = order(4_000n);
    await charge(p.ctx('member-stage'), paper);
    const next = t.newInvoice(p, 'member-stage', [t.line('100.00')]);
    expect((await next).feeMinor).toBe(600n);
    await refund(p.ctx('member-stage'), paper.key);
    expect(await fee('10.00')).toBe(100n);
    await t.prove(p);
    // The paper came back: of the 40.00 that did not count, the month keeps its 10 % after all.
    const lines = () =>
      p.admin.query<{ fee: bigint; base: bigint }>(
        `select fee_minor as fee, base_minor as base from core.fee_line
         where activity_id = $1 and kind = 'MARGIN' order by id`,
        [p.activityIds['member-stage']],
      );
    p.setToday(`2027-0${days + 1}-02`);
    await chargeMonth(p.platform, p.cooperativeId);
    await chargeMonth(p.platform, p.cooperativeId);
    expect(await lines()).toHaveLength(1);
    await t.prove(p);
  });
});

test('the fixed part is taken once a month, when there is money, from those who are not exempt', async () => {
  await rule({ rate: '10', fixedMonthly: '30.00', from: '2027-07-15' });
  p.setToday('2027-08-01');
  await t.ask(
    p,
    'finance',
    `mutation ($input: ExemptFromFeeInput!) { exemptFromFee(input: $input) {
      exempted violations { code } } }`,
    {
      input: {
        ...{ activityId: `Activity:${p.activityIds['member-design']}`, appliesTo: 'MONTHLY' },
        ...{ from: '2027-08-01', reason: 'Sick leave' },
      },
    },
  );
  const available = async () => (await t.standing(p, 'member-stage')).available;
  const before = await available();
  await Promise.all([
    chargeMonth(p.platform, p.cooperativeId),
    chargeMonth(p.platform, p.cooperativeId),
  ]);
  await chargeMonth(p.platform, p.cooperativeId);
  expect(before - (await available())).toBe(3_000n);
  const due = await p.admin.query<{ charged: boolean }>(
    `select activity_id = $2 as stage, charged_on is not null as charged from core.monthly_fee
     where cooperative_id = $1 order by 1, 2`,
    [p.cooperativeId, p.activityIds['member-stage']],
  );
  expect(due).toEqual([
    ...[
      { stage: false, charged: false },
      { stage: false, charged: false },
    ],
    { stage: true, charged: true },
  ]);
  // A month later the film has money for one of the two months that it owes.
  p.setToday('2027-09-01');
  const film = await t.newInvoice(p, 'member-film', [t.line('60.00')]);
  await t.receive(p, '72.60', film.structuredCommunication);
  await chargeMonth(p.platform, p.cooperativeId);
  expect((await t.standing(p, 'member-film')).available).toBe(5_400n - 3_000n);
  await t.prove(p);
});

test('a credit note gives the fee back in proportion, exempt or not', async () => {
  p.setToday('2027-10-15');
  await rule({ rate: '10', from: '2027-10-15' });
  const invoice = await paid('100.00');
  expect(invoice.feeMinor).toBe(1_000n);
  const credit = (net: string) =>
    creditInvoice(p.ctx('member-stage'), {
      ...{ invoiceId: invoice.id, reason: 'x', idempotencyKey: t.newKey() },
      lines: [{ position: 1, net }],
    });
  await credit('33.33');
  await credit('66.67');
  const lines = await p.admin.query<{ base: bigint; fee: bigint }>(
    `select f.base_minor as base, f.fee_minor as fee from core.fee_line f
     join core.invoice i on i.cooperative_id = f.cooperative_id and i.id = f.invoice_id
     where i.id = $1 or i.credits_id = $1 order by f.id`,
    [invoice.id],
  );
  expect(lines).toEqual([
    { base: 10_000n, fee: 1_000n },
    { base: -3_333n, fee: -333n },
    { base: -6_667n, fee: -667n },
  ]);
  await t.prove(p);
});

test.each([
  ['a rate and brackets', { rate: '1', brackets: [{ rate: '1' }] }, ['fee.rate-or-brackets']],
  ['neither', {}, ['fee.rate-or-brackets']],
  ['101 percent', { rate: '101' }, ['fee.rate-out-of-range']],
  [
    'a last bracket that ends',
    { brackets: [{ upTo: '1', rate: '1' }] },
    ['fee.brackets-not-rising'],
  ],
  ['yesterday', { rate: '1', from: '2020-01-01' }, ['fee.rule-in-past']],
  ['an end before its start', { rate: '1', until: '2027-01-01' }, ['fee.ends-before']],
  ['less than nothing a month', { rate: '1', fixedMonthly: '-1' }, ['fee.amount-negative']],
  ['no source', { rate: '1', source: ' ' }, ['text.blank']],
])('a rule of %s is refused', async (_, over, expected) => {
  p.setToday('2027-11-15');
  expect(t.codes(await rule(over))).toEqual(expected);
});

test('fees are decided by those who may', async () => {
  p.setToday('2027-11-20');
  const variables = { input: { base: 'INCOME', rate: '1', from: today(), source: 'x' } };
  expect(await t.errorsOf(p, 'adviser', decide, variables)).toEqual(['FORBIDDEN']);
  expect(t.codes(await t.ask(p, 'admin', decide, variables))).toEqual([]);
  expect(t.codes(await t.ask(p, 'admin', decide, variables))).toEqual(['fee.rule-same-day']);
});
