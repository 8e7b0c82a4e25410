/**
 * What is lost with a part of an invoice that its client never pays: of the VAT, of the fee and of
 * the activity's part. Pure. The parts always sum to the whole, and losing all loses all of each.
 */
import { activityPartMinor, earnedBy, owedMinor, type Settlement } from '../invoice/settlement.js';
import { share } from '../ledger/amounts.js';

export interface Loss {
  readonly totalMinor: bigint;
  readonly vatMinor: bigint;
  readonly feeMinor: bigint;
  /** The activity's: what it no longer expects. */
  readonly expectedMinor: bigint;
}

export const nothingLost: Loss = {
  ...{ totalMinor: 0n, vatMinor: 0n, feeMinor: 0n, expectedMinor: 0n },
};

/** The parts of what is lost, as if all else that is owed were paid. */
export function lossOf(s: Settlement, totalMinor: bigint): Loss {
  if (totalMinor === 0n) return nothingLost;
  const owed = owedMinor(s);
  const expectedMinor = activityPartMinor(s) - earnedBy(s, owed - totalMinor);
  const vat = s.totalMinor - s.netMinor - s.creditedVatMinor;
  const fee = s.feeMinor - s.creditedFeeMinor;
  const vatShare = share(vat, { numerator: totalMinor, denominator: owed }, 'half-up');
  // Three roundings: what they leave over is the fee's, as long as that has room for it.
  const feeMinor = between(0n, fee, totalMinor - expectedMinor - vatShare);
  return { totalMinor, expectedMinor, feeMinor, vatMinor: totalMinor - expectedMinor - feeMinor };
}

/** What the parts become less from one to the other; negative: more. */
export const lossDifference = (before: Loss, after: Loss): Loss => ({
  totalMinor: before.totalMinor - after.totalMinor,
  vatMinor: before.vatMinor - after.vatMinor,
  feeMinor: before.feeMinor - after.feeMinor,
  expectedMinor: before.expectedMinor - after.expectedMinor,
});

function between(low: bigint, high: bigint, value: bigint): bigint {
  if (value < low) return low;
  return value > high ? high : value;
}
