import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { civilDay } from '../core/platform/clock.js';
import {
  command,
  demoTokens,
  environment,
  type ServerProcess,
  startServerProcess,
} from './testing/server-process.js';

/** Kills the server and its database at once, in the middle of a load of invoices being issued. */
let dataDir: string;
let server: ServerProcess;
let token: string;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'gezel-crash-'));
  server = await startServerProcess(dataDir);
  token = await (await demoTokens(dataDir))('demo|member-design');
}, 120_000);
afterAll(async () => {
  await server.interrupt();
  await rm(dataDir, { recursive: true, force: true });
}, 60_000);

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
  expect((await command(environment(dataDir), 'verify')).stdout).toContain('The ledger is proved.');
}, 120_000);
