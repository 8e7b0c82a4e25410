import { addDays, mondayOf, type PluginFinding, validation } from 'gezel/sdk';
import {
  allWorkingDays,
  contractNeeds,
  firstDay,
  type WorkingDay,
  workingDays,
} from './contract-days.js';
import { agreement, knownFrom, type LimitByKind, limitsOn } from './working-time.limits.js';

/** The working time of joint committee 304, judged when a contract is signed. */
const workingTime = {
  on: 'contract.sign',
  because: agreement,
  effective: { from: knownFrom },
  needs: contractNeeds,
  at: firstDay,
} as const;

/** The limits depend on the kind of day, so no day of a contract may be without one. */
export const dayWithoutKind = validation({
  ...workingTime,
  name: 'performing-arts.day-without-kind',
  check: (change) =>
    workingDays(change)
      .filter(({ kind }) => kind === null)
      .map(({ day }) => about('performing-arts.day-without-kind', day, {})),
});

/** 12 hours on days of general rehearsal, festival and performance, otherwise 10. */
export const dayTooLong = validation({
  ...workingTime,
  name: 'performing-arts.day-too-long',
  check: (change) =>
    workingDays(change).flatMap(({ day, minutes, kind }) => {
      const limit = limitFor(limitsOn(day).longestDayMinutes, [kind]);
      if (minutes <= limit) return [];
      const values = { worked: hours(minutes), limit: hours(limit) };
      return [about('performing-arts.day-too-long', day, values)];
    }),
});

/** Beyond 10 hours 75 % more is due, in pay or in rest: who signs is reminded of it. */
export const supplementDue = validation({
  ...workingTime,
  name: 'performing-arts.supplement-due',
  check: (change) =>
    workingDays(change).flatMap(({ day, minutes }) => {
      const { beyondMinutes, percent } = limitsOn(day).supplement;
      if (minutes <= beyondMinutes) return [];
      const values = { beyond: hours(minutes - beyondMinutes), percent };
      return [{ ...about('performing-arts.supplement-due', day, values), severity: 'WARNING' }];
    }),
});

/**
 * 84 hours in weeks of general rehearsal, festival and tour, otherwise 60, over all contracts of the
 * worker. A week begins on Monday: the agreement does not say otherwise.
 */
export const weekTooLong = validation({
  ...workingTime,
  name: 'performing-arts.week-too-long',
  check: (change) => {
    const weeks = Map.groupBy(allWorkingDays(change).filter(isWorked), ({ day }) => mondayOf(day));
    return [...weeks].flatMap(([monday, days]) => {
      const worked = days.reduce((sum, { minutes }) => sum + minutes, 0);
      const first = days.find(({ own }) => own);
      if (first === undefined) return [];
      const limit = limitFor(
        limitsOn(first.day).longestWeekMinutes,
        days.map(({ kind }) => kind),
      );
      if (worked <= limit) return [];
      const values = { monday, worked: hours(worked), limit: hours(limit) };
      return [about('performing-arts.week-too-long', first.day, values)];
    });
  },
});

/** 8 hours from the end of a working day to the next, whatever the contract, where both are known. */
export const restTooShort = validation({
  ...workingTime,
  name: 'performing-arts.rest-too-short',
  check: (change) =>
    allWorkingDays(change).flatMap(({ day, startsAtMs, own }, i, days) => {
      const before = days[i - 1];
      const endedAtMs = before?.endsAtMs ?? null;
      if (startsAtMs === null || endedAtMs === null || !(own || before?.own)) return [];
      const rest = Math.floor((startsAtMs - endedAtMs) / 60_000);
      const limit = limitsOn(day).shortestRestMinutes;
      if (rest >= limit) return [];
      const values = { rest: hours(Math.max(rest, 0)), limit: hours(limit) };
      return [about('performing-arts.rest-too-short', day, values)];
    }),
});

/** At most 10 days one after the other in a period of rehearsals or of performances on tour. */
export const tooManyDaysInARow = validation({
  ...workingTime,
  name: 'performing-arts.too-many-days-in-a-row',
  check: (change) =>
    runsOf(allWorkingDays(change)).flatMap((run) => {
      const [first, last] = [run[0] as WorkingDay, run.at(-1) as WorkingDay];
      const { limit } = limitsOn(first.day).consecutiveDays;
      const own = run.find((one) => one.own);
      if (run.length <= limit || own === undefined) return [];
      const values = { from: first.day, until: last.day, days: run.length, limit };
      return [about('performing-arts.too-many-days-in-a-row', own.day, values)];
    }),
});

/** Days that follow one another without a gap and are all of a kind that counts. */
function runsOf(days: readonly WorkingDay[]): WorkingDay[][] {
  const runs: WorkingDay[][] = [];
  const counting = days.filter(
    ({ day, kind }) => kind !== null && limitsOn(day).consecutiveDays.kinds.includes(kind),
  );
  for (const day of counting) {
    const run = runs.at(-1);
    const follows = run?.at(-1)?.day === addDays(day.day, -1);
    if (run !== undefined && follows) run.push(day);
    else runs.push([day]);
  }
  return runs;
}

/** Saved time that is taken back is paid, and not worked. */
const isWorked = ({ day, kind }: WorkingDay): boolean =>
  kind !== limitsOn(day).savedOvertime.restKind;

const limitFor = (limit: LimitByKind, kinds: readonly (string | null)[]): number =>
  kinds.some((kind) => kind !== null && limit.kinds.includes(kind))
    ? limit.extended
    : limit.ordinary;

const about = (code: string, day: string, values: object): PluginFinding => ({
  code,
  path: ['days', day],
  values: { day, ...values },
});

/** 601 → "10:01". */
const hours = (minutes: number): string =>
  `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
