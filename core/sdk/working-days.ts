import { belgianCalendar } from '../employment/rules/belgian-calendar.js';
import { workingDayAfter } from '../employment/rules/calendar.js';

/**
 * The `count`-th working day after a civil day, which itself does not count: no Saturday, Sunday or
 * public holiday of Belgium.
 */
export const workingDaysLater = (day: string, count: number): string =>
  workingDayAfter(belgianCalendar, day, count);
