/**
 * The PostgreSQL inside the project: a real cluster in `<DATA_DIR>/postgres`, outside our process
 * group, so that Ctrl-C reaches the server, which drains, and only then the database.
 *
 * 1. Find the programs and the account that may run them on this folder.
 * 2. Make the cluster when there is none.
 * 3. Take over the postmaster that a killed server left behind, or start one.
 * 4. Hold the guard: a session with an advisory lock, which ends when this process does. A second
 *    server on the same folder does not get it and is refused.
 */
import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { type Account, chooseAccount, chooseLauncher } from './cluster-account.js';
import { ClusterError, findBinaries } from './cluster-binaries.js';
import {
  type Access,
  initialize,
  isInitialized,
  openDataDir,
  readAccess,
  saveAccess,
} from './cluster-folder.js';
import { createDatabaseIfMissing, type Guard, holdGuard } from './cluster-guard.js';
import {
  choosePort,
  hasEnded,
  isStartedAsOurs,
  PassingConflict,
  type Site,
  socketFolder,
  startPostmaster,
  stopPostmaster,
  untilReady,
} from './cluster-postmaster.js';
import { isAlive, type Postmaster, runningPostmaster } from './cluster-processes.js';

export { ClusterError };

export interface Cluster {
  /** The superuser's URL of `database`, over TCP on 127.0.0.1; it holds the password. */
  readonly url: string;
  /** The postmaster. */
  readonly pid: number;
  /** A fast shutdown; resolves when PostgreSQL has ended. */
  stop(): Promise<void>;
}

export interface ClusterOptions {
  /** PostgreSQL takes the folder `postgres` and the file `postgres.log` in it; made when missing. */
  readonly dataDir: string;
  /** Made when missing. */
  readonly database: string;
  /** PostgreSQL settings that go before ours. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Is told, one line at a time, what an operator may want to know. */
  readonly log?: (line: string) => void;
}

const conflictTimeoutMs = 10_000;
const conflictPauseMs = 50;
const stoppingTimeoutMs = 30_000;

/**
 * Starts the cluster of this folder, or takes over the one that a killed server left running.
 * Rejects with a `ClusterError`: one sentence that says what is wrong and what to do.
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  try {
    const site = await prepareSite(options);
    const giveUpAt = Date.now() + conflictTimeoutMs;
    for (;;) {
      const running = await runningPostmaster(site.folder);
      const cluster = running
        ? await takeOver(site, running, options.database)
        : await launch(site, options.database, giveUpAt);
      if (cluster) return cluster;
    }
  } catch (error) {
    if (error instanceof ClusterError) throw error;
    throw new ClusterError(
      `PostgreSQL could not be started in ${options.dataDir}: ${(error as Error).message}`,
      { cause: error },
    );
  }
}

/** The URL of `database` in the cluster that runs on this folder now, for a script beside it. */
export async function runningClusterUrl(
  dataDir: string,
  database: string,
): Promise<string | undefined> {
  const folder = join(await openDataDir(dataDir), 'postgres');
  const running = await runningPostmaster(folder);
  if (running?.status !== 'ready') return undefined;
  return urlOf({ ...(await readAccess(folder)), port: running.port }, folder, database);
}

async function prepareSite(options: ClusterOptions): Promise<Site> {
  const log = options.log ?? (() => undefined);
  const dataDir = await openDataDir(options.dataDir);
  const folder = join(dataDir, 'postgres');
  const [binaries, account] = await Promise.all([findBinaries(), chooseAccount(folder)]);
  const launcher = await chooseLauncher(account, binaries, dataDir);
  if (await isInitialized(folder)) {
    await handOver(account, folder);
  } else {
    log(`Making a new PostgreSQL cluster in ${folder}.`);
    await initialize(launcher, folder);
  }
  const logFile = join(dataDir, 'postgres.log');
  return { folder, logFile, launcher, settings: options.settings ?? {}, log };
}

/** Adopts a postmaster that nobody holds the guard of; undefined when a new one must be started. */
async function takeOver(
  site: Site,
  running: Postmaster,
  database: string,
): Promise<Cluster | undefined> {
  if (running.status === 'stopping') {
    if (!(await hasEnded(running.pid, stoppingTimeoutMs))) {
      await stopPostmaster(running.pid, site.folder);
    }
    return undefined;
  }
  const ready = await untilReady(site, running.pid, async () => !(await isAlive(running.pid)));
  if (!ready) return undefined;
  const access = { ...(await readAccess(site.folder)), port: ready.port };
  const guard = await guardOf(site, access);
  if (await isStartedAsOurs(site, ready.port)) {
    site.log(`Taking over the PostgreSQL that was left running (process ${ready.pid}).`);
    return clusterOf(site, ready, access, guard, database);
  }
  site.log(`Restarting the PostgreSQL that was left running (process ${ready.pid}).`);
  await guard.end();
  await stopPostmaster(ready.pid, site.folder);
  return undefined;
}

async function launch(
  site: Site,
  database: string,
  giveUpAt: number,
): Promise<Cluster | undefined> {
  const saved = await readAccess(site.folder);
  const port = await choosePort(saved.port);
  try {
    const postmaster = await startPostmaster(site, port);
    const access = { ...saved, port: postmaster.port };
    const guard = await guardOf(site, access);
    if (access.port !== saved.port) await saveAccess(site.launcher.account, site.folder, access);
    return await clusterOf(site, postmaster, access, guard, database);
  } catch (error) {
    if (!(error instanceof PassingConflict)) throw error;
    if (Date.now() > giveUpAt) {
      throw new ClusterError(`PostgreSQL did not start in ${site.folder}: ${error.message}`);
    }
    await pause(conflictPauseMs);
    return undefined;
  }
}

function guardOf(site: Site, access: Access): Promise<Guard> {
  return holdGuard(urlOf(access, site.folder, 'postgres'), site.folder, site.log);
}

async function clusterOf(
  site: Site,
  postmaster: Postmaster,
  access: Access,
  guard: Guard,
  database: string,
): Promise<Cluster> {
  await createDatabaseIfMissing(urlOf(access, site.folder, 'postgres'), database);
  let stopping: Promise<void> | undefined;
  const stop = async () => {
    await guard.end();
    await stopPostmaster(postmaster.pid, site.folder);
  };
  return Object.freeze({
    url: urlOf(access, site.folder, database),
    pid: postmaster.pid,
    stop: () => {
      stopping ??= stop();
      return stopping;
    },
  });
}

/** `sslmode` is said, since a PGSSLMODE in the environment would otherwise ask for TLS. */
function urlOf({ password, port }: Access, folder: string, database: string): string {
  const name = encodeURIComponent(database);
  const socket = socketFolder(folder);
  const host = socket === '' ? '' : `host=${encodeURIComponent(socket)}&`;
  return `postgres://postgres:${password}@127.0.0.1:${port}/${name}?${host}sslmode=disable`;
}

/** A folder that was restored by root belongs to root; PostgreSQL wants to own all of it. */
async function handOver(account: Account, folder: string): Promise<void> {
  if (!account.ids || (await stat(folder)).uid !== 0) return;
  const { uid, gid } = account.ids;
  await promisify(execFile)('chown', ['-R', `${uid}:${gid}`, folder]);
}
