import type { Platform } from '../../platform/context.js';
import type { Sql } from '../../platform/database/sql.js';
import type { Tx } from '../../platform/database/transaction.js';
import { keyOf } from '../../platform/files/file-store.js';
import type { EntityColumn } from '../../platform/host/entity-model.js';
import { type PluginDuty, pluginDuties } from './plugin-duties.js';
import type { RetentionCode } from './retention.js';

/** A table of which rows go, or are emptied, once the term of the law is over. */
export interface PurgeTable {
  /** For people: the table of the core, or the plugin's type. */
  readonly name: string;
  /** Null: the core. */
  readonly plugin: string | null;
  readonly term: RetentionCode;
  /** How many rows of a co-operative that are dated before a day are still there. */
  due(sql: Sql, cooperativeId: string, before: string): Promise<number>;
  /** Purges so many of them at most; answers their ids, where they have one. */
  purge(tx: Tx, platform: Platform, before: string, most: number): Promise<(string | null)[]>;
}

/** Of the core, whose duties stand in the database beside what they pass. */
export async function purgeTablesOfCore(sql: Sql): Promise<PurgeTable[]> {
  const duties = await sql.query<{ name: string; term: RetentionCode }>(
    'select table_name as name, term from core.purge_duty order by table_name',
  );
  return duties.map(({ name, term }) => ({
    ...{ name, plugin: null, term },
    due: (on, ...asked) => counted(on, 'select core.purge_due($1, $2, $3) as rows', name, ...asked),
    purge: (tx, platform, before, most) => purgeCore(tx, platform, name, before, most),
  }));
}

async function purgeCore(
  tx: Tx,
  { files }: Platform,
  name: string,
  before: string,
  most: number,
): Promise<null[]> {
  const gone = await tx.query<{ files: string[] | null }>(
    'select files from core.purge_rows($1, $2, $3, $4)',
    [name, tx.cooperativeId, before, most],
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
    due: (on, ...asked) =>
      counted(on, `select count(*) as rows from ${table} t where ${where}`, ...asked),
    purge: async (tx, _platform, before, most) => {
      const gone = await tx.query<{ id: string | null }>(
        `${change} where t.ctid = any (array(
           select t.ctid from ${table} t where ${where} limit $3))
         returning to_jsonb(t) ->> 'id' as id`,
        [tx.cooperativeId, before, most],
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

async function counted(sql: Sql, text: string, ...params: readonly unknown[]): Promise<number> {
  const [found] = await sql.query<{ rows: bigint }>(text, params);
  return Number(found?.rows ?? 0n);
}
