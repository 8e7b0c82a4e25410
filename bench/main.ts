import 'reflect-metadata';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { coreScripts } from '../core/platform/core-scripts.js';
import { startCluster } from '../core/platform/database/cluster.js';
import { migrate } from '../core/platform/database/migrate.js';
import { type Database, openDatabase } from '../core/platform/database/pool.js';
import { absentFolders } from '../core/platform/host/load-plugins.js';
import { newId } from '../core/platform/ids.js';
import { developmentKey, signDevelopmentToken } from '../gateway/auth/development-key.js';
import { seedCommand } from '../seeds/bulk/seed-command.js';
import { benchBank } from './bank.js';
import { benchBooking } from './booking.js';
import { benchButton } from './button.js';
import { benchInvoicing } from './invoicing.js';
import { benchLedger } from './ledger-post.js';
import { measure, send, type Target } from './load.js';
import { benchMatching } from './matching.js';
import { type Operation, operations, type SampleRow } from './operations.js';
import { benchPay } from './pay.js';
import { measureReadiness } from './readiness.js';
import { type Served, serveGezel, servePeer } from './servers.js';
import { type Figures, type OfPlugins, ofSize, report } from './table.js';

/**
 * `npm run bench`: 1 readiness and memory from nothing and on existing data; 2 a database with a
 * thousand members, then a hundred thousand; 3 on each: the three servers beside each other on the
 * same database in the same run, in turns, medians of the rounds; 4 the ledger; 5 the pay run;
 * 6 the bank; 7 the topologies; 8 bookings of what there is once; 9 matching; 10 the one button.
 * Answers are checked, so that nobody is fast by being wrong.
 * `--members N` (repeatable), `--seconds N`, `--rounds N`.
 */
const options = {
  sizes: numbers('--members', [1_000, 100_000]),
  seconds: numbers('--seconds', [3])[0] as number,
  rounds: numbers('--rounds', [3])[0] as number,
  connections: 16,
  /**
   * Before its first round each server does an operation for this long: the compiler of Node takes
   * some ten thousand requests to be done with a server's code, which runs for weeks afterwards.
   */
  warmUpMs: 4_000,
};

/** Whose tools the one button starts in the bench. */
const pressed = ['collection', 'insurance', 'mobility', 'equipment'];

