/**
 * The lump sum of costs and the tax on author rights of one income year, of one payer and payee.
 * Both are computed on the sum of the year and the part of a payment is the difference: however a
 * year is cut into payments, it adds up to the same.
 */
import { share } from '../ledger/amounts.js';

/** The bands of an income year, in minor units. */
export interface YearBands {
  readonly halfUntilMinor: bigint;
  readonly quarterUntilMinor: bigint;
}

export interface Withholding {
  readonly grossMinor: bigint;
  /** The lump sum of costs: nothing of it is taxed. */
  readonly costMinor: bigint;
  readonly withheldMinor: bigint;
  readonly netMinor: bigint;
}

/** Half of the first band, a quarter of the second, nothing beyond. */
export function lumpSum(grossMinor: bigint, bands: YearBands): bigint {
  const first = least(grossMinor, bands.halfUntilMinor);
  const second = least(grossMinor, bands.quarterUntilMinor) - first;
  // In quarters of a cent, so that two halves of a cent are not rounded twice.
  return share(2n * first + second, { numerator: 1n, denominator: 4n }, 'half-up');
}

/** What is withheld of a payment after what was paid before it in the year; the rate in basis points. */
export function withholdingOf(
  of: { readonly beforeMinor: bigint; readonly grossMinor: bigint },
  bands: YearBands,
  rate: bigint,
): Withholding {
  const { beforeMinor, grossMinor } = of;
  const before = yearOf(beforeMinor, bands, rate);
  const after = yearOf(beforeMinor + grossMinor, bands, rate);
  const withheldMinor = after.taxMinor - before.taxMinor;
  return {
    grossMinor,
    costMinor: after.costMinor - before.costMinor,
    withheldMinor,
    netMinor: grossMinor - withheldMinor,
  };
}

function yearOf(grossMinor: bigint, bands: YearBands, rate: bigint) {
  const costMinor = lumpSum(grossMinor, bands);
  return { costMinor, taxMinor: share(grossMinor - costMinor, rate, 'half-up') };
}

const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);
