import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkFile } from './check-file.js';
import type { FileEvent, Movement } from './file-event.js';
import { fileEvents, type StatementFile } from './file-events.js';
import { camt } from './testing/camt-builder.js';
import { type CodaLine, type CodaStatement, coda, codaBytes } from './testing/coda-builder.js';

/** In chunks of a size, so that a record is cut anywhere. */
const fileOf = (bytes: Uint8Array, size = 50_000): StatementFile => ({
  open: async function* () {
    for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
  },
});
const textFile = (text: string, size?: number) => fileOf(Buffer.from(text, 'utf8'), size);
const codaFile = (records: readonly string[], size?: number) => fileOf(codaBytes(records), size);

async function eventsOf(file: StatementFile): Promise<FileEvent[]> {
  const all: FileEvent[] = [];
  for await (const { events } of fileEvents(file)) all.push(...events);
  return all;
}
const movementsIn = async (file: StatementFile): Promise<Movement[]> =>
  (await eventsOf(file)).filter((event) => event.kind === 'movement');
const found = async (file: StatementFile) =>
  (await checkFile(file)).findings.map(({ code, values }) => `${code}@${values?.line}`);

describe('a published CODA file', () => {
  const path = new URL('./testing/samples/coda-2012-01-11.txt', import.meta.url);

  test('is read as its bank meant it', async () => {
    const movements = await movementsIn(fileOf(await readFile(path), 100));
    expect(movements.map(({ amountMinor }) => amountMinor)).toEqual([
      ...[-43_500n, 304_445n, -41_992n, -5_912n, -41_992n, -5_912n, 6_374n],
    ]);
    expect(movements[0]).toMatchObject({
      ...{ bookedOn: '2012-01-11', valueOn: '2012-01-11', name: 'PARTNER 1' },
      ...{ iban: 'BE41063012345610', words: 'MEDEDELING', reference: null },
    });
    expect(movements[1]).toMatchObject({ name: 'PARTNER 2', reference: '240283842818' });
    expect(movements[1]?.words).toBe(null);
    expect(movements[6]?.words).toBe('TERUGGAVE 37232481 8400083296 .');
    expect(movements[6]?.endToEndId).toBe('362/363');
  });

  test('has been made anonymous, which its own controls tell', async () => {
    expect(await found(fileOf(await readFile(path)))).toEqual([
      ...['statement-file.other-account@23', 'statement-file.balance@23'],
    ]);
  });
});

const letters = fc.stringMatching(/^[A-Z0-9]([A-Z0-9 .-]{0,30}[A-Z0-9])?$/);
const single = (text: string) => text.replace(/ {2,}/g, ' ');
const line = fc.record({
  amountMinor: fc.bigInt({ min: -9_999_999n, max: 9_999_999n }).filter((minor) => minor !== 0n),
  bookedOn: fc.constantFrom('2026-11-20', '2026-11-23'),
  name: letters.map((name) => single(name).slice(0, 35).trim()),
  iban: fc.constantFrom('BE71096123456769', 'NL91ABNA0417164300'),
  words: letters.map(single),
  endToEndId: fc.uuid().map((id) => id.replaceAll('-', '')),
});
const statements = fc
  .array(fc.array(line, { maxLength: 12 }), { minLength: 1, maxLength: 4 })
  .map((all) => {
    let openingMinor = 1_000n;
    return all.map((lines, index): CodaStatement => {
      const statement = { number: index + 1, openingMinor, lines };
      openingMinor += lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
      return statement;
    });
  });

describe('what is written', () => {
  test('is read again, whatever the format and wherever the chunks are cut', async () => {
    await fc.assert(
      fc.asyncProperty(statements, fc.integer({ min: 1, max: 700 }), async (written, size) => {
        const expected = written.flatMap(({ lines }) =>
          lines.map(({ amountMinor, bookedOn, name, iban, words, endToEndId }) => ({
            ...{ amountMinor, bookedOn, name, iban, words, endToEndId },
          })),
        );
        const files = [
          codaFile(coda(...written), size),
          textFile(camt(written, 8), size),
          textFile(camt(written, 2), size),
        ];
        for (const file of files) {
          const read = (await movementsIn(file)).map(
            ({ amountMinor, bookedOn, name, iban, words, endToEndId }) => ({
              ...{ amountMinor, bookedOn, name, iban, words, endToEndId },
            }),
          );
          expect(read).toEqual(expected);
          const checked = await checkFile(file);
          expect(checked.findings).toEqual([]);
          expect(checked.statements.map(({ number, movements }) => [number, movements])).toEqual(
            written.map(({ number, lines }) => [number, lines.length]),
          );
        }
      }),
      { numRuns: 40 },
    );
  });

  test('as one sum with details is told by them when they add up, else by the sum', async () => {
    const part = (amountMinor: bigint, ogm: string): CodaLine => ({ amountMinor, ogm });
    const details = [part(300n, '121204102125'), part(700n, '000000009797')];
    const whole = { lines: [{ amountMinor: 1_000n, name: 'BANK', details }] };
    const lacking = { lines: [{ amountMinor: 1_001n, name: 'BANK', details }] };
    for (const write of [
      (one: CodaStatement) => codaFile(coda(one)),
      (one: CodaStatement) => textFile(camt([one])),
    ]) {
      const told = await movementsIn(write(whole));
      expect(told.map((one) => [one.amountMinor, one.reference])).toEqual([
        ...[
          [300n, '121204102125'],
          [700n, '000000009797'],
        ],
      ]);
      expect(await movementsIn(write(lacking))).toMatchObject([{ amountMinor: 1_001n }]);
    }
  });
});

