import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { newId } from '../../platform/ids.js';
import { type TestPlatform, testPlatform } from '../../platform/testing/platform.js';
import type { OwnMoney } from '../../sdk/money-doors.js';
import * as t from '../testing.js';
import { currentAccounts } from './current-account-port.js';

let p: TestPlatform;
beforeAll(async () => {
  p = await testPlatform();
});
afterAll(() => p?.close());

type Person = 'finance' | 'member-stage' | 'member-film';
const port = (as: Person = 'finance') => currentAccounts(p.ctx(as));
const available = async () => (await t.standing(p, 'member-stage')).available;
const openOf = async (id: string) =>
  (await p.admin.query('select open_minor from core.bank_line where id = $1', [id]))[0]?.open_minor;

/** What all accounts of a code have together. */
const balanceAt = async (code: string): Promise<bigint> => {
  const [row] = await p.admin.query<{ sum: bigint }>(
    `select coalesce(sum(b.posted), 0)::bigint as sum from ledger.balance b
     join ledger.account a on a.cooperative_id = b.cooperative_id and a.id = b.account_id
     where a.code = $1`,
    [code],
  );
  return row?.sum ?? 0n;
};

const order = (bankLineId: string, over: Partial<OwnMoney> = {}): OwnMoney => ({
  ...{ key: t.newKey(), accountId: newId(), amountMinor: 1_000_00n, bankLineId },
  ...{ service: 'test.own-money', activityId: p.activityIds['member-stage'] },
  ...{ memberId: p.memberIds['member-stage'], ...over },
});

test('own money comes in by the bank, is spent and paid back by a payout, and the books agree', async () => {
  const before = await available();
  const line = await t.receive(p, '1500.00');
  const own = order(line);
  const { accountId } = own;
  expect(await port().payIn(own)).toMatchObject({ paidInMinor: 1_000_00n, owedMinor: 1_000_00n });
  await Promise.all([port().payIn(own), port().payIn(own)]);
  expect((await available()) - before).toBe(1_000_00n);
  expect([await openOf(line), await balanceAt('member.current')]).toEqual([500_00n, 1_000_00n]);
  const back = { key: t.newKey(), accountId, amountMinor: 400_00n };
  for (const _ of [1, 2]) await port('member-stage').payBack(back);
  expect(await port('member-stage').state(accountId)).toMatchObject({
    ...{ paidBackMinor: 400_00n, owedMinor: 600_00n },
  });
  const [payout] = await p.admin.query(
    `select status, amount_minor, payee_id from core.payout where source_type = 'current_account'`,
  );
  expect(payout).toMatchObject({ status: 'DUE', amount_minor: 400_00n, payee_id: own.memberId });
  const rest = { key: t.newKey(), accountId, amountMinor: 600_00n };
  expect(await port('member-stage').forgive(rest)).toMatchObject({
    ...{ forgivenMinor: 600_00n, owedMinor: 0n },
  });
  expect((await available()) - before).toBe(600_00n);
  for (const code of ['member.current', 'loan.receivable', 'loan.losses']) {
    expect(await balanceAt(code)).toBe(0n);
  }
  await t.prove(p);
});

test('is never more than the bank has, than is owed, or than the activity can pay', async () => {
  const line = await t.receive(p, '100.00');
  const more = port().payIn(order(line, { amountMinor: 100_01n }));
  await expect(more).rejects.toMatchObject({ findings: [{ code: 'payment.more-than-line' }] });
  const own = order(line, { amountMinor: 100_00n });
  await port().payIn(own);
  const nothing = port().payIn(order(line, { amountMinor: 1n }));
  await expect(nothing).rejects.toMatchObject({ findings: [{ code: 'payment.nothing-open' }] });
  const back = (amountMinor: bigint) =>
    port().payBack({ key: t.newKey(), accountId: own.accountId, amountMinor });
  await expect(back(100_01n)).rejects.toMatchObject({
    findings: [{ code: 'loan.more-than-owed' }],
  });
  const many = await Promise.allSettled([1, 2, 3, 4].map(() => back(40_00n)));
  expect(many.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
  for (const amountMinor of [0n, -1n]) {
    await expect(back(amountMinor)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  }
  await t.prove(p);
});

test('a key is one move, an account one member’s, and a stranger’s is not there', async () => {
  const line = await t.receive(p, '100.00');
  const own = order(line, { amountMinor: 50_00n });
  await port().payIn(own);
  const other = port().payIn({ ...own, amountMinor: 40_00n });
  await expect(other).rejects.toMatchObject({ code: 'IDEMPOTENCY_MISMATCH' });
  const memberId = p.memberIds['member-film'];
  const theirs = port().payIn({ ...own, key: t.newKey(), memberId });
  await expect(theirs).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  await expect(port('member-stage').payIn(order(line))).rejects.toMatchObject({
    code: 'FORBIDDEN',
  });
  expect(await port('member-film').state(own.accountId)).toBeNull();
  const back = { key: t.newKey(), accountId: own.accountId, amountMinor: 1n };
  await expect(port('member-film').payBack(back)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
