import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import type { ErasedRows } from '../../platform/host/remote-plugin.js';
import type { PersonalTable } from './personal-tables.js';

/**
 * Does its duty to a person in each table that has rows of theirs, in the order of the tables: a
 * member by their id, anybody else by the pattern of their words.
 */
export async function eraseTables(
  tx: Tx,
  ctx: Context,
  tables: readonly PersonalTable[],
  key: string,
): Promise<ErasedRows[]> {
  const done: ErasedRows[] = [];
  // The member's own row last: others may look for it while they are erased.
  for (const table of [...tables].reverse()) {
    const { name, plugin, ground, term } = table;
    const outcome = await eraseIn(tx, ctx, table, key);
    if (outcome.rows > 0) done.unshift({ name, plugin, ground, term, ...outcome });
  }
  return done;
}

async function eraseIn(
  tx: Tx,
  ctx: Context,
  { table, whose, erasure }: PersonalTable,
  key: string,
): Promise<Pick<ErasedRows, 'rows' | 'change' | 'ids'>> {
  const where = `where t.cooperative_id = $1 and (${whose})`;
  const params = [tx.cooperativeId, key];
  if (erasure === null || erasure.kind === 'vault') {
    const [row] = await tx.query<{ count: bigint }>(
      `select count(*) as count from ${table} t ${where}`,
      params,
    );
    const rows = Number(row?.count ?? 0n);
    if (erasure !== null && rows > 0) await ctx.platform.vault.destroy(tx, key);
    return { rows, change: erasure === null ? 'kept' : 'removed', ids: [] };
  }
  const change =
    erasure.kind === 'columns'
      ? `update ${table} t set ${erasure.set.join(', ')}`
      : `delete from ${table} t`;
  const gone = await tx.query<{ id: string | null }>(
    `${change} ${where} returning to_jsonb(t) ->> 'id' as id`,
    params,
  );
  return {
    rows: gone.length,
    change: erasure.kind === 'columns' ? 'emptied' : 'removed',
    ids: gone.flatMap(({ id }) => id ?? []),
  };
}

/**
 * The files of a plugin's rows that were erased become uploads that nothing uses: their bytes go with
 * the next sweep. Of a row that stays, only what the person uploaded.
 */
export async function letGoFiles(
  tx: Tx,
  { plugin, name, change, ids }: Pick<ErasedRows, 'plugin' | 'name' | 'change' | 'ids'>,
  memberId: string | null,
): Promise<void> {
  if (plugin === null || change === 'kept' || ids.length === 0) return;
  await tx.query(
    `update core.stored_file
     set subject_type = null, subject_id = null, claimed_at = null, filename = '—',
       expires_at = least(expires_at, now())
     where cooperative_id = $1 and subject_type = $2 and subject_id::text = any ($3::text[])
       and ($4::uuid is null or uploaded_by = $4)`,
    [tx.cooperativeId, name, ids, change === 'removed' ? null : memberId],
  );
}
