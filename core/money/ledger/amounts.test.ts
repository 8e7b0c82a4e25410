import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { share, split, sum } from './amounts.js';

const amount = fc.bigInt({ min: -(10n ** 17n), max: 10n ** 17n });

describe('sum', () => {
  test('of nothing is nothing', () => {
    expect(sum([])).toBe(0n);
  });

  test('is exact beyond what a float can hold', () => {
    expect(sum([9_007_199_254_740_993n, 1n, -2n])).toBe(9_007_199_254_740_992n);
  });
});

describe('share', () => {
  test.each([
    // amount, rate, share
    [20_000n, 650n, 1_300n], // 6.5 % of 200.00
    [10_007n, 650n, 650n], // 650.455
    [10_000n, { numerator: 1n, denominator: 3n }, 3_333n],
    [10_000n, { numerator: 2n, denominator: 3n }, 6_667n],
    [1n, 5_000n, 1n], // half a cent goes up
    [-1n, 5_000n, -1n], // and, of a credit note, down
    [1n, 4_999n, 0n],
    [0n, 650n, 0n],
    [10_000n, 0n, 0n],
    [10_000n, -650n, -650n],
  ] as const)('of %p by %p is %p', (whole, rate, part) => {
    expect(share(whole, rate, 'half-up')).toBe(part);
  });

  test('of a ratio over zero is refused', () => {
    expect(() => share(1n, { numerator: 1n, denominator: 0n }, 'half-up')).toThrow(RangeError);
  });

  test('is within half a minor unit of the exact share', () => {
    fc.assert(
      fc.property(amount, fc.bigInt(0n, 10n ** 6n), fc.bigInt(1n, 10n ** 6n), (whole, n, d) => {
        const doubled = 2n * share(whole, { numerator: n, denominator: d }, 'half-up') * d;
        const off = doubled - 2n * whole * n;
        return -d <= off && off <= d;
      }),
    );
  });

  test('of the opposite amount is the opposite share, so that a credit note mirrors', () => {
    fc.assert(
      fc.property(amount, fc.bigInt(0n, 20_000n), (whole, rate) => {
        return share(-whole, rate, 'half-up') === -share(whole, rate, 'half-up');
      }),
    );
  });
});

describe('split', () => {
  test.each([
    // amount, weights, parts
    [100n, [1n], [100n]],
    [100n, [1n, 1n, 1n], [34n, 33n, 33n]],
    [10_007n, [65n, 935n], [650n, 9_357n]],
    [1n, [1n, 1n], [1n, 0n]],
    [-100n, [1n, 1n, 1n], [-34n, -33n, -33n]],
    [0n, [3n, 4n], [0n, 0n]],
    [5n, [0n, 1n, 0n], [0n, 5n, 0n]],
  ] as const)('of %p by %p is %p', (whole, weights, parts) => {
    expect(split(whole, weights)).toEqual(parts);
  });

  test.each([[[]], [[0n, 0n]], [[2n, -1n]]])('by the weights %p is refused', (weights) => {
    expect(() => split(100n, weights)).toThrow(RangeError);
  });

  const weights = fc
    .array(fc.bigInt(0n, 10n ** 9n), { minLength: 1, maxLength: 30 })
    .filter((all) => sum(all) > 0n);

  test('has parts that sum to the whole, each less than one unit off its exact share', () => {
    fc.assert(
      fc.property(amount, weights, (whole, all) => {
        const parts = split(whole, all);
        const total = sum(all);
        expect(sum(parts)).toBe(whole);
        for (const [i, part] of parts.entries()) {
          const off = part * total - whole * (all[i] as bigint);
          expect(off < total && off > -total).toBe(true);
        }
      }),
    );
  });
});
