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

test('a document is paid out once, whichever key or activity asks, and what failed is repeated', async () => {
  const first = order({ amountMinor: 10_00n });
  const { payoutId } = await payOut(p.ctx('finance'), first);
  const before = await available();
  const second = { ...first, key: t.newKey(), amountMinor: 5_00n };
  const refused = { code: 'REFUSED', findings: [{ code: 'payout.paid-before' }] };
  await expect(payOut(p.ctx('finance'), second)).rejects.toMatchObject(refused);
  expect(await payOut(p.ctx('finance'), first)).toEqual({ payoutId });
  await p.admin.query(
    `update core.payout set status = 'FAILED', released_by = $2, released_at = now() where id = $1`,
    [payoutId, p.memberIds['finance-2']],
  );
  await expect(payOut(p.ctx('finance'), second)).rejects.toMatchObject(refused);
  expect(await available()).toBe(before);
  const { structuredCommunication } = await t.newInvoice(p, 'member-film', [t.line('100.00')]);
  await t.receive(p, '121.00', structuredCommunication);
  const { source } = order();
  const both = await Promise.allSettled(
    (['member-stage', 'member-film'] as const).map((whose) =>
      payOut(
        p.ctx('finance'),
        order({ activityId: p.activityIds[whose], source, amountMinor: 1_00n }),
      ),
    ),
  );
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: refused });
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
