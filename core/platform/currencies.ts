import { badInput } from './errors.js';

/** The currencies whose decimals we know; a co-operative's books are kept in one of them. */
const digitsByCurrency: ReadonlyMap<string, number> = new Map([
  ['EUR', 2],
  ['GBP', 2],
  ['CHF', 2],
  ['USD', 2],
  ['SEK', 2],
  ['DKK', 2],
  ['NOK', 2],
  ['PLN', 2],
  ['CZK', 2],
  ['HUF', 2],
  ['RON', 2],
  ['CAD', 2],
  ['JPY', 0],
]);

/** Minor units a major unit has, as a number of decimals (ISO 4217). */
export function minorDigits(currency: string): number {
  const digits = digitsByCurrency.get(currency);
  if (digits === undefined) throw badInput(`"${currency}" is not a currency of this platform.`);
  return digits;
}

export const currencies: readonly string[] = [...digitsByCurrency.keys()];
