import { addDays, daysBetween, holdingOn, type PluginFinding } from 'gezel/sdk';
import type { CollectionFigure } from './reference.entity.js';

export interface InterestGround {
  readonly principalMinor: bigint;
  /** The first and the last day that bear interest. */
  readonly from: string;
  readonly until: string;
  readonly rates: readonly CollectionFigure[];
  /** Hundredths of a percent: never more than this. */
  readonly atMost?: number | null;
}

/**
 * Interest by the day of a year of 365, at the rate of each half-year; rounded once, half-up. A day
 * without a published rate is a finding that names it: nothing is guessed.
 */
export function interestOn({ principalMinor, from, until, rates, atMost }: InterestGround): {
  readonly minor: bigint;
  readonly missing: PluginFinding[];
} {
  let weighed = 0n;
  for (let day = from; day <= until; ) {
    const row = holdingOn(rates, day);
    if (row === undefined) {
      const code = 'collection.no-interest-rate';
      return { minor: 0n, missing: [{ code, values: { day } }] };
    }
    const ends = row.untilDay === null ? until : earlier(until, addDays(row.untilDay, -1));
    const rate = atMost == null || BigInt(atMost) > row.value ? row.value : BigInt(atMost);
    weighed += rate * BigInt(daysBetween(day, ends) + 1);
    day = addDays(ends, 1);
  }
  const whole = 10_000n * 365n;
  return { minor: (2n * principalMinor * weighed + whole) / (2n * whole), missing: [] };
}

const earlier = (one: string, other: string): string => (one < other ? one : other);
