import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { civilDay } from '../core/platform/clock.js';
import { asker } from '../seeds/demo/client.js';
import { mainJob, mainJobPlugins } from '../seeds/demo/main-job.js';
import { needPlugins } from '../seeds/demo/needed.js';
import {
  command,
  demoTokens,
  environment,
  type ServerProcess,
  startServerProcess,
} from './testing/server-process.js';
import { testWith } from './testing/with-plugins.js';

let dataDir: string;
let server: ServerProcess;
let token: string;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'gezel-main-job-'));
  server = await startServerProcess(dataDir);
}, 120_000);
afterAll(async () => {
  await server.interrupt();
  await rm(dataDir, { recursive: true, force: true });
}, 60_000);

async function runMainJob(run: string): Promise<string[]> {
  const lines: string[] = [];
  const tokenOf = await demoTokens(dataDir);
  const today = civilDay(new Date());
  await mainJob({ url: server.url, tokenOf, today, run, say: (line) => lines.push(line) });
  return lines;
}

const noRun = { today: '', run: '', say: () => {} };

async function activities(): Promise<readonly { readonly id: string }[]> {
  const client = { url: server.url, tokenOf: await demoTokens(dataDir), ...noRun };
  const ask = asker(client, 'demo|adviser');
  const query = '{ activities(first: 100) { nodes { id } } }';
  return (await ask<{ activities: { nodes: { id: string }[] } }>(query)).activities.nodes;
}

describe('a fresh machine', () => {
  testWith(
    mainJobPlugins,
    'does the main job over HTTP: from registering to being paid before the client pays',
    async () => {
      const lines = await runMainJob('first');
      expect(lines).toHaveLength(10);
      expect(lines[6]).toMatch(/invoice DONE, advance DONE, contract DONE, .*tour-insurance DONE/);
      expect(lines[7]).toMatch(
        /available 7528.50, owed by the client 9540.00, advanced .* 7573.50/,
      );
      expect(lines[9]).toMatch(/available 8370.00, owed by the client 0.00, advanced .* 0.00/);
    },
    60_000,
  );

  test('is told in one sentence which plugin it lacks, before anything is begun', async () => {
    const client = { url: server.url, tokenOf: await demoTokens(dataDir), ...noRun };
    await expect(needPlugins(client, 'The choir', ['choir', 'rooms'])).rejects.toThrow(
      'The choir is not told: this server has no plugin "choir", "rooms".',
    );
  }, 60_000);

  test('proves its ledger with one command', async () => {
    expect((await command(environment(dataDir), 'verify')).stdout).toMatch(
      /The ledger is proved\.$/m,
    );
  }, 60_000);

  test('prints a token for a demo user, and none for a role that it does not know', async () => {
    const { stdout } = await command(environment(dataDir), 'token', 'adviser');
    expect(stdout.trim().split('.')).toHaveLength(3);
    await expect(command(environment(dataDir), 'token', 'king')).rejects.toMatchObject({
      code: expect.any(Number),
    });
  }, 60_000);

  test('ends cleanly on Ctrl-C and keeps its data for the next start', async () => {
    const before = await activities();
    expect(before.length).toBeGreaterThan(0);
    expect(await server.interrupt()).toBe(0);
    server = await startServerProcess(dataDir);
    expect(await activities()).toEqual(before);
  }, 120_000);

  testWith(
    mainJobPlugins,
    'does the main job again after it',
    async () => expect(await runMainJob('second')).toHaveLength(10),
    60_000,
  );

  test('says in one sentence that the port is taken, and ends with code 1', async () => {
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
    const { port } = holder.address() as { port: number };
    const other = await mkdtemp(join(tmpdir(), 'gezel-port-'));
    const taken = { ...environment(other), PORT: String(port), SEED_DEMO: 'false' };
    const failed = command(taken, 'start');
    await expect(failed).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(new RegExp(`^[^\\n]*${port}[^\\n]*\\n$`)),
    });
    holder.close();
    await rm(other, { recursive: true, force: true });
  }, 60_000);
});

