/** Exact arithmetic on amounts in minor units: nothing here can lose or make a cent. */

/** A fraction; 6.5 % is `{ numerator: 65n, denominator: 1000n }`. */
export interface Ratio {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** How a share that is no whole number of minor units is rounded. */
export type Rounding = 'half-up';

export function sum(amounts: Iterable<bigint>): bigint {
  let total = 0n;
  for (const amount of amounts) total += amount;
  return total;
}

/**
 * The part of an amount that a rate gives; a bare `bigint` is in basis points (650n is 6.5 %). A
 * half is rounded away from zero, so that a credit note's share mirrors the invoice's. Round once a
 * document and book the remainder by subtraction, never by a second share.
 */
export function share(amountMinor: bigint, rate: bigint | Ratio, _rounding: Rounding): bigint {
  const { numerator, denominator } =
    typeof rate === 'bigint' ? { numerator: rate, denominator: basisPointsOfOne } : rate;
  if (denominator <= 0n) throw new RangeError(`A ratio over ${denominator} has no meaning.`);
  const scaled = 2n * amountMinor * numerator;
  const half = scaled < 0n ? -denominator : denominator;
  return (scaled + half) / (2n * denominator);
}

/**
 * Divides an amount in proportion to weights, by the largest remainder: the parts always sum to the
 * whole, and each is less than one minor unit off its exact share. Ties go to the earlier part.
 */
export function split(amountMinor: bigint, weights: readonly bigint[]): bigint[] {
  const total = sum(weights);
  if (total <= 0n || weights.some((weight) => weight < 0n)) {
    throw new RangeError('An amount is split by weights that are not negative and not all zero.');
  }
  if (amountMinor < 0n) return split(-amountMinor, weights).map((part) => -part);
  const parts = weights.map((weight, index) => {
    const scaled = amountMinor * weight;
    return { index, floor: scaled / total, remainder: scaled % total };
  });
  const rest = amountMinor - sum(parts.map(({ floor }) => floor));
  const byRemainder = parts.toSorted((a, b) => compare(b.remainder, a.remainder));
  const extra = new Set(byRemainder.slice(0, Number(rest)).map(({ index }) => index));
  return parts.map(({ index, floor }) => (extra.has(index) ? floor + 1n : floor));
}

const basisPointsOfOne = 10_000n;

const compare = (a: bigint, b: bigint) => (a < b ? -1 : a > b ? 1 : 0);
