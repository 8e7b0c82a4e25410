import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { newId } from '../../platform/ids.js';
import { type TestPlatform, testPlatform } from '../../platform/testing/platform.js';
import { type ChargeRule, chargeBearers } from '../../sdk/sharing-door.js';
import { charge } from '../account/charge.js';
import { refund } from '../account/refund.js';
import { sum } from '../ledger/amounts.js';
import * as t from '../testing.js';
import { partsOf } from './charge-share.js';
import { sharing } from './sharing.js';

let p: TestPlatform;
beforeAll(async () => {
  p = await testPlatform();
  const { structuredCommunication } = await t.newInvoice(p, 'member-stage', [t.line('1000.00')]);
  await t.receive(p, '1210.00', structuredCommunication);
});
afterAll(() => p?.close());

const [USER, CLIENT, SECTOR, COMMUNITY] = [0, 0, 0, 0];
const none = { USER, CLIENT, SECTOR, COMMUNITY };
const rule = (over: Partial<ChargeRule> = {}): ChargeRule => ({
  ...{ id: newId(), service: 'test.van', sector: null, fromDay: '2026-11-23', source: 'Board' },
  ...{ activityId: null, untilDay: null },
  shares: { USER: 333, CLIENT: 333, SECTOR: 200, COMMUNITY: 134 },
  ...over,
});
const decide = async (over: Partial<ChargeRule> = {}) => {
  const decided = rule(over);
  await sharing(p.ctx('admin')).decide(decided);
  return decided;
};
const order = (over: object = {}) => ({
  ...{ key: t.newKey(), activityId: p.activityIds['member-stage'], amountMinor: 10_001n },
  ...{ currency: 'EUR', service: 'test.van', source: { type: 'AssignmentStep', id: newId() } },
  ...over,
});
const member = () => p.ctx('member-stage');
const available = async () => (await t.standing(p, 'member-stage')).available;
const shares = () => sharing(member()).shares(p.activityIds['member-stage']);

