import { workingDayAfter } from '../employment/rules/calendar.js';
import { rulesOf } from '../employment/rules/countries.js';

/**
 * The `count`-th working day after a civil day, which itself does not count: no day of the weekend and
 * no public holiday of the country, ISO 3166-1 alpha-2. A country without a calendar throws.
 */
export function workingDaysLater(day: string, count: number, country = 'BE'): string {
  const rules = rulesOf(country);
  if (rules === null) throw new RangeError(`There is no calendar of "${country}".`);
  return workingDayAfter(rules.calendar, day, count);
}
