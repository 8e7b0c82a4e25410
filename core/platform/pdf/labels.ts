/** The words, amounts and days of a document, in its own language. */
import { minorDigits } from '../currencies.js';
import { type Locale, locales, type Sentence } from '../messages.js';

/**
 * The labels of a kind of document in one language: keep them as one constant of sentences beside
 * the document, so that a missing translation does not compile.
 */
export function labelsIn<Name extends string>(
  sentences: Readonly<Record<Name, Sentence>>,
  locale: Locale,
): Readonly<Record<Name, string>> {
  const entries = Object.entries<Sentence>(sentences).map(([name, said]) => [name, said[locale]]);
  return Object.fromEntries(entries) as Record<Name, string>;
}

export interface Formats {
  /** 121000n EUR → "1.210,00 EUR" in Dutch; the code, since "$" is said of many currencies. */
  money(amountMinor: bigint, currency: string): string;
  /** "2026-11-23" → "23/11/2026" in Dutch. */
  day(civilDay: string): string;
  /** A decimal text, "1234.5" → "1.234,5" in Dutch; every digit is kept. */
  number(decimal: string): string;
  /** 2100 → "21 %". */
  percent(basisPoints: number): string;
}

/** Exact: amounts go to the formatter as text, never through a float. */
export function formatsOf(locale: Locale): Formats {
  const tag = tags[locale];
  const decimals = (digits: number, least = digits) =>
    new Intl.NumberFormat(tag, { minimumFractionDigits: least, maximumFractionDigits: digits });
  const number = decimals(6, 0);
  const days = new Intl.DateTimeFormat(tag, {
    ...{ day: '2-digit', month: '2-digit', year: 'numeric', timeZone: 'UTC' },
  });
  return {
    money: (amountMinor, currency) => {
      const digits = minorDigits(currency);
      const text = `${amountMinor}E-${digits}` as Intl.StringNumericLiteral;
      return `${decimals(digits).format(text)} ${currency}`;
    },
    day: (civilDay) => days.format(new Date(`${civilDay}T00:00:00Z`)),
    number: (decimal) => number.format(decimal as Intl.StringNumericLiteral),
    percent: (basisPoints) =>
      `${number.format(`${basisPoints}E-2` as Intl.StringNumericLiteral)} %`,
  };
}

/** A member's or client's language as kept, which may be one that we do not print. */
export const printedLocale = (kept: string | null | undefined): Locale =>
  locales.find((locale) => locale === kept?.slice(0, 2)) ?? 'en';

const tags: Readonly<Record<Locale, string>> = {
  nl: 'nl-BE',
  fr: 'fr-BE',
  en: 'en-GB',
  de: 'de-BE',
};