describe('a rule', () => {
  test('makes parts that sum to the whole, whatever it says and whatever the amount', () => {
    const cut = fc.uniqueArray(fc.nat(1_000), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(cut, fc.bigInt({ min: 1n, max: 10n ** 14n }), (cuts, amountMinor) => {
        const [a = 0, b = 0, c = 0] = [...cuts].sort((x, y) => x - y);
        const parts = partsOf(
          { shares: { USER: a, CLIENT: b - a, SECTOR: c - b, COMMUNITY: 1_000 - c } },
          amountMinor,
        );
        expect(sum(parts.map((one) => one.amountMinor))).toBe(amountMinor);
        expect(parts.every((one) => one.amountMinor > 0n)).toBe(true);
      }),
    );
  });

  test('holds from its day, for a service before its plugin, for a sector before all', async () => {
    const on = (day: string, service = 'rule.van', sector = 'film') =>
      sharing(member()).ruleOn({ service, sector, day });
    expect(await on('2026-11-23')).toBeNull();
    const all = await decide({ service: 'rule' });
    const own = await decide({ service: 'rule.van', fromDay: '2026-12-01' });
    const film = await decide({ service: 'rule.van', sector: 'film', fromDay: '2026-12-02' });
    const later = await decide({ service: 'rule.van', sector: 'film', fromDay: '2026-12-03' });
    expect(await on('2026-11-30')).toEqual(all);
    expect(await on('2026-12-01')).toEqual(own);
    expect(await on('2026-12-02')).toEqual(film);
    expect(await on('2026-12-03')).toEqual(later);
    expect(await on('2026-12-03', 'rule.van', 'dance')).toEqual(own);
    expect(await on('2026-12-03', 'rule.room')).toEqual(all);
  });

  test('for one activity goes before all others, until it ends', async () => {
    const activityId = p.activityIds['member-stage'];
    const on = (day: string, of: string | null, service = 'own.van') =>
      sharing(member()).ruleOn({ service, sector: 'film', activityId: of, day });
    const all = await decide({ service: 'own.van', sector: 'film' });
    const own = { activityId, fromDay: '2026-12-01', untilDay: '2026-12-03' };
    const mine = await decide({ service: 'own', ...own });
    expect(await on('2026-11-30', activityId)).toEqual(all);
    expect(await on('2026-12-01', activityId)).toEqual(mine);
    expect(await on('2026-12-02', activityId)).toEqual(mine);
    expect(await on('2026-12-03', activityId)).toEqual(all);
    expect(await on('2026-12-01', null)).toEqual(all);
    expect(await on('2026-12-01', p.activityIds['member-film'], 'own.room')).toBeNull();
    for (const wrong of [
      { activityId },
      { untilDay: '2026-12-01' },
      { ...own, sector: 'film' },
      { ...own, untilDay: '2026-12-01' },
      { ...own, untilDay: 'soon' },
    ]) {
      await expect(decide(wrong)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    }
    await expect(decide({ ...own, activityId: newId() })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  test('is decided once, and never for a day that has passed', async () => {
    const decided = await decide({ service: 'once' });
    await expect(decide({ ...decided })).resolves.toBeDefined();
    await expect(decide({ ...decided, source: 'Other' })).rejects.toMatchObject({
      code: 'IDEMPOTENCY_MISMATCH',
    });
    for (const wrong of [
      { fromDay: '2026-11-22' },
      { shares: { ...none, USER: 999 } },
      { shares: { ...none, USER: 1_001, CLIENT: -1 } },
      { service: 'Van' },
      { source: ' ' },
    ]) {
      await expect(decide(wrong)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    }
  });
});

describe('a charge', () => {
  test('is paid by those who bear it, and goes back the same way in parts', async () => {
    await decide();
    const before = await available();
    const one = order();
    await charge(member(), one);
    expect(before - (await available())).toBe(6_661n);
    expect(await t.balanceAt(p, 'service.borne')).toBe(1_340n);
    const parts = await shares();
    expect(parts.map(({ bearer, amountMinor }) => [bearer, amountMinor])).toEqual(
      expect.arrayContaining([
        ...[
          ['USER', 3_331n],
          ['CLIENT', 3_330n],
        ],
        ...[
          ['SECTOR', 2_000n],
          ['COMMUNITY', 1_340n],
        ],
      ]),
    );
    await charge(member(), one);
    expect(before - (await available())).toBe(6_661n);
    for (const amountMinor of [1n, 3_333n, 2n]) {
      await refund(member(), one.key, { key: t.newKey(), amountMinor });
      const left = (await shares()).map((s) => s.amountMinor - s.refundedMinor);
      expect(left.every((part) => part >= 0n)).toBe(true);
    }
    await refund(member(), one.key);
    expect(await available()).toBe(before);
    expect(await t.balanceAt(p, 'service.borne')).toBe(0n);
    expect(await t.balanceAt(p, 'service.income')).toBe(0n);
    for (const s of await shares()) expect(s.refundedMinor).toBe(s.amountMinor);
    await t.prove(p);
  });

  test('that others bear whole needs no money of the activity, and is reversed whole', async () => {
    await decide({ service: 'test.free', shares: { ...none, COMMUNITY: 1_000 } });
    const before = await available();
    const one = order({ service: 'test.free', amountMinor: 10_000_000n });
    await charge(member(), one);
    expect(await available()).toBe(before);
    await refund(member(), one.key);
    expect(await t.balanceAt(p, 'service.borne')).toBe(0n);
    await t.prove(p);
  });

  test('is in the sums of its period, by who bore it; the user all where there is no rule', async () => {
    p.setToday('2026-12-10');
    await charge(member(), order({ amountMinor: 1_000n }));
    await charge(member(), order({ service: 'plain.room', amountMinor: 700n }));
    const back = order({ service: 'plain.room', amountMinor: 300n });
    await charge(member(), back);
    await refund(member(), back.key, { key: t.newKey(), amountMinor: 100n });
    await refund(member(), back.key);
    const period = { from: '2026-12-10', until: '2026-12-10' };
    const sums = await sharing(p.ctx('admin')).sums(period);
    const sector = sums.find((one) => one.bearer === 'SECTOR')?.sector;
    expect(sector).toEqual(expect.any(String));
    expect(sums.map(({ service, bearer, amountMinor }) => [service, bearer, amountMinor])).toEqual([
      ['plain.room', 'USER', 700n],
      ['test.van', 'CLIENT', 333n],
      ['test.van', 'COMMUNITY', 134n],
      ['test.van', 'SECTOR', 200n],
      ['test.van', 'USER', 333n],
    ]);
    await expect(sharing(member()).sums(period)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    p.setToday('2026-11-23');
  });

  test('of somebody else is nobody’s to see', async () => {
    const [one] = await shares();
    const other = sharing(p.ctx('member-film'));
    expect(await other.shares(p.activityIds['member-stage'])).toEqual([]);
    expect(await other.share(one?.id as string)).toBeNull();
    expect((await sharing(member()).share(one?.id as string))?.id).toBe(one?.id);
    expect(chargeBearers).toContain(one?.bearer);
  });
});
