import { describe, expect, test } from '@jest/globals';
import { PerformingArtsInsuranceOffer } from './insurance.entity.js';
import { type Cover, daysOf, holdsOn, offerFor, premiumMinor } from './tour-insurance.premium.js';

const small = offer({ id: '1', coverUpToMinor: 1_000_000n, premiumPerDayMinor: 400n });
const large = offer({ id: '2', coverUpToMinor: 5_000_000n, premiumPerDayMinor: 1_500n });
const cover: Cover = {
  from: '2027-03-11',
  until: '2027-03-12',
  valueMinor: 1_000_000n,
  currency: 'EUR',
};

describe('the offer for a cover', () => {
  test('is none where there are no offers', () => {
    expect(offerFor([], cover)).toBeUndefined();
  });

  test.each([
    [1n, '1'],
    [1_000_000n, '1'],
    [1_000_001n, '2'],
    [5_000_000n, '2'],
    [5_000_001n, undefined],
    [10n ** 20n, undefined],
  ])('of a value of %p is %p', (valueMinor, id) => {
    expect(offerFor([large, small], { ...cover, valueMinor })?.id).toBe(id);
  });

  test('is the cheapest, and of two as cheap the older', () => {
    const cheaper = offer({ ...small, id: '3', premiumPerDayMinor: 399n });
    expect(offerFor([large, small, cheaper], cover)?.id).toBe('3');
    expect(offerFor([offer({ ...small, id: '9' }), small], cover)?.id).toBe('1');
  });

  test('is never in another currency', () => {
    expect(offerFor([small, large], { ...cover, currency: 'GBP' })).toBeUndefined();
  });

  test.each([
    ['2025-12-31', false],
    ['2026-01-01', true],
    ['2026-06-30', true],
    ['2026-07-01', false],
  ])('on %p holds: %p', (day, holds) => {
    const dated = offer({ ...small, fromDay: '2026-01-01', untilDay: '2026-07-01' });
    expect(holdsOn(dated, day)).toBe(holds);
    expect(offerFor([dated], { ...cover, from: day }) !== undefined).toBe(holds);
  });

  test('that was replaced on its first day has never held', () => {
    const replaced = offer({ ...small, fromDay: '2026-01-01', untilDay: '2026-01-01' });
    expect(holdsOn(replaced, '2026-01-01')).toBe(false);
  });
});

describe('the premium', () => {
  test.each([
    ['2027-03-11', '2027-03-11', 1, 400n],
    ['2027-03-11', '2027-03-12', 2, 800n],
    ['2027-12-31', '2028-03-01', 62, 24_800n],
  ])('from %p until %p is of %p days', (from, until, days, premium) => {
    expect(daysOf({ from, until })).toBe(days);
    expect(premiumMinor(small, { ...cover, from, until })).toBe(premium);
  });
});

function offer(values: Partial<PerformingArtsInsuranceOffer>): PerformingArtsInsuranceOffer {
  return Object.assign(new PerformingArtsInsuranceOffer(), {
    ...{ insurer: 'Test', currency: 'EUR', fromDay: '2020-01-01', untilDay: null, source: 'test' },
    ...{ demonstration: true, ...values },
  });
}
