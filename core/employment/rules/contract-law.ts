import type { Finding } from '../../platform/write/violation.js';
import type { AgreedLadder } from './agreed-ladder.js';

/**
 * What the law of a country asks of a contract at its signature, besides pay. A check is a pure
 * function of what was loaded for it; its figures are dated rows, the day that decides is the first
 * day of work.
 */
export interface ContractLaw {
  /** What is asked of every contract. */
  readonly always: readonly LawCheck[];
  /** What is asked besides of a kind, by its code or by that of the kind that it follows. */
  readonly byRegime: Readonly<Record<string, readonly LawCheck[]>>;
  /** What must be arranged around a contract, and before which day. */
  formalities(contract: LawContract): readonly Formality[];
  /** The attestation that a contract is signed on, where one is needed. */
  attestation(facts: LawFacts): string | null;
}

export type LawCheck = (facts: LawFacts) => readonly Finding[];

/** The contract as far as the law looks at it. */
export interface LawContract {
  /** In their order; at least one. */
  readonly days: readonly (LawDay & { readonly kind: string })[];
  readonly jointCommittee: string | null;
  readonly functionCode: string | null;
  readonly atRisk: boolean;
  readonly workCountry: string;
  /** The employment without an agreed end that it is a month of. */
  readonly engagementId: string | null;
  /** Of a worker under 21, as was stated; null: older, or not said. */
  readonly age: number | null;
  /** Null while a figure of pay is missing. */
  readonly grossMinor: bigint | null;
}

export interface LawDay {
  readonly day: string;
  readonly minutes: number;
  /** "HH:MM"; null: not agreed. */
  readonly startsAt: string | null;
}

/** Everything that the checks look at, for one contract. */
export interface LawFacts {
  readonly contract: LawContract;
  readonly today: string;
  /** The first day of work, which decides what holds. */
  readonly on: string;
  /** The figures that hold on that day, by code; a joint committee's own before the general ones. */
  readonly figures: ReadonlyMap<string, LawFigure>;
  readonly minimums: readonly MinimumPay[];
  /** The kind whose law the contract follows, e.g. "student". */
  readonly regime: string;
  /** What agreements give beyond the minimum, those that hold on that day. */
  readonly agreed: readonly AgreedLadder[];
  /** Of a month of an engagement: its other months of the same calendar year. */
  readonly otherMonths: readonly PaidMonth[];
  /** What a full-timer works in the month of that day; null: it is not known. */
  readonly fullMonthMinutes: number | null;
  /** Whether the co-operative asks for a function of a known scale in every joint committee. */
  readonly scaleRequired: boolean;
  readonly attestations: readonly HeldAttestation[];
  readonly student: StudentYear;
  /** Days of the worker's other signed contracts in the weeks of this one and around them. */
  readonly otherDays: readonly LawDay[];
}

export interface LawFigure {
  readonly value: number;
  readonly from: string;
  readonly source: string;
}

export interface MinimumPay {
  /** Null: the general minimum. */
  readonly functionCode: string | null;
  readonly per: 'HOUR' | 'DAY' | 'MONTH';
  /** Ten-thousandths of the currency. */
  readonly amountE4: bigint;
  readonly from: string;
  readonly source: string;
}

/** A month of an engagement that has its contract. */
export interface PaidMonth {
  readonly grossMinor: bigint;
  /** Those that are paid, and those of a full-timer's month. */
  readonly minutes: number;
  readonly fullMinutes: number;
  /** The general minimum of a full month in it, in ten-thousandths; null: not known. */
  readonly amountE4: bigint | null;
}

export interface HeldAttestation {
  readonly id: string;
  readonly from: string;
  /** The first day on which it does not hold any more, ended early or not. */
  readonly until: string;
  readonly verified: boolean;
}

export interface StudentYear {
  /** Under other signed contracts of the year of the contract. */
  readonly minutesHere: number;
  /** As the worker has stated; null: nothing was stated for that year. */
  readonly minutesElsewhere: number | null;
}

export interface Formality {
  /** e.g. "a1"; an open list. */
  readonly kind: string;
  readonly country: string | null;
  readonly dueOn: string;
  readonly source: string;
}
