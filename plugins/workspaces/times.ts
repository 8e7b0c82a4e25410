import { badInput } from 'gezel/sdk';

/** Minutes since midnight as people write them: 540 → "09:00"; the end of the day is "24:00". */
export const timeOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** "09:00" → 540. Only whole quarters: a space is taken by the quarter of an hour. */
export function minutesOf(time: string, path: string): number {
  const [, hours, minutes] = /^(\d{2}):(00|15|30|45)$/.exec(time) ?? [];
  const found = Number(hours) * 60 + Number(minutes);
  if (hours === undefined || found > 1_440) {
    throw badInput(`"${time}" is not a time on a quarter, from "00:00" to "24:00".`, path);
  }
  return found;
}

/** 1 is Monday, 7 is Sunday. */
export const weekdayOf = (day: string): number => ((new Date(day).getUTCDay() + 6) % 7) + 1;
