/**
 * Civil days, weekends and public holidays: when something is due that is counted in working days.
 */
import { addDays } from '../../sdk/civil-days.js';

export interface WorkingCalendar {
  /** The days of the week that are not worked: 0 is Sunday. */
  readonly weekend: readonly number[];
  readonly holidays: readonly Holiday[];
  /** Where the list of holidays comes from. */
  readonly source: string;
}

/** A day that returns each year: fixed, or so many days from Easter Sunday. */
export type Holiday = { readonly name: string; readonly from: number; readonly until?: number } & (
  | { readonly monthDay: string }
  | { readonly fromEaster: number }
);

/** The public holidays of a year, as days, in their order. */
export function holidaysOf(calendar: WorkingCalendar, year: number): string[] {
  return calendar.holidays
    .filter(({ from, until }) => from <= year && (until === undefined || year < until))
    .map((holiday) =>
      'monthDay' in holiday
        ? `${year}-${holiday.monthDay}`
        : addDays(easterOf(year), holiday.fromEaster),
    )
    .sort();
}

export function isWorkingDay(calendar: WorkingCalendar, day: string): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  if (calendar.weekend.includes(weekday)) return false;
  return !holidaysOf(calendar, Number(day.slice(0, 4))).includes(day);
}

/** The `count`-th working day after a day, which itself does not count. */
export function workingDayAfter(calendar: WorkingCalendar, day: string, count: number): string {
  let reached = day;
  for (let left = count; left > 0; ) {
    reached = addDays(reached, 1);
    if (isWorkingDay(calendar, reached)) left--;
  }
  return reached;
}

/** Easter Sunday of the Gregorian calendar (the anonymous algorithm, Meeus 1991, chapter 8). */
export function easterOf(year: number): string {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  const month = String(Math.floor(n / 31)).padStart(2, '0');
  const day = String((n % 31) + 1).padStart(2, '0');
  return `${year}-${month}-${day}`;
}

/** The minutes of a full-timer in the month of a day: its days of the week that are worked. */
export function monthMinutes(calendar: WorkingCalendar, day: string, dayMinutes: number): number {
  const first = `${day.slice(0, 7)}-01`;
  let days = 0;
  for (let one = first; one.startsWith(day.slice(0, 7)); one = addDays(one, 1)) {
    if (!calendar.weekend.includes(new Date(`${one}T00:00:00Z`).getUTCDay())) days++;
  }
  return days * dayMinutes;
}
