import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CheckFinding } from '../../core/platform/schema/finding.js';

/**
 * Findings with the file and line of a plugin where what they name is written. A schema knows no
 * lines: the last name of the place is looked for as it is declared, in the file of the name before.
 */
export function withLines(
  findings: readonly CheckFinding[],
  folder: string,
  shown: string,
): CheckFinding[] {
  if (findings.length === 0 || !existsSync(folder)) return [...findings];
  const sources = sourcesIn(folder);
  return findings.map((one) => {
    if (one.file !== undefined) return one;
    const [, file, line = '1'] = /^(\S+\.[a-z]+)(?::(\d+))?$/.exec(one.place) ?? [];
    if (file?.includes('/')) return { ...one, file, line: Number(line) };
    const found = declared(likelyFirst(sources, one.place), namesIn(one.place));
    return found === null ? one : { ...one, file: `${shown}/${found.file}`, line: found.line };
  });
}

interface Source {
  readonly file: string;
  readonly lines: readonly string[];
}

function sourcesIn(folder: string): Source[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.[jt]s$/.test(file) && !/node_modules|\.(test|d)\.[jt]s$/.test(file))
    .sort()
    .map((file) => ({ file, lines: readFileSync(join(folder, file), 'utf8').split('\n') }));
}

/** By the silhouette that every plugin has: the files in which such a thing is declared. */
function likelyFirst(sources: readonly Source[], place: string): Source[] {
  const [kind = ''] = /^\w+/.exec(place) ?? [];
  const ending = homes[kind] ?? (roots.has(kind) ? '.resolver.ts' : 'plugin.ts');
  const isHome = ({ file }: Source) => file.endsWith(ending);
  return [...sources.filter(isHome), ...sources.filter((one) => !isHome(one))];
}

const homes: Readonly<Record<string, string>> = {
  validation: '.validations.ts',
  message: 'messages.ts',
  tool: '.tool.ts',
  entity: '.entity.ts',
};

/** 'entity "ChoirNote".text' → ChoirNote, text; "Query.choirNotes" → choirNotes. */
function namesIn(place: string): string[] {
  const named = place.includes('"') ? place.slice(place.indexOf('"')) : place;
  const parts = named.match(/"[^"]+"|[\w-]+/g) ?? [];
  return parts.map((one) => one.replaceAll(/["@]/g, '')).filter((one) => !roots.has(one));
}

const roots: ReadonlySet<string> = new Set(['Query', 'Mutation', 'Subscription']);

function declared(
  sources: readonly Source[],
  names: readonly string[],
): { readonly file: string; readonly line: number } | null {
  const [name, ...owners] = [...names].reverse();
  if (name === undefined) return null;
  const home = declared(sources, owners.reverse());
  const first = sources.filter(({ file }) => file === home?.file);
  for (const { file, lines } of [...first, ...sources]) {
    for (const shape of shapesOf(name)) {
      const from = file === home?.file ? home.line - 1 : 0;
      const at = lines.findIndex((line, i) => i >= from && shape.test(line));
      if (at !== -1) return { file, line: at + 1 };
    }
  }
  return home;
}

/** How a name is written where it is declared, the surest way first. */
function shapesOf(name: string): RegExp[] {
  const text = name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return [
    new RegExp(`\\bclass ${text}\\b`),
    new RegExp(`^\\s*(?:async |get )?${text}\\s*\\(`),
    new RegExp(`^\\s*['"]?${text}['"]?[?!]?:`),
    new RegExp(`['"]${text}['"]`),
    new RegExp(`@${text}\\b`),
  ];
}
