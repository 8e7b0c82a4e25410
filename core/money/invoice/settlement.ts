/**
 * How an invoice's money becomes the activity's. Pure: the amounts before and after a payment or a
 * credit note decide which entries move, and the parts always sum to the whole.
 */

import { share } from '../ledger/amounts.js';
import { PaymentStatus } from './invoice-codes.js';

/** The amounts of an issued invoice that payments and credit notes change. */
export interface Settlement {
  readonly netMinor: bigint;
  readonly totalMinor: bigint;
  readonly feeMinor: bigint;
  readonly creditedNetMinor: bigint;
  readonly creditedVatMinor: bigint;
  readonly creditedFeeMinor: bigint;
  readonly paidMinor: bigint;
  readonly excessMinor: bigint;
  readonly releasedMinor: bigint;
  /** What was given up for lost and has not been paid since. */
  readonly writtenOffMinor: bigint;
}

type Owed = Pick<Settlement, 'totalMinor' | 'creditedNetMinor' | 'creditedVatMinor'>;

/** What the client owes for it in all, after credit notes. */
export const owedMinor = (s: Owed): bigint =>
  s.totalMinor - s.creditedNetMinor - s.creditedVatMinor;

/** What the client has still to pay; negative when the client gets money back. */
export const dueMinor = (s: Owed & Pick<Settlement, 'paidMinor'>): bigint =>
  owedMinor(s) - s.paidMinor;

/** The activity's part of it: the net amount less the fee, after credit notes. */
export const activityPartMinor = (s: Settlement): bigint =>
  s.netMinor - s.creditedNetMinor - (s.feeMinor - s.creditedFeeMinor);

/** The activity's part that no payment has set free yet: its balance on activity.expected. */
export const expectedMinor = (s: Settlement): bigint => activityPartMinor(s) - s.releasedMinor;

/** The part of the activity that payments have earned: proportional, whole when all is paid. */
export const earnedMinor = (s: Settlement): bigint => earnedBy(s, s.paidMinor);

/** The part that an amount would have earned. */
export function earnedBy(s: Settlement, paidMinor: bigint): bigint {
  const owed = owedMinor(s);
  if (paidMinor >= owed) return activityPartMinor(s);
  return share(activityPartMinor(s), { numerator: paidMinor, denominator: owed }, 'half-up');
}

/** The invoice after a payment of an amount that is due. */
export function afterPayment(s: Settlement, amountMinor: bigint): Settlement {
  return released({ ...s, paidMinor: s.paidMinor + amountMinor });
}

/** What a credit note takes back: its sums, and of the fee in proportion. */
export interface Credit {
  readonly netMinor: bigint;
  readonly vatMinor: bigint;
  readonly feeMinor: bigint;
}

/** The fee that a credit of a net amount takes back: cumulative, so that the whole is whole. */
export function creditedFee(s: Settlement, netMinor: bigint): bigint {
  const credited = s.creditedNetMinor + netMinor;
  const ratio = { numerator: credited, denominator: s.netMinor };
  return share(s.feeMinor, ratio, 'half-up') - s.creditedFeeMinor;
}

/** The invoice after a credit note. */
export function afterCredit(s: Settlement, credit: Credit): Settlement {
  return released({
    ...s,
    creditedNetMinor: s.creditedNetMinor + credit.netMinor,
    creditedVatMinor: s.creditedVatMinor + credit.vatMinor,
    creditedFeeMinor: s.creditedFeeMinor + credit.feeMinor,
  });
}

/** What moves on the activity's accounts between two states; positive: more. */
export function movement(before: Settlement, after: Settlement) {
  return {
    expectedMinor: expectedMinor(after) - expectedMinor(before),
    releasedMinor: after.releasedMinor - before.releasedMinor,
  };
}

export function paymentStatusOf(s: Settlement): PaymentStatus {
  const owed = owedMinor(s);
  const received = s.paidMinor + s.excessMinor;
  if (received > owed) return PaymentStatus.OVERPAID;
  if (received === owed) return PaymentStatus.PAID;
  if (s.writtenOffMinor > 0n) return PaymentStatus.WRITTEN_OFF;
  return received === 0n ? PaymentStatus.UNPAID : PaymentStatus.PARTLY_PAID;
}

/** The smaller of two amounts. */
export function smaller(a: bigint, b: bigint): bigint {
  if (a < b) return a;
  return b;
}

const released = (s: Settlement): Settlement => ({ ...s, releasedMinor: earnedMinor(s) });
