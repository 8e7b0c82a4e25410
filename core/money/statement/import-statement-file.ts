import type { Context } from '../../platform/context.js';
import type { Sql } from '../../platform/database/sql.js';
import type { Tx } from '../../platform/database/transaction.js';
import { claimFindings, claimUploads } from '../../platform/files/claim-uploads.js';
import { newId } from '../../platform/ids.js';
import { violationsOf } from '../../platform/model/say.js';
import { type Once, takeKey } from '../../platform/write/once.js';
import { record } from '../../platform/write/record.js';
import { transact } from '../../platform/write/transact.js';
import type { Finding, Violation } from '../../platform/write/violation.js';
import { conflictsOf, RefusedLines } from '../bank/book-lines.js';
import { requireMatcher } from '../bank/match-payment.js';
import { ownCurrency } from '../cooperative-currency.js';
import { type CheckedFile, checkFile } from './check-file.js';
import { continueImport, storedFile } from './continue-import.js';
import { problem } from './file-event.js';
import type { StatementFile } from './file-events.js';
import { lineBatches, type StatementKey } from './file-lines.js';
import { chainFindings, writeHeads } from './statement-chain.js';

/** The upload's id is a UUID. */
export interface StatementFileImport {
  readonly uploadId: string;
  readonly dryRun?: boolean | null;
  readonly idempotencyKey: string;
}

export interface ImportedFile {
  /** Null when it was refused or only tried; the first import when the file is known. */
  readonly importId: string | null;
  readonly violations: Violation[];
}

/** The upload's purpose: what `POST /files` is told. */
export const statementPurpose = 'bank-statement';

/** Batches that the request itself books; a larger file goes on behind it. */
const batchesInRequest = 4;

/**
 * Takes in a file of the bank: CODA or camt.053. Every record, sum and balance of it is checked
 * before a line is booked: a broken file, a gap, another's account leave nothing behind. A file
 * that is known already answers its first import, and a warning.
 */
export async function importStatementFile(
  ctx: Context,
  order: StatementFileImport,
): Promise<ImportedFile> {
  requireMatcher(ctx);
  const claim = { purpose: statementPurpose, ids: [order.uploadId], path: ['uploadId'] };
  const unusable = await transact(ctx, async (tx) =>
    (await importWhere(tx, 'file_id', order.uploadId)) === null
      ? claimFindings(tx, ctx, claim)
      : [],
  );
  if (unusable.length > 0) return refused(ctx, unusable);
  const file = storedFile(ctx.platform, ctx.viewer.cooperativeId, order.uploadId);
  const checked = await checkFile(file);
  const findings = [...checked.findings, ...(await lineConflicts(ctx, file, checked))];
  if (findings.length > 0) return refused(ctx, findings);
  const currency = await ownCurrency(ctx);
  try {
    const taken = await transact(ctx, (tx) => accept(tx, ctx, { order, checked, currency }));
    if (taken.fresh) await begin(ctx, taken.importId, checked, file);
    return { importId: taken.importId, violations: violationsOf(ctx, taken.warnings) };
  } catch (error) {
    if (error instanceof RefusedLines) return refused(ctx, error.findings);
    throw error;
  }
}

/** What is more than a request should wait for goes on behind it. */
async function begin(
  ctx: Context,
  id: string,
  { statements }: CheckedFile,
  file: StatementFile,
): Promise<void> {
  await continueImport(ctx, { id, heads: statements, linesDone: 0 }, file, batchesInRequest);
  ctx.platform.hub.wake();
}

interface Accepted {
  readonly importId: string;
  readonly fresh: boolean;
  readonly warnings: readonly Finding[];
}

async function accept(
  tx: Tx,
  ctx: Context,
  of: { order: StatementFileImport; checked: CheckedFile; currency: string },
): Promise<Accepted> {
  const { order, checked, currency } = of;
  const chain = await chainFindings(tx, checked.statements, currency);
  const first = await importWhere(tx, 'content_hash', checked.contentHash);
  const once: Once = { key: order.idempotencyKey, input: order };
  const importId = first ?? newId();
  const before = order.dryRun ? null : await takeKey(tx, ctx, 'bank.import', once, importId);
  if (before !== null) return { importId: before, fresh: false, warnings: [] };
  if (first !== null) return { importId, fresh: false, warnings: [sameFile] };
  const claim = { purpose: statementPurpose, ids: [order.uploadId], path: ['uploadId'] };
  const findings = [...(await claimFindings(tx, ctx, claim)), ...chain];
  if (findings.length > 0 || order.dryRun) throw new RefusedLines(findings);
  await insertImport(tx, ctx, { importId, fileId: order.uploadId, checked });
  await writeHeads(tx, ctx, checked.statements);
  const subject = { type: 'BankImport', id: importId };
  await claimUploads(tx, ctx, [{ id: order.uploadId, subject }]);
  const payload = { statements: checked.statements.length, lines: checked.movements };
  await record(tx, ctx, 'bank.import', [{ type: 'bank-file.accepted', subject, payload }]);
  return { importId, fresh: true, warnings: [] };
}

