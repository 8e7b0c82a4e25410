import type { Finding } from '../../platform/write/violation.js';
import { mondayOf } from '../../sdk/civil-days.js';
import { hoursOf } from '../day/hours.js';
import type { LawCheck, LawDay, LawFigure } from '../rules/contract-law.js';
import { because, withFigures } from '../rules/law-figure.js';

/** A day is not longer than the law allows; beyond the usual length a person should look at it. */
export const dayLength: LawCheck = (facts) =>
  withFigures(facts, ['working-time.usual-day', 'working-time.longest-day'], (limits) =>
    facts.contract.days.flatMap(({ day, minutes }, i) => {
      const path = ['days', String(i), 'hours'];
      const about = { code: 'day.too-long', path, values: { day } };
      return beyond(minutes, about, {
        usual: limits['working-time.usual-day'],
        longest: limits['working-time.longest-day'],
      });
    }),
  );

/** The same for a week from Monday, over all contracts of the worker. */
export const weekLength: LawCheck = (facts) =>
  withFigures(facts, ['working-time.usual-week', 'working-time.longest-week'], (limits) => {
    const all = [...facts.contract.days, ...facts.otherDays];
    const weeks = new Set(facts.contract.days.map(({ day }) => mondayOf(day)));
    return [...weeks].flatMap((monday) => {
      const worked = all
        .filter(({ day }) => mondayOf(day) === monday)
        .reduce((sum, { minutes }) => sum + minutes, 0);
      const about = { code: 'day.week-too-long', path: ['days'], values: { monday } };
      return beyond(worked, about, {
        usual: limits['working-time.usual-week'],
        longest: limits['working-time.longest-week'],
      });
    });
  });

/**
 * Rest from the end of a day to the beginning of the next, where both are agreed; and a day that by
 * its length alone leaves less is refused whatever its hours.
 */
export const restBetween: LawCheck = (facts) =>
  withFigures(facts, ['working-time.rest'], ({ 'working-time.rest': rest }) => {
    const own = new Set(facts.contract.days.map(({ day }) => day));
    const timed = [...facts.contract.days, ...facts.otherDays]
      .flatMap(spanOf)
      .sort((a, b) => a.fromMinute - b.fromMinute);
    return timed.flatMap(({ day, fromMinute }, i) => {
      const before = timed[i - 1];
      if (before === undefined || !(own.has(day) || own.has(before.day))) return [];
      const between = Math.max(fromMinute - before.untilMinute, 0);
      if (between >= rest.value) return [];
      const values = { day, rest: hoursOf(between), limit: hoursOf(rest.value) };
      return [{ code: 'day.rest-too-short', path: ['days'], values, ...because(rest) }];
    });
  });

function beyond(
  minutes: number,
  about: { code: string; path: readonly string[]; values: Readonly<Record<string, unknown>> },
  { usual, longest }: { readonly usual: LawFigure; readonly longest: LawFigure },
): Finding[] {
  const figure = minutes > longest.value ? longest : usual;
  if (minutes <= figure.value) return [];
  const values = { ...about.values, worked: hoursOf(minutes), limit: hoursOf(figure.value) };
  const severity = figure === longest ? 'ERROR' : 'WARNING';
  return [{ ...about, values, severity, ...because(figure) }];
}

/** In minutes since the epoch, so that work past midnight reaches into the next day. */
function spanOf({ day, minutes, startsAt }: LawDay) {
  if (startsAt === null) return [];
  const fromMinute = Date.parse(`${day}T${startsAt}:00Z`) / 60_000;
  return [{ day, fromMinute, untilMinute: fromMinute + minutes }];
}
