import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { minorOf, money } from './money.js';

describe('an amount', () => {
  test.each([
    [121_000n, 'EUR', '1210.00'],
    [0n, 'EUR', '0.00'],
    [-5n, 'EUR', '-0.05'],
    [1_234n, 'JPY', '1234'],
  ])('of %s minor units of %s shows as %s', (minor, currency, shown) => {
    expect(money(minor, currency)).toEqual({ amount: shown, currency });
  });

  test('survives the way out and in again, whatever it is', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 17n) + 1n, max: 10n ** 17n - 1n }), (minor) => {
        expect(minorOf(money(minor, 'EUR').amount, 'EUR')).toBe(minor);
      }),
    );
  });

  test.each(['12.345', '1e2', '', '1,00', '10000000000000000'])(
    'written as %j is refused rather than rounded',
    (written) => {
      expect(() => minorOf(written, 'EUR')).toThrow(/is not an amount of EUR/);
    },
  );

  test('of a currency without decimals has none', () => {
    expect(() => minorOf('1.5', 'JPY')).toThrow(/0 decimals/);
    expect(() => minorOf('1.5', 'ABC')).toThrow(/not a currency of this platform/);
  });
});
