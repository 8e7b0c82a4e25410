import { addDays, mondayOf } from '../../sdk/civil-days.js';
import type { Notice } from '../rules/notice.js';

/**
 * The last day of a notice that is given on a day: it begins on the Monday after that week, and lasts
 * the weeks of the service that is complete then (law of 3 July 1978, articles 37/1 and 37/4). Null:
 * nobody knows how many weeks.
 */
export function belgianNotice({ since, givenOn, weeksAfter }: Notice): string | null {
  const begins = addDays(mondayOf(givenOn), 7);
  const weeks = weeksAfter(monthsOfService(since, begins));
  return weeks === null ? null : addDays(begins, weeks * 7 - 1);
}

function monthsOfService(since: string, until: string): number {
  const [year, month, day] = since.split('-').map(Number) as [number, number, number];
  const [y, m, d] = until.split('-').map(Number) as [number, number, number];
  return Math.max(0, (y - year) * 12 + (m - month) - (d < day ? 1 : 0));
}
