/** Hours and times of a day, between what people write and whole minutes. */
import { decimalOf } from '../../platform/money.js';

/** Minutes that came from decimal hours are whole twentieths of an hour: two decimals are exact. */
export function hoursOf(minutes: number): string {
  const text = decimalOf((BigInt(minutes) * 100n) / 60n, 2);
  return text.replace(/\.?0+$/, '');
}

/** "20:30" → 1230; null when it is no time of a day. */
export function minuteOfDay(time: string): number | null {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time);
  return match === null ? null : Number(match[1]) * 60 + Number(match[2]);
}

export const timeOfDay = (minute: number): string =>
  [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':');

/** "7.6" → 456. Null when it is not a whole number of minutes or not within 0 to 24 hours. */
export function minutesOf(hours: string): number | null {
  const match = /^(\d{1,2})(?:\.(\d{1,6}))?$/.exec(hours);
  if (match === null) return null;
  const fraction = (match[2] ?? '').padEnd(6, '0');
  const scaled = (BigInt(match[1] as string) * 1_000_000n + BigInt(fraction)) * 60n;
  if (scaled % 1_000_000n !== 0n) return null;
  const minutes = Number(scaled / 1_000_000n);
  return minutes > 0 && minutes <= 1_440 ? minutes : null;
}
