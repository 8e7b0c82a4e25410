import { addDays } from '../../sdk/civil-days.js';
import type { Formality, LawContract } from '../rules/contract-law.js';

/**
 * What must be there before the first day: cover and fitness for work at risk; abroad the A1 of
 * social security, in France the declaration of posting too, elsewhere a look at what holds there.
 */
export function belgianFormalities({ days, atRisk, workCountry }: LawContract): Formality[] {
  const first = days[0]?.day;
  if (first === undefined) return [];
  const dueOn = addDays(first, -1);
  const found: Formality[] = [];
  if (atRisk) {
    found.push(
      { kind: 'insurance', country: null, dueOn, source: risk },
      { kind: 'medical-fitness', country: null, dueOn, source: risk },
    );
  }
  if (workCountry === 'BE') return found;
  const country = workCountry;
  if (coordinated.has(country)) found.push({ kind: 'a1', country, dueOn, source: a1 });
  else found.push({ kind: 'abroad-check', country, dueOn, source: elsewhere });
  if (country === 'FR') {
    found.push({ kind: 'posting-declaration', country, dueOn, source: posting });
  }
  return found;
}

const risk =
  'Contract tool of the field: work with risks is flagged, insured and checked by occupational ' +
  'medicine (github.com/hypered/smart-design, contract step 3)';
const a1 = 'Regulation (EC) 883/2004: the A1 certificate, asked for before the work abroad begins';
const posting =
  'France, Code du travail L1262-2-1: declaration before posting; in the field one A1 and one ' +
  'pre-declaration for each posting (github.com/hypered/smart-design)';
const elsewhere = 'No coordination of social security with this country is known here';

/** The Union, the EEA, Switzerland and, by its agreement with the Union, the United Kingdom. */
const coordinated: ReadonlySet<string> = new Set([
  ...['AT', 'BG', 'CY', 'CZ', 'DE', 'DK', 'EE', 'ES', 'FI', 'FR', 'GR', 'HR', 'HU', 'IE', 'IT'],
  ...['LT', 'LU', 'LV', 'MT', 'NL', 'PL', 'PT', 'RO', 'SE', 'SI', 'SK'],
  ...['CH', 'GB', 'IS', 'LI', 'NO'],
]);
