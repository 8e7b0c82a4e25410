import { addDays, daysBetween, holdingOn, type PluginFinding } from 'gezel/sdk';
import type { CollectionFigure } from './reference.entity.js';

export interface InterestGround {
  /** What is still due of it. */
  readonly principalMinor: bigint;
  /** What was paid of it: each part bore interest up to its day, that day included. */
  readonly paid?: readonly PaidPart[];
  /** The first and the last day that bear interest. */
  readonly from: string;
  readonly until: string;
  readonly rates: readonly CollectionFigure[];
  /** Hundredths of a percent: never more than this. */
  readonly atMost?: number | null;
}

export interface PaidPart {
  readonly on: string;
  readonly amountMinor: bigint;
}

/**
 * Interest by the day of a year of 365, on what was due on each day and at the rate of its half-year;
 * rounded once, half-up. A day without a published rate is a finding that names it: nothing is guessed.
 */
export function interestOn(ground: InterestGround): {
  readonly minor: bigint;
  readonly missing: PluginFinding[];
} {
  const { from, until, rates, atMost } = ground;
  let weighed = 0n;
  for (let day = from; day <= until; ) {
    const row = holdingOn(rates, day);
    if (row === undefined) {
      const code = 'collection.no-interest-rate';
      return { minor: 0n, missing: [{ code, values: { day } }] };
    }
    const { minor, ends: same } = principalOn(ground, day);
    const held = row.untilDay === null ? until : earlier(until, addDays(row.untilDay, -1));
    const ends = earlier(held, same);
    const rate = atMost == null || BigInt(atMost) > row.value ? row.value : BigInt(atMost);
    weighed += minor * rate * BigInt(daysBetween(day, ends) + 1);
    day = addDays(ends, 1);
  }
  const whole = 10_000n * 365n;
  return { minor: (2n * weighed + whole) / (2n * whole), missing: [] };
}

/** What was due on a day, and the last day on which it was just that. */
function principalOn({ principalMinor, paid = [], until }: InterestGround, day: string) {
  const later = paid.filter(({ on }) => on >= day);
  const minor = later.reduce((sum, { amountMinor }) => sum + amountMinor, principalMinor);
  return { minor, ends: later.map(({ on }) => on).sort()[0] ?? until };
}

const earlier = (one: string, other: string): string => (one < other ? one : other);
