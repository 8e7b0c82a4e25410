/**
 * Who runs PostgreSQL. It refuses uid 0, so root hands it to an unprivileged account, which must
 * still reach the programs and the folder: below a private home such as /root it does so with one
 * extra capability, or with a copy of the programs.
 */
import { execFile, type SpawnOptions } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { type Binaries, ClusterError, copyBinaries } from './cluster-binaries.js';

const run = promisify(execFile);

export interface Account {
  readonly name: string;
  /** Set when we are root and hand over to another user. */
  readonly ids?: { readonly uid: number; readonly gid: number };
}

/** How to start a program of PostgreSQL: what stands before it, and as whom. */
export interface Launcher {
  readonly account: Account;
  readonly binaries: Binaries;
  readonly prefix: readonly string[];
  readonly options: SpawnOptions;
}

/**
 * Only what PostgreSQL needs: the caller's PG…, LC_… and LD_LIBRARY_PATH must not leak in. Messages
 * stay English, since start-up reads them.
 */
const environment = Object.freeze({ PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C' });

/** Whoever owns the cluster already, else `postgres`, else `nobody`; without root, ourselves. */
export async function chooseAccount(clusterFolder: string): Promise<Account> {
  const owner = await stat(clusterFolder).catch(() => undefined);
  const uid = process.getuid?.();
  if (uid !== 0) {
    if (owner && owner.uid !== uid) {
      throw new ClusterError(
        `${clusterFolder} belongs to the user with uid ${owner.uid}, and this is uid ${uid}: ` +
          'start as that user or as root, or choose another DATA_DIR.',
      );
    }
    return { name: ownName(uid) };
  }
  if (owner && owner.uid !== 0) {
    return { name: `uid ${owner.uid}`, ids: { uid: owner.uid, gid: owner.gid } };
  }
  for (const name of ['postgres', 'nobody']) {
    const [userId, groupId] = await Promise.all([identity('-u', name), identity('-g', name)]);
    if (userId && groupId) return { name, ids: { uid: userId, gid: groupId } };
  }
  throw new ClusterError(
    'PostgreSQL refuses to run as root and there is no user "postgres" or "nobody" to hand it to: ' +
      'start as an ordinary user, or set DATABASE_URL to a PostgreSQL server of your own.',
  );
}

/** The first way that lets the account reach the folder and the programs, tried for real. */
export async function chooseLauncher(
  account: Account,
  binaries: Binaries,
  parentFolder: string,
): Promise<Launcher> {
  if (!account.ids) {
    return { account, binaries, prefix: [], options: { env: environment } };
  }
  const plain = { account, binaries, prefix: [], options: { ...account.ids, env: environment } };
  if (await reaches(plain, parentFolder)) return plain;
  for (const capability of ['dac_read_search', 'dac_override']) {
    const prefix = withCapability(account.ids, capability);
    const launcher = { account, binaries, prefix, options: { env: environment } };
    if (await reaches(launcher, parentFolder)) return launcher;
  }
  if (await entersFolder(plain, parentFolder)) {
    const copied = { ...plain, binaries: await copyBinaries(binaries, parentFolder) };
    if (await reaches(copied, parentFolder)) return copied;
    throw new ClusterError(
      `The user "${account.name}", to whom root hands PostgreSQL, cannot run ` +
        `${copied.binaries.postgres}: start as an ordinary user, or set DATABASE_URL.`,
    );
  }
  throw new ClusterError(
    `PostgreSQL refuses to run as root, and the user "${account.name}" cannot enter ` +
      `${parentFolder}: set DATA_DIR to a folder that everyone may enter, such as /var/lib/gezel, ` +
      'or start as an ordinary user.',
  );
}

/**
 * One capability, to pass the folders on the way, and nothing else of root's. Without
 * `no_setuid_fixup` the kernel ignores it in access(2), with which PostgreSQL looks for its programs.
 */
function withCapability(ids: { uid: number; gid: number }, capability: string): string[] {
  return [
    ...['setpriv', '--reuid', String(ids.uid), '--regid', String(ids.gid), '--clear-groups'],
    ...['--securebits', '+no_setuid_fixup'],
    ...['--inh-caps', `+${capability}`, '--ambient-caps', `+${capability}`, '--'],
  ];
}

/** `initdb --show` looks for its neighbours and reads `share/`, as a real start does. */
async function reaches(launcher: Launcher, folder: string): Promise<boolean> {
  const { initdb, root } = launcher.binaries;
  const script = 'cd -- "$1" && cd -- "$2" && exec "$3" --show --pgdata "$1/none"';
  return succeeds(launcher, ['/bin/sh', '-c', script, 'sh', folder, root, initdb]);
}

async function entersFolder(launcher: Launcher, folder: string): Promise<boolean> {
  return succeeds(launcher, ['/bin/sh', '-c', 'cd -- "$1"', 'sh', folder]);
}

async function succeeds(launcher: Launcher, command: readonly string[]): Promise<boolean> {
  const [program = '', ...rest] = [...launcher.prefix, ...command];
  const { uid, gid } = launcher.options;
  return run(program, rest, { uid, gid, env: environment, cwd: dirname('/') }).then(
    () => true,
    () => false,
  );
}

async function identity(flag: '-u' | '-g', name: string): Promise<number | undefined> {
  return run('id', [flag, name]).then(
    ({ stdout }) => Number(stdout.trim()),
    () => undefined,
  );
}

function ownName(uid: number | undefined): string {
  try {
    return userInfo().username;
  } catch {
    return `uid ${uid}`;
  }
}
