/** The rows of a statement under import. */
import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { newId } from '../../platform/ids.js';
import type { StatementLine } from './bank-statement.js';

/** A statement under lock, with the lines that it has: their number and what they contained. */
export interface Statement {
  readonly id: string;
  readonly hostEntityId: string;
  readonly currency: string;
  readonly known: ReadonlyMap<number, string>;
}

/** Which statement, and which of its lines are at hand. */
export interface StatementPart {
  readonly iban: string;
  readonly year: number;
  readonly number: number;
  readonly currency: string;
  readonly lines: readonly { readonly lineNo: number }[];
}

export type NewLine = StatementLine & { readonly id: string };

/** Finds or makes the statement; null when the account is none of the co-operative's. */
export async function openStatement(
  tx: Tx,
  ctx: Context,
  input: StatementPart,
): Promise<Statement | null> {
  const { iban, year, number, currency } = input;
  // The update that changes nothing locks the row: two imports of one statement wait for each other.
  const [row] = await tx.query<{ id: string; host: string; currency: string }>(
    `insert into core.bank_statement as s
       (cooperative_id, id, host_entity_id, iban, year, number, currency, imported_by)
     select h.cooperative_id, $2, h.id, h.iban, $4, $5, $6, $7
     from core.host_entity h where h.cooperative_id = $1 and h.iban = $3
     order by h.id limit 1
     on conflict (cooperative_id, iban, year, number) do update set currency = s.currency
     returning id, host_entity_id as host, currency`,
    [tx.cooperativeId, newId(), iban, year, number, currency, ctx.viewer.memberId],
  );
  if (row === undefined) return null;
  const lines = await tx.query<{ line_no: number; content_hash: string }>(
    `select line_no, content_hash from core.bank_line
     where cooperative_id = $1 and statement_id = $2 and line_no = any($3::integer[])`,
    [tx.cooperativeId, row.id, input.lines.map(({ lineNo }) => lineNo)],
  );
  const known = new Map(lines.map((line) => [line.line_no, line.content_hash]));
  return { id: row.id, hostEntityId: row.host, currency: row.currency, known };
}

/** Adds lines, all of them open; they are matched after. */
export async function insertLines(
  tx: Tx,
  statement: Statement,
  lines: readonly NewLine[],
): Promise<void> {
  const rows = lines.map((line) => ({
    id: line.id,
    line_no: line.lineNo,
    booked_on: line.bookedOn,
    amount: `${line.amountMinor}`,
    name: line.counterpartyName,
    iban: line.counterpartyIban,
    reference: line.reference,
    communication: line.communication,
    hash: line.contentHash,
    value_on: line.valueOn,
    end_to_end: line.endToEndId,
    bank_reference: line.bankReference,
    reason: line.returnReason,
  }));
  await tx.query(
    `insert into core.bank_line (cooperative_id, id, statement_id, line_no, booked_on, currency,
       amount_minor, open_minor, counterparty_name, counterparty_iban, structured_communication,
       communication, content_hash, value_on, end_to_end_id, bank_reference, return_reason)
     select $1, l.id, $2, l.line_no, l.booked_on, $3, l.amount, l.amount, l.name, l.iban,
       l.reference, l.communication, l.hash, l.value_on, l.end_to_end, l.bank_reference, l.reason
     from jsonb_to_recordset($4::jsonb) as l (id uuid, line_no integer, booked_on date,
       amount bigint, name text, iban text, reference text, communication text, hash text,
       value_on date, end_to_end text, bank_reference text, reason text)`,
    [tx.cooperativeId, statement.id, statement.currency, JSON.stringify(rows)],
  );
}
