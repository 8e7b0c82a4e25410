/** How pay is computed, whatever the country: steps from gross pay down to net and up to cost. */
import type { Ratio } from '../../money/ledger/amounts.js';

/** How a co-operative employs a kind of contract on a day: its own row, by its own decision. */
export interface PayScheme {
  readonly id: string;
  /** Work budget over gross, in hundred-thousandths: 1.69 is 169000; null: not known. */
  readonly coefficient: number | null;
  /** Classes of the country's law, e.g. "artist" and "private". */
  readonly workerClass: string;
  readonly employerCategory: string;
  /** What the quarterly declaration calls this employment, when that is known. */
  readonly workerCode: string | null;
  readonly withholding: 'artist' | 'scale' | 'none';
  /** What else the law gives or takes, e.g. "work-bonus". */
  readonly elements: readonly string[];
  readonly fromDay: string;
  readonly untilDay: string | null;
  readonly source: string;
}

/** The class of workers whom an agency employs: what is left of gross, and what it costs, is its own. */
export const agencyClass = 'agency';

/** What pay depends on beyond the amount and the day. */
export interface PaySituation {
  /** Work in this month as a part of a full month's; 1 for a full-timer. */
  readonly timeShare: Ratio;
  /** A higher rate of withholding tax that the worker chose, in hundred-thousandths. */
  readonly withholdingShare: number | null;
  readonly children: number;
  readonly single: boolean;
  readonly spouseWithoutIncome: boolean;
  readonly disabled: boolean;
}

/** One step of a computation: `amount = base × rate`, or a sum when there is no rate. */
export interface PayLine {
  /** e.g. "gross"; its title is the message "pay-line.gross". */
  readonly code: string;
  readonly baseMinor: bigint | null;
  /** In hundred-thousandths; null: not by a rate. */
  readonly rate: number | null;
  readonly amountMinor: bigint;
  readonly source: string | null;
  /** The days for which the figure holds; `until` is the first day on which it does not. */
  readonly from: string | null;
  readonly until: string | null;
}

/** What gross pay leaves the worker. */
export interface WorkerPart {
  readonly lines: readonly PayLine[];
  /** After reductions; what it leaves of gross is taxed. */
  readonly employeeContributionMinor: bigint;
  readonly withholdingMinor: bigint;
  readonly netMinor: bigint;
}

/** What gross pay costs the employer by law. */
export interface EmployerPart {
  readonly lines: readonly PayLine[];
  readonly contributionBaseMinor: bigint;
  /** After reductions. */
  readonly employerContributionMinor: bigint;
}

/** A figure that nobody has confirmed for the day. */
export interface MissingFigure {
  /** e.g. "employer.basic (private)". */
  readonly figure: string;
  readonly day: string;
}

/**
 * The functions of one country, scheme, day and worker: pure, each step rounded half-up to the minor
 * unit. Null where a figure is missing, which `missing` then names.
 */
export interface PayTerms {
  readonly worker: ((grossMinor: bigint) => WorkerPart) | null;
  readonly employer: ((grossMinor: bigint) => EmployerPart) | null;
  readonly missing: {
    readonly worker: readonly MissingFigure[];
    readonly employer: readonly MissingFigure[];
  };
}

/** A situation that changes nothing: a full month, single, nothing chosen. */
export const plainSituation: PaySituation = {
  timeShare: { numerator: 1n, denominator: 1n },
  withholdingShare: null,
  children: 0,
  single: true,
  spouseWithoutIncome: false,
  disabled: false,
};
