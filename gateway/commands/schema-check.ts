import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildSchema } from 'graphql';
import { absentFolders } from '../../core/platform/host/load-plugins.js';
import { type CheckFinding, finding } from '../../core/platform/schema/finding.js';

/** A change of the API as its clients see it. */
export interface ApiChange {
  /** `breaking`: an operation of today may fail; `dangerous`: it may behave otherwise. */
  readonly level: 'breaking' | 'dangerous' | 'safe';
  readonly path: string;
  readonly message: string;
}

/** What has changed in the API since the text in a file; all of it is safe where there is none. */
export async function changesSince(file: string, api: string): Promise<ApiChange[]> {
  if (!existsSync(file)) return [];
  const { CriticalityLevel, diff } = await import('@graphql-inspector/core');
  const before = buildSchema(await readFile(file, 'utf8'), { assumeValidSDL: true });
  const changes = await diff(before, buildSchema(api, { assumeValidSDL: true }));
  const levels = {
    [CriticalityLevel.Breaking]: 'breaking',
    [CriticalityLevel.Dangerous]: 'dangerous',
    [CriticalityLevel.NonBreaking]: 'safe',
  } as const;
  return changes
    .map(({ criticality, path, message }) => ({
      level: levels[criticality.level],
      path: path ?? '',
      message,
    }))
    .sort((a, b) => order.indexOf(a.level) - order.indexOf(b.level) || (a.path < b.path ? -1 : 1));
}

/** What breaks, at its line in the file that clients were given. */
export async function breakingFindings(
  file: string,
  changes: readonly ApiChange[],
): Promise<CheckFinding[]> {
  const breaking = changes.filter(({ level }) => level === 'breaking');
  if (breaking.length === 0) return [];
  const lines = (await readFile(file, 'utf8')).split('\n');
  return breaking.map(({ path, message }) => ({
    ...finding('SCH-012', path, message),
    ...{ file, line: lineOf(lines, path) },
  }));
}

/** Of a type, or of a field in it; 1 when it is not there. */
function lineOf(lines: readonly string[], path: string): number {
  const [type = '', field] = path.replace(/^@/, '').split('.');
  const begin = lines.findIndex((line) => new RegExp(`^\\w+ @?${type}\\b`).test(line));
  if (field === undefined) return Math.max(begin, 0) + 1;
  const inside = new RegExp(`^\\s+${field}\\b`);
  const at = lines.findIndex((line, i) => i > begin && inside.test(line));
  return Math.max(at, begin, 0) + 1;
}

const order: readonly ApiChange['level'][] = ['breaking', 'dangerous', 'safe'];

/** Committed files of subgraphs that are not there any more. */
export async function leftOver(
  folder: string,
  files: ReadonlyMap<string, string>,
): Promise<string[]> {
  const there = existsSync(folder) ? await readdir(folder) : [];
  return there.filter((name) => name.endsWith('.graphql') && !files.has(name)).sort();
}

/**
 * Committed files that are not what the code gives, missing ones too. Where a plugin was deleted,
 * all that differs may be its: this alone is found, and told with what takes it out of the files.
 */
export async function driftFindings(
  folder: string,
  files: ReadonlyMap<string, string>,
): Promise<CheckFinding[]> {
  const left = (await leftOver(folder, files)).map((name) => name.replace('.graphql', ''));
  // A bridge whose other side was deleted still lies there, and has no part in the graph.
  const deleted = absentFolders(left);
  if (deleted.length > 0) {
    const reason = 'The plugin was deleted, and schema/ and docs/permissions.md still tell of it.';
    return [finding('SCH-011', deleted.map((name) => `plugins/${name}`).join(', '), reason)];
  }
  const found = left.map((name) =>
    drift(`${name}.graphql`, 'No subgraph of that name is there any more.'),
  );
  for (const [name, text] of files) {
    const path = join(folder, name);
    if (!existsSync(path)) found.push(drift(name, 'It is not there.'));
    else if ((await readFile(path, 'utf8')) !== text) found.push(drift(name, 'It is out of date.'));
  }
  return found;
}

const drift = (name: string, reason: string): CheckFinding => ({
  ...finding('SCH-010', `schema/${name}`, reason),
  ...{ file: `schema/${name}`, line: 1 },
});
