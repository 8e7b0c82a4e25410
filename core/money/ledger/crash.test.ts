/**
 * The database is killed with SIGKILL while writers are posting. Afterwards every acknowledged
 * posting is there once, and what nobody knows the fate of is settled by a retry with its own key.
 *
 * A kill keeps the operating system's cache, so this is no proof against a power cut: that rests on
 * `fsync`, which the server checks when it starts.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { coreScripts } from '../../platform/core-scripts.js';
import { type Cluster, startCluster } from '../../platform/database/cluster.js';
import { migrate } from '../../platform/database/migrate.js';
import { type Database, openDatabase } from '../../platform/database/pool.js';
import { newId } from '../../platform/ids.js';
import { type Account, LedgerError, type Posting, post } from './ledger.js';
import { available, deposit, inCooperative, newCooperative, transfer } from './testing.js';
import { verifyLedger, verifyTable } from './verify.js';

const writers = 8;
const acknowledgedBeforeKill = 300;
const accounts = Array.from({ length: 12 }, () => available(newId()));

let folder: string;
let cluster: Cluster;
let admin: Database;
let app: Database;
let coop: string;

const start = async () => {
  cluster = await startCluster({ dataDir: folder, database: 'gezel' });
  const pool = { url: cluster.url, statementTimeoutMs: 10_000, lockTimeoutMs: 10_000 };
  admin = openDatabase({ ...pool, size: 2, role: null });
  app = openDatabase({ ...pool, size: writers, role: 'gezel_app' });
};
const stop = async () => {
  await Promise.all([app.close(), admin.close()]);
  await cluster.stop();
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gezel-crash-'));
  await start();
  await migrate(cluster.url, await coreScripts());
  coop = await newCooperative(admin);
  await inCooperative(app, coop, (sql) =>
    post(
      sql,
      coop,
      accounts.map((account) => deposit(account, 10_000n)),
    ),
  );
});
afterAll(async () => {
  await stop();
  await rm(folder, { recursive: true, force: true });
});

test('a database that is killed under load loses nothing it acknowledged and doubles nothing', async () => {
  const load = await loadUntilKilled();
  // Otherwise the load had drained before the kill, and nothing was put to the test.
  expect(load.inFlight.size).toBeGreaterThan(0);
  expect(load.refused).toBeGreaterThan(0);

  await stop();
  await start();
  const survivors = await committedKeys();
  for (const { key } of load.acknowledged) expect(survivors).toContain(key);

  // Whatever its fate was, the retry settles it, and the retry of the retry changes nothing.
  const settled: Posting[] = [];
  for (const request of load.inFlight) {
    const [first, second] = [await outcome(request), await outcome(request)];
    if (survivors.has(request.key)) expect(first).toBe('replayed');
    expect(second).toBe(first === 'refused' ? 'refused' : 'replayed');
    if (first !== 'refused') settled.push(request);
  }

  const wanted = [...load.acknowledged, ...settled].map(({ key }) => key);
  const found = await committedKeys();
  for (const key of wanted) expect(found).toContain(key);
  expect(found.size).toBe(accounts.length + wanted.length);
  const report = await verifyLedger(admin);
  expect(verifyTable(report)).toMatch(/The ledger is proved\.$/);
  expect(report.transactions).toBe(BigInt(found.size));
});

interface Load {
  readonly acknowledged: Set<Posting>;
  /** Sent and not answered: nobody knows whether they were committed. */
  readonly inFlight: Set<Posting>;
  refused: number;
}

/** Every writer posts until its connection breaks; the kill comes from within the load. */
async function loadUntilKilled(): Promise<Load> {
  const load: Load = { acknowledged: new Set(), inFlight: new Set(), refused: 0 };
  const processes = await serverProcesses();
  let killed = false;
  const write = async () => {
    while (!killed) {
      const request = randomTransfer();
      load.inFlight.add(request);
      try {
        await inCooperative(app, coop, (sql) => post(sql, coop, [request]));
        load.acknowledged.add(request);
      } catch (error) {
        if (!(error instanceof LedgerError)) return;
        load.refused += 1;
      }
      load.inFlight.delete(request);
      if (load.acknowledged.size >= acknowledgedBeforeKill && !killed) {
        // At once, without waiting for anything: the other writers are in the middle of theirs.
        killed = true;
        for (const pid of processes) process.kill(pid, 'SIGKILL');
      }
    }
  };
  await Promise.all(Array.from({ length: writers }, write));
  return load;
}

/** The postmaster first, so that it cannot tidy up, and then every process of the server. */
async function serverProcesses(): Promise<number[]> {
  // The writers' connections exist before the load, so their processes are in the list.
  const clients = await Promise.all(Array.from({ length: writers }, () => app.pool.connect()));
  const rows = await admin.query<{ pid: number }>('select pid from pg_stat_activity');
  for (const client of clients) client.release();
  return [cluster.pid, ...rows.map(({ pid }) => pid)];
}

/** Among a few accounts, so that writers wait for one another; one in twenty is an overdraft. */
function randomTransfer(): Posting {
  const pick = () => accounts[Math.floor(Math.random() * accounts.length)] as Account;
  const amountMinor = Math.random() < 0.05 ? 10n ** 9n : BigInt(1 + Math.floor(Math.random() * 50));
  return transfer(pick(), pick(), amountMinor);
}

async function outcome(request: Posting): Promise<'posted' | 'replayed' | 'refused'> {
  try {
    const [answer] = await inCooperative(app, coop, (sql) => post(sql, coop, [request]));
    return answer?.replayed ? 'replayed' : 'posted';
  } catch (error) {
    if (error instanceof LedgerError && error.code === 'INSUFFICIENT_FUNDS') return 'refused';
    throw error;
  }
}

async function committedKeys(): Promise<Set<string>> {
  const rows = await admin.query<{ idem_key: string }>('select idem_key from ledger.txn');
  return new Set(rows.map(({ idem_key }) => idem_key));
}
