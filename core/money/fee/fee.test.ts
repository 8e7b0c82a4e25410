import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { feeOf } from './fee.js';

const flat = (rate: number) => ({ rate, brackets: null });
/** 10 % up to 80,000.00 of the year, 9 % above. */
const degressive = {
  rate: null,
  brackets: [
    { upToMinor: '8000000', rate: 10_000 },
    { upToMinor: null, rate: 9_000 },
  ],
};

describe('the fee of an amount', () => {
  test.each([
    ['6.5 % of 1,000.00', 6_500, 100_000n, 6_500n, 0n],
    ['6.5 % of 200.00, the sample of the field', 6_500, 20_000n, 1_300n, 0n],
    ['a half rounds up', 6_500, 100n, 7n, 50_000n],
    ['below a half rounds down', 6_500, 102n, 7n, 37_000n],
    ['nothing of nothing', 6_500, 0n, 0n, 0n],
    ['all of it', 100_000, 12_345n, 12_345n, 0n],
  ])('%s', (_, rate, amount, feeMinor, rounding) => {
    expect(feeOf(flat(rate), 0n, amount)).toEqual({ feeMinor, rounding });
  });

  test('brackets count what the year has brought before', () => {
    expect(feeOf(degressive, 0n, 100_000n).feeMinor).toBe(10_000n);
    expect(feeOf(degressive, 7_950_000n, 100_000n).feeMinor).toBe(5_000n + 4_500n);
    expect(feeOf(degressive, 8_000_000n, 100_000n).feeMinor).toBe(9_000n);
    expect(feeOf(degressive, 7_999_999n, 1n)).toEqual({ feeMinor: 0n, rounding: -10_000n });
  });

  test('a tariff whose last bracket ends fails loudly beyond it', () => {
    const ends = { rate: null, brackets: [{ upToMinor: '100', rate: 10_000 }] };
    expect(feeOf(ends, 0n, 100n).feeMinor).toBe(10n);
    expect(() => feeOf(ends, 0n, 101n)).toThrow('without end');
  });

  test('is exact but for one rounding, and what rounding added is kept', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 11n), fc.nat(100_000), (amount, rate) => {
        const { feeMinor, rounding } = feeOf(flat(rate), 0n, amount);
        expect(feeMinor * 100_000n - rounding).toBe(amount * BigInt(rate));
        expect(rounding).toBeGreaterThan(-50_000n);
        expect(rounding).toBeLessThanOrEqual(50_000n);
      }),
    );
  });

  test('by brackets, amounts one after another cost what they cost at once, but for rounding', () => {
    const amounts = fc.array(fc.bigInt(1n, 3_000_000n), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(amounts, (parts) => {
        let before = 0n;
        let exact = 0n;
        for (const part of parts) {
          const { feeMinor, rounding } = feeOf(degressive, before, part);
          exact += feeMinor * 100_000n - rounding;
          before += part;
        }
        const whole = feeOf(degressive, 0n, before);
        expect(exact).toBe(whole.feeMinor * 100_000n - whole.rounding);
      }),
    );
  });
});
