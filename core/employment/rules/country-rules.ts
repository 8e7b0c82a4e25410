import type { z } from 'zod';
import type { Absence, AbsencePay } from './absence-terms.js';
import type { AllowanceLaw } from './allowance-law.js';
import type { WorkingCalendar } from './calendar.js';
import type { ContractLaw } from './contract-law.js';
import type { CountryReference } from './country-reference.js';
import type { DatedFigures } from './dated-figures.js';
import type { Notice } from './notice.js';
import type { PayScheme, PaySituation, PayTerms } from './pay-terms.js';

/**
 * What differs from one country to another in employing people. Every figure is handed in: a
 * country is code for formulas and a calendar, its rates are rows with dates and sources.
 */
export interface CountryRules {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly calendar: WorkingCalendar;
  /** What is asked of a contract at its signature, besides pay. */
  readonly law: ContractLaw;
  /** Of allowances that are no pay; null: the country has none. */
  readonly allowance: AllowanceLaw | null;
  /** The names that a scheme of pay may use, which the formulas know. */
  readonly schemeNames: SchemeNames;
  /** What a co-operative there begins with. */
  readonly reference: CountryReference;
  /** What gross pay leaves and costs under a scheme, by the figures of a day. */
  payTerms(scheme: PayScheme, figures: DatedFigures, situation: PaySituation): PayTerms;
  /** The part of each day of a contract that its employer pays; null: a figure is missing. */
  absencePay(absence: Absence, figures: DatedFigures): AbsencePay | null;
  /** The last day of a notice that is given on a day; null: its weeks are not known. */
  noticeUntil(notice: Notice): string | null;
  /** What a figure of its law looks like; null: the formulas know no such figure. */
  figureForm(code: string): FigureForm | null;
}

/** A figure's value, and what it is for: pay, the rules of contracts, the minimum, or steps beyond it. */
export interface FigureForm {
  readonly of: 'pay' | 'law' | 'minimum' | 'agreed';
  readonly shape: z.ZodType;
}

export interface SchemeNames {
  readonly workerClasses: readonly string[];
  readonly employerCategories: readonly string[];
  /** What the law gives or takes besides, e.g. "work-bonus". */
  readonly elements: readonly string[];
}
