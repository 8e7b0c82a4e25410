import {
  addDays,
  addMonths,
  mondayOf,
  type PluginFinding,
  type ValidationInput,
  validation,
} from 'gezel/sdk';
import {
  allWorkingDays,
  contractNeeds,
  firstDay,
  type WorkingDay,
  workingDays,
} from './contract-days.js';
import { musicAgreement, serviceLimitsOn, servicesKnownFrom } from './per-service.limits.js';

/** Hiring by the service under joint committee 304, judged when a contract is signed. */
const perService = {
  on: 'contract.sign',
  because: musicAgreement,
  effective: { from: servicesKnownFrom },
  needs: {
    ...contractNeeds,
    elsewhere: {
      ...contractNeeds.elsewhere,
      // The three months around: what lies before counts, and what was signed already for later.
      where: ({ after }: ValidationInput) => {
        const { from, upTo } = aroundOf(after.days);
        return { day: { from: addMonths(from, -3), upTo: addMonths(upTo, 3) } };
      },
    },
  },
  at: firstDay,
} as const;

function aroundOf(days: unknown): { readonly from: string; readonly upTo: string } {
  const named = (Array.isArray(days) ? days : []).map(({ day }: { day: string }) => day).sort();
  const [from = servicesKnownFrom] = named;
  return { from, upTo: named.at(-1) ?? from };
}

/** A service has a length: who works longer is hired for one more. */
export const servicesTooLong = validation({
  ...perService,
  name: 'performing-arts.services-too-long',
  check: (change) =>
    workingDays(change).flatMap(({ day, minutes, services }) => {
      if (services === null) return [];
      const limit = services * serviceLimitsOn(day).serviceMinutes;
      if (minutes <= limit) return [];
      const values = { services, worked: hours(minutes), limit: hours(limit) };
      return [about('performing-arts.services-too-long', day, values)];
    }),
});

/** Whoever is hired more often is no longer hired by the service, over all contracts. */
export const tooManyServiceDays = validation({
  ...perService,
  name: 'performing-arts.too-many-service-days',
  check: (change) => {
    const days = servedDays(change);
    const found = days.flatMap(({ day }, i): PluginFinding[] => {
      const { fewerThanDays, withinMonths } = serviceLimitsOn(day);
      const after = addMonths(day, -withinMonths);
      const within = days.slice(0, i + 1).filter((one) => one.day > after);
      const own = within.find((one) => one.own);
      if (within.length < fewerThanDays || own === undefined) return [];
      const values = { days: within.length, limit: fewerThanDays, months: withinMonths };
      return [about('performing-arts.too-many-service-days', own.day, values)];
    });
    // One sentence is enough: each further day of the same three months says it again.
    return found.slice(0, 1);
  },
});

/** At most so many weeks running, over all contracts; a week begins on Monday. */
export const tooManyServiceWeeks = validation({
  ...perService,
  name: 'performing-arts.too-many-service-weeks',
  check: (change) => {
    const weeks = Map.groupBy(servedDays(change), ({ day }) => mondayOf(day));
    return runsOf([...weeks.keys()].sort()).flatMap((run) => {
      const own = run.flatMap((monday) => weeks.get(monday) ?? []).find((one) => one.own);
      if (own === undefined) return [];
      const limit = serviceLimitsOn(own.day).consecutiveWeeks;
      if (run.length <= limit) return [];
      const values = { weeks: run.length, limit };
      return [about('performing-arts.too-many-service-weeks', own.day, values)];
    });
  },
});

/** Days on which the worker is hired by the service, of this contract and of the others in force. */
const servedDays = (change: ValidationInput): readonly WorkingDay[] =>
  workingDays(change).some(({ services }) => services !== null)
    ? allWorkingDays(change).filter(({ services }) => services !== null)
    : [];

/** Mondays that follow one another by a week. */
function runsOf(mondays: readonly string[]): string[][] {
  const runs: string[][] = [];
  for (const monday of mondays) {
    const run = runs.at(-1);
    if (run !== undefined && run.at(-1) === addDays(monday, -7)) run.push(monday);
    else runs.push([monday]);
  }
  return runs;
}

const about = (code: string, day: string, values: object): PluginFinding => ({
  code,
  path: ['days', day],
  values: { day, ...values },
});

/** 601 → "10:01". */
const hours = (minutes: number): string =>
  `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