describe('a broken CODA file is refused with its line', () => {
  const good = coda({
    openingMinor: 500n,
    lines: [{ amountMinor: 1_000n, name: 'A' }, { amountMinor: -300n }],
  });
  const changed = (index: number, from: number, text: string) =>
    good.map((record, i) =>
      i === index ? record.slice(0, from) + text + record.slice(from + text.length) : record,
    );

  test.each<[string, readonly string[], readonly string[]]>([
    ['nothing at all', [], ['empty@0']],
    ['text that is none', ['Dear bank,'], ['record-length@1', 'empty@1']],
    ['cut off before its trailer', good.slice(0, -1), ['truncated@6']],
    [
      'a record cut short',
      [...good.slice(0, 3), good[3]?.slice(0, 90) ?? '', ...good.slice(4)],
      ['record-length@4', 'record-count@7'],
    ],
    [
      'a movement lost',
      good.filter((_, i) => i !== 2),
      ['loose-record@3', 'sequence@4', 'balance@5', 'record-count@6', 'credit-total@6'],
    ],
    [
      'a movement of another amount',
      changed(2, 32, '000000000010010'),
      ['balance@6', 'credit-total@7'],
    ],
    [
      'a part of a cent',
      changed(2, 32, '000000000010001'),
      ['amount@3', 'balance@6', 'credit-total@7'],
    ],
    ['a wrong count of records', changed(6, 16, '000009'), ['record-count@7']],
    ['wrong totals', changed(6, 22, '000000000000000'), ['debit-total@7']],
    ['another closing balance', changed(5, 42, '000000000099999'), ['amount@6', 'balance@6']],
    ['another account at its end', changed(5, 4, 'BE71096123456769'), ['other-account@6']],
    ['a day that is none', changed(4, 115, '310226'), ['day@5']],
    [
      'no number',
      changed(1, 125, '000').map((r, i) => (i === 1 ? `13000${r.slice(5)}` : r)),
      ['without-number@2'],
    ],
    ['an unknown version', changed(0, 127, '9'), ['version@1']],
    ['records in a wrong order', [good[1] ?? '', ...good], ['record-order@1']],
    [
      'the same statement twice',
      [...good.slice(0, -1), `${good[6]?.slice(0, 127)}1`, ...good],
      ['statement-twice@9'],
    ],
  ])('%s', async (_, records, expected) => {
    expect(await found(codaFile(records))).toEqual(
      expected.map((code) => `statement-file.${code}`),
    );
  });
});

describe('a broken camt.053 file is refused with its line', () => {
  const good = camt([
    { openingMinor: 500n, lines: [{ amountMinor: 1_000n }, { amountMinor: -300n }] },
  ]);
  const codes = async (text: string) =>
    (await checkFile(textFile(text))).findings.map(({ code }) =>
      code.replace('statement-file.', ''),
    );

  test.each<[string, string, readonly string[]]>([
    ['cut off', good.slice(0, 900), ['xml']],
    ['another document', '<Invoice><ID>1</ID></Invoice>', ['empty']],
    ['a document type', good.replace('?>', '?><!DOCTYPE a [<!ENTITY b "c">]>'), ['doctype']],
    ['an entity of its own', good.replace('REF', '&b;'), ['xml']],
    // In seconds, not in hours: nothing else is answered while a file is read.
    ['elements without end', good.replace('<Stmt>', '<a>'.repeat(100_000)), ['xml']],
    ['a wrong count', good.replace('NbOfNtries>2', 'NbOfNtries>3'), ['record-count']],
    ['a wrong total', good.replace('<Sum>10.00', '<Sum>10.01'), ['credit-total']],
    [
      'a movement of another amount',
      good.replace(/(<Ntry>\s*<Amt Ccy="EUR">)10.00/, '$19.00'),
      ['credit-total', 'balance'],
    ],
    ['another currency', good.replace(/(<Ntry>\s*<Amt Ccy=")EUR/, '$1USD'), ['other-currency']],
    [
      'a part of a cent',
      good.replace(/(<Ntry>\s*<Amt Ccy="EUR">)10.00/, '$110.001'),
      ['amount', 'credit-total', 'balance'],
    ],
    ['no closing balance', good.replace('CLBD', 'CLAV'), ['without-closing']],
    ['no opening balance', good.replace('OPBD', 'OPAV'), ['without-opening']],
    ['no number', good.replace('<ElctrncSeqNb>1', '<ElctrncSeqNb>A'), ['without-number']],
  ])('%s', async (_, text, expected) => {
    expect(await codes(text)).toEqual(expected);
  });

  test('what is only pending is no money yet', async () => {
    const pending = good
      .replace('<Cd>BOOK', '<Cd>PDNG')
      .replace('<Sum>10.00', '<Sum>0.00')
      .replace('>12.00', '>2.00');
    expect(await codes(pending)).toEqual([]);
    expect(await movementsIn(textFile(pending))).toHaveLength(1);
  });
});
