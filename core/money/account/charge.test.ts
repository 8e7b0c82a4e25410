import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { newId } from '../../platform/ids.js';
import { type TestPlatform, testPlatform } from '../../platform/testing/platform.js';
import * as t from '../testing.js';
import { charge } from './charge.js';
import { refund } from './refund.js';

let p: TestPlatform;
beforeAll(async () => {
  p = await testPlatform();
  const { structuredCommunication } = await t.newInvoice(p, 'member-stage', [t.line('1000.00')]);
  await t.receive(p, '1210.00', structuredCommunication);
});
afterAll(() => p?.close());

const order = (over: object = {}) => ({
  ...{ key: t.newKey(), activityId: p.activityIds['member-stage'], amountMinor: 10_000n },
  ...{
    currency: 'EUR',
    service: 'test.insurance',
    source: { type: 'AssignmentStep', id: newId() },
  },
  ...over,
});
const take = (over: object = {}) => charge(p.ctx('member-stage'), order(over));
const available = async () => (await t.standing(p, 'member-stage')).available;

test('a service is paid from what is available, and its price given back once', async () => {
  const before = await available();
  const key = t.newKey();
  await take({ key });
  expect(before - (await available())).toBe(10_000n);
  expect(await t.balanceAt(p, 'service.income')).toBe(10_000n);
  await refund(p.ctx('member-stage'), key);
  await refund(p.ctx('member-stage'), key);
  await refund(p.ctx('member-stage'), 'never-made');
  expect(await available()).toBe(before);
  expect(await t.balanceAt(p, 'service.income')).toBe(0n);
  await t.prove(p);
});

test('a part is given back once a key, and never more than is left', async () => {
  const before = await available();
  const [key, first] = [t.newKey(), t.newKey()];
  const part = (amountMinor: bigint, of = t.newKey()) =>
    refund(p.ctx('member-stage'), key, { key: of, amountMinor });
  await expect(part(1n)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await take({ key });
  await part(3_000n, first);
  await part(3_000n, first);
  expect(before - (await available())).toBe(7_000n);
  await expect(part(2_999n, first)).rejects.toMatchObject({ code: 'IDEMPOTENCY_MISMATCH' });
  for (const amountMinor of [0n, -1n]) {
    await expect(part(amountMinor)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  }
  const refused = { code: 'REFUSED', findings: [{ code: 'charge.more-than-left' }] };
  await expect(part(7_001n)).rejects.toMatchObject(refused);
  const many = await Promise.allSettled([1, 2, 3, 4].map(() => part(2_000n)));
  expect(many.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
  expect(before - (await available())).toBe(1_000n);
  await refund(p.ctx('member-stage'), key);
  await refund(p.ctx('member-stage'), key);
  expect(await available()).toBe(before);
  await expect(part(1n)).rejects.toMatchObject(refused);
  await t.prove(p);
});

test('a charge that was given back in parts to the last cent is over', async () => {
  const before = await available();
  const key = t.newKey();
  await take({ key });
  for (const amountMinor of [4_000n, 6_000n]) {
    await refund(p.ctx('member-stage'), key, { key: t.newKey(), amountMinor });
  }
  await refund(p.ctx('member-stage'), key);
  expect(await available()).toBe(before);
  await t.prove(p);
});

test('the same key takes it once, on a later day and at the same moment too', async () => {
  const before = await available();
  const once = order();
  const all = await Promise.all([1, 2, 3].map(() => charge(p.ctx('member-stage'), once)));
  p.setToday('2026-11-25');
  all.push(await charge(p.ctx('member-stage'), once));
  p.setToday('2026-11-23');
  expect(new Set(all.map(({ transactionId }) => transactionId)).size).toBe(1);
  expect(before - (await available())).toBe(10_000n);
  const other = { ...once, amountMinor: 5n };
  await expect(charge(p.ctx('member-stage'), other)).rejects.toMatchObject({
    code: 'IDEMPOTENCY_MISMATCH',
  });
});

test('more than is available is refused by a code that plugins can tell apart', async () => {
  await expect(take({ amountMinor: 10_000_000n })).rejects.toMatchObject({
    code: 'INSUFFICIENT_FUNDS',
    findings: [{ code: 'money.insufficient-funds' }],
  });
});

test('many who spend at the same moment never spend more than there is', async () => {
  const before = await available();
  const wishes = Array.from({ length: 10 }, () => take({ amountMinor: before / 4n }));
  const done = (await Promise.allSettled(wishes)).filter(({ status }) => status === 'fulfilled');
  expect(done).toHaveLength(4);
  expect(await available()).toBeGreaterThanOrEqual(0n);
  await t.prove(p);
});

test('bad amounts, another currency and others’ activities are refused', async () => {
  for (const amountMinor of [0n, -1n, 10n ** 15n]) {
    await expect(take({ amountMinor })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  }
  await expect(take({ currency: 'USD' })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  await expect(charge(p.ctx('member-film'), order())).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
