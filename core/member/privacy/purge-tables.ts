import type { Platform } from '../../platform/context.js';
import type { Sql } from '../../platform/database/sql.js';
import type { Tx } from '../../platform/database/transaction.js';
import { keyOf } from '../../platform/files/file-store.js';
import type { EntityColumn } from '../../platform/host/entity-model.js';
import { type Held, namesHeld } from './holds.js';
import { type PluginDuty, pluginDuties } from './plugin-duties.js';
import type { RetentionCode } from './retention.js';

/** A table of which rows go, or are emptied, once the term of the law is over. */
export interface PurgeTable {
  /** For people: the table of the core, or the plugin's type. */
  readonly name: string;
  /** Null: the core. */
  readonly plugin: string | null;
  readonly term: RetentionCode;
  /** How many rows of a co-operative that are dated before a day are still there, and are held. */
  due(sql: Sql, cooperativeId: string, before: string, held: Held): Promise<DueRows>;
  /** Purges so many of them at most, none that is held; answers their ids, where they have one. */
  purge(tx: Tx, platform: Platform, purge: PurgeBatch): Promise<(string | null)[]>;
}

export interface DueRows {
  readonly rows: number;
  /** Not counted in `rows`: out of their term too, and kept for a lawsuit. */
  readonly held: number;
}

export interface PurgeBatch {
  /** What is dated before this day is out of its term. */
  readonly before: string;
  readonly most: number;
  readonly held: Held;
}

/** Of the core, whose duties stand in the database beside what they pass. */
export async function purgeTablesOfCore(sql: Sql): Promise<PurgeTable[]> {
  const duties = await sql.query<{ name: string; term: RetentionCode }>(
    'select table_name as name, term from core.purge_duty order by table_name',
  );
  return duties.map(({ name, term }) => ({
    ...{ name, plugin: null, term },
    due: (on, cooperativeId, before, { today }) =>
      counted(on, 'select * from core.purge_due($1, $2, $3, $4)', [
        ...[name, cooperativeId, before, today],
      ]),
    purge: (tx, platform, batch) => purgeCore(tx, platform, name, batch),
  }));
}

async function purgeCore(
  tx: Tx,
  { files }: Platform,
  name: string,
  { before, most, held }: PurgeBatch,
): Promise<null[]> {
  const gone = await tx.query<{ files: string[] | null }>(
    'select files from core.purge_rows($1, $2, $3, $4, $5)',
    [name, tx.cooperativeId, before, most, held.today],
  );
  // Before the commit: bytes whose row is gone would never be found again.
  for (const id of gone.flatMap((row) => row.files ?? [])) {
    await files.remove(keyOf(tx.cooperativeId, id));
  }
  return gone.map(() => null);
}

/** Of the plugins whose code runs in this process: what they retain until a term is over. */
export async function purgeTablesOfPlugins(sql: Sql, platform: Platform): Promise<PurgeTable[]> {
  return (await pluginDuties(sql, platform)).flatMap((one) => ofDuty(one) ?? []);
}

function ofDuty({ plugin, name, table, model, duty, held }: PluginDuty): PurgeTable | null {
  if (duty.until === undefined) return null;
  const { term, from } = duty.until;
  const emptied = held.flatMap(({ name: column, ...about }) => {
    const value = emptyOf({ name: column, ...about });
    return value === null ? [] : [{ column, value }];
  });
  const list = (key: 'column' | 'value') => emptied.map((one) => one[key]).join(', ');
  const where =
    `t.cooperative_id = $1 and t.${model.column(from).name}::date < $2::date` +
    (emptied.length > 0
      ? ` and row(${list('column')}) is distinct from row(${list('value')})`
      : '');
  const change =
    emptied.length > 0
      ? `update ${table} t set ${emptied.map((one) => `${one.column} = ${one.value}`).join(', ')}`
      : `delete from ${table} t`;
  return {
    ...{ name, plugin, term },
    due: (on, cooperativeId, before, { ids }) =>
      counted(
        on,
        `select count(*) filter (where not h.held) as rows, count(*) filter (where h.held) as held
         from ${table} t cross join lateral (select ${namesHeld('$3')} as held) h where ${where}`,
        [cooperativeId, before, ids],
      ),
    purge: async (tx, _platform, { before, most, held }) => {
      const gone = await tx.query<{ id: string | null }>(
        `${change} where t.ctid = any (array(
           select t.ctid from ${table} t where ${where} and not ${namesHeld('$4')} limit $3))
         returning to_jsonb(t) ->> 'id' as id`,
        [tx.cooperativeId, before, most, held.ids],
      );
      return gone.map(({ id }) => id);
    },
  };
}

/** What a column holds of nobody; null: an id that cannot be empty, which names nobody erased. */
function emptyOf({ name, type, nullable }: EntityColumn): string | null {
  if (nullable) return 'null';
  if (/\[\]$/.test(type)) return `'{}'`;
  if (type === 'jsonb') {
    return `case jsonb_typeof(t.${name}) when 'array' then '[]'::jsonb else '{}'::jsonb end`;
  }
  return /^(text|varchar|character|char)/.test(type) ? `'—'` : null;
}

async function counted(sql: Sql, text: string, params: readonly unknown[]): Promise<DueRows> {
  const [found] = await sql.query<{ rows: bigint; held: bigint }>(text, params);
  return { rows: Number(found?.rows ?? 0n), held: Number(found?.held ?? 0n) };
}
