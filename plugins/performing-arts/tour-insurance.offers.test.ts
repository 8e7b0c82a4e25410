import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type TestPlatform, testPlatform } from 'gezel/sdk/testing';
import { PerformingArtsInsuranceOffer } from './insurance.entity.js';
import { performingArts } from './plugin.js';
import { type Cover, offerFor } from './tour-insurance.premium.js';

let p: TestPlatform;

beforeAll(async () => {
  p = await testPlatform({ plugins: [performingArts] });
});
afterAll(() => p.close());
beforeEach(async () => {
  await p.admin.query('delete from performing_arts.insurance_offer');
});

const cover: Cover = {
  ...{ from: '2027-03-11', until: '2027-03-12', valueMinor: 1_000_000n, currency: 'EUR' },
};

describe('the offer for a cover', () => {
  test('is none where there are no offers', async () => {
    expect(await chosen(cover)).toBeUndefined();
  });

  test.each([
    [1n, 'small'],
    [1_000_000n, 'small'],
    [1_000_001n, 'large'],
    [5_000_000n, 'large'],
    [5_000_001n, undefined],
    [10n ** 17n, undefined],
  ])('of a value of %p is %p', async (valueMinor, insurer) => {
    await offer('large', { coverUpToMinor: 5_000_000n, premiumPerDayMinor: 1_500n });
    await offer('small', {});
    expect(await chosen({ ...cover, valueMinor })).toBe(insurer);
  });

  test('is the cheapest, and of two as cheap the older', async () => {
    await offer('older', {});
    await offer('younger', {});
    expect(await chosen(cover)).toBe('older');
    await offer('cheaper', { premiumPerDayMinor: 399n });
    expect(await chosen(cover)).toBe('cheaper');
  });

  test('is never in another currency', async () => {
    await offer('small', {});
    expect(await chosen({ ...cover, currency: 'GBP' })).toBeUndefined();
  });

  test.each([
    ['2025-12-31', undefined],
    ['2026-01-01', 'dated'],
    ['2026-06-30', 'dated'],
    ['2026-07-01', undefined],
  ])('on %p is %p', async (from, insurer) => {
    await offer('dated', { fromDay: '2026-01-01', untilDay: '2026-07-01' });
    await offer('never held', { fromDay: '2026-01-01', untilDay: '2026-01-01' });
    expect(await chosen({ ...cover, from })).toBe(insurer);
  });

  test('is found among more offers than a list may have', async () => {
    for (let n = 0; n < 101; n++) await offer(`dear ${n}`, { premiumPerDayMinor: 500n });
    await offer('cheap', {});
    expect(await chosen(cover)).toBe('cheap');
  });
});

const store = () => p.platform.host.context(p.ctx('admin'), performingArts.name).store;

const chosen = async (wanted: Cover): Promise<string | undefined> =>
  (await offerFor(store(), wanted))?.insurer;

const offer = (insurer: string, values: Partial<PerformingArtsInsuranceOffer>) =>
  store().insert(PerformingArtsInsuranceOffer, {
    ...{ insurer, coverUpToMinor: 1_000_000n, premiumPerDayMinor: 400n, currency: 'EUR' },
    ...{ fromDay: '2020-01-01', untilDay: null, source: 'test', demonstration: true, ...values },
  });
