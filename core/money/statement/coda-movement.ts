/** From the records of one movement of a CODA file to what it says. */
import { maximumTextLength } from '../limits.js';
import { type CodaRecord, codaDay } from './coda-record.js';
import { type FileEvent, type Movement, plain, problem } from './file-event.js';

export interface CodaPart {
  readonly line: number;
  readonly bookedOn: string;
  readonly valueOn: string | null;
  readonly amountMinor: bigint;
  readonly bankReference: string;
  readonly structured: boolean;
  /** The communication of 2.1, 2.2 and 2.3, blanks and all: its parts continue one another. */
  words: string;
  /** The structure flag and communication of 3.1, with what 3.2 and 3.3 continue. */
  information: string;
  customerReference: string | null;
  returnReason: string | null;
  name: string | null;
  iban: string | null;
}

/** A movement with the details that the bank booked as one sum. */
export interface CodaMovement extends CodaPart {
  readonly sequence: number;
  readonly details: CodaPart[];
}

/** What a record 2.1 begins. */
export function startedBy(record: CodaRecord, currency: string, events: FileEvent[]): CodaPart {
  const bookedOn = codaDay(record.at(115, 121));
  if (bookedOn === null) events.push(problem(record.line, 'statement-file.day'));
  return {
    line: record.line,
    bookedOn: bookedOn ?? '2000-01-01',
    valueOn: codaDay(record.at(47, 53)),
    amountMinor: record.minor(32, 31, currency, events),
    bankReference: record.at(10, 31).trim(),
    structured: record.at(61, 62) === '1',
    words: record.at(62, 115),
    ...{ information: '', customerReference: null, returnReason: null, name: null, iban: null },
  };
}

/**
 * A sum with details is told by its details, which carry the references, when they add up to it;
 * otherwise by itself. A movement of nothing is none.
 */
export function movementsOf(movement: CodaMovement): Movement[] {
  const { details } = movement;
  const sum = details.reduce((total, { amountMinor }) => total + amountMinor, 0n);
  const whole = details.length > 0 && sum === movement.amountMinor;
  const parts = whole && details.every(({ amountMinor }) => amountMinor !== 0n) ? details : null;
  if (parts === null) return movement.amountMinor === 0n ? [] : [told(movement)];
  return parts.map((part) => ({
    ...told(part),
    name: told(part).name ?? told(movement).name,
    iban: told(part).iban ?? told(movement).iban,
  }));
}

function told(part: CodaPart): Movement {
  const type = part.structured ? part.words.slice(0, 3) : '';
  const twelve = type === '101' || type === '102';
  const words = part.structured
    ? twelve
      ? part.words.slice(15)
      : part.words.slice(3)
    : part.words;
  const information = freeInformation(part.information);
  return {
    ...{ kind: 'movement', line: part.line, bookedOn: part.bookedOn, valueOn: part.valueOn },
    amountMinor: part.amountMinor,
    name: plain(part.name ?? '', 200),
    iban: plain(part.iban ?? '', 34),
    reference: twelve ? part.words.slice(3, 15) : null,
    words: plain([words.trim(), information].filter(Boolean).join(' '), maximumTextLength),
    endToEndId: plain(part.customerReference ?? '', 35),
    bankReference: plain(part.bankReference, 35),
    returnReason: plain(part.returnReason ?? '', 4),
  };
}

/** Information that is structured repeats the name and address (001) or codes: only free words. */
const freeInformation = (information: string): string =>
  information.startsWith('1') ? '' : information.slice(1).trim();
