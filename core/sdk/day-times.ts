/**
 * Whether a beginning and an end can be those of a civil day: both or neither, an end that is after
 * the beginning and at most a day later, a beginning that is on that day somewhere in the world.
 */
export function areTimesOf(
  day: string,
  startsAt: Date | null | undefined,
  endsAt: Date | null | undefined,
): boolean {
  if (startsAt == null || endsAt == null) return startsAt == null && endsAt == null;
  const lasts = endsAt.getTime() - startsAt.getTime();
  const begins = startsAt.getTime() - Date.parse(day);
  return lasts > 0 && lasts <= dayMs && begins >= -eastMost && begins < dayMs + westMost;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Work may be anywhere: the day begins up to 14 hours before UTC's and ends 12 hours after. */
const eastMost = 14 * hourMs;
const westMost = 12 * hourMs;
