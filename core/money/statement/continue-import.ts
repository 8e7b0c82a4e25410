/** Books what is left of an accepted file, a batch a transaction; safe to kill and to run twice. */
import type { Context, Platform } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import type { BackgroundWork } from '../../platform/domain.js';
import { repeat } from '../../platform/events/repeat.js';
import { openFile } from '../../platform/files/stored-file.js';
import { systemContext } from '../../platform/host/system-viewer.js';
import { record } from '../../platform/write/record.js';
import { transact } from '../../platform/write/transact.js';
import { openStatement } from '../bank/bank-rows.js';
import { bookLines } from '../bank/book-lines.js';
import type { StatementFile } from './file-events.js';
import { type LineBatch, lineBatches, type StatementKey } from './file-lines.js';

/** An accepted file that is not booked to its end. */
export interface UnfinishedImport {
  readonly id: string;
  readonly heads: readonly StatementKey[];
  readonly linesDone: number;
}

/** Books up to a number of batches; whoever comes after goes on where this one stopped. */
export async function continueImport(
  ctx: Context,
  unfinished: UnfinishedImport,
  file: StatementFile,
  batchLimit = Number.POSITIVE_INFINITY,
): Promise<void> {
  let booked = 0;
  for await (const batch of lineBatches(file, unfinished.heads)) {
    if (batch.from < unfinished.linesDone) continue;
    if (booked++ >= batchLimit) return;
    // Another server is further: it has taken the import over.
    if (!(await transact(ctx, (tx) => bookBatch(tx, ctx, unfinished.id, batch)))) return;
  }
}

/** Goes on with every import that was left unfinished, of all co-operatives; oldest first. */
export async function resumeImports(platform: Platform): Promise<void> {
  const left = await platform.database.query<UnfinishedImport & Owner>(
    `select cooperative_id as "cooperativeId", id, heads, lines_done as "linesDone",
       file_id as "fileId", imported_by as "importedBy"
     from core.bank_import where status = 'READING' and file_id is not null order by id limit 100`,
    [],
    'bank-imports-unfinished',
  );
  for (const one of left) {
    const { cooperativeId, fileId, importedBy } = one;
    const system = systemContext(platform, cooperativeId);
    const ctx = { ...system, viewer: { ...system.viewer, memberId: importedBy } };
    await continueImport(ctx, one, storedFile(platform, cooperativeId, fileId));
  }
}

/** Wakes with every commit, and looks by itself after a crash. */
export const importRunner = (platform: Platform): BackgroundWork =>
  repeat(
    30_000,
    () => resumeImports(platform),
    (err) => platform.log.error({ err }, 'an import of the bank could not go on'),
  );

interface Owner {
  readonly cooperativeId: string;
  readonly fileId: string;
  readonly importedBy: string;
}

/** A file of the store; one that the store has lost stops the import with an error that says so. */
export const storedFile = (
  platform: Platform,
  cooperativeId: string,
  fileId: string,
): StatementFile => ({
  open: async function* () {
    const bytes = await openFile(platform, cooperativeId, fileId);
    if (bytes === null) throw new Error(`The store has lost the file ${fileId} of a statement.`);
    yield* bytes;
  },
});

async function bookBatch(
  tx: Tx,
  ctx: Context,
  importId: string,
  { statement, from, lines }: LineBatch,
): Promise<boolean> {
  const [place] = await tx.query<{ linesDone: number }>(
    `select lines_done as "linesDone" from core.bank_import
     where cooperative_id = $1 and id = $2 for update`,
    [tx.cooperativeId, importId],
  );
  if (place?.linesDone !== from) return false;
  const opened = await openStatement(tx, ctx, { ...statement, lines });
  if (opened === null) throw new Error(`The account ${statement.iban} is not ours any more.`);
  const { facts, ...booked } = await bookLines(tx, ctx, opened, lines);
  const { imported, duplicates, matched, settled } = booked;
  await tx.query(
    `update core.bank_import set lines_done = lines_done + $3, imported = imported + $4,
       duplicates = duplicates + $5, matched = matched + $6, settled = settled + $8,
       status = case when lines_done + $3 = lines_total then 'DONE' else status end,
       finished_at = case when lines_done + $3 = lines_total then $7::timestamptz end
     where cooperative_id = $1 and id = $2`,
    [
      ...[tx.cooperativeId, importId, lines.length, imported, duplicates, matched],
      ctx.platform.clock.now(),
      settled,
    ],
  );
  const subject = { type: 'BankStatement', id: opened.id };
  const fact = { type: 'bank-statement.imported', subject, payload: booked };
  await record(tx, ctx, 'bank.import', [fact, ...facts]);
  return true;
}
