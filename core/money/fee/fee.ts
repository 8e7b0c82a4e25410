/** What the co-operative keeps of an amount, by its dated rule: exact, and rounded once. */
import type { Bracket } from '../../cooperative/fee-rule.entity.js';
import { share } from '../ledger/amounts.js';

/** The part of a fee rule that decides on an amount: one rate, or brackets over the year. */
export interface FeeTariff {
  /** In hundred-thousandths: 6.5 % is 6500. */
  readonly rate: number | null;
  readonly brackets: readonly Bracket[] | null;
}

export interface Fee {
  readonly feeMinor: bigint;
  /** What rounding added to the exact fee, in hundred-thousandths of a minor unit. */
  readonly rounding: bigint;
}

/**
 * The fee of an amount that comes upon `beforeMinor` of the same year. Every document is rounded by
 * itself, half-up: what an activity is shown on one never depends on how another was rounded.
 */
export function feeOf(tariff: FeeTariff, beforeMinor: bigint, amountMinor: bigint): Fee {
  const exact = exactFee(tariff, beforeMinor, amountMinor);
  const feeMinor = share(exact, { numerator: 1n, denominator: whole }, 'half-up');
  return { feeMinor, rounding: feeMinor * whole - exact };
}

/** In hundred-thousandths of a minor unit. */
function exactFee(tariff: FeeTariff, beforeMinor: bigint, amountMinor: bigint): bigint {
  if (tariff.rate !== null) return amountMinor * BigInt(tariff.rate);
  let exact = 0n;
  let reached = beforeMinor;
  let left = amountMinor;
  for (const { upToMinor, rate } of tariff.brackets ?? []) {
    const room = upToMinor === null ? left : BigInt(upToMinor) - reached;
    const part = room < left ? room : left;
    if (part <= 0n) continue;
    exact += part * BigInt(rate);
    reached += part;
    left -= part;
  }
  if (left > 0n) throw new Error('The last bracket of a fee rule must be without end.');
  return exact;
}

const whole = 100_000n;
