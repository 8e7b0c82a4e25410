import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { conformanceOf } from 'gezel/sdk/testing';
import { connectPlugin } from '../../gateway/commands/plugin-connect.js';
import { type OpenGateway, openGateway } from '../../gateway/federation/testing/two-servers.js';
import { readManifest } from '../../gateway/remote/manifest.js';
import { command } from '../../gateway/testing/server-process.js';

/** The example as it is documented, in a process of its own. */
function start(env: NodeJS.ProcessEnv, ...options: string[]) {
  const file = fileURLToPath(new URL('./server.mjs', import.meta.url));
  const child: ChildProcess = spawn(process.execPath, [...options, file, '0'], {
    ...{ stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, NODE_OPTIONS: '', ...env } },
  });
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
  const url = new Promise<string>((resolve) => lines.once('line', resolve));
  return { url, stop: () => void child.kill() };
}

describe('alone', () => {
  let alone: ReturnType<typeof start>;
  let url = '';
  beforeAll(async () => {
    alone = start({});
    url = await alone.url;
  });
  afterAll(() => alone.stop());

  conformanceOf(() => url, { name: 'tool-library', prefix: 'ToolLibrary' });

  test('is asked the same from the command line', async () => {
    const asked = command(process.env, 'plugin', 'check', 'tool-library', '--url', url, '--json');
    expect(JSON.parse((await asked).stdout)).toEqual({ ok: true, findings: [] });
  });
});

describe('behind a gateway', () => {
  const secret = 'a-secret-of-the-workshop-and-its-gateway';
  let open: OpenGateway;
  let behind: ReturnType<typeof start>;
  let url = '';
  beforeAll(async () => {
    const file = new URL('./manifest.mjs', import.meta.url).href;
    const { manifest } = (await import(file)) as { manifest: unknown };
    open = await openGateway(readManifest(manifest), { secret });
    // The gateway of a test lives on a day of its own, and signs as of then.
    const ahead = open.gateway.platform.clock.now().getTime() - Date.now();
    const shift = `const now = Date.now; Date.now = () => now() + ${ahead};`;
    const env = { PLUGIN_SECRET: secret, GATEWAY_URL: open.url };
    behind = start(env, '--import', `data:text/javascript,${encodeURIComponent(shift)}`);
    url = (await behind.url).replace(/\/$/, '');
    open.place.url = url;
  });
  afterAll(async () => {
    behind?.stop();
    await open?.close();
  });

  const activityId = () => `Activity:${open.gateway.activityIds['member-stage']}`;
  const lend = `mutation ($activityId: ID!) {
    toolLibraryLend(activityId: $activityId, tool: "Drill", until: "2026-12-01") { tool until } }`;
  const read = `query ($activityId: ID!) {
    toolLibrarySize activity(id: $activityId) { name toolLibrary { loans { tool } } } }`;

  test('its part is in the graph, for who sees what it is about', async () => {
    const as = { as: 'member-stage' } as const;
    const variables = { activityId: activityId() };
    expect(await open.gateway.graphql(lend, variables, as)).toEqual({
      data: { toolLibraryLend: { tool: 'Drill', until: '2026-12-01' } },
    });
    const activity = {
      name: 'Activity of member-stage',
      toolLibrary: { loans: [{ tool: 'Drill' }] },
    };
    expect(await open.gateway.graphql(read, variables, as)).toEqual({
      data: { toolLibrarySize: 12, activity },
    });
  });

  test('a stranger is shown and lent nothing, and nobody asks it without the gateway', async () => {
    const as = { as: 'member-film' } as const;
    const variables = { activityId: activityId() };
    expect((await open.gateway.graphql(read, variables, as)).data).toMatchObject({
      activity: null,
    });
    expect((await open.gateway.graphql(lend, variables, as)).data).toEqual({
      toolLibraryLend: null,
    });
    const body = JSON.stringify({ query: '{ toolLibrarySize }' });
    const forged = { authorization: 'Bearer x', 'x-gezel-signature': 'v1=x' };
    for (const headers of [{}, forged]) {
      const answer = await fetch(`${url}/graphql`, { method: 'POST', body, headers });
      expect(answer.status).toBe(401);
    }
  });

  test('a gateway learns what it is by one command', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'gezel-connect-'));
    const env = { REMOTE_PLUGINS: `tool-library=${url}`, PLUGIN_SECRETS: `tool-library=${secret}` };
    const { clock } = open.gateway.platform;
    const file = await connectPlugin('tool-library', env, { folder, clock });
    const written: unknown = JSON.parse(await readFile(file, 'utf8'));
    expect(readManifest(written).rules).toHaveProperty(['Mutation.toolLibraryLend']);
    await rm(folder, { recursive: true });
  });
});
