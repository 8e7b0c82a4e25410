import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type GraphQLSchema, isObjectType, printSchema } from 'graphql';
import {
  absentFolders,
  foundIn,
  loadPlugins,
  pluginsFolder,
} from '../../core/platform/host/load-plugins.js';
import { builtCore } from '../../core/platform/testing/graphs.js';
import { camelPrefix } from '../../core/sdk/check-definition.js';
import { skippedName } from '../../core/sdk/testing/lacking.js';
import { mainJobPlugins } from '../../seeds/demo/main-job.js';
import { stories } from '../../seeds/demo/stories/stories.js';
import { tourPlugins } from '../../seeds/demo/tour.js';
import { projectFolder } from '../commands/project.js';
import { neededFolders } from '../testing/with-plugins.js';
import { buildGraph } from './build-graph.js';

/** What is left when a plugin's folder is deleted: everything but what is its. */
const plugins = await loadPlugins('auto');

/** Merged only: that each composes with the core alone, and with all, is for the plugins' own tests. */
async function apiWithout(name: string | null): Promise<GraphQLSchema> {
  const left = plugins.filter((plugin) => plugin.name !== name);
  return (await buildGraph({ ...builtCore(), plugins: left, compose: false })).schema;
}

const whole = await apiWithout(null);

for (const name of foundIn(pluginsFolder)) {
  test(`without ${name} the graph lacks what is its, and no more`, async () => {
    const plugin = plugins.find((one) => one.name === name);
    // A bridge goes with either of the two that it joins.
    const bridges = plugins.filter(({ bridges }) => bridges?.includes(name) === true);
    const prefixes = [...(plugin ? [plugin] : []), ...bridges].map(({ prefix }) => prefix);
    const rest = await apiWithout(name);
    const own = (field: string) => prefixes.some((one) => field.startsWith(camelPrefix(one)));
    for (const type of Object.values(whole.getTypeMap())) {
      const left = rest.getType(type.name);
      if (left === undefined) {
        expect(type.name).toMatch(new RegExp(`^(${prefixes.join('|')})`));
        continue;
      }
      if (!isObjectType(type) || !isObjectType(left)) continue;
      const lost = Object.keys(type.getFields()).filter((field) => !(field in left.getFields()));
      expect([type.name, lost.filter((field) => !own(field))]).toEqual([type.name, []]);
    }
    expect(printSchema(rest)).not.toMatch(new RegExp(`\\b(${prefixes.join('|')})[A-Z]\\w*`));
  });
}

/** The files outside the plugins’ folders, without their comments. */
const texts = new Map<string, string>();
for await (const file of glob('{core,gateway,bench,seeds,docs}/**/*.{ts,mjs}', {
  cwd: projectFolder(),
})) {
  const text = await readFile(join(projectFolder(), file), 'utf8');
  texts.set(file, text.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, ''));
}

