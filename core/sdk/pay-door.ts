import type { Violation } from '../platform/write/violation.js';

/** What a worker would be paid for what a client is invoiced, by the figures of a day. */
export interface PayInquiry {
  /** Code of the kind of contract. */
  readonly kind: string;
  readonly jointCommittee: string | null;
  /** Without VAT: an exact decimal in the co-operative's currency. */
  readonly invoiced: string;
  readonly on: string;
}

export interface PaySimulated {
  readonly currency: string;
  /** Null when something stands in the way. */
  readonly pay: PayFacts | null;
  /** In the caller's language; a figure that is not known for the day is named. */
  readonly violations: readonly Violation[];
}

/** In minor units. */
export interface PayFacts {
  readonly grossMinor: bigint;
  readonly employeeContributionMinor: bigint;
  readonly withholdingMinor: bigint;
  readonly netMinor: bigint;
  readonly lines: readonly PayFactLine[];
}

export interface PayFactLine {
  readonly code: string;
  /** In the caller's language. */
  readonly title: string;
  readonly amountMinor: bigint;
  readonly source: string | null;
}
