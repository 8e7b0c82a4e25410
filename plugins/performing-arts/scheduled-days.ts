import { PerformanceStatus } from './performance.entity.js';

const { OPTION, CONFIRMED, PLAYED } = PerformanceStatus;

/** Dates that say what a day is for: all but those that do not take place. */
export const takingPlace = [OPTION, CONFIRMED, PLAYED];

/** What the schedule of an activity says of one of its days. */
export interface ScheduledDay {
  readonly kind: string;
  /** The UUID of the date; null where there are several. */
  readonly performanceId: string | null;
}

/**
 * What each day is for by the dates of the activity: a day whose dates are of different kinds says
 * nothing, and somebody has to.
 */
export function scheduledDays(
  dates: readonly Readonly<Record<string, unknown>>[],
): ReadonlyMap<string, ScheduledDay> {
  const days = Map.groupBy(dates, ({ day }) => String(day));
  return new Map(
    [...days].flatMap(([day, there]) => {
      const kinds = new Set(there.map(({ kindCode }) => String(kindCode)));
      const performanceId = there.length === 1 ? String(there[0]?.id) : null;
      return kinds.size === 1
        ? [[day, { kind: [...kinds][0] as string, performanceId }] as const]
        : [];
    }),
  );
}