describe('no file outside a plugin’s folder', () => {
  test('imports anything of it', () => {
    const needing = [...texts].flatMap(([file, text]) => {
      const [named] = /(?:from|import\() ?'[./]*plugins\/(?!_template)[^']*'/.exec(text) ?? [];
      return named === undefined ? [] : [`${file}: ${named}`];
    });
    expect(needing).toEqual([]);
  });

  test('speaks of it in a test that is not declared by "describeWith" or "testWith"', async () => {
    const unguarded: string[] = [];
    for (const [name, words] of await usesOfPlugins()) {
      for (const [file, text] of texts) {
        // The core's tests load no plugin: a name of one is a text to them like any other.
        const uses = file.startsWith('core/') ? loading(name) : words;
        // What lies in `testing/` runs in tests, which say themselves what it needs.
        if (/^(seeds|bench)\/|\/testing\//.test(file) || !uses.test(text)) continue;
        const open = guards(text, name) ? openTo(text, name) : [text];
        const needing = open.filter((one) => uses.test(one));
        unguarded.push(...needing.map((one) => `${file}: ${uses.exec(one)?.[0]} of ${name}`));
      }
    }
    expect(unguarded).toEqual([]);
  });

  test('escapes being found where it does', () => {
    const sources = `testWith(['choir'], 'sings', () => {
  expect('choir.sing');
});
describeWith(['rooms'], 'rents', () => {
  test('a song', () => {
    expect('choir.sing');
  });
});
test('sings without asking', () => expect('choir.sing'));
test('listens', () => expect('nothing'));`;
    const found = openTo(sources, 'choir').filter((one) => one.includes('choir.sing'));
    expect(found.map((one) => one.split('\n')[0])).toEqual([
      "test('sings without asking', () => expect('choir.sing'));",
      "describeWith(['rooms'], 'rents', () => {",
    ]);
  });

  test('tells or measures with it what does not say that it needs it', async () => {
    const stated = Object.values(stories).flatMap((story): readonly string[] => story.plugins);
    const told = new Set([...stated, ...tourPlugins, ...mainJobPlugins]);
    const says = {
      seeds: (name: string) => told.has(name),
      bench: (name: string) => texts.get('bench/main.ts')?.includes(`'${name}'`) === true,
    };
    const unsaid: string[] = [];
    for (const [name, uses] of await usesOfPlugins()) {
      for (const [file, text] of texts) {
        const [area = ''] = file.split('/');
        if (!(area in says) || says[area as keyof typeof says](name) || !uses.test(text)) continue;
        unsaid.push(`${file} needs plugins/${name}: ${uses.exec(text)?.[0]}`);
      }
    }
    expect(unsaid).toEqual([]);
  });

  test('skips a test for any other reason, and none while every folder is there', () => {
    const skips = /\b(?:describe|test)\.(?:skip|todo)\b/;
    const skipping = [...texts].filter(([file, text]) => file.endsWith('.ts') && skips.test(text));
    expect(skipping.map(([file]) => file).sort()).toEqual([
      // Only Linux tells which program a process runs.
      ...['core/platform/database/cluster.test.ts', 'core/sdk/testing/lacking.ts'],
    ]);
    const absent = neededFolders.filter((name) => !foundIn(pluginsFolder).includes(name));
    expect(absentFolders(neededFolders)).toEqual(absent);
    expect(skippedName('drives', ['mobility', 'insurance'])).toBe(
      'drives (skipped: there is no plugins/mobility, plugins/insurance)',
    );
  });
});

/** A file names the folder for a guard, or computes its guards from each name that it speaks of. */
const guards = (text: string, name: string): boolean =>
  /(describe|test)With\(/.test(text) &&
  (text.includes(`'${name}'`) || /neededFolders|stories\[name\]\.plugins/.test(text));

/** The tests of a file that run without the folder: bare ones, and those guarded for others only. */
function openTo(text: string, name: string): string[] {
  const guarded = blocksOf(text, /^( *)(?:describe|test)With\(/);
  const bare = guarded.reduce((left, block) => left.replace(block, ''), text);
  const forOthers = guarded.filter((block) => {
    const [, list] = /^ *\w+With\(\s*\[([^\]]*)\]/.exec(block) ?? [];
    return list !== undefined && !list.includes(`'${name}'`);
  });
  return [...blocksOf(bare, /^( *)test\b/), ...forOthers];
}

/** From the line of a declaration to the one that closes it: our sources are formatted. */
function blocksOf(text: string, declares: RegExp): string[] {
  const lines = text.split('\n');
  return lines.flatMap((line, from) => {
    const [, indent] = declares.exec(line) ?? [];
    if (indent === undefined) return [];
    const closes = new RegExp(`^ {0,${indent.length}}\\S.*;$`);
    const to = lines.findIndex((later, at) => at >= from && closes.test(later));
    return [lines.slice(from, to + 1).join('\n')];
  });
}

const loading = (name: string) => new RegExp(`loadPlugins?\\([^)]*'${name}'`);

/**
 * What only a plugin knows, in quotes or in an operation: its types and root fields, its dotted
 * names of tools, facts and desks, its tables, and its folder where it is loaded.
 */
async function usesOfPlugins(): Promise<ReadonlyMap<string, RegExp>> {
  const { subgraphs } = await buildGraph({ ...builtCore(), plugins, compose: false });
  return new Map(
    plugins.map(({ name, prefix }) => {
      const sdl = subgraphs.find((one) => one.name === name)?.sdl ?? '';
      const own = new RegExp(`\\b(?:${prefix}|${camelPrefix(prefix)})[A-Z]\\w*`, 'g');
      const words = [...new Set(sdl.match(own))].map((word) => `\\b${word}\\b`);
      const table = `(?:from|join|into|update) ${name.replaceAll('-', '_')}\\.[a-z]`;
      const dotted = `['\`]${name}\\.[a-z]`;
      return [name, new RegExp([...words, table, dotted, loading(name).source].join('|'))];
    }),
  );
}
