/**
 * The guard: one session with an advisory lock in the cluster's `postgres` database. The kernel
 * closes it when our process dies, however it dies, so the lock cannot be left behind as a file can.
 */
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { ClusterError } from './cluster-binaries.js';

export interface Guard {
  end(): Promise<void>;
}

interface Session {
  /** `ref` and `unref`, not in @types/pg: whether an idle session keeps the process alive. */
  readonly client: pg.Client & { ref(): void; unref(): void };
  /** Resolves when the connection is gone, whoever ended it. */
  readonly ended: Promise<void>;
}

/** "gezel" in ASCII: any number will do, as long as every version uses the same. */
const lockKey = '444251465068';
const lockWaitMs = 1_000;
const reconnectMs = 500;
const goodbyeMs = 1_000;

/** Takes the guard, or refuses in one sentence because another server has it. */
export async function holdGuard(
  url: string,
  folder: string,
  log: (line: string) => void,
): Promise<Guard> {
  const state = { session: await connect(url), released: false };
  if (!(await lock(state.session.client, lockWaitMs))) {
    const holder = await holderOf(state.session.client);
    await state.session.client.end();
    throw new ClusterError(
      `Another server${holder} is already using the database in ${folder}: ` +
        'stop it first, or give this one a DATA_DIR (and a PORT) of its own.',
    );
  }
  // PostgreSQL ends every session when one of its processes crashes; then the guard is taken again.
  const keep = async (): Promise<void> => {
    for (;;) {
      state.session.client.unref();
      await state.session.ended;
      const session = await reconnect(url, () => state.released);
      if (!session) return;
      state.session = session;
      const regained = await lock(session.client, lockWaitMs).catch(() => undefined);
      if (regained === false) log(`Another server has taken over the database in ${folder}.`);
    }
  };
  void keep();
  return {
    end: async () => {
      state.released = true;
      state.session.client.ref();
      const goodbye = state.session.client.end().catch(() => undefined);
      await Promise.race([goodbye, pause(goodbyeMs, undefined, { ref: false })]);
    },
  };
}

async function connect(url: string): Promise<Session> {
  const client = new pg.Client({
    connectionString: url,
    application_name: `gezel server (process ${process.pid})`,
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
  });
  const ended = new Promise<void>((done) => client.once('end', () => done()));
  // Without a listener a broken connection would end the process; `end` follows and is handled.
  client.on('error', () => undefined);
  await client.connect();
  return { client: client as Session['client'], ended };
}

/** Tries until the server answers again, or until the guard is given up. */
async function reconnect(url: string, isReleased: () => boolean): Promise<Session | undefined> {
  for (;;) {
    if (isReleased()) return undefined;
    await pause(reconnectMs, undefined, { ref: false });
    if (isReleased()) return undefined;
    const session = await connect(url).catch(() => undefined);
    if (!session) continue;
    if (!isReleased()) return session;
    await session.client.end();
  }
}

/** Waits a little: the session of a server that was killed a moment ago may still be ending. */
async function lock(client: pg.Client, waitMs: number): Promise<boolean> {
  await client.query(`set lock_timeout = ${waitMs}`);
  try {
    await client.query('select pg_advisory_lock($1::bigint)', [lockKey]);
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === '55P03') return false;
    throw error;
  }
}

async function holderOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    `select a.application_name as name
       from pg_locks l join pg_stat_activity a using (pid)
      where l.locktype = 'advisory' and l.granted
        and (l.classid::bigint << 32 | l.objid::bigint) = $1::bigint`,
    [lockKey],
  );
  const process = /process \d+/.exec(rows[0]?.name ?? '');
  return process ? ` (${process[0]})` : '';
}

/** Makes the database of this name when the cluster at `url` has none. */
export async function createDatabaseIfMissing(url: string, name: string): Promise<void> {
  const { client } = await connect(url);
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount === 0) await client.query(`create database ${pg.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}
