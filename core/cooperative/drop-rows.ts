import { createHash, type Hash } from 'node:crypto';
import { mkdir, open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { quoted, schemaNow, tablesIn } from '../platform/host/plugin-tables.js';
import type { PluginDefinition } from '../sdk/define.js';
import type { InCooperative } from './plugin-life.js';

/** A table as it was written: its rows and the hash by which a copy is told to be whole. */
export interface ExportedTable {
  readonly file: string;
  readonly rows: number;
  readonly sha256: string;
}

/**
 * Writes every row of the co-operative to a folder, a JSON line each, and only then deletes them:
 * the files are on the disk before the transaction that deletes can commit. Rows never pass through
 * numbers of ours, so amounts stay exact. Answers what was written.
 */
export async function dropRows(
  tx: InCooperative,
  plugin: PluginDefinition,
  folder: string,
): Promise<ExportedTable[]> {
  const schema = await schemaNow(tx, plugin);
  const tables = schema === null ? [] : await tablesIn(tx, schema);
  // Whoever may read the folder reads people's data: nobody but the server's own account.
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const exported: ExportedTable[] = [];
  for (const { name, ofTenant } of tables) {
    const from = `${quoted(schema as string)}.${quoted(name)}`;
    exported.push(await exportTable(tx, { from, name, ofTenant }, folder));
  }
  const { name, version } = plugin;
  const about = { plugin: name, version, cooperativeId: tx.cooperativeId, tables: exported };
  await writeFile(join(folder, 'manifest.json'), `${JSON.stringify(about, null, 2)}\n`, {
    ...{ flag: 'wx', mode: 0o600, flush: true },
  });
  for (const table of tables.filter(({ ofTenant }) => ofTenant)) {
    const from = `${quoted(schema as string)}.${quoted(table.name)}`;
    await tx.query(`delete from ${from} where cooperative_id = $1`, [tx.cooperativeId]);
  }
  return exported;
}

interface Exported {
  readonly from: string;
  readonly name: string;
  readonly ofTenant: boolean;
}

async function exportTable(
  tx: InCooperative,
  { from, name, ofTenant }: Exported,
  folder: string,
): Promise<ExportedTable> {
  const file = `${name}.jsonl`;
  const sink = await open(join(folder, file), 'wx', 0o600);
  const hash = createHash('sha256');
  try {
    const only = ofTenant ? 'where cooperative_id = $1' : '';
    await tx.query(
      `declare dropped no scroll cursor for
       select to_jsonb(t)::text as line from ${from} t ${only} order by 1`,
      ofTenant ? [tx.cooperativeId] : [],
    );
    const rows = await writeAll(tx, (text) => sink.writeFile(text), hash);
    await tx.query('close dropped');
    await sink.sync();
    return { file, rows, sha256: hash.digest('hex') };
  } finally {
    await sink.close();
  }
}

/** Rows that are in memory at once. */
const batchRows = 1_000;

async function writeAll(
  tx: InCooperative,
  write: (text: string) => Promise<unknown>,
  hash: Hash,
): Promise<number> {
  for (let rows = 0; ; ) {
    const batch = await tx.query<{ line: string }>(`fetch ${batchRows} from dropped`);
    if (batch.length === 0) return rows;
    const text = batch.map(({ line }) => `${line}\n`).join('');
    hash.update(text);
    await write(text);
    rows += batch.length;
  }
}
