import { absentFolders, loadPlugin } from '../../platform/host/load-plugins.js';
import type { PluginDefinition } from '../define.js';
import type { ConformanceOptions } from './options.js';

/** The plugins that a bridge joins, without which it has nothing to say; of any other none. */
export async function sidesOf(
  { bridges }: PluginDefinition,
  { sides }: ConformanceOptions,
): Promise<readonly PluginDefinition[]> {
  return sides ?? Promise.all((bridges ?? []).map((name) => loadPlugin(name)));
}

/** Where the folder of a side was deleted, its bridges have nothing to join. */
export const absentSides = (
  { bridges }: PluginDefinition,
  { sides }: ConformanceOptions,
): string[] => (sides === undefined ? absentFolders(bridges ?? []) : []);
