import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { newId } from '../../platform/ids.js';
import { violationsOf } from '../../platform/model/say.js';
import { type Once, takeKey } from '../../platform/write/once.js';
import { record } from '../../platform/write/record.js';
import { transact } from '../../platform/write/transact.js';
import type { Finding, Violation } from '../../platform/write/violation.js';
import { hostAccount } from '../accounts.js';
import { ownCurrency } from '../cooperative-currency.js';
import { actorOf } from '../invoice/invoice-entries.js';
import { credit, debit, type Posting, post } from '../ledger/ledger.js';
import { findingsOf } from '../refused.js';
import { insertLines, type NewLine, openStatement, type Statement } from './bank-rows.js';
import { type StatementInput, type StatementLine, statementLines } from './bank-statement.js';
import type { ImportBankStatementInput } from './bank-statement-input.js';
import { matchByReference } from './match-by-reference.js';
import { matchedFact, requireMatcher } from './match-payment.js';
import { paymentPostings, writePayments } from './payment-rows.js';

export interface ImportedStatement {
  /** Null when it was refused, and for a repeat of the request. */
  readonly statementId: string | null;
  readonly imported: number;
  /** Lines that had been imported before. */
  readonly duplicates: number;
  /** Lines that met their invoice by the structured communication. */
  readonly matched: number;
  readonly violations: Violation[];
}

/**
 * Books the movements of a statement. A line is known by account, statement and number: sent again
 * with the same content it is skipped, with another it refuses the whole. What is received waits on
 * the suspense account until it meets its invoice, which a structured communication does at once.
 */
export async function importBankStatement(
  ctx: Context,
  sent: ImportBankStatementInput,
): Promise<ImportedStatement> {
  requireMatcher(ctx);
  const input = { ...sent, currency: sent.currency ?? (await ownCurrency(ctx)) };
  const { lines, findings } = statementLines(input);
  if (findings.length > 0) return refused(ctx, findings);
  try {
    const once = { key: sent.idempotencyKey, input: sent };
    return await transact(ctx, (tx) => importLines(tx, ctx, input, lines, once));
  } catch (error) {
    const found = error instanceof Refused ? error.findings : findingsOf(error);
    if (found === null) throw error;
    return refused(ctx, found);
  }
}

async function importLines(
  tx: Tx,
  ctx: Context,
  input: StatementInput,
  lines: readonly StatementLine[],
  once: Once,
): Promise<ImportedStatement> {
  const opened = await openStatement(tx, ctx, input);
  if (opened === null) throw new Refused([{ code: 'bank.unknown-account', path: ['iban'] }]);
  const before = await takeKey(tx, ctx, 'bank.import', once, opened.id);
  if (before !== null) return { ...nothing, statementId: before, duplicates: lines.length };
  const { fresh, duplicates } = sorted(lines, opened);
  const added = fresh.map((line) => ({ ...line, id: newId() }));
  if (added.length > 0) await insertLines(tx, opened, added);
  const { payments, books } = await matchByReference(tx, ctx, opened, added);
  const bookings = added.map((line) => booking(ctx, opened, line));
  await post(tx, tx.cooperativeId, [...bookings, ...paymentPostings(ctx, payments)]);
  if (payments.length > 0) await writePayments(tx, ctx, books, payments);
  const payload = { imported: added.length, duplicates, matched: payments.length };
  const subject = { type: 'BankStatement', id: opened.id };
  const fact = { type: 'bank-statement.imported', subject, payload };
  await record(tx, ctx, 'bank.import', [fact, ...payments.map(matchedFact)]);
  return { statementId: opened.id, ...payload, violations: [] };
}

/** What is new, and how many were known; a known number with another content refuses all. */
function sorted(lines: readonly StatementLine[], { known }: Statement) {
  const other = lines.filter(
    (line) => known.has(line.lineNo) && known.get(line.lineNo) !== line.contentHash,
  );
  if (other.length > 0) {
    throw new Refused(
      other.map((line) => ({
        ...{ code: 'bank.line-conflict', values: { n: line.lineNo } },
        path: ['lines', String(lines.indexOf(line))],
      })),
    );
  }
  const fresh = lines.filter((line) => !known.has(line.lineNo));
  return { fresh, duplicates: lines.length - fresh.length };
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

const nothing = { imported: 0, duplicates: 0, matched: 0, violations: [] };

const refused = (ctx: Context, findings: readonly Finding[]): ImportedStatement => ({
  ...nothing,
  statementId: null,
  violations: violationsOf(ctx, findings),
});

/** Carries the reasons out of the transaction that it rolls back. */
class Refused extends Error {
  constructor(readonly findings: readonly Finding[]) {
    super('The statement was refused.');
  }
}
