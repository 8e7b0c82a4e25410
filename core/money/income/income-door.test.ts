import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type TestPlatform, testPlatform } from '../../platform/testing/platform.js';
import type { IncomeOrder } from '../../sdk/money-doors.js';
import * as t from '../testing.js';
import { incomeDoor } from './income-door.js';

let p: TestPlatform;
beforeAll(async () => {
  p = await testPlatform();
});
afterAll(() => p?.close());

type Person = 'finance' | 'member-stage' | 'member-film';
const door = (as: Person = 'finance') => incomeDoor(p.ctx(as));
const available = async () => (await t.standing(p, 'member-stage')).available;
const openOf = async (id: string) =>
  (await p.admin.query('select open_minor from core.bank_line where id = $1', [id]))[0]?.open_minor;

const order = (bankLineId: string, over: Partial<IncomeOrder> = {}): IncomeOrder => ({
  ...{ key: t.newKey(), service: 'test.grant', activityId: p.activityIds['member-stage'] },
  ...{ kind: 'SUBSIDY', bankLineId, amountMinor: 1_000_00n, currency: 'EUR' },
  ...{ payer: 'Flemish Community', reference: 'KUNST-2026-1', ...over },
});

test('a tranche arrives from the bank, less its fee, however often it is told', async () => {
  const before = await available();
  const line = await t.receive(p, '1500.00');
  const grant = order(line);
  const booked = await door().record(grant);
  expect(booked).toMatchObject({
    ...{ amountMinor: 1_000_00n, feeMinor: 65_00n, currency: 'EUR', reversed: false },
  });
  const again = await Promise.all([door().record(grant), door().record(grant)]);
  expect(again).toEqual([booked, booked]);
  expect((await available()) - before).toBe(935_00n);
  expect(await openOf(line)).toBe(500_00n);
  await expect(door().record({ ...grant, amountMinor: 1n })).rejects.toMatchObject({
    extensions: { code: 'IDEMPOTENCY_MISMATCH' },
  });
  await t.prove(p);
});

test('of many who tell it at once one books it', async () => {
  const before = await available();
  const line = await t.receive(p, '100.00');
  const grant = order(line, { amountMinor: 100_00n });
  const all = await Promise.all(Array.from({ length: 8 }, () => door().record(grant)));
  expect(new Set(all.map(({ incomeId }) => incomeId)).size).toBe(1);
  expect((await available()) - before).toBe(93_50n);
});

test('what is taken back waits at the bank again, and is not booked under its key once more', async () => {
  const before = await available();
  const line = await t.receive(p, '400.00');
  const grant = order(line, { amountMinor: 400_00n });
  await door().record(grant);
  const back = { key: grant.key, reason: 'Of another activity' };
  for (const _ of [1, 2]) expect(await door().reverse(back)).toMatchObject({ reversed: true });
  expect(await available()).toBe(before);
  expect(await openOf(line)).toBe(400_00n);
  await expect(door().record(grant)).rejects.toMatchObject({ extensions: { code: 'CONFLICT' } });
  await door().record({ ...grant, key: t.newKey() });
  await t.prove(p);
});

test('is refused with everything that stands in the way, and leaves nothing', async () => {
  const line = await t.receive(p, '10.00');
  const bad = door().record(order(line, { payer: ' ', amountMinor: 10_01n }));
  await expect(bad).rejects.toMatchObject({
    ...{ code: 'REFUSED', findings: [{ code: 'text.blank' }, { code: 'payment.more-than-line' }] },
  });
  expect(await openOf(line)).toBe(10_00n);
  for (const over of [{ amountMinor: 0n }, { amountMinor: -1n }, { currency: 'GBP' }]) {
    await expect(door().record(order(line, over))).rejects.toMatchObject({
      extensions: { code: 'BAD_USER_INPUT' },
    });
  }
});

test('is for whoever matches payments, and hidden from strangers', async () => {
  const line = await t.receive(p, '20.00');
  const grant = order(line, { amountMinor: 20_00n });
  await expect(door('member-stage').record(grant)).rejects.toMatchObject({
    extensions: { code: 'FORBIDDEN' },
  });
  await door().record(grant);
  expect(await door('member-stage').state(grant.key)).toMatchObject({ amountMinor: 20_00n });
  expect(await door('member-film').state(grant.key)).toBeNull();
  expect(await door().state('another key')).toBeNull();
  const elsewhere = incomeDoor(p.ctx('finance', { foreign: true }));
  expect(await elsewhere.state(grant.key)).toBeNull();
  await expect(elsewhere.record(grant)).rejects.toMatchObject({
    extensions: { code: 'NOT_FOUND' },
  });
});
