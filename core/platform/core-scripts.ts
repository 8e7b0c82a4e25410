import { readFile } from 'node:fs/promises';
import type { PluginDefinition } from '../sdk/define.js';
import { type MigrationScript, scriptsIn } from './database/migrate.js';
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

/** Everything that a server with these plugins needs, in order. */
export async function allScripts(plugins: readonly PluginDefinition[]): Promise<MigrationScript[]> {
  return [...(await coreScripts()), ...(await Promise.all(plugins.map(pluginScripts))).flat()];
}
