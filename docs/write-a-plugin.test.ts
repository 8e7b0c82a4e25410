import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from '@jest/globals';
import { loadPlugin } from '../core/platform/host/load-plugins.js';
import type { CheckFinding } from '../core/platform/schema/finding.js';
import { checkPlugins } from '../gateway/commands/plugin-check.js';
import { newPlugin } from '../gateway/commands/plugin-new.js';
import { projectFolder } from '../gateway/commands/project.js';

/** Follows the guide to the letter, in a folder of its own: each command is run, each file written. */
const guide = await readFile(new URL('./write-a-plugin.md', import.meta.url), 'utf8');
const root = await mkdtemp(join(tmpdir(), 'gezel-guide-'));
const plugins = join(root, 'plugins');
await mkdir(plugins);
await writeFile(join(root, 'package.json'), '{"type":"module"}');
await symlink(join(projectFolder(), 'node_modules'), join(root, 'node_modules'));
afterAll(() => rm(root, { recursive: true }));

const checks: (readonly CheckFinding[])[] = [];
const tested: string[] = [];

/** What a command of the guide does here; one that is unknown fails the guide. */
async function follow(command: string): Promise<void> {
  const [, name, on] = /^npm run plugin -- new (\S+) --on (\S+)$/.exec(command) ?? [];
  if (name !== undefined && on !== undefined) return void (await newPlugin({ name, on, root }));
  const [, checked] = /^npm run plugin -- check (\S+)$/.exec(command) ?? [];
  if (checked !== undefined) return void checks.push(await checkedNow(checked));
  const [, path] = /^npm run jest -- (\S+)$/.exec(command) ?? [];
  if (path !== undefined) return void tested.push(path);
  if (command === 'npm run schema -- print' || command === 'npm start') return;
  throw new Error(`The guide says "${command}", which this test cannot follow.`);
}

const blocks = [...guide.matchAll(/```(\w+)(?: (\S+))?\n([\s\S]*?)```/g)].map(
  ([, language, file, text]) => ({ language, file, text: text as string }),
);

/** On a copy: a process reads a module once, and the plugin is going to change. */
async function checkedNow(name: string): Promise<readonly CheckFinding[]> {
  const copy = join(root, `copy-${checks.length}`);
  await cp(plugins, copy, { recursive: true });
  return (await checkPlugins(name, copy)).findings;
}

for (const { language, file, text } of blocks) {
  if (language === 'sh') for (const line of text.trim().split('\n')) await follow(line);
  else if (file !== undefined && language === 'diff') await change(join(root, file), text);
  else if (file !== undefined) await writeFile(join(root, file), text);
}

/** A line that goes is there once, and becomes the line that comes. */
async function change(file: string, diff: string): Promise<void> {
  let text = await readFile(file, 'utf8');
  const lines = diff.trimEnd().split('\n');
  for (let i = 0; i < lines.length; i += 2) {
    const [gone, come] = [lines[i] as string, lines[i + 1] as string].map((line) => line.slice(1));
    if (text.split(gone as string).length !== 2) throw new Error(`"${gone}" is not there once.`);
    text = text.replace(gone as string, come as string);
  }
  await writeFile(file, text);
}

// The plugin's own tests, as the guide has it: they are declared here and must pass.
for (const path of tested) {
  const name = path.replace('plugins/', '');
  await import(pathToFileURL(join(root, path, `${name}.test.ts`)).href);
}

describe('the guide', () => {
  test('ends with a plugin in which the check finds nothing', () => {
    expect(checks).toEqual([[], []]);
    expect(tested).toEqual(['plugins/choir']);
  });

  test('adds a rule that warns', async () => {
    const { validations } = await loadPlugin('choir', plugins);
    const rule = validations.find(({ name }) => name === 'choir.too-loud');
    const change = { before: {}, after: {}, at: '2026-11-23', cooperative: { id: '' }, config: {} };
    const judged = (loudness: number | null) =>
      rule?.check({ ...change, extensions: { notes: [{ loudness }] } });
    expect([judged(91), judged(90), judged(null)]).toEqual([
      [{ code: 'choir.too-loud', severity: 'WARNING', values: { loudness: 91 } }],
      [],
      [],
    ]);
  });
});
