import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { expectedMinor, owedMinor, type Settlement } from '../invoice/settlement.js';
import { lossOf, nothingLost } from './loss.js';

const fresh = (netMinor: bigint, vatMinor: bigint, feeMinor: bigint): Settlement => ({
  ...{ netMinor, totalMinor: netMinor + vatMinor, feeMinor },
  ...{ creditedNetMinor: 0n, creditedVatMinor: 0n, creditedFeeMinor: 0n },
  ...{ paidMinor: 0n, excessMinor: 0n, releasedMinor: 0n, writtenOffMinor: 0n },
});

test('nothing lost is nothing; all lost is all of each', () => {
  const invoice = fresh(100_000n, 21_000n, 6_500n);
  expect(lossOf(invoice, 0n)).toEqual(nothingLost);
  expect(lossOf(invoice, 121_000n)).toEqual({
    ...{ totalMinor: 121_000n, vatMinor: 21_000n, feeMinor: 6_500n, expectedMinor: 93_500n },
  });
});

test('a third of it loses a third of each, to the cent', () => {
  expect(lossOf(fresh(100_000n, 21_000n, 6_500n), 40_333n)).toEqual({
    ...{ totalMinor: 40_333n, vatMinor: 7_000n, feeMinor: 2_167n, expectedMinor: 31_166n },
  });
});

test('whatever is lost, the parts sum to it, none is negative or more than there is', () => {
  const amounts = fc.tuple(fc.bigInt(1n, 10n ** 9n), fc.nat(2_100), fc.nat(100_000), fc.nat(1_000));
  fc.assert(
    fc.property(amounts, ([net, rate, fee, part]) => {
      const invoice = fresh(net, (net * BigInt(rate)) / 10_000n, (net * BigInt(fee)) / 100_000n);
      const lost = (owedMinor(invoice) * BigInt(part)) / 1_000n;
      const { vatMinor, feeMinor, expectedMinor: expected } = lossOf(invoice, lost);
      expect(vatMinor + feeMinor + expected).toBe(lost);
      const whole = [invoice.totalMinor - net, invoice.feeMinor, expectedMinor(invoice)];
      for (const [at, minor] of [vatMinor, feeMinor, expected].entries()) {
        expect(minor).toBeGreaterThanOrEqual(0n);
        expect(minor).toBeLessThanOrEqual(whole[at] as bigint);
      }
    }),
    { numRuns: 500 },
  );
});
