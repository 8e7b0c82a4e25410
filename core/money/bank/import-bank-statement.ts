import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { violationsOf } from '../../platform/model/say.js';
import { type Once, takeKey } from '../../platform/write/once.js';
import { record } from '../../platform/write/record.js';
import { transact } from '../../platform/write/transact.js';
import type { Finding, Violation } from '../../platform/write/violation.js';
import { ownCurrency } from '../cooperative-currency.js';
import { findingsOf } from '../refused.js';
import { openStatement } from './bank-rows.js';
import { type StatementInput, type StatementLine, statementLines } from './bank-statement.js';
import type { ImportBankStatementInput } from './bank-statement-input.js';
import { bookLines, RefusedLines } from './book-lines.js';
import { requireMatcher } from './match-payment.js';

export interface ImportedStatement {
  /** Null when it was refused, and for a repeat of the request. */
  readonly statementId: string | null;
  readonly imported: number;
  /** Lines that had been imported before. */
  readonly duplicates: number;
  /** Lines that met their invoice by the structured communication. */
  readonly matched: number;
  /** Payouts that were debited or came back. */
  readonly settled: number;
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
    const found = error instanceof RefusedLines ? error.findings : findingsOf(error);
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
  const opened = await openStatement(tx, ctx, { ...input, lines });
  if (opened === null) throw new RefusedLines([{ code: 'bank.unknown-account', path: ['iban'] }]);
  const before = await takeKey(tx, ctx, 'bank.import', once, opened.id);
  if (before !== null) return { ...nothing, statementId: before, duplicates: lines.length };
  const { facts, ...payload } = await bookLines(tx, ctx, opened, lines);
  const subject = { type: 'BankStatement', id: opened.id };
  const fact = { type: 'bank-statement.imported', subject, payload };
  await record(tx, ctx, 'bank.import', [fact, ...facts]);
  return { statementId: opened.id, ...payload, violations: [] };
}

const nothing = { imported: 0, duplicates: 0, matched: 0, settled: 0, violations: [] };

const refused = (ctx: Context, findings: readonly Finding[]): ImportedStatement => ({
  ...nothing,
  statementId: null,
  violations: violationsOf(ctx, findings),
});
