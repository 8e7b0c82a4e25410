import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { PluginDefinition } from '../../sdk/define.js';
import { type CheckFinding, finding, refuseOn } from '../schema/finding.js';

/** What the migrator runs for a plugin, after the core's and in the plugin's own schema. */
export interface PluginMigrations {
  readonly plugin: string;
  /** The Postgres schema, e.g. "performing_arts"; the migrator creates and grants it. */
  readonly schema: string;
  /** In order; the name is unique over all plugins, e.g. "performing-arts/0001-tables.sql". */
  readonly files: readonly { readonly name: string; readonly path: string }[];
}

/** The migrations of a plugin; a number that is missing, doubled or misspelt is refused. */
export function pluginMigrations(definition: PluginDefinition): PluginMigrations {
  refuseOn(numberFindings(definition));
  const { name: plugin, migrations } = definition;
  return {
    plugin,
    schema: pluginSchema(plugin),
    files: filesOf(migrations).map((file) => ({
      name: `${plugin}/${file}`,
      path: fileURLToPath(new URL(file, migrations)),
    })),
  };
}

/** "performing-arts" → "performing_arts": the Postgres schema of a plugin. */
export const pluginSchema = (name: string): string => name.replaceAll('-', '_');

/** Migrations whose number is missing, doubled or misspelt. */
export function numberFindings({ name, migrations }: PluginDefinition): CheckFinding[] {
  return filesOf(migrations).flatMap((file, i) => {
    if (/^\d{4}-[a-z0-9-]+\.sql$/.test(file) && Number(file.slice(0, 4)) === i + 1) return [];
    const reason = `It stands where ${String(i + 1).padStart(4, '0')} is expected.`;
    return [finding('PLG-041', `plugins/${name}/migrations/${file}`, reason)];
  });
}

export function filesOf(migrations: URL): string[] {
  const folder = fileURLToPath(migrations);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort();
}
