import { type DocumentNode, visit } from 'graphql';
import { badInput, type GezelError } from '../../core/platform/errors.js';
import type { Variables } from './variables.js';

/**
 * What no text of ours can hold, told before anything runs: the character U+0000 and half a surrogate
 * pair. The database refuses both, and its refusal would look like a defect of whoever had passed it on.
 */
export function textErrors(variables: Variables): GezelError[] {
  const errors: GezelError[] = [];
  // Not by recursion: a value of JSON may be as deep as a request is long.
  const left: [string, unknown][] = Object.entries(variables);
  for (let one = left.pop(); one !== undefined; one = left.pop()) {
    const [place, value] = one;
    if (typeof value === 'string' && !isText(value)) errors.push(unkept(place));
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, inner] of Object.entries(value)) {
      const shown = key.slice(0, longestKey).replaceAll('\0', '');
      if (!isText(key)) errors.push(unkept(place));
      else left.push([place.length < longestPlace ? `${place}.${shown}` : place, inner]);
    }
    if (errors.length >= mostErrors) break;
  }
  return errors.slice(0, mostErrors).reverse();
}

/** The same of what is written in a document itself; told once, when it is prepared. */
export function literalErrors(document: DocumentNode): GezelError[] {
  const errors: GezelError[] = [];
  visit(document, {
    StringValue: ({ value }) => {
      if (!isText(value) && errors.length < mostErrors) errors.push(unkept());
    },
  });
  return errors;
}

const isText = (value: string): boolean => !value.includes('\0') && value.isWellFormed();

const unkept = (place?: string): GezelError =>
  badInput('A text holds the character U+0000 or half a character: neither can be kept.', place);

const mostErrors = 20;
const longestKey = 80;
const longestPlace = 200;
