import { belgium } from '../belgium/belgium.js';
import type { CountryRules } from './country-rules.js';

/** The rules of a country, or null when nobody wrote them yet. */
export function rulesOf(country: string): CountryRules | null {
  return countries.get(country) ?? null;
}

/** By ISO 3166-1 alpha-2: another country is another folder, and a line here. */
export const countries: ReadonlyMap<string, CountryRules> = new Map([[belgium.country, belgium]]);
