import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigError } from './config.js';
import { newId } from './ids.js';

/**
 * A secret in DATA_DIR, made at first use by whoever comes first: a server or a command. Written
 * beside and then linked: a reader never finds half of it, and the first one wins.
 */
export async function secretInFile(
  dataDir: string,
  name: string,
  make: () => string | Buffer,
): Promise<string> {
  const file = join(dataDir, name);
  const what = name.replace(/\.\w+$/, '').replaceAll('-', ' ');
  return (
    (await readIfThere(file).catch((error: unknown) => {
      throw new ConfigError(`The ${what} ${file} cannot be read: ${reason(error)}.`);
    })) ??
    makeOnce(dataDir, file, make).catch((error: unknown) => {
      throw new ConfigError(`The ${what} ${file} cannot be made: ${reason(error)}.`);
    })
  );
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

async function makeOnce(dataDir: string, file: string, make: () => string | Buffer) {
  const draft = `${file}.${newId()}`;
  try {
    await mkdir(dataDir, { recursive: true });
    const handle = await open(draft, 'wx', 0o600);
    await handle.writeFile(make());
    await handle.sync();
    await handle.close();
    await link(draft, file).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
    return await readFile(file, 'utf8');
  } finally {
    await rm(draft, { force: true }).catch(() => undefined);
  }
}

const reason = (error: unknown) => (error as NodeJS.ErrnoException).code ?? String(error);
