/** What a file of the bank says, in the order in which it says it: the same for every format. */
import { tidy } from '../../platform/model/text.js';
import type { Finding } from '../../platform/write/violation.js';

export type FileEvent = Opening | Movement | Closing | Problem;

/** A statement begins. */
export interface Opening {
  readonly kind: 'opening';
  readonly line: number;
  readonly iban: string;
  readonly currency: string;
  /** Its number in the year of its closing balance. */
  readonly number: number;
  readonly balanceMinor: bigint;
}

export interface Movement {
  readonly kind: 'movement';
  readonly line: number;
  readonly bookedOn: string;
  readonly valueOn: string | null;
  /** Positive: received. */
  readonly amountMinor: bigint;
  readonly name: string | null;
  readonly iban: string | null;
  /** What the payer structured: an OGM, an ISO 11649 reference; not yet checked. */
  readonly reference: string | null;
  readonly words: string | null;
  /** What the one who ordered a payment called it; comes back with the debit. */
  readonly endToEndId: string | null;
  readonly bankReference: string | null;
  /** ISO 20022 code of why a payment came back, e.g. "AC04". */
  readonly returnReason: string | null;
}

/** The statement ends: after all of its movements. */
export interface Closing {
  readonly kind: 'closing';
  readonly line: number;
  readonly iban: string;
  readonly balanceMinor: bigint;
  readonly closedOn: string;
}

/** Something is wrong with the file at this line. */
export interface Problem {
  readonly kind: 'problem';
  readonly line: number;
  readonly finding: Finding;
}

/** Takes a file in chunks of any size and answers what each completes. */
export interface FileReader {
  read(chunk: Uint8Array): FileEvent[];
  /** The file is at its end. */
  end(): FileEvent[];
}

export function problem(
  line: number,
  code: string,
  values: Readonly<Record<string, unknown>> = {},
): Problem {
  return { kind: 'problem', line, finding: { code, path: ['file'], values: { line, ...values } } };
}

/** What the bank wrote, without what a reader cannot see, at most as long as we keep; else null. */
export function plain(text: string, limit: number): string | null {
  const visible = text.toWellFormed().replace(unseen, ' ').replace(/ {2,}/g, ' ');
  return [...tidy(visible)].slice(0, limit).join('').trim() || null;
}

const unseen = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;
