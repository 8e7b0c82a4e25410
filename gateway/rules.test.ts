import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';

/** What a reviewer would otherwise have to remember: the rules of the house, over all its files. */
const root = fileURLToPath(new URL('..', import.meta.url));
const files = globSync('{core,plugins,gateway,seeds,bench}/**/*.{ts,mjs}', { cwd: root });
const text = new Map(
  await Promise.all(
    files.map(async (file) => [file, await readFile(`${root}/${file}`, 'utf8')] as const),
  ),
);
const of = (folder: string) => files.filter((file) => file.startsWith(folder));

describe('the house', () => {
  test('files stay under 400 lines', () => {
    const long = files.filter((file) => (text.get(file)?.split('\n').length ?? 0) > 401);
    expect(long).toEqual([]);
  });

  test('core never imports plugins', () => {
    const inward = of('core/').filter((file) =>
      /from '(\.\.\/)+plugins\/|import\('(\.\.\/)+plugins\//.test(text.get(file) ?? ''),
    );
    expect(inward).toEqual([]);
  });

  test('nothing of one country’s employment is known outside its folder', () => {
    const inward = [...of('core/'), ...of('seeds/'), ...of('gateway/')].filter(
      (file) =>
        !file.startsWith('core/employment/belgium/') &&
        file !== 'core/employment/rules/countries.ts' &&
        !file.endsWith('.test.ts') &&
        /from '[./a-z-]*\/belgium\//.test(text.get(file) ?? ''),
    );
    expect(inward).toEqual([]);
  });

  test('a plugin imports the SDK, Node and its own files, nothing else', () => {
    const foreign = of('plugins/').flatMap((file) =>
      [...(text.get(file) ?? '').matchAll(/from '([^']+)'/g)]
        .map(([, name]) => name as string)
        .filter(
          (name) => !/^(gezel\/sdk(\/testing)?|\.\/|node:|@jest\/globals|fast-check)/.test(name),
        )
        .map((name) => `${file}: ${name}`),
    );
    expect(foreign).toEqual([]);
  });

  test('nothing is left for later or switched off', () => {
    const loose = files.filter((file) =>
      new RegExp(
        ['TO' + 'DO', 'FIX' + 'ME', '@ts-ig' + 'nore', '\\.on' + 'ly\\(', '\\.sk' + 'ip\\('].join(
          '|',
        ),
      ).test(text.get(file) ?? ''),
    );
    expect(loose).toEqual([]);
  });

  test('the core speaks no sector’s language', () => {
    const words =
      /\b(theatre|rehearsal|choreograph|film shoot|shooting day|call sheet|cap table)\b/i;
    expect(of('core/').filter((file) => words.test(text.get(file) ?? ''))).toEqual([]);
  });

  test('no floating point touches money', () => {
    const floats = [...of('core/money/'), ...of('core/employment/')].filter(
      (file) =>
        !file.endsWith('.test.ts') &&
        /parseFloat|Number\([^)]*[mM]inor|toFixed/.test(text.get(file) ?? ''),
    );
    expect(floats).toEqual([]);
  });

  test('a merged server loads nothing large that only some requests need', () => {
    const large = [
      ...['@theguild/federation-composition', '@graphql-tools/federation', '@apollo/subgraph'],
      ...['xmlbuilder2', 'yazl', 'file-type', 'pdfmake', '@graphql-yoga/render-graphiql'],
      '@apollo/server/plugin/inlineTrace',
    ];
    const plugins = of('plugins/').filter((file) => file.endsWith('/plugin.ts'));
    const loaded = loadedWith(['gateway/commands/start.ts', ...plugins]);
    expect(loaded.has('fastify')).toBe(true);
    expect(large.filter((name) => loaded.has(name))).toEqual([]);
  });

  test('every package in the lock file has a licence that we may use', async () => {
    const lock = JSON.parse(await readFile(`${root}/package-lock.json`, 'utf8')) as {
      packages: Record<string, { license?: string }>;
    };
    const elastic = Object.entries(lock.packages).filter(([, { license }]) =>
      /elastic|sspl|busl|proprietary|unlicensed/i.test(license ?? ''),
    );
    expect(elastic.map(([name]) => name)).toEqual([]);
  });
});

/** The files and packages that are loaded with these files; what is only a type is not. */
function loadedWith(files: readonly string[]): ReadonlySet<string> {
  const loaded = new Set(files);
  for (const file of loaded) {
    for (const [, named = '', from = ''] of (text.get(file) ?? '').matchAll(importing)) {
      const values = named.replaceAll(/\btype \w+( as \w+)?/g, '').replaceAll(/[{},\s]/g, '');
      if (named.startsWith('type ') || (named !== '' && values === '')) continue;
      if (from === 'gezel/sdk') loaded.add('core/sdk/index.ts');
      else if (from.startsWith('.')) loaded.add(join(dirname(file), from.replace(/\.js$/, '.ts')));
      else loaded.add(from);
    }
  }
  return loaded;
}

const importing = /^(?:import|export) (?:([^'";]*?) from )?'([^']+)'/gm;