async function insertImport(
  tx: Tx,
  ctx: Context,
  of: { importId: string; fileId: string; checked: CheckedFile },
): Promise<void> {
  const { statements, movements, format, contentHash, byteSize } = of.checked;
  const heads = statements.map(({ iban, year, number, currency }) => ({
    ...{ iban, year, number, currency },
  }));
  const done = movements === 0 ? ctx.platform.clock.now() : null;
  await tx.query(
    `insert into core.bank_import (cooperative_id, id, filename, format, content_hash, byte_size,
       file_id, status, heads, lines_total, imported_by, finished_at)
     select $1, $2, f.filename, $3, $4, $5, f.id, $6, $7, $8, $9, $10
     from core.stored_file f where f.cooperative_id = $1 and f.id = $11`,
    [
      ...[tx.cooperativeId, of.importId, format, contentHash, byteSize],
      ...[done === null ? 'READING' : 'DONE', JSON.stringify(heads), movements],
      ...[ctx.viewer.memberId, done, of.fileId],
    ],
  );
}

/** The import of an upload, or of the same bytes; null when there is none. */
async function importWhere(
  sql: Sql & { readonly cooperativeId: string },
  column: 'file_id' | 'content_hash',
  value: string,
): Promise<string | null> {
  const [row] = await sql.query<{ id: string }>(
    `select id from core.bank_import where cooperative_id = $1 and ${column} = $2`,
    [sql.cooperativeId, value],
  );
  return row?.id ?? null;
}

/** Lines that a statement has already, with another content: before anything is written. */
async function lineConflicts(
  ctx: Context,
  file: StatementFile,
  { findings, statements }: CheckedFile,
): Promise<Finding[]> {
  if (findings.length > 0 || !(await anyKnown(ctx, statements))) return [];
  const found: Finding[] = [];
  for await (const { statement, lines } of lineBatches(file, statements)) {
    const known = await knownLines(ctx, statement, lines);
    const conflicts = conflictsOf(lines, known);
    for (const { values, path } of conflicts) {
      const { fileLine } = lines[Number(path?.[1])] as { fileLine: number };
      found.push(problem(fileLine, 'statement-file.line-conflict', { ...values }).finding);
    }
    if (found.length >= 100) break;
  }
  return found;
}

async function anyKnown(ctx: Context, statements: readonly StatementKey[]): Promise<boolean> {
  const rows = await ctx.platform.database.query(
    `select from jsonb_to_recordset($2::jsonb) as h (iban text, year smallint, number integer)
     join core.bank_statement s on s.cooperative_id = $1 and s.iban = h.iban
       and s.year = h.year and s.number = h.number limit 1`,
    [
      ctx.viewer.cooperativeId,
      JSON.stringify(statements.map(({ iban, year, number }) => ({ iban, year, number }))),
    ],
  );
  return rows.length > 0;
}

async function knownLines(
  ctx: Context,
  { iban, year, number }: StatementKey,
  lines: readonly { readonly lineNo: number }[],
): Promise<ReadonlyMap<number, string>> {
  const rows = await ctx.platform.database.query<{ line_no: number; content_hash: string }>(
    `select l.line_no, l.content_hash from core.bank_statement s
     join core.bank_line l on l.cooperative_id = s.cooperative_id and l.statement_id = s.id
     where s.cooperative_id = $1 and s.iban = $2 and s.year = $3 and s.number = $4
       and l.line_no = any($5::integer[])`,
    [ctx.viewer.cooperativeId, iban, year, number, lines.map(({ lineNo }) => lineNo)],
  );
  return new Map(rows.map((row) => [row.line_no, row.content_hash]));
}

const sameFile: Finding = {
  ...{ code: 'statement-file.same-file', path: ['uploadId'], severity: 'WARNING' },
};

const refused = (ctx: Context, findings: readonly Finding[]): ImportedFile => ({
  importId: null,
  violations: violationsOf(ctx, findings),
});
