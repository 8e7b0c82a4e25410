import { badInput } from '../platform/errors.js';
import { count } from './input.js';

/** Hours of a weekday as they are kept: minutes since midnight, where they are lived. */
export interface Opening {
  /** 1 is Monday, 7 is Sunday. */
  readonly weekday: number;
  readonly opens: number;
  readonly closes: number;
}

/** Minutes since midnight as people write them: 540 → "09:00"; the end of the day is "24:00". */
export const timeOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** "09:00" → 540. Only whole quarters, by which time is taken; others are BAD_USER_INPUT. */
export function minutesOf(time: string, path: string): number {
  const [, hours, minutes] = /^(\d{2}):(00|15|30|45)$/.exec(time) ?? [];
  const found = Number(hours) * 60 + Number(minutes);
  if (hours === undefined || found > 1_440) {
    const said = { code: 'input.no-time', values: { time: time.slice(0, 40) } };
    throw badInput(`"${time}" is not a time on a quarter, from "00:00" to "24:00".`, path, said);
  }
  return found;
}

/** 1 is Monday, 7 is Sunday. */
export const weekdayOf = (day: string): number => ((new Date(day).getUTCDay() + 6) % 7) + 1;

/** Hours of a week as a client writes them. */
export interface HoursInput {
  readonly weekday: number;
  readonly opensAt: string;
  readonly closesAt: string;
}

/** A week in order: at most 28 openings, none of which overlap; others are BAD_USER_INPUT. */
export function openingsOf(hours: readonly HoursInput[], at = 'openingHours'): Opening[] {
  if (hours.length > 28) throw badInput('At most 28 openings a week.', at);
  const openings = hours.map(({ weekday, opensAt, closesAt }, i) => {
    const path = `${at}.${i}`;
    count(weekday, `${path}.weekday`, 7);
    const opens = minutesOf(opensAt, `${path}.opensAt`);
    const closes = minutesOf(closesAt, `${path}.closesAt`);
    if (closes <= opens) throw badInput('It closes after it has opened.', `${path}.closesAt`);
    return { weekday, opens, closes };
  });
  openings.sort((a, b) => a.weekday - b.weekday || a.opens - b.opens);
  const overlap = openings.findIndex((one, i) => {
    const before = openings[i - 1];
    return before?.weekday === one.weekday && before.closes > one.opens;
  });
  if (overlap >= 0) throw badInput('Two openings of one day overlap.', at);
  return openings;
}
