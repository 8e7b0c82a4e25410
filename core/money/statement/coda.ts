/**
 * CODA, the coded statement of Belgian banks (Febelfin, version 2): records of 128 characters. A
 * file is one or more of: header 0; per statement old balance 1, movements 2.1–2.3 with information
 * 3.1–3.3, new balance 8, free communication 4; trailer 9 with control totals.
 */

import { type CodaMovement, movementsOf, startedBy } from './coda-movement.js';
import { CodaRecord, codaDay } from './coda-record.js';
import { type FileEvent, type FileReader, problem } from './file-event.js';

const recordLength = 128;

export function codaReader(): FileReader {
  const file = new CodaFile();
  // One byte a character, whatever the bank's code page: lengths and places stay right.
  const decoder = new TextDecoder('latin1');
  let rest = '';
  let line = 0;
  const take = (text: string, events: FileEvent[]) => {
    line++;
    const record = text.endsWith('\r') ? text.slice(0, -1) : text;
    if (record !== '' || !file.between) file.record(new CodaRecord(record, line), events);
  };
  return {
    read: (chunk) => {
      const events: FileEvent[] = [];
      const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
      rest = lines.pop() as string;
      for (const one of lines) take(one, events);
      // A file without line ends is no CODA: it must not fill the memory.
      if (rest.length > recordLength * 8) {
        take(rest, events);
        rest = '';
      }
      return events;
    },
    end: () => {
      const events: FileEvent[] = [];
      const last = rest + decoder.decode();
      // Some banks end a file with the old mark of its end.
      if (!['', '\r', '\u001a'].includes(last)) take(last, events);
      file.end(line, events);
      return events;
    },
  };
}

/** Which records may follow one another, and the sums that the trailer repeats. */
class CodaFile {
  /** Outside a file: only a header, or nothing, may follow. */
  between = true;
  #started = false;
  #statement: { iban: string; currency: string; structure: string } | null = null;
  #closed = false;
  #movement: CodaMovement | null = null;
  #sequence = 0;
  #records = 0;
  #debitMilli = 0n;
  #creditMilli = 0n;

  record(record: CodaRecord, events: FileEvent[]): void {
    const { line, text } = record;
    if (text.length !== recordLength) {
      events.push(problem(line, 'statement-file.record-length', { length: text.length }));
      return;
    }
    if (!this.#mayFollow(record.type)) {
      const expected = this.between ? '0' : this.#statement === null ? '1, 9' : '2, 3, 4, 8';
      events.push(problem(line, 'statement-file.record-order', { type: record.type, expected }));
      return;
    }
    if (!'049'.includes(record.type)) this.#records++;
    this.#read(record, events);
  }

  end(line: number, events: FileEvent[]): void {
    if (!this.#started) events.push(problem(line, 'statement-file.empty'));
    else if (!this.between) events.push(problem(line, 'statement-file.truncated'));
  }

  #mayFollow(type: string): boolean {
    if (this.between) return type === '0';
    if (this.#statement === null || this.#closed) return '149'.includes(type);
    return '2348'.includes(type);
  }

  #read(record: CodaRecord, events: FileEvent[]): void {
    if (record.type === '0') this.#header(record, events);
    else if (record.type === '1') this.#open(record, events);
    else if (record.type === '2') this.#move(record, events);
    else if (record.type === '3') this.#inform(record, events);
    else if (record.type === '8') this.#close(record, events);
    else if (record.type === '9') this.#trailer(record, events);
  }

