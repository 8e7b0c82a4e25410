import type { PluginFinding } from 'gezel/sdk';

/**
 * The finding about a beginning and an end that cannot be: one without the other, an end that is
 * not after the beginning or more than a day later, a beginning that is on another day.
 */
export function timesFindings(
  path: readonly string[],
  day: string,
  startsAt: Date | null | undefined,
  endsAt: Date | null | undefined,
): PluginFinding[] {
  if (startsAt == null && endsAt == null) return [];
  const unclear = { code: 'performing-arts.times-unclear', path, values: { day } };
  if (startsAt == null || endsAt == null) return [unclear];
  const lasts = endsAt.getTime() - startsAt.getTime();
  const begins = startsAt.getTime() - Date.parse(day);
  const onThatDay = begins >= -eastMost && begins < dayMs + westMost;
  return lasts > 0 && lasts <= dayMs && onThatDay ? [] : [unclear];
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** A tour may be anywhere: the day begins up to 14 hours before UTC's and ends 12 hours after. */
const eastMost = 14 * hourMs;
const westMost = 12 * hourMs;
