import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '../../platform/ids.js';
import type { TestPerson } from '../../platform/testing/fixture.js';
import { type TestPlatform, testPlatform } from '../../platform/testing/platform.js';
import { unmatchPayment } from '../matching/unmatch-payment.js';
import * as t from '../testing.js';
import { contributeToFund } from './contribute-to-fund.js';
import { decideFundPolicy } from './decide-fund-policy.js';
import { decideWriteOff } from './decide-write-off.js';
import { roomMinor } from './fund-room.js';
import { advance, lockFund } from './guarantee-fund.js';
import { proposeWriteOff } from './propose-write-off.js';

let p: TestPlatform;
beforeAll(async () => {
  p = await testPlatform({ today: '2026-07-01' });
  await t.withFund(p, 1_000_000n);
});
afterAll(() => p?.close());

const { codes, newKey, line } = t;
const give = (manager: t.Manager, amountMinor: bigint) =>
  t.within(p.ctx(manager), (ctx) =>
    advance(
      ctx,
      {
        ...{ activityId: p.activityIds[manager], amountMinor, key: newKey() },
        source: { type: 'assignment_step', id: newId() },
      },
      ctx.tx,
    ),
  );
const propose = (invoiceId: string, as: TestPerson = 'finance', over: object = {}) =>
  proposeWriteOff(p.ctx(as), {
    ...{ invoiceId, reason: 'Declared bankrupt', idempotencyKey: newKey(), ...over },
  });
const decide = (writeOffId: string | null, as: TestPerson = 'finance-2', over: object = {}) =>
  decideWriteOff(p.ctx(as), {
    ...{ writeOffId: writeOffId as string, approve: true, idempotencyKey: newKey(), ...over },
  });
const roomOf = (manager: t.Manager) =>
  t.within(p.ctx(manager), async (ctx) => {
    const activity = { id: p.activityIds[manager] as string, currency: 'EUR' };
    return roomMinor(await lockFund(ctx.tx, ctx, activity));
  });
const fundQuery = `{ guaranteeFund { available { amount } advanced { amount } losses { amount }
  contributed { amount } coverage ages { fromDays untilDays advanced { amount } uncovered { amount } }
  exposures(first: 5) { advanced { amount } oldestOn dueOn client { name } activity { id } }
  history(months: 5) { month contributed { amount } advanced { amount } repaid { amount }
    lost { amount } recovered { amount } available { amount } } } }`;
const fund = () => t.ask(p, 'finance', fundQuery);

describe('what the fund has out', () => {
  test('is told by age and client: the oldest advance waits for the invoice due first', async () => {
    const a = await t.newInvoice(p, 'member-stage', [line('1000.00')]);
    p.setToday('2026-08-15');
    await give('member-stage', 90_000n);
    p.setToday('2026-10-10');
    await t.newInvoice(p, 'member-stage', [line('1000.00')]);
    await give('member-stage', 50_000n);
    p.setToday('2026-11-23');
    const { ages, exposures, coverage, advanced } = await fund();
    expect(advanced.amount).toBe('1400.00');
    expect(coverage).toBe('100.00');
    expect(ages).toEqual([
      { fromDays: 0, untilDays: 30, advanced: { amount: '0.00' }, uncovered: { amount: '0.00' } },
      {
        fromDays: 31,
        untilDays: 60,
        advanced: { amount: '500.00' },
        uncovered: { amount: '0.00' },
      },
      { fromDays: 61, untilDays: 90, advanced: { amount: '0.00' }, uncovered: { amount: '0.00' } },
      {
        fromDays: 91,
        untilDays: null,
        advanced: { amount: '900.00' },
        uncovered: { amount: '0.00' },
      },
    ]);
    // 935.00 of the first invoice, which is due on the last day of July, and 465.00 of the other.
    expect(exposures).toMatchObject([
      { advanced: { amount: '935.00' }, oldestOn: '2026-08-15', dueOn: '2026-07-31' },
      { advanced: { amount: '465.00' }, oldestOn: '2026-10-10' },
    ]);
    // What is repaid was the oldest.
    await t.receive(p, '605.00', a.structuredCommunication);
    const after = await fund();
    expect(after.ages[3].advanced.amount).toBe('432.50');
    expect(after.ages[1].advanced.amount).toBe('500.00');
    await t.prove(p);
  });

  test('is told month by month, and what is at its end is what is there', async () => {
    const { history, available } = await fund();
    expect(history.map(({ month }: { month: string }) => month)).toEqual([
      ...['2026-11-01', '2026-10-01', '2026-09-01', '2026-08-01', '2026-07-01'],
    ]);
    expect(history[0]).toMatchObject({
      ...{ advanced: { amount: '0.00' }, repaid: { amount: '467.50' } },
      available,
    });
    expect(history[3]).toMatchObject({
      ...{ advanced: { amount: '900.00' }, available: { amount: '9100.00' } },
    });
    expect(history[4]).toMatchObject({ contributed: { amount: '10000.00' } });
  });
});

