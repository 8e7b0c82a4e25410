import { type Fragment, raw, sql } from '../database/rows.js';
import { badInput } from '../errors.js';
import type { Messages } from '../messages.js';
import type { Finding } from '../write/violation.js';

/** A text that a person typed, in one form: composed characters, no blanks around it. */
export const tidy = (text: string): string => text.normalize('NFC').trim();

/**
 * What is wrong with a text of one line: nothing visible in it, more than `limit` characters, or
 * characters that a reader cannot see or that turn the direction of what follows. The database
 * could not even store some of them.
 */
export function lineFindings(path: string, text: string, limit: number): Finding[] {
  return textFindings(path, text, limit, /[\p{Cc}\u2028\u2029]/u);
}

/** As for one line, but line ends and tabs are allowed, and so is nothing at all. */
export function paragraphFindings(path: string, text: string, limit: number): Finding[] {
  if (text === '') return [];
  return textFindings(path, text, limit, /[^\P{Cc}\n\r\t]/u);
}

/**
 * The condition that a column begins with a text, whatever the capitals; an index on
 * `lower(column) text_pattern_ops` serves it. `column` is one of ours, never of a client.
 */
export function startsWith(column: string, prefix: string, path: string): Fragment {
  // PostgreSQL stores no NUL and no half of a character.
  if (!prefix.isWellFormed() || prefix.includes('\u0000') || prefix.length > 200) {
    throw badInput('That text cannot be searched for.', path);
  }
  const start = sql`lower(${prefix.normalize('NFC')}::text)`;
  const name = raw(`lower(${column})`);
  return sql`${name} ~>=~ ${start} and ${name} ~<~ (${start} || chr(1114111))`;
}

function textFindings(path: string, text: string, limit: number, refused: RegExp): Finding[] {
  const found: Finding[] = [];
  const length = [...text].length;
  if (!/[^\p{Z}\p{C}]/u.test(text)) found.push({ code: 'text.blank', path: [path] });
  if (length > limit) {
    found.push({ code: 'text.too-long', path: [path], values: { length, limit } });
  }
  if (refused.test(text) || turning.test(text) || !text.isWellFormed()) {
    found.push({ code: 'text.unfit-characters', path: [path] });
  }
  return found;
}

/** Bidirectional overrides and isolates: with them one name can be shown as another. */
const turning = /[\u202a-\u202e\u2066-\u2069]/u;

export const textMessages: Messages = {
  'text.blank': {
    nl: 'Dit mag niet leeg zijn.',
    fr: 'Ceci ne peut pas être vide.',
    en: 'This may not be blank.',
    de: 'Dies darf nicht leer sein.',
  },
  'text.too-long': {
    nl: 'Dit telt {{length}} tekens en er zijn er hoogstens {{limit}} toegelaten.',
    fr: 'Ceci compte {{length}} caractères, pour {{limit}} au maximum.',
    en: 'This has {{length}} characters; at most {{limit}} are allowed.',
    de: 'Dies hat {{length}} Zeichen; höchstens {{limit}} sind erlaubt.',
  },
  'text.unfit-characters': {
    nl: 'Dit bevat onzichtbare tekens of stuurtekens die hier niet mogen.',
    fr: 'Ceci contient des caractères invisibles ou de contrôle qui ne sont pas admis ici.',
    en: 'This contains invisible or control characters, which are not allowed here.',
    de: 'Dies enthält unsichtbare Zeichen oder Steuerzeichen, die hier nicht erlaubt sind.',
  },
};
