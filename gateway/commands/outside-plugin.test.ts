import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { outsideFindings } from '../../core/platform/host/plugin-files.js';
import { command, environment, mainScript } from '../testing/server-process.js';

/** A plugin that lies elsewhere, as a package in plain JavaScript with no dependency installed. */
const root = await mkdtemp(join(tmpdir(), 'gezel-outside-'));
const folder = join(root, 'node_modules', '@guild', 'rehearsal-rooms');
await mkdir(join(folder, 'lib', 'migrations'), { recursive: true });
afterAll(() => rm(root, { recursive: true }));

await writeFile(
  join(folder, 'package.json'),
  JSON.stringify({ name: '@guild/rehearsal-rooms', type: 'module', exports: './lib/main.js' }),
);
await writeFile(
  join(folder, 'lib', 'main.js'),
  `import { definePlugin, Entity, Field, ObjectType, PrimaryKey, Activity, field, permission }
     from 'gezel/sdk';
   class RoomsNeed {}
   const uuid = { columnType: 'uuid', type: 'uuid' };
   PrimaryKey(uuid)(RoomsNeed.prototype, 'cooperativeId');
   PrimaryKey(uuid)(RoomsNeed.prototype, 'activityId');
   Field(() => String, { description: 'The activity.' })(RoomsNeed.prototype, 'activityId');
   ObjectType({ description: 'What an activity needs of rooms.' })(RoomsNeed);
   Entity({ tableName: 'need', schema: 'rehearsal_rooms' })(RoomsNeed);
   export const rooms = definePlugin({
     name: 'rehearsal-rooms', version: '1.0.0', platform: '^0.1.0', kind: 'service',
     prefix: 'Rooms', title: { nl: 'Zalen', fr: 'Salles', en: 'Rooms', de: 'Säle' },
     description: 'Rooms to rehearse in.', entities: [RoomsNeed],
     migrations: new URL('./migrations/', import.meta.url),
     fields: [field({ on: Activity, name: 'rooms', type: RoomsNeed, description: 'Its needs.',
       permission: 'rehearsal-rooms.read' })],
     permissions: [permission({ name: 'rehearsal-rooms.read', description: 'See needs.',
       roles: { MEMBER: 'own' } })] });`,
);

const run = async (cwd: string, ...args: string[]) => {
  const running = command({ ...environment(root), ...at(cwd) }, 'plugin', ...args, '--json');
  const { stdout } = await running.catch((failed: { stdout: string; stderr: string }) => {
    if (failed.stdout === '') throw new Error(failed.stderr);
    return failed;
  });
  return JSON.parse(stdout) as Record<string, unknown>;
};

/** `plugin serve PATH --json` in its own process and on its own database, until `end`. */
async function served(path: string, name: string) {
  const env = {
    ...{ ...environment(root), ...at(root) },
    PLUGIN_SECRETS: `${name}=${randomBytes(32).toString('hex')}`,
  };
  const args = [mainScript, 'plugin', 'serve', path, '--port', '0', '--json'];
  const stdio: ('ignore' | 'pipe' | 'inherit')[] = ['ignore', 'pipe', 'inherit'];
  const child = spawn(process.execPath, args, { env, stdio });
  let text = '';
  for await (const chunk of child.stdout ?? []) {
    text += chunk;
    if (text.trimEnd().endsWith('}')) break;
  }
  const end = async () => {
    const ended = once(child, 'exit');
    child.kill('SIGINT');
    return (await ended)[0] as number | null;
  };
  return { said: JSON.parse(text) as { url: string }, end };
}

/** The commands look for packages where they are started. */
const at = (cwd: string) => ({ INIT_CWD: cwd });

test('a plugin outside is found by its path and by its package’s name, and checked', async () => {
  expect(await run(root, 'check', folder)).toEqual({ ok: true, findings: [] });
  expect(await run(root, 'explain', '@guild/rehearsal-rooms')).toMatchObject({
    name: 'rehearsal-rooms',
    adds: ['Activity.rooms: Its needs.'],
  });
  expect(await run(root, 'check', join(root, 'nowhere'))).toMatchObject({
    ok: false,
    findings: [{ code: 'PLG-016' }],
  });
});

test('a plugin in TypeScript is made outside, found there as it is written, and served', async () => {
  const made = await run(root, 'new', 'film-club', '--to', 'mine');
  expect(made.files).toContain(join(root, 'mine', 'film-club', 'package.json'));
  expect(await run(root, 'check', './mine/film-club')).toEqual({ ok: true, findings: [] });
  expect(await run(root, 'explain', './mine/film-club')).toMatchObject({ name: 'film-club' });
  // What PLUGINS lists goes by its own name.
  const named = { ...environment(root), ...at(root), PLUGINS: './mine/film-club' };
  const { stdout } = await command(named, 'plugin', 'explain', 'film-club', '--json');
  expect(JSON.parse(stdout)).toMatchObject({ name: 'film-club' });
  const { said, end } = await served('./mine/film-club', 'film-club');
  expect(said).toMatchObject({ ok: true, gatewayUrl: expect.stringMatching(/^http/) });
  const nobody = await fetch(`${said.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"query":"{ __typename }"}',
  });
  expect(nobody.status).toBe(401);
  expect(await end()).toBe(0);
  const again = await run(root, 'new', 'film-club', '--to', 'mine');
  expect(again).toMatchObject({ ok: false, findings: [{ code: 'PLG-050' }] });
});

test('it may use libraries, and nothing of this platform but the SDK', async () => {
  const worse = join(root, 'worse');
  await mkdir(worse);
  await writeFile(join(worse, 'package.json'), '{ "type": "module", "main": "plugin.js" }');
  await writeFile(
    join(worse, 'plugin.js'),
    `import 'node:fs';\nimport '../node_modules/x.js';\nimport 'gezel/core/domains.js';`,
  );
  const { findings } = await run(root, 'check', worse);
  const codes = (findings as { code: string; place: string }[]).map(({ code }) => code);
  expect(codes).toEqual(['PLG-001', 'PLG-040', 'PLG-040']);
});

test('one that is written there, with its test, has the README that its kit reads', () => {
  const folder = join(root, 'mine', 'film-club');
  expect(outsideFindings(folder, 'film-club')).toEqual([]);
  expect(outsideFindings(join(folder, 'migrations'), 'film-club')).toEqual([]);
  rmSync(join(folder, 'README.md'));
  expect(outsideFindings(folder, 'film-club')).toMatchObject([{ code: 'PLG-044' }]);
});
