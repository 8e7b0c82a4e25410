import { badInput } from '../platform/errors.js';

/** A text of 1 to `limit` characters, not only blanks; null stays null. */
export function text<T extends string | null | undefined>(value: T, path: string, limit = 200): T {
  if (typeof value === 'string' && !(value.trim().length > 0 && value.length <= limit)) {
    throw badInput(`A text of 1 to ${limit} characters is expected.`, path);
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
    throw badInput(`A whole number from 1 to ${limit} is expected.`, path);
  }
  return value;
}

/** A stable code such as "open-air" or "indoors". */
export function code(value: string, path: string): string {
  if (/^[a-z][a-z0-9-]{0,62}$/.test(value)) return value;
  throw badInput('A code has lower-case letters, digits and hyphens, at most 63.', path);
}
