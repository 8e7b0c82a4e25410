import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, describe, expect, test } from '@jest/globals';
import { CheckFailure } from '../../core/platform/schema/finding.js';
import { checkPlugins } from './plugin-check.js';
import { newPlugin } from './plugin-new.js';
import { projectFolder } from './project.js';

const project = projectFolder();
const root = await mkdtemp(join(tmpdir(), 'gezel-new-'));
const plugins = join(root, 'plugins');
await mkdir(plugins);
await writeFile(join(root, 'package.json'), '{"type":"module"}');
await symlink(join(project, 'node_modules'), join(root, 'node_modules'));
const files = await newPlugin({ name: 'city-choir', on: 'Activity', root });

await newPlugin({ name: 'guests', on: 'Member', root });
await newPlugin({ name: 'clauses', on: 'Contract', root });

// The new plugins' own test files declare their tests here: they must pass as they are.
for (const name of ['city-choir', 'guests', 'clauses']) {
  await import(pathToFileURL(join(plugins, name, `${name}.test.ts`)).href);
}

afterAll(() => rm(root, { recursive: true }));

const run = (command: string, args: readonly string[], cwd: string) =>
  promisify(execFile)(process.execPath, [join(project, 'node_modules', command), ...args], { cwd });

describe('a new plugin', () => {
  test('has the silhouette of every plugin, under its own name', async () => {
    expect(files.map((file) => file.replace('plugins/city-choir/', ''))).toEqual([
      'README.md',
      'messages.ts',
      'migrations/0001-note.sql',
      'note.entity.ts',
      'note.resolver.ts',
      'note.tool.ts',
      'note.validations.ts',
      'plugin.ts',
      'city-choir.test.ts',
      'seeds.ts',
    ]);
    for (const file of await readdir(join(plugins, 'city-choir'), { recursive: true })) {
      if (!/\.(ts|sql|md)$/.test(file)) continue;
      const text = await readFile(join(plugins, 'city-choir', file), 'utf8');
      expect({ file, left: /sample.?plugin/i.exec(text)?.[0] }).toEqual({ file, left: undefined });
    }
  });

  test('has nothing that the check would find', async () => {
    expect(await checkPlugins('city-choir', plugins)).toEqual({
      names: ['city-choir'],
      findings: [],
    });
  });

  test('compiles', async () => {
    const config = {
      extends: join(project, 'tsconfig.json'),
      compilerOptions: {
        paths: {
          'gezel/sdk': [join(project, 'core/sdk/index.ts')],
          'gezel/sdk/testing': [join(project, 'core/sdk/testing/index.ts')],
        },
        typeRoots: [join(project, 'node_modules/@types')],
      },
      include: ['plugins'],
    };
    await writeFile(join(root, 'tsconfig.json'), JSON.stringify(config));
    const { stdout } = await run('typescript/bin/tsc', ['-p', root], root).catch((error) => error);
    const own = String(stdout)
      .split('\n')
      .filter((line) => line.startsWith('plugins/'));
    expect(own).toEqual([]);
  });

  test('is formatted, its imports in order', async () => {
    for (const file of files.filter((one) => one.endsWith('.ts'))) {
      const text = await readFile(join(root, file), 'utf8');
      const as = `--stdin-file-path=${file}`;
      const lint = run('@biomejs/biome/bin/biome', ['check', '--write', as], project);
      lint.child.stdin?.end(text);
      expect({ file, text: (await lint).stdout }).toEqual({ file, text });
    }
  });

  test('takes no folder that is there, no name that is none, no core type that is none', async () => {
    const code = async (name: string, on: string) => {
      const failure = await newPlugin({ name, on, root }).catch((error: unknown) => error);
      return failure instanceof CheckFailure ? failure.findings.map((f) => f.code) : failure;
    };
    expect(await code('city-choir', 'Activity')).toEqual(['PLG-050']);
    expect(await code('City Choir', 'Activity')).toEqual(['PLG-003']);
    expect(await code('../escape', 'Activity')).toEqual(['PLG-003']);
    expect(await code('other', 'Universe')).toEqual(['PLG-002']);
  });
});