describe('what will never be paid', () => {
  test('is given up by two people: the fund loses it, the activity does not owe it', async () => {
    const invoice = await t.newInvoice(p, 'member-film', [line('1000.00')]);
    expect(codes(await propose(invoice.id))).toEqual(['fund.nothing-advanced']);
    await give('member-film', 60_000n);
    expect(codes(await propose(invoice.id, 'finance', { reason: ' ' }))).toEqual(['text.blank']);
    const key = { idempotencyKey: newKey() };
    const proposed = await propose(invoice.id, 'finance', key);
    expect(await propose(invoice.id, 'finance', key)).toEqual(proposed);
    expect(codes(await propose(invoice.id))).toEqual(['fund.already-written-off']);
    const { writeOffId } = proposed;
    expect(codes(await decide(writeOffId, 'finance'))).toEqual(['fund.four-eyes']);
    const update = `update core.fund_write_off set status = 'APPROVED', decided_by = made_by,
      decided_at = now() where id = $1`;
    await expect(p.admin.query(update, [writeOffId])).rejects.toMatchObject({ code: '23514' });
    expect(codes(await decide(writeOffId, 'finance-2', { dryRun: true }))).toEqual([]);
    const before = await t.balanceAt(p, 'fund.available');
    const both = await Promise.all([decide(writeOffId), decide(writeOffId)]);
    expect(both.flatMap(codes)).toEqual(['fund.write-off-decided']);
    expect((await t.standing(p, 'member-film')).advanced).toBe(0n);
    expect(await t.balanceAt(p, 'fund.losses')).toBe(60_000n);
    // The money had left when it was advanced: nothing leaves twice.
    expect(await t.balanceAt(p, 'fund.available')).toBe(before);
    // Upon what will not be paid nothing more is advanced.
    expect(await roomOf('member-film')).toBe(0n);
    expect(await fund()).toMatchObject({ losses: { amount: '600.00' } });
    await t.prove(p);
  });

  test('and is paid after all goes to the fund first; undone, it is lost again', async () => {
    const [{ id }] = (await t.ask(p, 'member-film', '{ invoices(last: 1) { nodes { id } } }'))
      .nodes;
    const invoice = await t.invoiceOf(p, id.slice('Invoice:'.length));
    const available = await t.balanceAt(p, 'fund.available');
    await t.receive(p, '121.00', invoice.structuredCommunication);
    expect(await t.balanceAt(p, 'fund.losses')).toBe(50_650n);
    expect(await t.balanceAt(p, 'fund.available')).toBe(available + 9_350n);
    expect((await t.standing(p, 'member-film')).available).toBe(60_000n);
    await t.receive(p, '1089.00', invoice.structuredCommunication);
    expect(await t.balanceAt(p, 'fund.losses')).toBe(0n);
    expect((await t.standing(p, 'member-film')).available).toBe(93_500n);
    const query =
      '{ fundWriteOffs(first: 1) { nodes { status amount { amount } recovered { amount } } } }';
    expect((await t.ask(p, 'finance', query)).nodes).toEqual([
      { status: 'APPROVED', amount: { amount: '600.00' }, recovered: { amount: '600.00' } },
    ]);
    await t.prove(p);
    const payments = `{ invoice(id: "${id}") { payments { id } } }`;
    const [first] = (await t.ask(p, 'finance', payments)).payments;
    const undone = await unmatchPayment(p.ctx('finance'), {
      ...{ paymentId: first.id.slice('Payment:'.length), reason: 'Another debtor' },
      idempotencyKey: newKey(),
    });
    expect(codes(undone)).toEqual([]);
    expect(await t.balanceAt(p, 'fund.losses')).toBe(9_350n);
    await t.prove(p);
  });

  test('may stay owed, and be asked for again; no more is lost than is out by then', async () => {
    const invoice = await t.newInvoice(p, 'member-design', [line('1000.00')]);
    await give('member-design', 80_000n);
    const { writeOffId } = await propose(invoice.id, 'finance-2');
    expect(codes(await decide(writeOffId, 'finance', { approve: false }))).toEqual([]);
    expect((await t.standing(p, 'member-design')).advanced).toBe(80_000n);
    const again = await propose(invoice.id);
    await t.receive(p, '605.00', invoice.structuredCommunication);
    const losses = await t.balanceAt(p, 'fund.losses');
    const { after } = await decide(again.writeOffId);
    expect(after?.amountMinor).toBe(80_000n - 46_750n);
    expect(await t.balanceAt(p, 'fund.losses')).toBe(losses + 33_250n);
    await t.prove(p);
  });

  test('beside the client’s payment at the same moment: never lost and repaid both', async () => {
    const invoice = await t.newInvoice(p, 'member-startup', [line('1000.00')]);
    await give('member-startup', 40_000n);
    const { writeOffId } = await propose(invoice.id);
    await Promise.all([
      decide(writeOffId),
      t.receive(p, '1210.00', invoice.structuredCommunication),
    ]);
    expect(await t.standing(p, 'member-startup')).toMatchObject({
      ...{ available: 93_500n, advanced: 0n },
    });
    await t.prove(p);
  });

  test('is not for everybody; what is not there is not found', async () => {
    for (const as of ['member-stage', 'adviser', 'admin'] as const) {
      await expect(propose(newId(), as)).rejects.toMatchObject({ code: 'FORBIDDEN' });
      await expect(decide(newId(), as)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    }
    await expect(propose(newId())).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(decide(newId())).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const query = '{ fundWriteOffs { nodes { id } } }';
    expect((await t.ask(p, 'member-film', query)).nodes).toEqual([]);
  });
});

describe('the fund’s own', () => {
  test('money comes from the shared income, once for a key', async () => {
    const before = await t.balanceAt(p, 'fund.available');
    const order = { amount: '250.00', idempotencyKey: newKey() };
    const put = (over: object = {}) => contributeToFund(p.ctx('finance'), { ...order, ...over });
    expect(await put({ dryRun: true })).toEqual({ contributed: false, violations: [] });
    expect(await put()).toEqual({ contributed: true, violations: [] });
    expect(await put()).toEqual({ contributed: true, violations: [] });
    expect(await t.balanceAt(p, 'fund.available')).toBe(before + 25_000n);
    await expect(put({ amount: '250.01' })).rejects.toMatchObject({ code: 'IDEMPOTENCY_MISMATCH' });
    for (const amount of ['0.00', '-1.00', '1000000000.00']) {
      expect(codes(await put({ amount, idempotencyKey: newKey() }))).toEqual([
        ...['fund.amount-not-positive'],
      ]);
    }
    expect((await fund()).contributed.amount).toBe('10250.00');
    await t.prove(p);
  });

  test('policy holds from its day, and leaves the past as it was', async () => {
    const decision = { shareOfExpected: '50', from: '2026-12-01', source: 'Board, 20 Nov 2026' };
    const set = (over: object = {}) => decideFundPolicy(p.ctx('finance'), { ...decision, ...over });
    expect(codes(await set({ from: '2026-11-22', shareOfExpected: '100.5', source: '' }))).toEqual([
      ...['text.blank', 'fund.share', 'fund.policy-past'],
    ]);
    expect(codes(await set({ perActivity: '-1.00' }))).toEqual(['fund.limit']);
    const before = await roomOf('member-stage');
    expect(await set()).toEqual({ decided: true, violations: [] });
    expect(await roomOf('member-stage')).toBe(before);
    p.setToday('2026-12-01');
    expect(await roomOf('member-stage')).toBeLessThan(before);
    const { policy } = await t.ask(
      p,
      'finance',
      '{ guaranteeFund { policy { shareOfExpected from source } } }',
    );
    expect(policy).toEqual({
      ...{ shareOfExpected: '50.00', from: '2026-12-01', source: 'Board, 20 Nov 2026' },
    });
    await expect(decideFundPolicy(p.ctx('adviser'), decision)).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });

  test('report has bounds', async () => {
    const over = (field: string) => `{ guaranteeFund { ${field} } }`;
    for (const field of ['exposures(first: 101) { oldestOn }', 'history(months: 61) { month }']) {
      expect(await t.errorsOf(p, 'finance', over(field))).toEqual(['BAD_USER_INPUT']);
    }
  });
});
