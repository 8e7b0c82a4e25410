/**
 * Which processes of PostgreSQL there are on a cluster's folder. `postmaster.pid` says so, but it
 * survives a crash, after which its number may belong to another program.
 */
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** PostgreSQL's first process, by what it keeps writing in `postmaster.pid`. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly status: 'starting' | 'ready' | 'stopping';
}

const lockFileWriteMs = 2_000;

/** The postmaster that runs on this folder, if any; a lock file that nobody holds is removed. */
export async function runningPostmaster(folder: string): Promise<Postmaster | undefined> {
  const path = join(folder, 'postmaster.pid');
  const content = await readFile(path, 'utf8').catch(() => undefined);
  if (content === undefined) return undefined;
  const lines = content.split('\n');
  const pid = Number(lines[0]);
  if (await isMisleading(path, lines[0] ?? '', folder)) {
    await rm(path, { force: true });
    return undefined;
  }
  // A negative number is PostgreSQL's mark for a process without connections: there is none to join.
  if (!(pid > 0) || !(await isAlive(pid))) return undefined;
  const status = lines[7]?.trim();
  return {
    pid,
    port: Number(lines[3]),
    status: status === 'ready' || status === 'stopping' ? status : 'starting',
  };
}

/** Whether the process is there at all; one that has ended and was not collected is not. */
export async function isAlive(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  const status = await statusOf(pid);
  return status === undefined || !status.hasEnded;
}

/**
 * Ends the sessions that outlive a killed postmaster, for which PostgreSQL refuses to start anew.
 * They are lost already: their shared memory is abandoned, and the log is replayed without them.
 * Without /proc nothing is done; they end by themselves when their query does.
 */
export async function endOrphans(folder: string): Promise<void> {
  const names = await readdir('/proc').catch(() => []);
  for (const pid of names.filter((name) => /^\d+$/.test(name)).map(Number)) {
    const title = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (!title.startsWith('postgres: ') || (await worksIn(folder, pid)) !== true) continue;
    const parent = (await statusOf(pid))?.parent;
    if (parent === undefined || (await isPostmasterOn(folder, parent))) continue;
    send(pid, 'SIGKILL');
  }
}

/** Sends a signal to a process that may just have ended. */
export function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/**
 * Whether a lock file would stop every start though nobody holds it: it is empty, or its number
 * belongs to some other program of this user since the machine crashed, or to a postmaster that was
 * killed and that nobody has collected, as in a container without an init process. That the number
 * belongs to nobody, PostgreSQL sees by itself.
 */
async function isMisleading(path: string, pidText: string, folder: string): Promise<boolean> {
  if (!/^-?[1-9]\d*$/.test(pidText)) {
    const file = await stat(path).catch(() => undefined);
    return file !== undefined && Date.now() - file.mtimeMs > lockFileWriteMs;
  }
  const pid = Math.abs(Number(pidText));
  const status = await statusOf(pid);
  if (status === undefined) return false;
  return status.hasEnded || !(await isPostmasterOn(folder, pid));
}

/** What cannot be found out counts as yes. */
async function isPostmasterOn(folder: string, pid: number): Promise<boolean> {
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => undefined);
  if (command === undefined) return true;
  const isPostgres = /(^|\/)(postgres|postmaster)$/.test(command.split('\0')[0] ?? '');
  return isPostgres && (await worksIn(folder, pid)) !== false;
}

/** PostgreSQL has its folder as working folder; undefined when that may not be known. */
async function worksIn(folder: string, pid: number): Promise<boolean | undefined> {
  const [theirs, ours] = await Promise.all([
    stat(`/proc/${pid}/cwd`).catch(() => undefined),
    stat(folder),
  ]);
  return theirs && theirs.dev === ours.dev && theirs.ino === ours.ino;
}

/** Undefined for no such process, and on systems without /proc. */
async function statusOf(pid: number): Promise<{ hasEnded: boolean; parent: number } | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const [, state, parent] = /^\d+ \(.*\) (\S) (\d+)/s.exec(text) ?? [];
  return state && parent ? { hasEnded: /[ZX]/.test(state), parent: Number(parent) } : undefined;
}
