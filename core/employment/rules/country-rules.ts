import { belgium } from './belgium.js';
import type { WorkingCalendar } from './calendar.js';

/**
 * What differs from one country to another in employing people. Every figure is handed in: a
 * country is code for formulas and a calendar, its rates are rows with dates and sources.
 */
export interface CountryRules {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly calendar: WorkingCalendar;
  /** From a work budget to everything else, each step rounded half-up to the minor unit. */
  pay(budgetMinor: bigint, figures: PayFigures): Pay;
}

/** The figures that hold for a kind of contract and a joint committee on a day. */
export interface PayFigures {
  readonly id: string;
  /** These four in hundred-thousandths: a coefficient of 1.69 is 169000. */
  readonly coefficient: number;
  readonly contributionBase: number;
  readonly employeeShare: number;
  readonly withholdingShare: number;
  readonly fromDay: string;
  readonly source: string;
}

export interface Pay {
  readonly budgetMinor: bigint;
  readonly grossMinor: bigint;
  readonly employeeContributionMinor: bigint;
  readonly withholdingMinor: bigint;
  readonly netMinor: bigint;
  readonly lines: readonly PayLine[];
}

/** One step of the computation: `amount = base × rate`, or a sum when there is no rate. */
export interface PayLine {
  /** e.g. "gross"; its title is the message "pay-line.gross". */
  readonly code: string;
  readonly baseMinor: bigint | null;
  /** In hundred-thousandths. */
  readonly rate: number | null;
  readonly amountMinor: bigint;
  readonly source: string | null;
}

/** The rules of a country, or null when nobody wrote them yet. */
export function rulesOf(country: string): CountryRules | null {
  return known.get(country) ?? null;
}

const known: ReadonlyMap<string, CountryRules> = new Map([[belgium.country, belgium]]);
