import { addMonths, type PluginFinding, type ValidationInput, validation } from 'gezel/sdk';
import { allWorkingDays, contractNeeds, firstDay, type WorkingDay } from './contract-days.js';
import { ceilingOn, type SavedWeek, type Season, savedBy, seasonOf } from './saved-overtime.js';
import { agreement, knownFrom, limitsOn } from './working-time.limits.js';

/**
 * At most 78 hours saved in the first three months of a season and 91 after, over all contracts of
 * the worker; which of the two while nobody has said when the season begins is refused by its name.
 */
export const savedOvertimeTooHigh = validation({
  name: 'performing-arts.saved-overtime-too-high',
  on: 'contract.sign',
  because: agreement,
  effective: { from: knownFrom },
  needs: {
    ...contractNeeds,
    elsewhere: {
      ...contractNeeds.elsewhere,
      // A season before, and what was signed already for the rest of this one.
      where: (change: ValidationInput) => ({
        day: { from: addMonths(firstDay(change), -12), upTo: addMonths(firstDay(change), 12) },
      }),
    },
  },
  at: firstDay,
  check: (change) => {
    const days = allWorkingDays(change);
    const own = days.find((one) => one.own);
    if (own === undefined) return [];
    const season = seasonOf(own.day, begins(change));
    const before = new Map(
      savedBy(notOwn(days), season).map((week) => [week.monday, week.balanceMinutes]),
    );
    let last = 0;
    for (const week of savedBy(days, season)) {
      last = before.get(week.monday) ?? last;
      // What is too much without this contract is not its fault.
      const found = week.balanceMinutes > last ? weekFindings(week, season, own.day) : [];
      // One sentence is enough: each further week says it again.
      if (found.length > 0) return found;
    }
    return [];
  },
});

const begins = ({ extensions }: ValidationInput): string | null => {
  const said = extensions.activity?.[0]?.seasonBegins;
  return typeof said === 'string' && /^\d\d-\d\d$/.test(said) ? said : null;
};

const notOwn = (days: readonly WorkingDay[]) => days.filter(({ own }) => !own);

function weekFindings(
  { monday, balanceMinutes }: SavedWeek,
  season: Season,
  day: string,
): PluginFinding[] {
  const { first, later } = limitsOn(monday).savedOvertime.ceilingMinutes;
  const ceiling = ceilingOn(monday, season);
  const values = { monday, saved: hours(balanceMinutes), limit: hours(ceiling ?? later) };
  const path = ['days', day];
  if (balanceMinutes > (ceiling ?? later)) {
    return [{ code: 'performing-arts.saved-overtime-too-high', path, values }];
  }
  if (ceiling !== null || balanceMinutes <= first) return [];
  return [{ code: 'performing-arts.season-unknown', path, values }];
}

/** 601 → "10:01". */
const hours = (minutes: number): string =>
  `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
