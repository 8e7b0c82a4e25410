/**
 * The Belgian structured communication (OGM/VCS): ten digits and two check digits, the remainder of
 * the ten by 97, where 0 is written 97.
 */
import { maximumSequence } from '../limits.js';

/** "1212041021" → "121204102125". */
export function structuredCommunication(tenDigits: string): string {
  if (!/^\d{10}$/.test(tenDigits)) throw new RangeError(`"${tenDigits}" is not ten digits.`);
  return tenDigits + checkDigits(tenDigits);
}

/** The twelve digits of what a person or a bank wrote; null when it is none that is valid. */
export function parseStructuredCommunication(text: string): string | null {
  const digits = text.replace(/[+*/\s]/g, '');
  if (!/^\d{12}$/.test(digits)) return null;
  return digits.endsWith(checkDigits(digits.slice(0, 10))) ? digits : null;
}

/** "121204102125" → "+++121/2041/02125+++". */
export function formatStructuredCommunication(digits: string): string {
  return `+++${digits.slice(0, 3)}/${digits.slice(3, 7)}/${digits.slice(7)}+++`;
}

/** Two digits of the legal entity, two of the year, six of the number: unique for a century. */
export function invoiceReference(entityDigits: number, year: number, sequence: bigint): string {
  if (sequence > maximumSequence) {
    throw new RangeError(`A journal has at most ${maximumSequence} numbers a year.`);
  }
  const parts = [
    [entityDigits, 2],
    [year % 100, 2],
    [sequence, 6],
  ] as const;
  return structuredCommunication(
    parts.map(([value, length]) => String(value).padStart(length, '0')).join(''),
  );
}

function checkDigits(tenDigits: string): string {
  const remainder = Number(BigInt(tenDigits) % 97n);
  return String(remainder === 0 ? 97 : remainder).padStart(2, '0');
}
