import { minorDigits } from '../../platform/currencies.js';
import { isCivilDate } from '../../platform/scalars.js';
import { type FileEvent, problem } from './file-event.js';

/** One line of a CODA file; places count from 0 and end before the second, as in `slice`. */
export class CodaRecord {
  constructor(
    readonly text: string,
    readonly line: number,
  ) {}

  get type(): string {
    return this.text.slice(0, 1);
  }

  at(from: number, until: number): string {
    return this.text.slice(from, until);
  }

  /** Digits as a number; what is none counts as -1, which no sum of the file is. */
  number(from: number, until: number): bigint {
    const digits = this.at(from, until).trim();
    return /^\d+$/.test(digits) ? BigInt(digits) : -1n;
  }

  /** Fifteen digits of which three are decimals. */
  milli(from: number): bigint {
    return this.number(from, from + 15);
  }

  /** An amount in minor units with its sign (1 is a debit); a part of a cent is a problem. */
  minor(from: number, sign: number, currency: string, events: FileEvent[]): bigint {
    const milli = this.milli(from);
    const unit = 10n ** BigInt(3 - digitsOf(currency));
    const signed = this.at(sign, sign + 1);
    if (milli < 0n || milli % unit !== 0n || !'01'.includes(signed)) {
      const amount = `${signed}${this.at(from, from + 15)}`;
      events.push(problem(this.line, 'statement-file.amount', { amount }));
      return 0n;
    }
    return signed === '1' ? -(milli / unit) : milli / unit;
  }

  /** The account and currency in 37 places, by the structure that record 1 names. */
  account(from: number, structure: string): { iban: string; currency: string } {
    const [end, currency] = structure === '0' ? [12, 13] : structure === '2' ? [31, 34] : [34, 34];
    const account = this.at(from, from + end).trim();
    return {
      iban: structure === '0' ? belgianIban(account) : account,
      currency: this.at(from + currency, from + currency + 3),
    };
  }
}

/** "110112" → "2012-01-11"; null when it is no day. */
export function codaDay(text: string): string | null {
  const day = `20${text.slice(4, 6)}-${text.slice(2, 4)}-${text.slice(0, 2)}`;
  return isCivilDate(day) ? day : null;
}

/** The twelve digits of a Belgian account as its IBAN: 98 less the remainder of what moves behind. */
function belgianIban(digits: string): string {
  if (!/^\d{12}$/.test(digits)) return digits;
  const check = 98n - (BigInt(`${digits}111400`) % 97n);
  return `BE${check.toString().padStart(2, '0')}${digits}`;
}

/** A currency that the platform does not know is refused where the statement is checked. */
function digitsOf(currency: string): number {
  try {
    return minorDigits(currency);
  } catch {
    return 2;
  }
}
