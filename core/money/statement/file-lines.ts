/** From the events of a checked file to lines that can be booked, some at a time. */
import { hashOf } from '../../platform/write/once.js';
import type { StatementLine } from '../bank/bank-statement.js';
import { parseStructuredCommunication } from '../invoice/structured-communication.js';
import type { Movement } from './file-event.js';
import { fileEvents, type StatementFile } from './file-events.js';

/** Which statement a line is on. */
export interface StatementKey {
  readonly iban: string;
  readonly year: number;
  readonly number: number;
  readonly currency: string;
}

/** Lines of one statement that follow one another; `from` counts the lines of the file before. */
export interface LineBatch {
  readonly statement: StatementKey;
  readonly from: number;
  readonly lines: readonly (StatementLine & { readonly fileLine: number })[];
}

/** Each line may need two postings, and the ledger takes a thousand in a call. */
export const batchSize = 500;

/** The same file gives the same batches each time: a resumed import counts on it. */
export async function* lineBatches(
  file: StatementFile,
  statements: readonly StatementKey[],
): AsyncGenerator<LineBatch> {
  let index = -1;
  let from = 0;
  let lineNo = 0;
  let lines: LineBatch['lines'][number][] = [];
  const taken = (): LineBatch => {
    const batch = { statement: statements[index] as StatementKey, from, lines };
    from += lines.length;
    lines = [];
    return batch;
  };
  for await (const { events } of fileEvents(file)) {
    for (const event of events) {
      if (event.kind === 'problem') throw new Error('The file has changed since it was checked.');
      if (event.kind === 'opening') {
        index++;
        lineNo = 0;
      } else if (event.kind === 'movement') {
        lineNo++;
        lines.push({ ...lineOf(event, lineNo), fileLine: event.line });
      }
      const full = lines.length === batchSize || (event.kind === 'closing' && lines.length > 0);
      if (full) yield taken();
    }
  }
}

function lineOf(movement: Movement, lineNo: number): StatementLine {
  const written = movement.reference ?? '';
  const reference =
    parseStructuredCommunication(written) ?? parseStructuredCommunication(movement.words ?? '');
  const unread = reference === null && written !== '' ? written : null;
  const communication = [unread, movement.words].filter((part) => part !== null).join(' ') || null;
  const content = {
    bookedOn: movement.bookedOn,
    amountMinor: movement.amountMinor,
    counterpartyName: movement.name,
    counterpartyIban: movement.iban,
    reference,
    communication,
  };
  const { valueOn, endToEndId, bankReference, returnReason } = movement;
  const more = { valueOn, endToEndId, bankReference, returnReason };
  return { lineNo, ...content, ...more, contentHash: hashOf(content) };
}