  #header(record: CodaRecord, events: FileEvent[]): void {
    this.#started = true;
    this.between = false;
    this.#records = 0;
    this.#debitMilli = 0n;
    this.#creditMilli = 0n;
    const version = record.at(127, 128);
    if (version !== '2') {
      events.push(problem(record.line, 'statement-file.version', { version }));
    }
  }

  #open(record: CodaRecord, events: FileEvent[]): void {
    const structure = record.at(1, 2);
    const { iban, currency } = record.account(5, structure);
    this.#statement = { iban, currency, structure };
    this.#closed = false;
    this.#sequence = 0;
    // The number of the coded statement; where the bank gives none, that of the paper one.
    const number = Number(record.at(125, 128)) || Number(record.at(2, 5));
    const balanceMinor = record.minor(43, 42, currency, events);
    if (!Number.isInteger(number) || number < 1) {
      events.push(problem(record.line, 'statement-file.without-number'));
    } else {
      const head = { line: record.line, iban, currency, number, balanceMinor };
      events.push({ kind: 'opening', ...head });
    }
  }

  #move(record: CodaRecord, events: FileEvent[]): void {
    const article = record.at(1, 2);
    const sequence = Number(record.at(2, 6));
    const detail = Number(record.at(6, 10));
    if (article !== '1') {
      this.#continue(record, events);
      return;
    }
    if (detail === 0) {
      this.#flush(events);
      const next = (this.#sequence % 9_999) + 1;
      // Beyond 9999 a bank begins again, at 0 or at 1.
      const right = sequence === next || (sequence === 0 && this.#sequence === 9_999);
      if (!right) {
        const values = { expected: next, found: record.at(2, 6) };
        events.push(problem(record.line, 'statement-file.sequence', values));
      }
      this.#sequence = sequence;
      const milli = record.milli(32);
      if (record.at(31, 32) === '1') this.#debitMilli += milli;
      else this.#creditMilli += milli;
    }
    const currency = this.#statement?.currency ?? '';
    const started = startedBy(record, currency, events);
    if (detail === 0) this.#movement = { ...started, sequence, details: [] };
    else if (!this.#belongs(sequence)) events.push(loose(record));
    else this.#movement?.details.push(started);
  }

  /** 2.2 and 2.3: more of the movement, or of its newest detail. */
  #continue(record: CodaRecord, events: FileEvent[]): void {
    if (!this.#belongs(Number(record.at(2, 6)))) {
      events.push(loose(record));
      return;
    }
    const movement = this.#movement as CodaMovement;
    const part = movement.details.at(-1) ?? movement;
    if (record.at(1, 2) === '2') {
      part.words += record.at(10, 63);
      part.customerReference = record.at(63, 98).trim() || null;
      part.returnReason = record.at(113, 117).trim() || null;
    } else {
      part.iban = record.at(10, 44).trim() || null;
      part.name = record.at(47, 82).trim() || null;
      part.words += record.at(82, 125);
    }
  }

  #inform(record: CodaRecord, events: FileEvent[]): void {
    const movement = this.#movement;
    if (movement === null || !this.#belongs(Number(record.at(2, 6)))) {
      events.push(loose(record));
      return;
    }
    const part = movement.details.at(-1) ?? movement;
    const article = record.at(1, 2);
    if (article === '1') part.information += record.at(39, 113);
    else part.information += article === '2' ? record.at(10, 115) : record.at(10, 100);
  }

  #close(record: CodaRecord, events: FileEvent[]): void {
    this.#flush(events);
    const statement = this.#statement as { iban: string; currency: string; structure: string };
    const { iban, currency } = statement;
    const closing = record.account(4, statement.structure).iban;
    if (closing !== iban) {
      const values = { account: closing, expected: iban };
      events.push(problem(record.line, 'statement-file.other-account', values));
    }
    const closedOn = codaDay(record.at(57, 63));
    if (closedOn === null) events.push(problem(record.line, 'statement-file.day'));
    const balanceMinor = record.minor(42, 41, currency, events);
    this.#closed = true;
    events.push({
      ...{ kind: 'closing', line: record.line, iban, balanceMinor },
      closedOn: closedOn ?? '2000-01-01',
    });
  }

  #trailer(record: CodaRecord, events: FileEvent[]): void {
    const { line } = record;
    const sums = [
      ['statement-file.record-count', BigInt(this.#records), record.number(16, 22)],
      ['statement-file.debit-total', this.#debitMilli, record.milli(22)],
      ['statement-file.credit-total', this.#creditMilli, record.milli(37)],
    ] as const;
    for (const [code, found, said] of sums) {
      if (found === said) continue;
      const values = { found: shown(code, found), said: shown(code, said) };
      events.push(problem(line, code, values));
    }
    if (this.#statement !== null && !this.#closed) {
      events.push(problem(line, 'statement-file.without-closing'));
    }
    this.#statement = null;
    this.#closed = false;
    this.between = true;
  }

  #belongs(sequence: number): boolean {
    return this.#movement !== null && this.#movement.sequence === sequence;
  }

  #flush(events: FileEvent[]): void {
    if (this.#movement !== null) events.push(...movementsOf(this.#movement));
    this.#movement = null;
  }
}

const loose = (record: CodaRecord) =>
  problem(record.line, 'statement-file.loose-record', { sequence: record.at(2, 6) });

/** Turnovers have three decimals; the count of records has none. */
function shown(code: string, value: bigint): string {
  if (code.endsWith('count')) return `${value}`;
  return `${value / 1_000n}.${(value % 1_000n).toString().padStart(3, '0')}`;
}
