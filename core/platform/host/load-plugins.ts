import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { PluginDefinition } from '../../sdk/define.js';
import { forgetPending, storageOf } from '../../sdk/metadata.js';
import { CheckFailure, type CheckFinding, finding, reasonOf, refuseOn } from '../schema/finding.js';
import { entryOf, isPath, outsideFolder, pathOf } from './outside-plugins.js';

/**
 * Imports plugins, one after the other: `auto` is every folder of `plugins/` with a `plugin.ts` (or,
 * built, a `plugin.js`) whose name does not begin with "_"; a name is such a folder or else an
 * installed package; a path is a folder or a package anywhere.
 * Whatever cannot be imported or is malformed is told in one `CheckFailure`.
 */
export async function loadPlugins(
  names: 'auto' | readonly string[],
  folder: string = pluginsFolder,
): Promise<PluginDefinition[]> {
  const findings: CheckFinding[] = [];
  const definitions: PluginDefinition[] = [];
  const asked = names === 'auto' ? ['auto'] : names;
  const all = asked.flatMap((name) => (name === 'auto' ? foundIn(folder) : [name]));
  for (const name of [...new Set(all)].sort()) {
    try {
      definitions.push(await loadPlugin(name, folder));
    } catch (error) {
      if (!(error instanceof CheckFailure)) throw error;
      findings.push(...error.findings);
    }
  }
  refuseOn(findings);
  return definitions;
}

/** The plugins beside this code: in the source tree, or in `dist/`. */
export const pluginsFolder = fileURLToPath(new URL('../../../plugins/', import.meta.url));

/** The folders of plugins, in the order of their names. */
export function foundIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => !name.startsWith('_') && fileOf(name, folder) !== undefined)
    .sort();
}

/** Which of these plugins have no folder beside this code. */
export function absentFolders<Name extends string>(names: readonly Name[]): Name[] {
  const there = foundIn(pluginsFolder);
  return names.filter((name) => !there.includes(name));
}

/** One plugin by the name of its folder; throws a `CheckFailure` whatever goes wrong in it. */
export async function loadPlugin(
  name: string,
  folder: string = pluginsFolder,
): Promise<PluginDefinition> {
  const outside = fileOf(name, folder) === undefined ? outsideFolder(name) : undefined;
  const file = outside === undefined ? fileOf(name, folder) : entryOf(outside);
  if (file === undefined) {
    const where = outside ?? (isPath(name) ? pathOf(name) : `plugins/${name}`);
    const reason = `There is no plugin.ts or plugin.js in ${where}.`;
    throw new CheckFailure([finding('PLG-016', outside ?? name, reason)]);
  }
  forgetPending();
  try {
    const module = (await import(pathToFileURL(file).href)) as Record<string, unknown>;
    return definitionIn(module, outside === undefined ? name : null);
  } catch (error) {
    if (error instanceof CheckFailure) throw error;
    throw new CheckFailure([finding('PLG-001', file, reasonOf(error))]);
  } finally {
    forgetPending();
  }
}

/** `name` is the folder that must be the plugin's; one from outside lies where it lies. */
function definitionIn(module: Record<string, unknown>, name: string | null): PluginDefinition {
  const definitions = Object.values(module).filter(isDefinition);
  const place = name === null ? 'the package' : `plugins/${name}/plugin`;
  const [definition] = definitions;
  if (definition === undefined || definitions.length > 1) {
    const reason = `It exports ${definitions.length} definitions made by definePlugin, not one.`;
    throw new CheckFailure([finding('PLG-002', place, reason)]);
  }
  // What is only copied from has a name that is made to be replaced.
  if (name !== null && definition.name !== name && !name.startsWith('_')) {
    const reason = `The plugin "${definition.name}" is in the folder "${name}".`;
    throw new CheckFailure([finding('PLG-003', place, reason)]);
  }
  return definition;
}

function isDefinition(value: unknown): value is PluginDefinition {
  try {
    return storageOf(value as PluginDefinition) !== undefined;
  } catch {
    return false;
  }
}

function fileOf(name: string, folder: string): string | undefined {
  return ['plugin.js', 'plugin.ts']
    .map((file) => join(folder, name, file))
    .find((path) => existsSync(path));
}
