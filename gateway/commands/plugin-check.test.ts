import { cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import {
  type CheckFinding,
  findingRegister,
  findingSentence,
} from '../../core/platform/schema/finding.js';
import { checkPlugins } from './plugin-check.js';
import { explain } from './plugin-explain.js';
import { newPlugin } from './plugin-new.js';
import { exitCodes, report } from './report.js';

const root = await mkdtemp(join(tmpdir(), 'gezel-check-'));
await writeFile(join(root, 'package.json'), '{"type":"module"}');
afterAll(() => rm(root, { recursive: true }));

await newPlugin({ name: 'choir', on: 'Activity', root });
let made = 0;

/** A copy of a new plugin with one thing spoilt in it; answers what the check says of it. */
async function checked(
  spoil: (folder: string) => Promise<unknown>,
): Promise<{ readonly findings: readonly CheckFinding[]; readonly plugins: string }> {
  made += 1;
  const plugins = join(root, `copy-${made}`);
  const folder = join(plugins, 'choir');
  await cp(join(root, 'plugins', 'choir'), folder, { recursive: true });
  await spoil(folder);
  return { ...(await checkPlugins('choir', plugins)), plugins };
}

async function spoilt(spoil: (folder: string) => Promise<unknown>): Promise<string[]> {
  const { findings, plugins } = await checked(spoil);
  return findings.map(({ code, place }) => `${code} ${place.replace(plugins, '')}`);
}

const replaced = (file: string, from: string | RegExp, to: string) => async (folder: string) => {
  const path = join(folder, file);
  const text = await readFile(path, 'utf8');
  const spoiltText = text.replace(from, to);
  if (spoiltText === text) throw new Error(`Nothing to spoil in ${file}.`);
  await writeFile(path, spoiltText);
};

describe('the check of a plugin', () => {
  test.each<[string, (folder: string) => Promise<unknown>, string[]]>([
    ['nothing', async () => undefined, []],
    [
      'an import of a library',
      replaced(
        'seeds.ts',
        'import',
        "import { readFileSync } from 'node:fs';\nexport { readFileSync };\nimport",
      ),
      ['PLG-040 plugins/choir/seeds.ts:1'],
    ],
    [
      'an import of the core, dynamic and over two lines',
      replaced(
        'seeds.ts',
        'import',
        "export const core = () => import(\n'../../core/x.js' as string);\nimport",
      ),
      ['PLG-040 plugins/choir/seeds.ts:2'],
    ],
    [
      'a comment that speaks of an import',
      replaced('seeds.ts', 'import', "// import { parse } from 'graphql';\nimport"),
      [],
    ],
    [
      'a migration with a gap',
      (folder) =>
        rename(join(folder, 'migrations/0001-note.sql'), join(folder, 'migrations/0002-note.sql')),
      ['PLG-041 plugins/choir/migrations/0002-note.sql'],
    ],
    [
      'a person without a duty',
      replaced('plugin.ts', /privacy: \[[\s\S]*?\],\n {2}messages/, 'privacy: [], messages'),
      ['PLG-042 entity "ChoirNote".text'],
    ],
    [
      'a table in the core’s schema',
      replaced('note.entity.ts', /schema: '\w+'/, "schema: 'core'"),
      ['PLG-043 entity "ChoirNote"'],
    ],
    [
      'a README that is not there',
      (folder) => rm(join(folder, 'README.md')),
      ['PLG-044 plugins/choir/README.md'],
    ],
    [
      'a transition that the core does not have',
      replaced('note.validations.ts', 'activity.close', 'activity.explode'),
      ['PLG-012 validation "choir.unresolved-note"'],
    ],
    [
      'an entry whose table has another key',
      replaced('note.entity.ts', /^ {2}activityId: string;/m, '  noteId: string;'),
      ['PLG-026 Activity.choir'],
    ],
    [
      'a root field of the core',
      replaced('note.resolver.ts', /choirNote\(/, 'activity('),
      ['PLG-021 Query.activity'],
    ],
    [
      'an error half way',
      replaced('plugin.ts', 'export const', 'throw new Error("half way");\nexport const'),
      ['PLG-001 /choir/plugin.ts'],
    ],
    [
      'a message without German',
      replaced('messages.ts', /de: '[^']*'/, "de: ''"),
      ['PLG-007 message "choir.empty-note"'],
    ],
  ])('of a new one with %s', async (_, spoil, expected) => {
    expect(await spoilt(spoil)).toEqual(expected);
  });

  test.each<[string, (folder: string) => Promise<unknown>, RegExp]>([
    [
      'a root field of the core',
      replaced('note.resolver.ts', /choirNote\(/, 'activity('),
      /note\.resolver\.ts: .*activity\(/,
    ],
    [
      'a person without a duty',
      replaced('plugin.ts', /privacy: \[[\s\S]*?\],\n {2}messages/, 'privacy: [], messages'),
      /note\.entity\.ts: .*text: string/,
    ],
    [
      'a message without German',
      replaced('messages.ts', /de: '[^']*'/, "de: ''"),
      /messages\.ts: .*choir\.empty-note/,
    ],
    [
      'a transition that the core does not have',
      replaced('note.validations.ts', 'activity.close', 'activity.explode'),
      /note\.validations\.ts: .*choir\.unresolved-note/,
    ],
    [
      'an import of a library',
      replaced(
        'seeds.ts',
        'import',
        "import { readFileSync } from 'node:fs';\nexport { readFileSync };\nimport",
      ),
      /seeds\.ts: .*node:fs/,
    ],
  ])('of a new one with %s names the file and the line', async (_, spoil, written) => {
    await spoilt(spoil);
    const plugins = join(root, `copy-${made}`);
    const [{ file = '', line = 0 } = {}] = (await checkPlugins('choir', plugins)).findings;
    const lines = (await readFile(join(plugins, file.replace('plugins/', '')), 'utf8')).split('\n');
    expect(`${file}: ${lines[line - 1]}`).toMatch(written);
  });

  test('asks of a misspelt step and of a misspelt event whether the nearest is meant', async () => {
    const said = ({ code, place, reason }: CheckFinding) => `${code} ${place}: ${reason}`;
    const step = await checked(
      replaced('note.validations.ts', "'activity.close'", "'activity.clsoe'"),
    );
    expect(step.findings.map(said)).toEqual([
      'PLG-012 validation "choir.unresolved-note": The core has no transition "activity.clsoe". ' +
        'Is "activity.close" meant?',
    ]);
    const heard = ['contract.canceled', 'contract.cancelled', 'choir.sung', 'film-club.shown'];
    const event = await checked(
      replaced(
        ...(['plugin.ts', 'validations: ['] as const),
        `events: [{ name: 'hear', on: ${JSON.stringify(heard)}, handle: async () => {} }],
         validations: [`,
      ),
    );
    expect(event.findings.map(said)).toEqual([
      'PLG-018 event handler "hear": Nobody tells "contract.canceled". ' +
        'Is "contract.cancelled" meant?',
    ]);
    expect(event.findings.map(findingSentence).join()).toMatch(/^warning PLG-018 /);
    expect(report(event.findings, true, '')).toBe(exitCodes.clean);
    expect(report([...event.findings, ...step.findings], true, '')).toBe(exitCodes.findings);
  });

  test('knows what other plugins promise to tell, though only one is checked', async () => {
    const spoil = (on: readonly string[]) =>
      replaced(
        ...(['plugin.ts', 'validations: ['] as const),
        `events: [{ name: 'hear', on: ${JSON.stringify(on)}, handle: async () => {} }],
         validations: [`,
      );
    const beside = async (folder: string) => {
      const other = join(folder, '..', 'van-club');
      await mkdir(other);
      const title = { nl: 'Busjes', fr: 'Camionnettes', en: 'Vans', de: 'Transporter' };
      const spec = {
        ...{ name: 'van-club', version: '1.0.0', platform: '^0.1.0', kind: 'service' },
        ...{ prefix: 'VanClub', title, description: 'Vans.', tells: ['van-club.van-booked'] },
      };
      await writeFile(
        join(other, 'plugin.ts'),
        `import { definePlugin } from 'gezel/sdk';
         const migrations = new URL('./migrations/', import.meta.url);
         export const vanClub = definePlugin({ ...${JSON.stringify(spec)}, migrations });`,
      );
    };
    const on = ['van-club.van-booked', 'van-club.van-boked', 'van-clubs.van-booked', 'choir.own'];
    const { findings } = await checked(async (folder) => {
      await beside(folder);
      await spoil(on)(folder);
    });
    expect(findings.map(({ code, reason }) => `${code} ${reason}`)).toEqual([
      'PLG-053 "van-club" promises no "van-club.van-boked". Is "van-club.van-booked" meant?',
      'PLG-018 Nobody tells "van-clubs.van-booked". Is "van-club.van-booked" meant?',
    ]);
  });

  test('of one that is not there says so', async () => {
    const { findings } = await checkPlugins('nobody', join(root, 'nowhere'));
    expect(findings.map(({ code }) => code)).toEqual(['PLG-016']);
  });

  test('knows a remedy for every code, and no code twice', () => {
    for (const [code, remedy] of Object.entries(findingRegister)) {
      expect(code).toMatch(/^(PLG|SCH)-\d{3}$/);
      expect(remedy).toMatch(/^[A-Z].*[.]$/);
    }
  });

  test('explains a code, and says of one that does not exist just that', async () => {
    expect(await explain('PLG-012')).toEqual({ remedy: findingRegister['PLG-012'] });
    await expect(explain('PLG-12')).rejects.toThrow(
      /^PLG-019 PLG-12: There is no such code\. Is "PLG-\d{3}" meant\? Give a code as/,
    );
    await expect(explain('SCH-')).rejects.toThrow(/^PLG-019 SCH-: There is no such code\./);
  });
});
