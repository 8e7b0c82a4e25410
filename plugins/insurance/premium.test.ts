// First: what its classes are decorated with is collected for the plugin that is defined next.
import './plugin.js';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { premiumMinor } from './premium.js';

describe('a premium', () => {
  const tariff = { fixedPerDayMinor: 100n, ratePerDay: 350, minimumMinor: 2_000n };
  const days = (from: string, until: string, valueMinor: bigint) => ({ from, until, valueMinor });

  test.each([
    [days('2027-03-10', '2027-03-10', 1n), 2_000n],
    [days('2027-03-10', '2027-03-12', 2_500_000n), 2_925n],
    // 100 + 0.35 of 1,001 cents: 100.35035 a day.
    [days('2027-01-01', '2027-12-31', 1_001n), 36_628n],
  ])('for %p is %p', (wanted, premium) => {
    expect(premiumMinor(tariff, wanted)).toBe(premium);
  });

  test('grows with the value and never falls under the minimum', () => {
    const value = fc.bigInt({ min: 1n, max: 10n ** 15n });
    fc.assert(
      fc.property(value, value, (a, b) => {
        const [small, large] = a < b ? [a, b] : [b, a];
        const of = (minor: bigint) => premiumMinor(tariff, days('2027-03-10', '2027-03-12', minor));
        return of(small) <= of(large) && of(small) >= tariff.minimumMinor;
      }),
    );
  });
});
