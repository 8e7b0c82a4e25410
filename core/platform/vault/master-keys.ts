import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { Config } from '../config.js';
import { secretInFile } from '../secret-file.js';
import { open, seal } from './seal.js';

/** Wraps the keys of persons; a key service of one's own fits behind it. */
export interface MasterKeys {
  /** The name of the key that wraps from now on. */
  readonly current: string;
  wrap(key: Buffer, about: string): Promise<Buffer>;
  /** Throws when the key is not known any more, or the bytes were not made with it. */
  unwrap(wrappedWith: string, wrapped: Buffer, about: string): Promise<Buffer>;
  /** A keyed hash by which equal values are found without opening any. */
  fingerprint(value: string): Promise<Buffer>;
}

type KeyConfig = Pick<Config, 'vaultKeys' | 'vaultLookupKey' | 'dataDir'>;

/**
 * The keys of the configuration, the first of which wraps; without it one in DATA_DIR, made at
 * first use, which is for development: there it lies beside the data that it protects.
 */
export function masterKeys(config: KeyConfig): MasterKeys {
  const named = config.vaultKeys ?? [];
  const fileKey = once(() => secretInFile(config.dataDir, 'vault-key', freshKey));
  const lookupKey = once(
    async () =>
      config.vaultLookupKey ?? (await secretInFile(config.dataDir, 'vault-lookup-key', freshKey)),
  );
  const secretOf = async (name: string) => {
    if (name === fileName && named.length === 0) return digest(await fileKey());
    const found = named.find((key) => key.name === name);
    if (found === undefined) throw new Error(`VAULT_KEYS has no key "${name}" any more.`);
    return digest(found.secret);
  };
  const current = named[0]?.name ?? fileName;
  return Object.freeze({
    current,
    wrap: async (key: Buffer, about: string) => seal(await secretOf(current), key, about),
    unwrap: async (wrappedWith: string, wrapped: Buffer, about: string) =>
      open(await secretOf(wrappedWith), wrapped, about),
    fingerprint: async (value: string) =>
      createHmac('sha256', digest(await lookupKey()))
        .update(value)
        .digest(),
  });
}

const fileName = 'data-dir';
const freshKey = () => randomBytes(32).toString('base64url');
const digest = (secret: string) => createHash('sha256').update(secret).digest();

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
