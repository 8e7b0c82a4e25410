/** The postmaster, PostgreSQL's first process: how it is started, awaited and shut down. */
import { spawn } from 'node:child_process';
import { open, readFile, rename, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Launcher } from './cluster-account.js';
import { ClusterError } from './cluster-binaries.js';
import { lastComplaint } from './cluster-folder.js';
import {
  endOrphans,
  isAlive,
  type Postmaster,
  runningPostmaster,
  send,
} from './cluster-processes.js';

/** Everything that stays the same over the attempts of one start. */
export interface Site {
  /** PostgreSQL's own data folder. */
  readonly folder: string;
  readonly logFile: string;
  readonly launcher: Launcher;
  readonly settings: Readonly<Record<string, string>>;
  readonly log: (line: string) => void;
}

/** Someone or something else was in the way; the same start may well succeed a moment later. */
export class PassingConflict extends Error {}

const startTimeoutMs = 120_000;
const recoveryNoticeMs = 2_000;
const fastShutdownMs = 20_000;
const immediateShutdownMs = 5_000;
const pollMs = 10;
const logFileLimitBytes = 10 * 1024 * 1024;

/** Durable, private and modest: fit for a small machine that also runs the server. */
const ourSettings: Readonly<Record<string, string>> = Object.freeze({
  listen_addresses: '127.0.0.1',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  max_connections: '100',
  shared_buffers: '128MB',
  effective_cache_size: '512MB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  random_page_cost: '1.1',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // A query whose client was killed ends within a second, and with it its locks.
  client_connection_check_interval: '1s',
  // The detail of a violated constraint quotes people's data, which has no place in a log.
  log_error_verbosity: 'terse',
});

/** Starts a postmaster in a process group of its own and waits until it accepts connections. */
export async function startPostmaster(site: Site, port: number): Promise<Postmaster> {
  await rotateLog(site.logFile);
  const logFile = await open(site.logFile, 'a', 0o600);
  try {
    const { size: logStart } = await logFile.stat();
    const [program = '', ...rest] = [...site.launcher.prefix, ...commandOf(site, port)];
    const child = spawn(program, rest, {
      ...site.launcher.options,
      cwd: '/',
      detached: true,
      stdio: ['ignore', logFile.fd, logFile.fd],
    });
    const life = { over: false, reason: '' };
    child.once('error', (error) => Object.assign(life, { over: true, reason: error.message }));
    child.once('exit', () => Object.assign(life, { over: true }));
    child.unref();
    const postmaster = await untilReady(site, child.pid, () => life.over);
    if (postmaster) return postmaster;
    const output = (await readFile(site.logFile)).subarray(logStart).toString('utf8');
    throw await failureOf(site, life.reason || output);
  } finally {
    await logFile.close();
  }
}

/**
 * Waits while the postmaster starts, which after a crash includes replaying the write-ahead log.
 * Answers undefined when it has ended instead.
 */
export async function untilReady(
  site: Site,
  pid: number | undefined,
  isOver: () => boolean | Promise<boolean>,
): Promise<Postmaster | undefined> {
  const startedAt = Date.now();
  let noticed = false;
  while (!(await isOver())) {
    const postmaster = await runningPostmaster(site.folder);
    if (postmaster?.pid === pid && postmaster?.status === 'ready') return postmaster;
    const waitedMs = Date.now() - startedAt;
    if (waitedMs > startTimeoutMs) {
      throw new ClusterError(
        `PostgreSQL in ${site.folder} is still starting after ${startTimeoutMs / 1000} s ` +
          `(process ${pid}): see ${site.logFile}.`,
      );
    }
    if (waitedMs > recoveryNoticeMs && !noticed) {
      noticed = true;
      site.log('PostgreSQL is still starting: it is recovering what a crash interrupted.');
    }
    await pause(pollMs);
  }
  return undefined;
}

/** A fast shutdown: sessions are ended, everything is written; an immediate one when that hangs. */
export async function stopPostmaster(pid: number, folder: string): Promise<void> {
  const steps = [
    ['SIGINT', fastShutdownMs],
    ['SIGQUIT', immediateShutdownMs],
    ['SIGKILL', immediateShutdownMs],
  ] as const;
  for (const [signal, waitMs] of steps) {
    // The number may have gone to another program since.
    if ((await runningPostmaster(folder))?.pid !== pid) return;
    send(pid, signal);
    if (await hasEnded(pid, waitMs)) return;
  }
  throw new ClusterError(`PostgreSQL (process ${pid}) in ${folder} does not stop: end it by hand.`);
}

/** Waits until the process has ended; false when it has not after `waitMs`. */
export async function hasEnded(pid: number, waitMs: number): Promise<boolean> {
  const giveUpAt = Date.now() + waitMs;
  while (await isAlive(pid)) {
    if (Date.now() > giveUpAt) return false;
    await pause(pollMs);
  }
  return true;
}

/** Whether a running postmaster was started exactly as we would start it on that port. */
export async function isStartedAsOurs(site: Site, port: number): Promise<boolean> {
  const theirs = await readFile(join(site.folder, 'postmaster.opts'), 'utf8').catch(() => '');
  const [program, ...rest] = commandOf(site, port);
  return theirs.trim() === [program, ...rest.map((word) => `"${word}"`)].join(' ');
}

/** The port of last time when it is free, so that an open psql or a note of it stays good. */
export async function choosePort(lastPort: number): Promise<number> {
  const lastIsFree = lastPort > 0 && (await freePort(lastPort)) !== undefined;
  const port = lastIsFree ? lastPort : await freePort(0);
  if (port === undefined) throw new ClusterError('127.0.0.1 has no free port for PostgreSQL.');
  return port;
}

/**
 * Where the socket is: in the data folder, which only its owner may enter. A statement over it costs
 * half the system time of one over TCP. Empty where the path is too long for a socket's address (107
 * bytes on Linux, 103 elsewhere) or could be read as a list: then there is TCP on 127.0.0.1 only.
 */
export function socketFolder(folder: string): string {
  const longest = Buffer.byteLength(`${folder}/.s.PGSQL.65535.lock`);
  return longest <= 103 && !/[",]/.test(folder) ? folder : '';
}

function commandOf(site: Site, port: number): string[] {
  const settings = {
    ...ourSettings,
    unix_socket_directories: socketFolder(site.folder),
    port: String(port),
    ...site.settings,
  };
  const words = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return [site.launcher.binaries.postgres, '-D', site.folder, ...words];
}

async function failureOf(site: Site, output: string): Promise<Error> {
  const complaint = lastComplaint(output);
  const orphans = /shared memory block .* still in use/.test(complaint);
  if (orphans) await endOrphans(site.folder);
  const passing = /lock file .* (already exists|is empty)|in lock file|TCP\/IP sockets/;
  if (orphans || passing.test(complaint)) return new PassingConflict(complaint);
  return new ClusterError(
    `PostgreSQL did not start in ${site.folder}: ${complaint} (see ${site.logFile})`,
  );
}

async function rotateLog(path: string): Promise<void> {
  const size = await stat(path).then(
    (file) => file.size,
    () => 0,
  );
  if (size > logFileLimitBytes) await rename(path, `${path}.1`);
}

function freePort(port: number): Promise<number | undefined> {
  return new Promise((done) => {
    const server = createServer();
    server.once('error', () => done(undefined));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      const found = typeof address === 'object' ? address?.port : undefined;
      server.close(() => done(found));
    });
  });
}
