/**
 * What is paid for shares, or for what may become shares: in minor units. Pure. It goes to the
 * company that is to be, and from it when it buys shares back; the co-operative has no part in it,
 * so nothing of it is on the ledger.
 */
import { minorOf } from 'gezel/sdk';
import { type EquityFact, type Price, priceOf, priceScale } from './equity-fact.js';
import type { Equity } from './equity-state.js';

/** Null: nothing is paid, or nobody said what. */
export function considerationOf(
  { securities }: Equity,
  { kind, quantity, security, terms }: EquityFact,
  currency: string,
): bigint | null {
  if (kind === 'CONVERTIBLE') return BigInt(terms.amountMinor ?? 0);
  if (quantity === null) return null;
  const ownPrice = terms.price === undefined ? null : priceOf(terms.price);
  // An exercise costs what was agreed when the option or warrant was given, splits and all.
  const price = kind === 'EXERCISE' ? (securities.get(security ?? '')?.price ?? null) : ownPrice;
  const isPaid = kind === 'EXERCISE' || kind === 'ISSUE' || kind === 'REPURCHASE';
  return isPaid && price !== null ? paidFor(quantity, price, currency) : null;
}

/** Rounded half up, once. */
function paidFor(shares: bigint, { scaled, per }: Price, currency: string): bigint {
  const all = 2n * shares * scaled * minorOf('1', currency, 'price');
  const one = per * priceScale;
  return (all + one) / (2n * one);
}
