/** How days that are not worked are paid, whatever the country. */

/** By which rule: a day of work; an absence that is paid like it; not at all; in sickness; of leave. */
export type AbsenceRule = 'work' | 'paid' | 'none' | 'guaranteed' | 'leave';

/** A day of an employment as the rules of absence look at it. */
export interface AbsenceDay {
  readonly day: string;
  readonly rule: AbsenceRule;
}

/** What is known of an employment. */
export interface Absence {
  /** The days of the contract, in their order. */
  readonly days: readonly AbsenceDay[];
  /** Those of the same employment before it, in their order, as far back as a relapse may reach. */
  readonly earlier: readonly AbsenceDay[];
  /** The first day of the uninterrupted employment. */
  readonly since: string;
  readonly openEnded: boolean;
}

export interface AbsencePay {
  /** The part of each day's pay that the employer pays, in hundred-thousandths, in their order. */
  readonly shares: readonly number[];
  /** Where the parts come from. */
  readonly sources: readonly string[];
}
