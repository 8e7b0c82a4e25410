import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { type CheckFinding, finding } from '../schema/finding.js';

/**
 * What can be told of a plugin by looking at its folder, without running any of it: that it imports
 * the SDK and its own files only, and that it has the silhouette that every plugin has.
 */
export function fileFindings(folder: string, name: string): CheckFinding[] {
  const sources = sourcesIn(folder);
  return [
    ...silhouette
      .filter((file) => !existsSync(join(folder, file)))
      .map((file) => absent(name, file)),
    ...(sources.some((file) => file.endsWith('.test.ts')) ? [] : [absent(name, `${name}.test.ts`)]),
    ...sources.flatMap((file) => foreignImports(folder, name, { file, isAllowed })),
  ];
}

/**
 * Of a plugin from outside only what would break it here: it may use libraries of its own, but of
 * this platform nothing besides the SDK, and no file that lies outside its folder. Where it lies as
 * it is written, with its test, the kit that runs there reads its README.
 */
export function outsideFindings(folder: string, name: string): CheckFinding[] {
  const sources = sourcesIn(folder);
  const allowed: Allows = (own, file, specifier) =>
    isAllowed(own, file, specifier) || !/^(\.|gezel(\/|$))/.test(specifier);
  const isWritten = sources.some((file) => file.endsWith('.test.ts'));
  return [
    ...(isWritten && !existsSync(join(folder, 'README.md')) ? [absent(name, 'README.md')] : []),
    ...sources.flatMap((file) => foreignImports(folder, name, { file, isAllowed: allowed })),
  ];
}

type Allows = (folder: string, file: string, specifier: string) => boolean;

const silhouette = ['plugin.ts', 'messages.ts', 'seeds.ts', 'README.md'] as const;

const absent = (name: string, file: string): CheckFinding =>
  finding('PLG-044', `plugins/${name}/${file}`, 'The file is missing.');

function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.[jt]s$/.test(file) && !file.includes('node_modules'))
    .sort();
}

function foreignImports(
  folder: string,
  name: string,
  { file, isAllowed: allowed }: { readonly file: string; readonly isAllowed: Allows },
): CheckFinding[] {
  const text = withoutComments(readFileSync(join(folder, file), 'utf8'));
  return imports
    .flatMap((pattern) => [...text.matchAll(pattern)])
    .map((match) => ({ specifier: match[2] as string, end: match.index + match[0].length }))
    .filter(({ specifier }) => !allowed(folder, file, specifier))
    .sort((a, b) => a.end - b.end)
    .map(({ specifier, end }) => {
      const place = `plugins/${name}/${file}:${text.slice(0, end).split('\n').length}`;
      return finding('PLG-040', place, `It imports "${specifier}".`);
    });
}

/** `import … from 'x'`, `export … from 'x'` over any lines, `import 'x'`, and `import('x')`. */
const imports: readonly RegExp[] = [
  /^\s*(?:import|export)\b[^'"`;]*?\bfrom\s*(['"])([^'"\n]+)\1/gm,
  /^\s*import\s*(['"])([^'"\n]+)\1/gm,
  /\bimport\s*\(\s*(['"`])([^'"`\n]+)\1/g,
];

function isAllowed(folder: string, file: string, specifier: string): boolean {
  if (specifier === 'gezel/sdk') return true;
  if (specifier.startsWith('.')) {
    const target = relative(folder, resolve(join(folder, file), '..', specifier));
    return !target.startsWith('..');
  }
  return file.endsWith('.test.ts') && forTests.has(specifier);
}

const forTests: ReadonlySet<string> = new Set(['gezel/sdk/testing', '@jest/globals', 'fast-check']);

/** Comments become blanks, so that places keep their lines. */
function withoutComments(text: string): string {
  return text.replace(
    /\/\*[\s\S]*?\*\/|(^|[^:'"])\/\/[^\n]*/g,
    (comment, before: string = '') => before + comment.slice(before.length).replace(/[^\n]/g, ' '),
  );
}