/** Kills the server and its database at once, in the middle of a load of invoices being issued. */
describe('a machine that fails', () => {
  beforeAll(async () => {
    token = await (await demoTokens(dataDir))('demo|member-design');
  });

  test('no acknowledged invoice is lost and none is doubled when everything is killed', async () => {
    const ids = await drafts(60);
    const acknowledged = new Map<string, string>();
    const unknown: string[] = [];
    let killed: Promise<void> | undefined;
    await Promise.all(
      ids.map(async (id) => {
        try {
          acknowledged.set(id, await issue(id));
          // From within the load, so that requests are on their way when it strikes.
          if (acknowledged.size === 20) killed = killBoth();
        } catch (error) {
          if (killed === undefined) throw error;
          unknown.push(id);
        }
      }),
    );
    await killed;
    expect(acknowledged.size).toBeGreaterThanOrEqual(20);
    expect(unknown.length).toBeGreaterThan(0);

    server = await startServerProcess(dataDir);
    const retried = new Map<string, string>();
    for (const id of unknown) retried.set(id, await issue(id));
    for (const id of unknown) expect(await issue(id)).toBe(retried.get(id));
    for (const [id, number] of acknowledged) {
      const { invoice } = await ask<{ invoice: { number: string } }>(
        'query ($id: ID!) { invoice(id: $id) { number } }',
        { id },
      );
      expect(invoice.number).toBe(number);
    }

    const year = civilDay(new Date()).slice(0, 4);
    const sequences = [...acknowledged.values(), ...retried.values()]
      .map((number) => Number(number.replace(`${year}-`, '')))
      .sort((a, b) => a - b);
    const first = sequences[0] as number;
    expect(sequences).toEqual(Array.from({ length: 60 }, (_, i) => first + i));
    expect((await command(environment(dataDir), 'verify')).stdout).toContain(
      'The ledger is proved.',
    );
  }, 120_000);
});

async function ask<Data>(query: string, variables: object = {}): Promise<Data> {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data?: Data; errors?: unknown };
  if (errors !== undefined || data === undefined) throw new Error(JSON.stringify(errors));
  return data;
}

async function drafts(count: number): Promise<string[]> {
  const { viewer } = await ask<{
    viewer: { member: { activities: { nodes: { id: string }[] } } };
  }>('{ viewer { member { activities { nodes { id } } } } }');
  const activityId = viewer.member.activities.nodes[0]?.id;
  const { createClient } = await ask<{ createClient: { client: { id: string } } }>(
    'mutation ($input: CreateClientInput!) { createClient(input: $input) { client { id } } }',
    {
      input: {
        ...{ activityId, kind: 'CONSUMER', name: 'Lea' },
        address: { street: 'Dorp 1', postalCode: '9000', city: 'Gent', country: 'BE' },
      },
    },
  );
  const input = {
    ...{ activityId, clientId: createClient.client.id },
    lines: [{ description: 'Work', unitPrice: '10.00' }],
  };
  const made = Array.from({ length: count }, () =>
    ask<{ createInvoice: { invoice: { id: string } } }>(
      'mutation ($input: CreateInvoiceInput!) { createInvoice(input: $input) { invoice { id } } }',
      { input },
    ),
  );
  return (await Promise.all(made)).map(({ createInvoice }) => createInvoice.invoice.id);
}

/** The same key each time that the same draft is issued; on a busy machine the lock can run out. */
async function issue(invoiceId: string): Promise<string> {
  const asked = ask<{ issueInvoice: { invoice: { number: string } } }>(
    'mutation ($input: IssueInvoiceInput!) { issueInvoice(input: $input) { invoice { number } } }',
    { input: { invoiceId, idempotencyKey: `crash-${invoiceId}` } },
  );
  const answer = await asked.catch((error: Error) => {
    if (error.message.includes('CONFLICT')) return null;
    throw error;
  });
  return answer === null ? issue(invoiceId) : answer.issueInvoice.invoice.number;
}

async function killBoth(): Promise<void> {
  const pidFile = join(dataDir, 'postgres', 'postmaster.pid');
  const postmaster = Number((await readFile(pidFile, 'utf8')).split('\n')[0]);
  process.kill(postmaster, 'SIGKILL');
  await server.kill();
}
