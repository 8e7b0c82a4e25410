import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, expect } from '@jest/globals';
import { demoTokens, environment, mainScript } from './testing/server-process.js';
import { testWith } from './testing/with-plugins.js';

/** The example of a sector co-operative that runs its plugin itself, as `npm run autonomous` does. */
const dataDir = await mkdtemp(join(tmpdir(), 'gezel-autonomous-'));
afterAll(() => rm(dataDir, { recursive: true, force: true }));

const free = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });

/** The gateway's and, 101 above, the plugin's. */
async function freePort(): Promise<number> {
  for (let port = 23_000 + (process.pid % 20_000); ; port += 7) {
    if ((await free(port)) && (await free(port + 101))) return port;
  }
}

const starts = 'starts two processes with two databases and one graph, and ends both';

testWith(
  ['performing-arts'],
  starts,
  async () => {
    const port = await freePort();
    const env = { ...environment(dataDir), PORT: String(port) };
    const child = spawn(process.execPath, [mainScript, 'autonomous'], {
      ...{ env, stdio: ['ignore', 'pipe', 'inherit'] },
    });
    const lines: string[] = [];
    await new Promise<void>((resolve, reject) => {
      child.once('exit', (code) => reject(new Error(`It ended with ${code}.`)));
      createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
        lines.push(line);
        const ready = lines.filter((one) => /(?:is )?ready (?:in|at) /.test(one));
        if (ready.length === 2) resolve();
      });
    });
    const token = await (await demoTokens(dataDir))('demo|member-stage');
    const query =
      '{ activities { nodes { performingArts { companyName } } } platform { plugins { name health } } }';
    const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query }),
    });
    const { data, errors } = (await response.json()) as {
      data: { platform: { plugins: { name: string; health: string }[] } };
      errors?: unknown;
    };
    expect(errors).toBeUndefined();
    expect(data.platform.plugins).toContainEqual({ name: 'performing-arts', health: 'OK' });
    expect(await readdir(dataDir)).toEqual(
      expect.arrayContaining(['postgres', 'plugin-performing-arts']),
    );
    child.removeAllListeners('exit');
    const over = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGINT');
    await over;
    expect([await free(port), await free(port + 101)]).toEqual([true, true]);
  },
  120_000,
);
