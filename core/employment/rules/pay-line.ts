import { share } from '../../money/ledger/amounts.js';
import type { Figure } from './dated-figures.js';
import type { PayLine } from './pay-terms.js';

/** A share of an amount by a figure, half-up to the minor unit. */
export function partOf(code: string, baseMinor: bigint, figure: Figure<number>): PayLine {
  return {
    ...{ code, baseMinor, rate: figure.value, amountMinor: part(baseMinor, figure.value) },
    ...{ source: figure.source, from: figure.from, until: figure.until },
  };
}

/** What is taken away is negative. */
export const taken = (line: PayLine): PayLine => ({ ...line, amountMinor: -line.amountMinor });

/** A total: it has no figure of its own. */
export const sumOf = (code: string, amountMinor: bigint): PayLine => ({
  ...{ code, baseMinor: null, rate: null, amountMinor, source: null, from: null, until: null },
});

/** A share in hundred-thousandths of an amount, half-up to the minor unit. */
export const part = (amountMinor: bigint, ofHundredThousand: number): bigint =>
  share(amountMinor, { numerator: BigInt(ofHundredThousand), denominator: 100_000n }, 'half-up');

export const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);
export const atLeastZero = (amount: bigint): bigint => (amount > 0n ? amount : 0n);
