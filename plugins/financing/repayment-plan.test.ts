// First: what its classes are decorated with is collected for the plugin that is defined next.
import './plugin.js';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fromTranches, monthly } from './repayment-plan.js';
import { costOf, percentOf, shareOf } from './share.js';

describe('figures', () => {
  test('parts of a plan sum to the whole, in the order of their days', () => {
    const amounts = fc.bigInt({ min: 96n, max: 10n ** 11n });
    fc.assert(
      fc.property(amounts, fc.integer({ min: 1, max: 96 }), (amount, months) => {
        const parts = monthly(amount, months, '2027-01-31');
        expect(parts.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)).toBe(amount);
        expect(parts.map(({ dueOn }) => dueOn)).toEqual(parts.map(({ dueOn }) => dueOn).sort());
      }),
    );
  });

  test('tranches repay no more than was lent', () => {
    const tranche = fc.record({
      kind: fc.constant('ADVANCE' as never),
      amountMinor: fc.bigInt({ min: 1n, max: 10n ** 9n }),
      expectedOn: fc.constantFrom('2027-01-01', '2027-05-01', '2028-01-01'),
    });
    fc.assert(
      fc.property(fc.array(tranche, { minLength: 1, maxLength: 12 }), (tranches) => {
        const brings = tranches.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
        const lent = brings / 2n + 1n;
        const parts = fromTranches(lent, tranches);
        expect(parts.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)).toBe(lent);
      }),
    );
  });

  test('months end where they end, and shares are exact', () => {
    expect(['0', '3', '2.5', '100', '0.0001'].map((one) => percentOf(shareOf(one, 'x')))).toEqual([
      ...['0', '3', '2.5', '100', '0.0001'],
    ]);
    expect([costOf(50n, 30_000), costOf(49n, 10_000), costOf(1n, 0)]).toEqual([2n, 0n, 0n]);
  });
});