const folder = await mkdtemp(join(tmpdir(), 'gezel-bench-'));
try {
  const readiness = await measureReadiness(folder);
  const figures: Figures[] = [];
  for (const members of options.sizes) {
    const measured = await atSize(members);
    figures.push(measured);
    console.log(ofSize(measured).join('\n'));
  }
  const ledger = await onCluster('ledger', ledgerFigure);
  const invoicing = await onCluster('invoicing', (url) => benchInvoicing(url));
  const pay = await onCluster('pay', benchPay);
  const bank = await onCluster('bank', (url, dataDir) => benchBank(url, dataDir));
  const topologies = await ofPlugins(['performing-arts'], 'topologies', async (url) =>
    (await import('./topologies.js')).benchTopologies(url),
  );
  const booking = await ofPlugins(['mobility', 'workspaces'], 'booking', benchBooking);
  const matching = await ofPlugins(['marketplace'], 'matching', benchMatching);
  const button = await ofPlugins(pressed, 'button', benchButton);
  const others = { ledger, invoicing, pay, bank, topologies, booking, matching, button };
  const measured = { readiness, figures, ...others };
  const text = report({ ...options, ...measured });
  console.log(text);
  await writeFile(fileURLToPath(new URL('../../bench/RESULTS.md', import.meta.url)), text);
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** What measures some plugins is left out, and the report says so, where one was deleted. */
async function ofPlugins<Figure>(
  folders: readonly string[],
  name: string,
  bench: (url: string) => Promise<Figure>,
): Promise<OfPlugins<Figure>> {
  const absent = absentFolders(folders);
  return absent.length > 0 ? { absent } : onCluster(name, bench);
}

async function ledgerFigure(url: string) {
  await migrate(url, await coreScripts());
  const limits = { url, statementTimeoutMs: 0, lockTimeoutMs: 0 };
  const app = openDatabase({ ...limits, size: 4, role: 'gezel_app' });
  const admin = openDatabase({ ...limits, size: 1, role: null });
  try {
    return await benchLedger(app, admin);
  } finally {
    await app.close();
    await admin.close();
  }
}

/** The three servers on a database of that many members, each operation in turns. */
function atSize(members: number): Promise<Figures> {
  return onCluster(`members-${members}`, async (url, dataDir) => {
    await seedCommand(['--members', String(members)], { DATABASE_URL: url, LOG_LEVEL: 'silent' });
    const owner = openDatabase({
      ...{ url, size: 2, statementTimeoutMs: 0, lockTimeoutMs: 0, role: null },
    });
    const policies = new URL('./policies.sql', import.meta.url);
    await owner.query(await readFile(policies, 'utf8'));
    await owner.query('vacuum analyze');
    const sample = await sampleOf(owner);
    const servers = await startServers(url, dataDir, sample);
    try {
      return { members, medians: await inTurns(servers, sample.rows) };
    } finally {
      for (const { server } of Object.values(servers)) await server.stop();
      await owner.close();
    }
  });
}

type ServerName = 'gezel' | 'postgraphile' | 'floor';
type Servers = Record<ServerName, { server: Served; headers: Record<string, string> }>;

async function startServers(url: string, dataDir: string, sample: Sample): Promise<Servers> {
  const key = await developmentKey({ dataDir, environment: 'development', jwksUrl: undefined });
  const claims = { subject: sample.subject, cooperative: sample.slug, hours: 2 };
  const token = await signDevelopmentToken(key, claims, new Date());
  const serverOptions = {
    databaseUrl: url,
    dataDir,
    publicKeyPem: key.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    claims: { cooperativeId: sample.cooperativeId, memberId: sample.callerId, reach: 'all' },
  };
  const headers = { authorization: `Bearer ${token}` };
  return {
    gezel: { server: await serveGezel(serverOptions), headers },
    postgraphile: { server: await servePeer('postgraphile', serverOptions), headers },
    floor: { server: await servePeer('floor', serverOptions), headers },
  };
}

/** Rounds of all servers in turn, so that a slow moment of the machine hits all alike. */
async function inTurns(servers: Servers, rows: readonly SampleRow[]): Promise<Figures['medians']> {
  const medians = [];
  for (const operation of operations) {
    const rates: Record<ServerName, number[]> = { gezel: [], postgraphile: [], floor: [] };
    for (const name of Object.keys(servers) as ServerName[]) {
      const target = targetOf(name, servers[name], operation, rows);
      await checkAnswer(name, operation, await send(undefined, target));
      await measure(target, { connections: options.connections, durationMs: options.warmUpMs });
    }
    for (let round = 0; round < options.rounds; round++) {
      for (const name of Object.keys(servers) as ServerName[]) {
        const target = targetOf(name, servers[name], operation, rows);
        const load = { connections: options.connections, durationMs: options.seconds * 1_000 };
        rates[name].push(await measure(target, load));
      }
    }
    medians.push({
      operation,
      gezel: median(rates.gezel),
      postgraphile: median(rates.postgraphile),
      floor: median(rates.floor),
    });
  }
  return medians;
}

function targetOf(
  name: ServerName,
  { server, headers }: Servers[ServerName],
  operation: Operation,
  rows: readonly SampleRow[],
): Target {
  let next = 0;
  const row = () => ({ ...(rows[next++ % rows.length] as SampleRow), newId: newId() });
  const body = () => {
    if (name === 'floor') {
      return JSON.stringify({ name: operation.name, variables: operation.floor.variables(row()) });
    }
    const { query, variables } = operation[name];
    return JSON.stringify({ query, operationName: operation.name, variables: variables(row()) });
  };
  return { url: server.url, headers, body };
}

/** As many rows as were asked for, from each of them. */
function checkAnswer(name: ServerName, { name: operation }: Operation, answer: string): void {
  const ids = answer.match(/"id"\s*:/g)?.length ?? 0;
  const least = { Q1: 1, Q2: 50, Q3: 50, M1: 1 }[operation];
  if (ids < least || answer.includes('"errors"')) {
    throw new Error(`${name} does not answer ${operation}: ${answer.slice(0, 600)}`);
  }
}

interface Sample {
  readonly cooperativeId: string;
  readonly slug: string;
  readonly callerId: string;
  readonly subject: string;
  readonly rows: SampleRow[];
}

/** Five hundred members with an activity and a client; the caller is somebody of the staff. */
async function sampleOf(owner: Database): Promise<Sample> {
  const [caller] = await owner.query<Omit<Sample, 'rows'>>(
    `select c.id as "cooperativeId", c.slug, m.id as "callerId", m.subject
     from core.role_grant r join core.member m using (cooperative_id)
     join core.cooperative c on c.id = m.cooperative_id
     where r.member_id = m.id and r.role = 'ADVISER' and m.subject is not null limit 1`,
  );
  if (caller === undefined) throw new Error('Nobody of the seed is an adviser.');
  const rows = await owner.query<SampleRow & Record<string, unknown>>(
    `select a.cooperative_id as "cooperativeId", a.manager_id as "memberId",
       a.id as "activityId", a.host_entity_id as "hostEntityId", c.id as "clientId", '' as "newId"
     from core.activity a join core.client c
       on c.cooperative_id = a.cooperative_id and c.activity_id = a.id
     where a.cooperative_id = $1 and a.status = 'OPEN'
     order by md5(a.id::text) limit 500`,
    [caller.cooperativeId],
  );
  return { ...caller, rows };
}

async function onCluster<T>(
  name: string,
  work: (url: string, dataDir: string) => Promise<T>,
): Promise<T> {
  const dataDir = join(folder, name);
  const cluster = await startCluster({ dataDir, database: 'gezel' });
  try {
    return await work(cluster.url, dataDir);
  } finally {
    await cluster.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function numbers(flag: string, preset: number[]): number[] {
  const given = process.argv.flatMap((word, i, all) => (word === flag ? [Number(all[i + 1])] : []));
  return given.length > 0 ? given : preset;
}
