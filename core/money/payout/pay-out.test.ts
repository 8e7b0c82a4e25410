import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { newId } from '../../platform/ids.js';
import { type TestPlatform, testPlatform } from '../../platform/testing/platform.js';
import * as t from '../testing.js';
import { payOut } from './pay-out.js';

let p: TestPlatform;
beforeAll(async () => {
  p = await testPlatform();
  const { structuredCommunication } = await t.newInvoice(p, 'member-stage', [t.line('1000.00')]);
  await t.receive(p, '1210.00', structuredCommunication);
});
afterAll(() => p?.close());

const order = (over: object = {}) => ({
  ...{ key: t.newKey(), activityId: p.activityIds['member-stage'], amountMinor: 300_00n },
  ...{ currency: 'EUR', service: 'test.settlement', source: { type: 'Activity', id: newId() } },
  ...{ iban: 'BE68 5390 0754 7034', holder: 'Company bv', remittance: null, ...over },
});
const available = async () => (await t.standing(p, 'member-stage')).available;

test('money is paid out to somebody outside once a key, and waits for its release', async () => {
  const before = await available();
  const once = order();
  const all = await Promise.all([1, 2, 3].map(() => payOut(p.ctx('finance'), once)));
  expect(new Set(all.map(({ payoutId }) => payoutId)).size).toBe(1);
  expect(before - (await available())).toBe(300_00n);
  const [payout] = await p.admin.query('select * from core.payout where id = $1', [
    all[0]?.payoutId,
  ]);
  expect(payout).toMatchObject({ status: 'DUE', iban: 'BE68539007547034', holder: 'Company bv' });
  const other = payOut(p.ctx('finance'), { ...once, amountMinor: 1n });
  await expect(other).rejects.toMatchObject({ code: 'IDEMPOTENCY_MISMATCH' });
  await t.prove(p);
});

test('more than there is, a bad account and who sends no money are refused', async () => {
  const pay = (over: object, as: 'finance' | 'member-stage' = 'finance') =>
    payOut(p.ctx(as), order(over));
  await expect(pay({ amountMinor: 10n ** 9n })).rejects.toMatchObject({
    code: 'INSUFFICIENT_FUNDS',
  });
  for (const bad of [{ amountMinor: 0n }, { currency: 'USD' }]) {
    await expect(pay(bad)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  }
  await expect(pay({ iban: 'BE00 0000' })).rejects.toThrow();
  await expect(pay({}, 'member-stage')).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(pay({ activityId: newId() })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
