import { readFile } from 'node:fs/promises';
import type { PluginDefinition } from '../sdk/define.js';
import { type MigrationScript, scriptsIn } from './database/migrate.js';
import { openDatabase } from './database/pool.js';
import type { Sql } from './database/sql.js';
import { pluginMigrations } from './host/plugin-migrations.js';

/** The core's own migrations, one ordered sequence for all its domains. */
export function coreScripts(): Promise<MigrationScript[]> {
  return scriptsIn(new URL('./migrations/', import.meta.url), 'core');
}

/** A plugin's migrations in its own schema, which is made and opened to the application first. */
export async function pluginScripts(plugin: PluginDefinition): Promise<MigrationScript[]> {
  const { schema, files } = pluginMigrations(plugin);
  const opening = {
    name: `${plugin.name}/0000-schema`,
    sql: `create schema if not exists ${schema};
      grant usage on schema ${schema} to gezel_app;
      alter default privileges in schema ${schema}
        grant select, insert, update, delete on tables to gezel_app;`,
  };
  const scripts = files.map(async ({ name, path }) => ({
    name: name.replace(/\.sql$/, ''),
    sql: await readFile(path, 'utf8'),
  }));
  return [opening, ...(await Promise.all(scripts))];
}

/**
 * The same without the plugins whose schema is put aside: their scripts wait until it is brought
 * back. Before the core's own first migration nothing is put aside.
 */
export async function scriptsToRun(
  sql: Sql,
  plugins: readonly PluginDefinition[],
): Promise<MigrationScript[]> {
  const [made] = await sql.query<{ there: boolean }>(
    `select to_regclass('core.archived_schema') is not null as there`,
  );
  if (!made?.there) return allScripts(plugins);
  const aside = await sql.query<{ plugin: string }>('select plugin from core.archived_schema');
  const away = new Set(aside.map(({ plugin }) => plugin));
  return allScripts(plugins.filter(({ name }) => !away.has(name)));
}

/** The same for whoever has only the owner's URL. */
export async function currentScripts(
  ownerUrl: string,
  plugins: readonly PluginDefinition[],
): Promise<MigrationScript[]> {
  const owner = openDatabase({
    ...{ url: ownerUrl, size: 1, statementTimeoutMs: 5_000, lockTimeoutMs: 2_000, role: null },
  });
  return scriptsToRun(owner, plugins).finally(() => owner.close());
}

/** Everything that a server with these plugins needs, in order. */
export async function allScripts(plugins: readonly PluginDefinition[]): Promise<MigrationScript[]> {
  return [...(await coreScripts()), ...(await Promise.all(plugins.map(pluginScripts))).flat()];
}
