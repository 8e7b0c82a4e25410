import type { PluginDefinition } from '../../sdk/define.js';
import type { Sql } from '../database/sql.js';
import { filesOf, pluginSchema } from './plugin-migrations.js';

/** Where a plugin's tables are: in their own schema, put aside under another name, or nowhere. */
export type TablesState = 'live' | 'aside' | 'absent';

export async function tablesState(sql: Sql, plugin: PluginDefinition): Promise<TablesState> {
  if (filesOf(plugin.migrations).length === 0) return 'live';
  const [found] = await sql.query<{ live: boolean; aside: boolean }>(
    `select to_regnamespace($1) is not null as live, to_regnamespace($2) is not null as aside`,
    [pluginSchema(plugin.name), asideSchema(plugin.name)],
  );
  if (found?.live) return 'live';
  return found?.aside ? 'aside' : 'absent';
}

/** "performing-arts" → "performing_arts__archived": no plugin's name has two underscores. */
export const asideSchema = (name: string): string => `${pluginSchema(name)}__archived`;

/** The schema in which the rows are now; null when there are none anywhere. */
export async function schemaNow(sql: Sql, plugin: PluginDefinition): Promise<string | null> {
  const state = await tablesState(sql, plugin);
  if (state === 'absent') return null;
  return state === 'live' ? pluginSchema(plugin.name) : asideSchema(plugin.name);
}

/** A quoted name, made of what PostgreSQL itself answered or of a checked plugin's name. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/**
 * Puts the schema aside: its foreign keys to the core are dropped and remembered, and it gets
 * another name. Nothing is copied, so a large plugin takes no longer than a small one.
 */
export async function putAside(sql: Sql, { name }: PluginDefinition): Promise<void> {
  const schema = pluginSchema(name);
  const keys = await foreignKeysOut(sql, schema);
  for (const { table, name: key } of keys) {
    await sql.query(
      `alter table ${quoted(schema)}.${quoted(table)} drop constraint ${quoted(key)}`,
    );
  }
  await sql.query('insert into core.archived_schema (plugin, foreign_keys) values ($1, $2)', [
    name,
    JSON.stringify(keys),
  ]);
  await sql.query(`alter schema ${quoted(schema)} rename to ${quoted(asideSchema(name))}`);
}

/** The reverse: the name and the foreign keys come back; one that no longer holds refuses it all. */
export async function bringBack(sql: Sql, { name }: PluginDefinition): Promise<void> {
  const schema = pluginSchema(name);
  await sql.query(`alter schema ${quoted(asideSchema(name))} rename to ${quoted(schema)}`);
  const [aside] = await sql.query<{ keys: ForeignKey[] }>(
    'delete from core.archived_schema where plugin = $1 returning foreign_keys as keys',
    [name],
  );
  for (const { table, name: key, definition } of aside?.keys ?? []) {
    await sql.query(
      `alter table ${quoted(schema)}.${quoted(table)} add constraint ${quoted(key)} ${definition}`,
    );
  }
}

interface ForeignKey {
  readonly table: string;
  readonly name: string;
  readonly definition: string;
}

/** Foreign keys of the schema's tables to tables of another. */
const foreignKeysOut = (sql: Sql, schema: string): Promise<ForeignKey[]> =>
  sql.query<ForeignKey & Record<string, unknown>>(
    `select t.relname as table, c.conname as name, pg_get_constraintdef(c.oid) as definition
     from pg_constraint c
     join pg_class t on t.oid = c.conrelid
     join pg_class f on f.oid = c.confrelid
     where c.contype = 'f' and t.relnamespace = $1::regnamespace
       and f.relnamespace <> t.relnamespace
     order by t.relname, c.conname`,
    [quoted(schema)],
  );

/** The tables of a schema, those that refer to others first, so that rows can be deleted in order. */
export async function tablesIn(sql: Sql, schema: string): Promise<PluginTable[]> {
  const tables = await sql.query<PluginTable & Record<string, unknown>>(
    `select c.relname as name,
       exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'cooperative_id'
         and not a.attisdropped) as "ofTenant",
       coalesce((select array_agg(distinct f.relname) from pg_constraint k
         join pg_class f on f.oid = k.confrelid
         where k.conrelid = c.oid and k.contype = 'f' and f.relnamespace = c.relnamespace
           and f.oid <> c.oid), '{}')::text[] as "refersTo"
     from pg_class c where c.relnamespace = $1::regnamespace and c.relkind in ('r', 'p')
       and not c.relispartition
     order by c.relname`,
    [quoted(schema)],
  );
  return referringFirst(tables);
}

export interface PluginTable {
  readonly name: string;
  readonly ofTenant: boolean;
  readonly refersTo: readonly string[];
}

function referringFirst(tables: readonly PluginTable[]): PluginTable[] {
  const left = [...tables];
  const ordered: PluginTable[] = [];
  while (left.length > 0) {
    const free = left.findIndex(({ name }) => left.every((one) => !one.refersTo.includes(name)));
    // In a circle nothing is first; the database then says which key stands in the way.
    ordered.push(...left.splice(Math.max(free, 0), 1));
  }
  return ordered;
}
