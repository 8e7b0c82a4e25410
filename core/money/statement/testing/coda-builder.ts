/** Writes CODA files for tests, by the places of the standard: a second pair of eyes on the reader. */

export interface CodaLine {
  /** Positive: received. */
  readonly amountMinor: bigint;
  readonly bookedOn?: string;
  readonly name?: string;
  readonly iban?: string;
  /** Twelve digits. */
  readonly ogm?: string;
  readonly words?: string;
  readonly endToEndId?: string;
  readonly returnReason?: string;
  /** What the bank booked as one sum. */
  readonly details?: readonly CodaLine[];
}

export interface CodaStatement {
  readonly iban?: string;
  readonly currency?: string;
  readonly number?: number;
  readonly openingMinor?: bigint;
  /** Of the closing balance. */
  readonly day?: string;
  readonly lines: readonly CodaLine[];
}

/** A file of one or more statements, every sum right. */
export function coda(...statements: readonly CodaStatement[]): string[] {
  return statements.flatMap((statement, index) =>
    statementRecords(statement, index === statements.length - 1),
  );
}

/** As the bank sends it: lines of 128 characters. */
export const codaBytes = (records: readonly string[]): Uint8Array =>
  Buffer.from(records.map((record) => `${record}\r\n`).join(''), 'latin1');

function statementRecords(statement: CodaStatement, last: boolean): string[] {
  const { iban = 'BE68539007547034', currency = 'EUR', number = 1 } = statement;
  const { openingMinor = 0n, day = '2026-11-23', lines } = statement;
  const account = iban.padEnd(34) + currency;
  const movements = lines.flatMap((line, index) => movementRecords(line, index + 1, day));
  const sum = (sign: 1n | -1n) =>
    lines.reduce((all, { amountMinor: a }) => (a * sign > 0n ? all + a * sign : all), 0n);
  const closing = openingMinor + sum(1n) - sum(-1n);
  const no = String(number % 1_000).padStart(3, '0');
  const counted = 2 + movements.length;
  return [
    record(`0${'0000'}${ddmmyy(day)}725${'05'}`, [
      [60, 'KREDBEBB'],
      [127, '2'],
    ]),
    record(`13${no}${account}${amount(openingMinor)}${ddmmyy(day)}`, [
      [64, 'HOLDER'],
      [125, no],
    ]),
    ...movements,
    record(`8${no}${account}${amount(closing)}${ddmmyy(day)}`, [[127, '0']]),
    record(`9${' '.repeat(15)}${String(counted).padStart(6, '0')}`, [
      [22, milli(sum(-1n))],
      [37, milli(sum(1n))],
      [127, last ? '2' : '1'],
    ]),
  ];
}

function movementRecords(line: CodaLine, index: number, day: string): string[] {
  const sequence = String(((index - 1) % 9_999) + 1).padStart(4, '0');
  const details = line.details ?? [];
  return [
    ...partRecords(line, sequence, '0000', day),
    ...details.flatMap((detail, i) =>
      partRecords(detail, sequence, String(i + 1).padStart(4, '0'), day),
    ),
  ];
}

function partRecords(line: CodaLine, sequence: string, detail: string, day: string): string[] {
  const key = sequence + detail;
  const booked = line.bookedOn ?? day;
  const words = line.ogm === undefined ? (line.words ?? '') : `101${line.ogm}`;
  const structured = line.ogm === undefined ? '0' : '1';
  const two = words.length > 53 || line.endToEndId !== undefined || line.returnReason !== undefined;
  const three = words.length > 106 || line.name !== undefined || line.iban !== undefined;
  const records = [
    record(`21${key}${'REF'.padEnd(21)}${amount(line.amountMinor)}${ddmmyy(booked)}`, [
      [53, `00150000${structured}${words.slice(0, 53)}`],
      [115, `${ddmmyy(booked)}001`],
      [124, `0${two || three ? '1' : '0'} 0`],
    ]),
  ];
  if (two) {
    records.push(
      record(`22${key}${words.slice(53, 106)}`, [
        [63, line.endToEndId ?? ''],
        [113, line.returnReason ?? ''],
        [125, `${three ? '1' : '0'} 0`],
      ]),
    );
  }
  if (three) {
    records.push(
      record(`23${key}${(line.iban ?? '').padEnd(34)}EUR`, [
        [47, line.name ?? ''],
        [82, words.slice(106, 149)],
        [125, '0 0'],
      ]),
    );
  }
  return records;
}

/** 128 characters: the start, and texts at their places. */
function record(start: string, parts: readonly (readonly [number, string])[]): string {
  let text = start.padEnd(128);
  for (const [at, part] of parts) text = text.slice(0, at) + part + text.slice(at + part.length);
  return text.slice(0, 128);
}

const amount = (minor: bigint): string =>
  (minor < 0n ? '1' : '0') + milli(minor < 0n ? -minor : minor);

const milli = (minor: bigint): string => `${minor}0`.padStart(15, '0');

const ddmmyy = (day: string): string => day.slice(8, 10) + day.slice(5, 7) + day.slice(2, 4);
