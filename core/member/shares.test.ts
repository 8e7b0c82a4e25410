import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { balances, post } from '../money/ledger/ledger.js';
import { available, deposit } from '../money/ledger/testing.js';
import { inTransaction } from '../platform/database/transaction.js';
import { newId } from '../platform/ids.js';
import { type TestPlatform, testPlatform } from '../platform/testing/platform.js';
import { activityId, answer, ask, codes, errorCodes, memberId, newMember } from './testing.js';

let p: TestPlatform;
beforeAll(async () => {
  p = await testPlatform();
  await p.admin.query(
    `insert into core.share_price (cooperative_id, id, class, held_by, price_minor, currency,
       from_day, until_day, source)
     values ($1, gen_random_uuid(), 'A', '{USER}', 2500, 'EUR', '2015-01-01', null, 'Founding act'),
       ($1, gen_random_uuid(), 'A', '{USER}', 3000, 'EUR', '2027-01-01', null, 'Assembly 2026'),
       ($1, gen_random_uuid(), 'B', '{STAFF,PARTNER}', 3000, 'EUR', '2015-01-01', null, 'Act'),
       ($1, gen_random_uuid(), 'C', '{USER}', 100, 'EUR', '2015-01-01', '2020-01-01', 'Closed')`,
    [p.cooperativeId],
  );
});
afterAll(async () => {
  await p.close();
});

const holder = () => p.memberIds['member-stage'];
const activity = () => p.activityIds['member-stage'];

beforeEach(async () => {
  await inTransaction(p.platform.orm, p.cooperativeId, (tx) =>
    post(tx, p.cooperativeId, [deposit(available(activity()), 10_000n)]),
  );
});

const mutation = `mutation ($input: BuySharesInput!) { buyShares(input: $input) {
  member { shares { class quantity value { amount currency } } } violations { code path } } }`;
const buy = (over: object = {}, ctx = p.ctx('member-stage')) => {
  const input = { memberId: memberId(holder()), activityId: activityId(activity()), class: 'A' };
  const rest = { quantity: 1, idempotencyKey: `buy-${newId()}`, ...over };
  return ask(p, ctx, mutation, { input: { ...input, ...rest } });
};
const money = async (): Promise<bigint> => {
  const owner = { type: 'activity', id: activity() };
  const [one] = await balances(p.platform.database, p.cooperativeId, [owner]);
  return one?.availableMinor ?? 0n;
};
const registered = async (): Promise<number> =>
  (await p.admin.query('select from core.share_movement where member_id = $1', [holder()])).length;

test('shares are issued at the price of their day and paid from the activity', async () => {
  const before = await money();
  const first = await answer(buy({ quantity: 2 }));
  expect(first.violations).toEqual([]);
  p.setToday('2027-01-01');
  const { member } = await answer(buy());
  p.setToday('2026-11-23');
  expect(member.shares).toEqual([
    { class: 'A', quantity: 3, value: { amount: '80.00', currency: 'EUR' } },
  ]);
  expect(await money()).toBe(before - 8_000n);
  const owner = { type: 'cooperative', id: p.cooperativeId };
  expect(await balances(p.platform.database, p.cooperativeId, [owner])).toMatchObject([
    { code: 'equity.shares', postedMinor: 8_000n },
  ]);
});

test('a repeat with the same key, at once too, buys once', async () => {
  const before = await money();
  const lines = await registered();
  const input = { quantity: 1, idempotencyKey: `buy-${newId()}` };
  await Promise.all([answer(buy(input)), answer(buy(input)), answer(buy(input))]);
  expect(await registered()).toBe(lines + 1);
  expect(await money()).toBe(before - 2_500n);
  expect(errorCodes(await buy({ ...input, quantity: 2 }))).toEqual(['IDEMPOTENCY_MISMATCH']);
});

test('more than there is money for is refused, and two at once spend it once', async () => {
  const left = Number((await money()) / 2_500n);
  expect(codes(await answer(buy({ quantity: left + 1 })))).toEqual(['share.too-little-money']);
  const both = await Promise.all([buy({ quantity: left }), buy({ quantity: left })].map(answer));
  expect(both.flatMap(codes)).toEqual(['share.too-little-money']);
  expect(await money()).toBeLessThan(2_500n);
});

test('a dry run costs nothing', async () => {
  const before = await money();
  expect(await answer(buy({ dryRun: true }))).toEqual({ member: null, violations: [] });
  expect(await money()).toBe(before);
});

test.each([
  ['of a class that nobody knows', { class: 'Z' }, 'share.class-without-price'],
  ['of a class with a name like SQL', { class: "A' --" }, 'share.class-without-price'],
  ['of a class that is no longer issued', { class: 'C' }, 'share.class-without-price'],
  ['of a class for others', { class: 'B' }, 'share.class-for-others'],
  ['none', { quantity: 0 }, 'share.quantity'],
  ['fewer than none', { quantity: -5 }, 'share.quantity'],
  ['more than anybody buys', { quantity: 2_000_000_000 }, 'share.quantity'],
])('shares %s are refused', async (_what, over, code) => {
  const lines = await registered();
  expect(codes(await answer(buy(over)))).toContain(code);
  expect(await registered()).toBe(lines);
});

test('who is not identified, or not active, holds no shares', async () => {
  const { id } = await newMember(p, { completion: 1, status: 'PENDING' });
  const refused = await answer(buy({ memberId: memberId(id) }, p.ctx('admin')));
  expect(codes(refused)).toEqual(['member.not-active', 'share.holder-not-identified']);
});

test('nobody pays from another’s activity, and a dull key is bad input', async () => {
  const others = { activityId: activityId(p.activityIds['member-film']) };
  expect(errorCodes(await buy(others))).toEqual(['NOT_FOUND']);
  expect(errorCodes(await buy({ memberId: memberId(p.memberIds.admin) }))).toEqual(['NOT_FOUND']);
  expect(errorCodes(await buy({ idempotencyKey: 'short' }))).toEqual(['BAD_USER_INPUT']);
});

test('the register is only ever added to', async () => {
  await answer(buy());
  const { database } = p.platform;
  await expect(database.query('delete from core.share_movement')).rejects.toThrow('append-only');
  await expect(database.query('update core.share_movement set quantity = 9')).rejects.toThrow(
    'append-only',
  );
});

test('what others hold is not shown to members', async () => {
  const { id } = await newMember(p);
  await p.admin.query(
    `insert into core.participation (cooperative_id, activity_id, member_id, role, status, since)
     values ($1, $2, $3, 'PARTICIPANT', 'ACTIVE', '2021-01-01')`,
    [p.cooperativeId, activity(), id],
  );
  const query = `{ member(id: "${memberId(id)}") { displayName shares { class } roles { role }
    advisers { from } contact { city } email } }`;
  expect(await answer(ask(p, p.ctx('member-stage'), query))).toMatchObject({
    ...{ shares: null, roles: null, advisers: null, contact: null, email: null },
  });
  expect(await answer(ask(p, p.ctx('adviser'), query))).toMatchObject({
    ...{ shares: [], roles: [], contact: { city: 'Brussel' } },
  });
});
