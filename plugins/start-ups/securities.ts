/** What may become shares: what of it has vested, is still promised, or would convert, on a day. */
import { minorOf } from 'gezel/sdk';
import { type Price, priceScale } from './equity-fact.js';
import { classOf, type Equity, type Holding, issuedOf, type Security } from './equity-state.js';

/** So many of an option as may be exercised by now or were: all of it, where nothing vests. */
export function vestedOf({ made, quantity, gone, stoppedOn }: Security, day: string): bigint {
  const { vestingFrom, vestingMonths, cliffMonths = 0 } = made.terms;
  const kept = quantity - gone;
  if (vestingFrom === undefined || vestingMonths === undefined) return kept;
  const last = stoppedOn !== null && stoppedOn < day ? stoppedOn : day;
  const months = Math.min(monthsBetween(vestingFrom, last), vestingMonths);
  if (months < Math.max(cliffMonths, 1)) return 0n;
  return lesser((quantity * BigInt(months)) / BigInt(vestingMonths), kept);
}

/** What is forfeited by whoever leaves on a day: all that has not vested by then. */
export const heldBack = (security: Security, day: string): bigint =>
  security.quantity - security.gone - vestedOf(security, day);

export const isExpired = ({ kind, made }: Security, day: string): boolean =>
  kind !== 'CONVERTIBLE' && made.terms.expiresOn !== undefined && made.terms.expiresOn < day;

export const exercisable = (security: Security, day: string): bigint =>
  isExpired(security, day) ? 0n : vestedOf(security, day) - security.exercised;

/** What it still promises on a day; of a plan, what it has not promised to anybody. */
export function outstandingOf({ securities }: Equity, security: Security, day: string): bigint {
  const { kind, code, quantity, gone, exercised } = security;
  if (kind === 'CONVERTIBLE' || isExpired(security, day)) return 0n;
  if (kind !== 'PLAN') return quantity - gone - exercised;
  let left = quantity;
  for (const one of securities.values()) {
    if (one.kind !== 'GRANT' || one.made.terms.plan !== code) continue;
    left -= one.exercised + (isExpired(one, day) ? 0n : one.quantity - one.gone - one.exercised);
  }
  return left;
}

/** All shares there are, and all that are promised but by convertibles. */
export const capitalisationOf = (equity: Equity, day: string): bigint =>
  [...equity.securities.values()].reduce(
    (sum, one) => sum + outstandingOf(equity, one, day),
    issuedOf(equity),
  );

export interface ConversionTerms {
  readonly day: string;
  /** Of one share, as others pay it; null: only its cap prices it. */
  readonly price: Price | null;
  readonly interestMinor: bigint;
}

/**
 * As many whole shares as a convertible becomes: at the price less its discount, or at its cap
 * divided by all shares that there are and are promised before it converts, whichever brings more.
 * Null: neither prices it.
 */
export function convertedShares(
  equity: Equity,
  { made: { terms } }: Security,
  { day, price, interestMinor }: ConversionTerms,
): bigint | null {
  const { amountMinor = '0', currency = 'EUR', capMinor, discountMillionths = 0 } = terms;
  const amount = BigInt(amountMinor) + interestMinor;
  const brings: bigint[] = [];
  if (price !== null) {
    const money = amount * priceScale * whole * price.per;
    const perMajor = minorOf('1', currency, 'currency');
    brings.push(money / (perMajor * price.scaled * (whole - BigInt(discountMillionths))));
  }
  const before = capitalisationOf(equity, day);
  if (capMinor !== undefined && before > 0n) brings.push((amount * before) / BigInt(capMinor));
  return brings.reduce<bigint | null>(
    (most, one) => (most !== null && most > one ? most : one),
    null,
  );
}

/**
 * Who would have which shares if all that is promised were taken: options vested or not, warrants,
 * what plans still hold, and convertibles at their cap or the last price of their class.
 */
export function dilutedOf(equity: Equity, day: string): Holding[] {
  const all = new Map<string, Holding>(equity.holdings);
  const add = (holderId: string | null, shareClass: string, more: bigint) => {
    const key = `${shareClass} ${holderId ?? ''}`;
    const shares = (all.get(key)?.shares ?? 0n) + more;
    if (more > 0n) all.set(key, { holderId, shareClass, shares });
  };
  for (const one of equity.securities.values()) {
    const { holderId, shareClass } = one;
    add(holderId, shareClass, outstandingOf(equity, one, day));
    if (one.kind === 'CONVERTIBLE' && one.open)
      add(holderId, shareClass, asIfConverted(equity, one, day));
  }
  return [...all.values()];
}

/** None where neither a cap nor a price of its class says how many. */
export function asIfConverted(equity: Equity, security: Security, day: string): bigint {
  const { price } = classOf(equity, security.shareClass);
  return convertedShares(equity, security, { day, price, interestMinor: 0n }) ?? 0n;
}

const whole = 1_000_000n;

const lesser = (a: bigint, b: bigint): bigint => (a < b ? a : b);

/** Whole months from a day to a later one; below nothing: none. */
function monthsBetween(from: string, to: string): number {
  const [y1 = 0, m1 = 0, d1 = 0] = from.split('-').map(Number);
  const [y2 = 0, m2 = 0, d2 = 0] = to.split('-').map(Number);
  // A month that has no such day is whole on its last one.
  const lastDay = new Date(Date.UTC(y2, m2, 0)).getUTCDate();
  const begun = d2 >= Math.min(d1, lastDay) ? 0 : 1;
  return Math.max((y2 - y1) * 12 + (m2 - m1) - begun, 0);
}
