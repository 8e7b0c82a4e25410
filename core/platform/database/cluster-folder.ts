/**
 * The folder of the cluster, `<DATA_DIR>/postgres`: made once by initdb, with its password and its
 * port in a private file beside PostgreSQL's own, so that they are moved and restored together.
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import {
  access,
  lchown,
  mkdir,
  open,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Account, Launcher } from './cluster-account.js';
import { ClusterError, exists } from './cluster-binaries.js';
import { isAlive } from './cluster-processes.js';

/** What is needed to connect; kept in `gezel.json`, mode 0600. */
export interface Access {
  readonly password: string;
  readonly port: number;
}

const majorVersion = '18';
const accessFile = 'gezel.json';

/** Makes DATA_DIR when it is missing and answers its real path. */
export async function openDataDir(dataDir: string): Promise<string> {
  const path = resolve(dataDir);
  const refuse = (what: string) =>
    new ClusterError(`The data folder ${path} ${what}: set DATA_DIR to a folder of your own.`);
  try {
    await makeFolder(path);
    await access(path, constants.W_OK | constants.X_OK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' || code === 'ENOTDIR') throw refuse('is a file, or lies below one');
    throw refuse(`cannot be made or written (${code})`);
  }
  if (await exists(join(path, 'PG_VERSION'))) throw refuse('is itself a PostgreSQL cluster');
  return realpath(path);
}

/** The state of the cluster's folder: `false` when initdb must still make it. */
export async function isInitialized(folder: string): Promise<boolean> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw new ClusterError(
      `The data folder ${folder} cannot be read (${error.code}): ` +
        'check who owns it, or set DATA_DIR to another folder.',
    );
  });
  if (names.length === 0) return false;
  const version = await readFile(join(folder, 'PG_VERSION'), 'utf8').catch(() => '');
  if (version.trim() === '') {
    throw new ClusterError(
      `${folder} is not empty and holds no PostgreSQL cluster: ` +
        'move its content away, or set DATA_DIR to another folder.',
    );
  }
  if (version.trim() !== majorVersion) {
    throw new ClusterError(
      `${folder} was made by PostgreSQL ${version.trim()} and this is PostgreSQL ${majorVersion}: ` +
        'move the content over with pg_dump and pg_restore, or set DATABASE_URL.',
    );
  }
  return true;
}

/** Runs initdb beside the folder and moves the result into place, so that a crash leaves no half. */
export async function initialize(launcher: Launcher, folder: string): Promise<void> {
  const unfinished = `${folder}.new-${process.pid}`;
  const passwordFile = `${unfinished}.password`;
  const password = randomBytes(24).toString('base64url');
  try {
    await removeUnfinished(dirname(folder));
    await mkdir(unfinished, { mode: 0o700 });
    await give(launcher.account, unfinished);
    await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
    await give(launcher.account, passwordFile);
    await runInitdb(launcher, unfinished, passwordFile);
    await saveAccess(launcher.account, unfinished, { password, port: 0 });
    // An empty folder may be in the way; a full one means that another start was faster.
    await rename(unfinished, folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
    await flush(dirname(folder));
  } finally {
    await rm(passwordFile, { force: true });
    await rm(unfinished, { recursive: true, force: true });
  }
}

export async function readAccess(folder: string): Promise<Access> {
  try {
    const { password, port } = JSON.parse(await readFile(join(folder, accessFile), 'utf8'));
    if (typeof password === 'string' && typeof port === 'number') return { password, port };
  } catch {
    // The sentence below says it all.
  }
  throw new ClusterError(
    `${join(folder, accessFile)}, which holds the password of the cluster, is missing or broken: ` +
      'put it back, or set DATA_DIR to another folder.',
  );
}

export async function saveAccess(account: Account, folder: string, value: Access): Promise<void> {
  const path = join(folder, accessFile);
  const unfinished = `${path}.${process.pid}`;
  await rm(unfinished, { force: true });
  // `wx` follows no link: root writes here in a folder that belongs to the account.
  const options = { flag: 'wx', mode: 0o600, flush: true };
  await writeFile(unfinished, `${JSON.stringify(value)}\n`, options);
  await give(account, unfinished);
  await rename(unfinished, path);
  await flush(folder);
}

async function runInitdb(launcher: Launcher, folder: string, passwordFile: string): Promise<void> {
  const [program = '', ...rest] = [
    ...launcher.prefix,
    launcher.binaries.initdb,
    ...['--pgdata', folder, '--username', 'postgres', '--pwfile', passwordFile],
    ...['--auth', 'scram-sha-256', '--encoding', 'UTF8', '--data-checksums'],
    // PostgreSQL's own C.UTF-8 sorts the same on every machine and after every upgrade.
    ...['--locale', 'C', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8'],
  ];
  const child = spawn(program, rest, { ...launcher.options, cwd: '/', stdio: 'pipe' });
  let output = '';
  child.stdout?.on('data', (chunk) => (output += chunk));
  child.stderr?.on('data', (chunk) => (output += chunk));
  const failure = await new Promise<string | undefined>((done) => {
    child.once('error', (error) => done(error.message));
    child.once('close', (code) => done(code === 0 ? undefined : lastComplaint(output)));
  });
  if (failure === undefined) return;
  throw new ClusterError(`A new PostgreSQL cluster could not be made in ${folder}: ${failure}`);
}

/** The last line of PostgreSQL's output that says what is wrong, without its decoration. */
export function lastComplaint(output: string): string {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  // Clients that were told to wait say nothing about why it ended.
  const complaint = lines.findLast(
    (line) => /(error|FATAL|PANIC|ERROR):\s/.test(line) && !/the database system is/.test(line),
  );
  // Of a broken configuration file, the line above says where.
  const place = complaint?.endsWith('contains errors') && lines[lines.indexOf(complaint) - 1];
  const line = place || complaint || (lines.at(-1) ?? 'it ended without a word');
  return line.replace(/^.*?(error|FATAL|PANIC|ERROR|LOG):\s+/, '').trim();
}

/** What a start that was killed during initdb has left behind; its initdb may still be writing. */
async function removeUnfinished(dataDir: string): Promise<void> {
  for (const name of await readdir(dataDir)) {
    const pid = /^postgres\.new-(\d+)/.exec(name)?.[1];
    if (pid === undefined || (Number(pid) !== process.pid && (await isAlive(Number(pid)))))
      continue;
    const options = { recursive: true, force: true, maxRetries: 5, retryDelay: 50 };
    await rm(join(dataDir, name), options).catch(() => undefined);
  }
}

/** Not `recursive`, with which Node tries for ever where the system makes no folders, as in /proc. */
async function makeFolder(path: string): Promise<void> {
  const isFolder = async () => (await stat(path).catch(() => undefined))?.isDirectory() === true;
  if (await isFolder()) return;
  if (!(await exists(dirname(path)))) await makeFolder(dirname(path));
  await mkdir(path).catch(async (error) => {
    if (!(await isFolder())) throw error;
  });
}

/** Makes a rename survive a power failure. */
async function flush(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}

async function give(account: Account, path: string): Promise<void> {
  if (account.ids) await lchown(path, account.ids.uid, account.ids.gid);
}
