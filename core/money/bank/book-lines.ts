import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { newId } from '../../platform/ids.js';
import type { DomainEvent } from '../../platform/write/record.js';
import type { Finding } from '../../platform/write/violation.js';
import { hostAccount } from '../accounts.js';
import { actorOf } from '../invoice/invoice-entries.js';
import { credit, debit, type Posting, post } from '../ledger/ledger.js';
import { settlePayouts } from '../payout/settle-payouts.js';
import { insertLines, type NewLine, type Statement } from './bank-rows.js';
import type { StatementLine } from './bank-statement.js';
import { matchByReference } from './match-by-reference.js';
import { matchedFact } from './match-payment.js';
import { paymentPostings, writePayments } from './payment-rows.js';

export interface BookedLines {
  readonly imported: number;
  /** Lines that had been imported before. */
  readonly duplicates: number;
  /** Lines that met their invoice by the structured communication. */
  readonly matched: number;
  /** Payouts that were debited or came back. */
  readonly settled: number;
  /** What became of them, for the outbox. */
  readonly facts: readonly DomainEvent[];
}

/**
 * Books lines of a statement that is under lock, those that are new. What is received waits on the
 * suspense account until it meets its invoice, which a structured communication does at once. Makes
 * the one call of the ledger that its transaction may make. Throws `RefusedLines`.
 */
export async function bookLines(
  tx: Tx,
  ctx: Context,
  statement: Statement,
  lines: readonly StatementLine[],
): Promise<BookedLines> {
  const { fresh, duplicates } = sorted(lines, statement);
  const added = fresh.map((line) => ({ ...line, id: newId() }));
  if (added.length > 0) await insertLines(tx, statement, added);
  const payouts = await settlePayouts(tx, ctx, statement, added);
  const { settled, postings, lineIds } = payouts;
  const others = added.filter(({ id }) => !lineIds.has(id));
  const { payments, books } = await matchByReference(tx, ctx, statement, others);
  const bookings = added.map((line) => booking(ctx, statement, line));
  await post(tx, tx.cooperativeId, [...bookings, ...paymentPostings(ctx, payments), ...postings]);
  if (payments.length > 0) await writePayments(tx, ctx, books, payments);
  const facts = [...payments.map(matchedFact), ...payouts.facts];
  return { imported: added.length, duplicates, matched: payments.length, settled, facts };
}

/** What is new, and how many were known; a known number with another content refuses all. */
function sorted(lines: readonly StatementLine[], { known }: Statement) {
  const findings = conflictsOf(lines, known);
  if (findings.length > 0) throw new RefusedLines(findings);
  const fresh = lines.filter((line) => !known.has(line.lineNo));
  return { fresh, duplicates: lines.length - fresh.length };
}

/** Lines of which the number is known with another content. */
export function conflictsOf(
  lines: readonly StatementLine[],
  known: ReadonlyMap<number, string>,
): Finding[] {
  return lines.flatMap((line, index) =>
    (known.get(line.lineNo) ?? line.contentHash) === line.contentHash
      ? []
      : [
          {
            ...{ code: 'bank.line-conflict', values: { n: line.lineNo } },
            path: ['lines', String(index)],
          },
        ],
  );
}

/** The bank's view of the account: money is there, its purpose is not known yet. */
function booking(ctx: Context, statement: Statement, line: NewLine): Posting {
  const { hostEntityId, currency } = statement;
  const { amountMinor } = line;
  return {
    ...actorOf(ctx),
    key: `bank-line:${line.id}`,
    kind: 'BANK_LINE_BOOKED',
    sourceType: 'bank_line',
    sourceId: line.id,
    eventOn: line.bookedOn,
    lines: [
      debit(hostAccount(hostEntityId, 'bank', currency), amountMinor),
      credit(hostAccount(hostEntityId, 'bank.suspense', currency), amountMinor),
    ],
  };
}

/** Carries the reasons out of the transaction that it rolls back. */
export class RefusedLines extends Error {
  constructor(readonly findings: readonly Finding[]) {
    super('The lines were refused.');
  }
}
