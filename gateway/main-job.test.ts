import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { civilDay } from '../core/platform/clock.js';
import { mainJob } from '../seeds/demo/main-job.js';
import { developmentKey, signDevelopmentToken } from './auth/development-key.js';

/** The server as `npm start` runs it, in a process of its own with a data folder of its own. */
const main = fileURLToPath(new URL('../dist/gateway/main.js', import.meta.url));
let dataDir: string;
let server: { readonly process: ChildProcess; readonly url: string };

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'gezel-main-job-'));
  server = await started();
}, 120_000);
afterAll(async () => {
  await ended();
  await rm(dataDir, { recursive: true, force: true });
}, 60_000);

const env = () => ({
  ...process.env,
  DATA_DIR: dataDir,
  PORT: '0',
  LOG_LEVEL: 'silent',
  NODE_ENV: '',
});

async function started(): Promise<typeof server> {
  const child = spawn(process.execPath, [main, 'start'], {
    env: env(),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The server ended with ${code}.`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const found = /ready in .* at (http:\S+)/.exec(line)?.[1];
      if (found !== undefined) resolve(found);
    });
  });
  return { process: child, url };
}

function ended(): Promise<number | null> {
  return new Promise((resolve) => {
    if (server.process.exitCode !== null) return resolve(server.process.exitCode);
    server.process.once('exit', resolve);
    server.process.kill('SIGINT');
  });
}

async function runMainJob(run: string): Promise<string[]> {
  const key = await developmentKey({ dataDir, environment: 'development', jwksUrl: undefined });
  const lines: string[] = [];
  const now = new Date();
  await mainJob({
    url: server.url,
    tokenOf: (subject) =>
      signDevelopmentToken(key, { subject, cooperative: 'demo', hours: 1 }, now),
    today: civilDay(now),
    run,
    say: (line) => lines.push(line),
  });
  return lines;
}

const command = (...args: string[]) =>
  promisify(execFile)(process.execPath, [main, ...args], { env: env() });

describe('a fresh machine', () => {
  test('does the main job over HTTP: from registering to being paid before the client pays', async () => {
    const lines = await runMainJob('first');
    expect(lines).toHaveLength(10);
    expect(lines[6]).toMatch(/invoice DONE, advance DONE, contract DONE, .*tour-insurance DONE/);
    expect(lines[7]).toMatch(/available 7528.50, owed by the client 9540.00, advanced .* 7573.50/);
    expect(lines[9]).toMatch(/available 8370.00, owed by the client 0.00, advanced .* 0.00/);
  }, 60_000);

  test('proves its ledger with one command', async () => {
    expect((await command('verify')).stdout).toMatch(/The ledger is proved\.$/m);
  }, 60_000);

  test('prints a token for a demo user, and none for a role that it does not know', async () => {
    const { stdout } = await command('token', 'adviser');
    expect(stdout.trim().split('.')).toHaveLength(3);
    await expect(command('token', 'king')).rejects.toMatchObject({ code: expect.any(Number) });
  }, 60_000);

  test('ends cleanly on Ctrl-C and keeps its data for the next start', async () => {
    expect(await ended()).toBe(0);
    server = await started();
    expect(await runMainJob('second')).toHaveLength(10);
  }, 120_000);

  test('says in one sentence that the port is taken, and ends with code 1', async () => {
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
    const { port } = holder.address() as { port: number };
    const other = await mkdtemp(join(tmpdir(), 'gezel-port-'));
    const taken = { ...env(), DATA_DIR: other, PORT: String(port), SEED_DEMO: 'false' };
    const failed = promisify(execFile)(process.execPath, [main, 'start'], { env: taken });
    await expect(failed).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(new RegExp(`^[^\\n]*${port}[^\\n]*\\n$`)),
    });
    holder.close();
    await rm(other, { recursive: true, force: true });
  }, 60_000);
});
