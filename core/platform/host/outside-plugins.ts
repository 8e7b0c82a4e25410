import { existsSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';

/** Plugins that are not in `plugins/`: an installed package, or a folder named by its path. */

/**
 * The folder of a plugin from outside: by its path, its package, or the last part of either, of one
 * that PLUGINS lists. Undefined when the name is of none.
 */
export function outsideFolder(name: string): string | undefined {
  const folders = isPath(name)
    ? [pathOf(name)]
    : [calledFrom(), process.cwd()].map((folder) => join(folder, 'node_modules', name));
  return folders.find((folder) => existsSync(folder)) ?? listedFolder(name);
}

export const isPath = (name: string): boolean => /^\.{0,2}\//.test(name);

/** Where a path leads that was given on the command line or in PLUGINS. */
export const pathOf = (name: string): string => resolve(calledFrom(), name);

/** npm runs scripts in the project's folder and says in INIT_CWD where it was called. */
const calledFrom = (): string => process.env.INIT_CWD ?? process.cwd();

function listedFolder(name: string): string | undefined {
  const listed = (process.env.PLUGINS ?? '').split(',').map((one) => one.trim());
  const found = listed.find((one) => one !== name && basename(one) === name);
  return found === undefined ? undefined : outsideFolder(found);
}

/** The module that exports the definition: what the package says, `plugin.js`, or `plugin.ts`. */
export function entryOf(folder: string): string | undefined {
  const packageFile = join(folder, 'package.json');
  const named = existsSync(packageFile) ? entryIn(readFileSync(packageFile, 'utf8')) : undefined;
  return [named, 'plugin.js', 'plugin.ts']
    .filter((file) => file !== undefined)
    .map((file) => join(folder, file))
    .find((path) => existsSync(path));
}

function entryIn(text: string): string | undefined {
  try {
    const { exports, main } = JSON.parse(text) as { exports?: unknown; main?: unknown };
    const root = (exports as Record<string, unknown> | undefined)?.['.'] ?? exports;
    const entry = (root as Record<string, unknown> | undefined)?.default ?? root ?? main;
    return typeof entry === 'string' ? entry : undefined;
  } catch {
    // The import of the package says better what is wrong with it.
    return undefined;
  }
}
