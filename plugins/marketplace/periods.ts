import { addDays, badInput, CivilDate, Field, InputType, ObjectType } from 'gezel/sdk';

@ObjectType({ simpleResolvers: true, description: 'Days in a row.' })
export class MarketplacePeriod {
  @Field(() => CivilDate, { description: 'The first day.' })
  from: string;

  @Field(() => CivilDate, { description: 'The last day.' })
  until: string;
}

@InputType({ description: 'Days in a row.' })
export class MarketplacePeriodInput {
  @Field(() => CivilDate, { description: 'The first day.' })
  from: string;

  @Field(() => CivilDate, { description: 'The last day.' })
  until: string;
}

type Period = Pick<MarketplacePeriod, 'from' | 'until'>;

/** "{[2026-12-01,2026-12-05)}" → the first and the last day of each period. */
export const periodsOf = (ranges: string): MarketplacePeriod[] =>
  [...ranges.matchAll(/\[(\d{4}-\d{2}-\d{2}),(\d{4}-\d{2}-\d{2})\)/g)].map(([, from, end]) => ({
    from: from as string,
    until: addDays(end as string, -1),
  }));

/** The reverse; the database sorts and joins what overlaps. */
export const rangesOf = (periods: readonly Period[]): string =>
  `{${periods.map(({ from, until }) => `[${from},${addDays(until, 1)})`).join(',')}}`;

export const isFree = (ranges: string, day: string): boolean =>
  periodsOf(ranges).some(({ from, until }) => from <= day && day <= until);

/** The ranges without these days. */
export function without(ranges: string, days: readonly string[]): string {
  const left = days.reduce<Period[]>(
    (periods, day) =>
      periods.flatMap(({ from, until }) => {
        if (day < from || until < day) return [{ from, until }];
        const before = { from, until: addDays(day, -1) };
        const after = { from: addDays(day, 1), until };
        return [before, after].filter((one) => one.from <= one.until);
      }),
    periodsOf(ranges),
  );
  return rangesOf(left);
}

/** The ranges and these days. */
export const including = (ranges: string, days: readonly string[]): string =>
  rangesOf([...periodsOf(ranges), ...days.map((day) => ({ from: day, until: day }))]);

/** At most fifty periods, of three years at most in all, each with an end after its beginning. */
export function checkedPeriods(periods: readonly Period[], today: string): string {
  if (periods.length > 50) throw badInput('At most 50 periods are expected.', 'free');
  const limit = addDays(today, 1_100);
  for (const { from, until } of periods) {
    if (until < from) throw badInput('A period ends on or after its first day.', 'free');
    if (until > limit) throw badInput(`The last day is ${limit} at most.`, 'free');
  }
  return rangesOf(periods);
}
