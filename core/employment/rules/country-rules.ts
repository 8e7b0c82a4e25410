import type { z } from 'zod';
import type { Absence, AbsencePay } from './absence-terms.js';
import { belgium } from './belgium.js';
import type { WorkingCalendar } from './calendar.js';
import type { DatedFigures } from './dated-figures.js';
import type { PayScheme, PaySituation, PayTerms } from './pay-terms.js';

/**
 * What differs from one country to another in employing people. Every figure is handed in: a
 * country is code for formulas and a calendar, its rates are rows with dates and sources.
 */
export interface CountryRules {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly calendar: WorkingCalendar;
  /** What gross pay leaves and costs under a scheme, by the figures of a day. */
  payTerms(scheme: PayScheme, figures: DatedFigures, situation: PaySituation): PayTerms;
  /** The part of each day of a contract that its employer pays; null: a figure is missing. */
  absencePay(absence: Absence, figures: DatedFigures): AbsencePay | null;
  /** What a figure of its law looks like; null: the formulas know no such figure. */
  figureForm(code: string): FigureForm | null;
}

/** A figure's value, and what it is for: pay, the rules of contracts, or the general minimum. */
export interface FigureForm {
  readonly of: 'pay' | 'law' | 'minimum';
  readonly shape: z.ZodType;
}

/** The rules of a country, or null when nobody wrote them yet. */
export function rulesOf(country: string): CountryRules | null {
  return known.get(country) ?? null;
}

const known: ReadonlyMap<string, CountryRules> = new Map([[belgium.country, belgium]]);
