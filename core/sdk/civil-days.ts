/** Civil days are `YYYY-MM-DD` texts, which sort and compare as they are; only steps count. */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);

/** How many days later the second is: 0 for the same day. */
export const daysBetween = (from: string, until: string): number =>
  (Date.parse(until) - Date.parse(from)) / dayMs;

/** The Monday of the day's week. */
export const mondayOf = (day: string): string =>
  addDays(day, -((new Date(day).getUTCDay() + 6) % 7));

/** Civil days are read in UTC, where every day has as many hours. */
const dayMs = 86_400_000;
