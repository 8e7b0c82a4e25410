import type { Finding } from '../../platform/write/violation.js';
import type { LawFigure } from './contract-law.js';

/** What the law of a country asks of an allowance that is no pay: pure, its figures are dated rows. */
export interface AllowanceLaw {
  /** What stands in the way of a registration. */
  findings(facts: AllowanceFacts): readonly Finding[];
  /**
   * What a payment makes due to all: `ownMinor` is on the payment itself, `arrearsMinor` on what the
   * principal paid in its year before.
   */
  solidarityOf(
    amountMinor: bigint,
    year: PrincipalYear,
    figures: { readonly threshold: bigint; readonly rate: number },
  ): { readonly ownMinor: bigint; readonly arrearsMinor: bigint };
}

/** A registration as the law looks at it; amounts in minor units. */
export interface AllowanceFacts {
  /** In their order, all in one year; at least one. */
  readonly days: readonly string[];
  readonly dayMinor: bigint;
  readonly travelMinor: bigint;
  /** The figures of the first day, by code. */
  readonly figures: ReadonlyMap<string, LawFigure>;
  /** Days of the year registered here before, for any principal, and those stated elsewhere. */
  readonly daysThisYear: number;
  /** Days registered for the same principal, near these. */
  readonly daysOfPrincipal: readonly string[];
}

export interface PrincipalYear {
  /** Paid by the principal in the year before this payment, and what was booked on it. */
  readonly paidMinor: bigint;
  readonly bookedMinor: bigint;
}
