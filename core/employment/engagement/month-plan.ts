import { share } from '../../money/ledger/amounts.js';
import { addDays } from '../../sdk/civil-days.js';
import { holidaysOf, type WorkingCalendar } from '../rules/calendar.js';

/** What of an engagement decides over its months. */
export interface Standing {
  readonly from: string;
  readonly lastDay: string | null;
  /** Minutes from Monday to Sunday. */
  readonly schedule: readonly number[];
  readonly fixedMinor: bigint;
  readonly advanceMinor: bigint;
}

export interface MonthPlan {
  readonly days: readonly {
    readonly day: string;
    readonly minutes: number;
    readonly kind: string;
  }[];
  readonly fixedMinor: bigint;
  readonly advanceMinor: bigint;
}

/**
 * The days of a month by the week's schedule, and its budget: of a month that begins late or ends
 * early in proportion to its minutes, half-up. A public holiday is a day of its own kind, paid.
 */
export function planMonth(standing: Standing, month: string, calendar: WorkingCalendar): MonthPlan {
  const all = daysOfMonth(month)
    .map((day) => ({ day, minutes: standing.schedule[weekdayOf(day)] ?? 0 }))
    .filter(({ minutes }) => minutes > 0);
  const holidays = new Set(holidaysOf(calendar, Number(month.slice(0, 4))));
  const days = all
    .filter(({ day }) => standing.from <= day && (standing.lastDay ?? day) >= day)
    .map((one) => ({ ...one, kind: holidays.has(one.day) ? 'public-holiday' : 'work' }));
  const sum = (list: readonly { minutes: number }[]) =>
    BigInt(list.reduce((total, { minutes }) => total + minutes, 0));
  const [worked, full] = [sum(days), sum(all)];
  const part = (amountMinor: bigint) =>
    full === 0n ? 0n : share(amountMinor, { numerator: worked, denominator: full }, 'half-up');
  return {
    days,
    fixedMinor: part(standing.fixedMinor),
    advanceMinor: part(standing.advanceMinor),
  };
}

export const monthOf = (day: string): string => `${day.slice(0, 7)}-01`;

export const nextMonth = (month: string): string => monthOf(addDays(month, 31));

function daysOfMonth(month: string): string[] {
  const days: string[] = [];
  for (let day = month; monthOf(day) === month; day = addDays(day, 1)) days.push(day);
  return days;
}

/** 0 is Monday. */
const weekdayOf = (day: string): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
