import { Field, ObjectType } from 'type-graphql';
import { minorDigits } from './currencies.js';
import { badInput } from './errors.js';
import { Currency, Decimal } from './scalars.js';

/** An amount as clients see it; inside, money is `bigint` minor units and a currency. */
@ObjectType({ description: 'An exact amount of money.', simpleResolvers: true })
export class Money {
  @Field(() => Decimal, { description: 'The amount in major units, exact, e.g. "1210.00".' })
  amount: string;

  @Field(() => Currency, { description: 'ISO 4217 code, e.g. "EUR".' })
  currency: string;
}

/** `121000n EUR` → `{ amount: "1210.00", currency: "EUR" }`. */
export function money(amountMinor: bigint, currency: string): Money {
  return { amount: decimalOf(amountMinor, minorDigits(currency)), currency };
}

export function decimalOf(amountMinor: bigint, digits: number): string {
  const sign = amountMinor < 0n ? '-' : '';
  const text = (amountMinor < 0n ? -amountMinor : amountMinor).toString().padStart(digits + 1, '0');
  if (digits === 0) return sign + text;
  return `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/**
 * `"1210"` → `121000n`. Refuses more decimals than the currency has, rather than rounding what a
 * person typed, and more than 15 digits before the point.
 */
export function minorOf(amount: string, currency: string, path = 'amount'): bigint {
  const digits = minorDigits(currency);
  const match = /^(-?)(\d{1,15})(?:\.(\d+))?$/.exec(amount);
  const fraction = match?.[3] ?? '';
  if (match === null || fraction.length > digits) {
    const said = {
      code: 'input.no-amount',
      values: { amount: amount.slice(0, 80), currency, digits },
    };
    throw badInput(
      `"${amount}" is not an amount of ${currency} with ${digits} decimals.`,
      path,
      said,
    );
  }
  const minor = BigInt(match[2] as string) * 10n ** BigInt(digits);
  const total = minor + BigInt(fraction.padEnd(digits, '0') || '0');
  return match[1] === '-' ? -total : total;
}
