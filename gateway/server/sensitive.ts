/**
 * What must not leave by an answer or a log line: national numbers, account numbers, and in logs
 * also e-mail addresses and tokens. Texts are searched for their shapes, since a person types them
 * where they do not belong.
 */
export function withoutNumbers(text: string): string {
  return text.replace(nationalNumber, hidden).replace(iban, hidden);
}

/** For log lines, which are written for machines and read by many. */
export function withoutPersons(text: string): string {
  return withoutNumbers(text).replace(email, hidden).replace(bearer, hidden);
}

/** Scalars whose values are never repeated, not even wrong ones. */
export const neverQuoted: ReadonlySet<string> = new Set(['NationalNumber', 'IBAN']);

/**
 * A sentence of graphql about what the caller wrote: without the literals of such types, and not
 * longer than somebody reads.
 */
export function callersSentence(sentence: string): string {
  if (sentence === overflow) return 'This document nests too deeply.';
  const shown = withoutNumbers(sentence.replace(sensitiveLiteral, '$1'));
  return shown.length > longestSentence ? `${shown.slice(0, longestSentence)}…` : shown;
}

/** What the parser throws when a document within its limit of tokens has too many levels. */
const overflow = 'Maximum call stack size exceeded';
const longestSentence = 500;

const hidden = '[hidden]';

const nationalNumber = /(?<![\w.-])\d{2}([. ]?)\d{2}\1\d{2}[- ]?\d{3}[. ]?\d{2}(?![\w-])/g;
const iban = /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b/g;
const email = /[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}/g;
const bearer = /\bgzl_[0-9A-Za-z]{20,}|\beyJ[\w-]{10,}\.[\w-]+\.[\w-]*/g;

const sensitiveNames = [...neverQuoted].join('|');
const sensitiveLiteral = new RegExp(
  `(Expected value of type "[[]?(?:${sensitiveNames})[!\\]]*"), found [^]*?(?=; Not a valid|\\.$|$)`,
);
