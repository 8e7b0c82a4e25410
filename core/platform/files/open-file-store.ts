import { join } from 'node:path';
import type { Config } from '../config.js';
import { diskStore } from './disk-store.js';
import type { FileStore } from './file-store.js';
import { s3Store } from './s3-store.js';

/** The store that the configuration names. */
export function openFileStore(config: Config): FileStore {
  const { s3Url: url, s3AccessKeyId: accessKeyId, s3SecretAccessKey: secretAccessKey } = config;
  if (url === undefined || accessKeyId === undefined || secretAccessKey === undefined) {
    return diskStore(join(config.dataDir, 'files'));
  }
  return s3Store({ url, accessKeyId, secretAccessKey, region: config.s3Region });
}
