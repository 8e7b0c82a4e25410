import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildPluginSchema } from '../schema/build-plugin.js';
import { CheckFailure } from '../schema/finding.js';
import { loadPlugin, loadPlugins } from './load-plugins.js';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gezel-plugins-'));
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
});
afterAll(() => rm(folder, { recursive: true }));

async function plugin(name: string, source: string): Promise<void> {
  await mkdir(join(folder, name), { recursive: true });
  await writeFile(join(folder, name, 'plugin.js'), source);
}

const definition = (name: string, prefix: string, more = '') => `
  export const plugin = definePlugin({
    name: '${name}', version: '1.0.0', platform: '^0.1.0', kind: 'sector', prefix: '${prefix}',
    title: { nl: 'a', fr: 'b', en: 'c', de: 'd' }, description: 'It.',
    migrations: new URL('./migrations/', import.meta.url), ${more} });`;

/** What a compiler makes of a decorated class. */
const decorated = (name: string) => `
  class ${name} {}
  ObjectType({ description: 'It.' })(${name});
  Field(() => String, { description: 'It.' })(${name}.prototype, 'it');`;

const sdk = `import { definePlugin, Field, ObjectType } from 'gezel/sdk';`;

async function findings(names: 'auto' | readonly string[]): Promise<string[]> {
  const failure = await loadPlugins(names, folder).catch((error: unknown) => error);
  if (!(failure instanceof CheckFailure)) throw failure;
  return failure.findings.map(({ code, place }) => `${code} ${place.replace(folder, '')}`);
}

describe('loading plugins', () => {
  test('finds every folder with a plugin, in the order of their names', async () => {
    await plugin('b', sdk + definition('b', 'Bee'));
    await plugin('a', sdk + definition('a', 'Aye'));
    await plugin('_unfinished', 'throw new Error("never imported")');
    await mkdir(join(folder, 'empty'), { recursive: true });
    expect((await loadPlugins('auto', folder)).map(({ name }) => name)).toEqual(['a', 'b']);
    expect((await loadPlugins(['b'], folder)).map(({ name }) => name)).toEqual(['b']);
    expect(await loadPlugins([], folder)).toEqual([]);
    expect(await loadPlugins('auto', join(folder, 'nowhere'))).toEqual([]);
  });

  test('tells of every plugin that fails: where, why and what to do', async () => {
    await plugin('throws', `${sdk} throw new Error('half way');`);
    await plugin('syntax', 'export const = 1;');
    await plugin('silent', 'export const nothing = 1;');
    await plugin('renamed', sdk + definition('other', 'Other'));
    await plugin('wrong', sdk + definition('wrong', 'lower'));
    const names = ['absent', 'throws', 'syntax', 'silent', 'renamed', 'wrong'];
    expect(await findings(names)).toEqual([
      'PLG-016 absent',
      'PLG-003 plugins/renamed/plugin',
      'PLG-002 plugins/silent/plugin',
      'PLG-001 /syntax/plugin.js',
      'PLG-001 /throws/plugin.js',
      'PLG-005 plugin "wrong"',
    ]);
    const failure = await loadPlugins(['throws'], folder).catch((error: Error) => error);
    expect(String(failure)).toContain('half way. Mend the error that the import gives');
  });

  test('leaves nothing of a plugin that failed to the one that comes next', async () => {
    await plugin('half', `${sdk} ${decorated('HalfThing')} throw new Error('half way');`);
    await plugin('whole', sdk + definition('whole', 'Whole'));
    await expect(loadPlugin('half', folder)).rejects.toThrow('half way');
    const { schema } = buildPluginSchema(await loadPlugin('whole', folder));
    expect(schema.getType('HalfThing')).toBeUndefined();
  });
});
