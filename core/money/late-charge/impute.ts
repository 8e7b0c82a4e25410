/** To what a payment for a late invoice goes. Pure. */
import type { LateChargeAmounts, LateChargeOrder } from '../../sdk/late-charge-door.js';
import { smaller } from '../invoice/settlement.js';

export type ChargeAmounts = LateChargeAmounts;

/** Whose income a charge is: of the guarantee fund, or of the activity. */
export type Proceeds = LateChargeOrder['proceeds'];

/** All that was asked from a day on, what had been paid of it included. */
export interface AskedCharges extends ChargeAmounts {
  readonly askedOn: string;
  readonly proceeds: Proceeds;
}

/** What is asked on top of an invoice and not withdrawn, oldest first, and what was paid of it. */
export interface LateCharges {
  readonly asked: readonly AskedCharges[];
  readonly paid: ChargeAmounts;
}

export interface Imputed extends ChargeAmounts {
  readonly principalMinor: bigint;
  /** Null where nothing of it is a charge. */
  readonly proceeds: Proceeds | null;
}

export const noAmounts: ChargeAmounts = { costsMinor: 0n, interestMinor: 0n, penaltyMinor: 0n };
export const noCharges: LateCharges = { asked: [], paid: noAmounts };

/** What is still to be paid of what had been asked by a day. */
export function openCharges(charges: LateCharges, on: string): ChargeAmounts {
  const last = askedBy(charges, on);
  return last === undefined ? noAmounts : less(last, charges.paid);
}

/** The last that was asked says the whole. */
const askedBy = ({ asked }: LateCharges, on: string): AskedCharges | undefined =>
  asked.findLast(({ askedOn }) => askedOn <= on);

/**
 * Civil Code art. 5.210 (before 2023: art. 1254): without the creditor's consent nobody pays the
 * principal before what it costs; a payment in part goes to costs and interest first. The penalty of a
 * consumer is neither: it comes last. What had not been asked when the bank booked it takes no part.
 */
export function impute(
  charges: LateCharges,
  { on, dueMinor, meantMinor }: { on: string; dueMinor: bigint; meantMinor: bigint },
): Imputed {
  const open = openCharges(charges, on);
  let left = meantMinor;
  const take = (minor: bigint): bigint => {
    const taken = smaller(left, minor > 0n ? minor : 0n);
    left -= taken;
    return taken;
  };
  const costsMinor = take(open.costsMinor);
  const interestMinor = take(open.interestMinor);
  const principalMinor = take(dueMinor);
  const amounts = { costsMinor, interestMinor, penaltyMinor: take(open.penaltyMinor) };
  const proceeds = sumOf(amounts) > 0n ? (askedBy(charges, on)?.proceeds ?? null) : null;
  return { principalMinor, ...amounts, proceeds };
}

export const sumOf = ({ costsMinor, interestMinor, penaltyMinor }: ChargeAmounts): bigint =>
  costsMinor + interestMinor + penaltyMinor;

export const plus = (one: ChargeAmounts, other: ChargeAmounts): ChargeAmounts => ({
  costsMinor: one.costsMinor + other.costsMinor,
  interestMinor: one.interestMinor + other.interestMinor,
  penaltyMinor: one.penaltyMinor + other.penaltyMinor,
});

/** Never below nothing: what was asked anew may be less than what was paid. */
function less(whole: ChargeAmounts, paid: ChargeAmounts): ChargeAmounts {
  const left = (of: bigint, gone: bigint) => (of > gone ? of - gone : 0n);
  return {
    costsMinor: left(whole.costsMinor, paid.costsMinor),
    interestMinor: left(whole.interestMinor, paid.interestMinor),
    penaltyMinor: left(whole.penaltyMinor, paid.penaltyMinor),
  };
}
