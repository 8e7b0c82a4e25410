import { addMonths, mondayOf } from 'gezel/sdk';
import { limitsOn } from './working-time.limits.js';

/** A day of a contract in force, as far as saved time is concerned. */
export interface CountedDay {
  readonly day: string;
  readonly minutes: number;
  readonly kind: string | null;
}

/** What a worker has saved by the end of a week. */
export interface SavedWeek {
  readonly monday: string;
  readonly savedMinutes: number;
  readonly takenMinutes: number;
  readonly balanceMinutes: number;
}

/** The season that a day is in: both first days, of it and of the next one. */
export interface Season {
  readonly from: string;
  readonly until: string;
  /** Whether the company has said when it begins; otherwise it is the year up to the day. */
  readonly said: boolean;
}

export function seasonOf(day: string, begins: string | null): Season {
  if (begins === null) return { from: addMonths(day, -12), until: addMonths(day, 12), said: false };
  const year = Number(day.slice(0, 4));
  const from = `${day.slice(5) >= begins ? year : year - 1}-${begins}`;
  return { from, until: addMonths(from, 12), said: true };
}

/**
 * The balance of each week of a season: what is worked beyond the ordinary week is saved, what is
 * taken back as rest goes off, and nothing is taken back that was not saved.
 */
export function savedBy(days: readonly CountedDay[], { from, until }: Season): SavedWeek[] {
  const within = days.filter(({ day }) => from <= day && day < until);
  const weeks = Map.groupBy(within, ({ day }) => mondayOf(day));
  let balanceMinutes = 0;
  return [...weeks.keys()].sort().map((monday) => {
    const { ordinaryWeekMinutes, restKind } = limitsOn(monday).savedOvertime;
    const minutesOf = (rest: boolean) =>
      (weeks.get(monday) ?? [])
        .filter(({ kind }) => (kind === restKind) === rest)
        .reduce((sum, { minutes }) => sum + minutes, 0);
    const takenMinutes = minutesOf(true);
    const savedMinutes = Math.max(0, minutesOf(false) - ordinaryWeekMinutes);
    balanceMinutes = Math.max(0, balanceMinutes + savedMinutes - takenMinutes);
    return { monday, savedMinutes, takenMinutes, balanceMinutes };
  });
}

/** The most that may be saved on a day: less in the first months; null while nobody said which. */
export function ceilingOn(day: string, { from, said }: Season): number | null {
  if (!said) return null;
  const { firstMonths, ceilingMinutes } = limitsOn(day).savedOvertime;
  return day < addMonths(from, firstMonths) ? ceilingMinutes.first : ceilingMinutes.later;
}
