import { badInput } from '../platform/errors.js';
import { isCivilDate } from '../platform/scalars.js';

/** A text of 1 to `limit` characters, not only blanks; null stays null. */
export function text<T extends string | null | undefined>(value: T, path: string, limit = 200): T {
  if (typeof value === 'string' && !(value.trim().length > 0 && value.length <= limit)) {
    const said = { code: 'input.no-text', values: { limit } };
    throw badInput(`A text of 1 to ${limit} characters is expected.`, path, said);
  }
  return value;
}

/** A whole number from 1 to `limit`; null stays null. */
export function count<T extends number | null | undefined>(
  value: T,
  path: string,
  limit: number,
): T {
  if (typeof value === 'number' && (value < 1 || value > limit)) {
    const said = { code: 'input.no-count', values: { limit } };
    throw badInput(`A whole number from 1 to ${limit} is expected.`, path, said);
  }
  return value;
}

/** A stable code such as "open-air" or "indoors". */
export function code(value: string, path: string): string {
  if (/^[a-z][a-z0-9-]{0,62}$/.test(value)) return value;
  const said = { code: 'input.no-code' };
  throw badInput('A code has lower-case letters, digits and hyphens, at most 63.', path, said);
}

/** A day of the calendar, as a tool's input has it. */
export function calendarDay(value: string, path: string): string {
  if (isCivilDate(value)) return value;
  const said = { code: 'input.no-day', values: { day: value.slice(0, 40) } };
  throw badInput(`"${value.slice(0, 40)}" is not a day.`, path, said);
}

/** An amount in minor units that is above zero. */
export function aboveZero(amountMinor: bigint, path: string): bigint {
  if (amountMinor > 0n) return amountMinor;
  throw badInput('The amount is more than nothing.', path, { code: 'input.not-above-zero' });
}

/** What a step names, which is of the activity of its assignment; anything else is bad input. */
export function ofAssignment<Thing extends { readonly activityId: string }>(
  thing: Thing | null,
  { activityId }: { readonly activityId: string },
  path: string,
): Thing {
  if (thing?.activityId === activityId) return thing;
  throw badInput('It is of another activity than the assignment.', path, {
    code: 'input.other-activity',
  });
}
