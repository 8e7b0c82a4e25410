import { createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { newId } from '../ids.js';
import type { FileStore } from './file-store.js';

/** Files in a folder that all servers share; written beside, flushed and then renamed. */
export function diskStore(folder: string): FileStore {
  return Object.freeze({
    put: async (key: string, content: Blob) => {
      const path = place(folder, key);
      const draft = `${path}.${newId()}.part`;
      await mkdir(dirname(path), { recursive: true });
      try {
        const source = Readable.from(content.stream());
        const target = createWriteStream(draft, { flags: 'wx', mode: 0o600, flush: true });
        await pipeline(source, target);
        await rename(draft, path);
      } finally {
        await rm(draft, { force: true });
      }
    },
    open: async (key: string) => {
      try {
        return (await open(place(folder, key))).createReadStream();
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
        throw error;
      }
    },
    remove: (key: string) => rm(place(folder, key), { force: true }),
  });
}

/** Keys are ours, never a client's; one that could leave the folder is a defect. */
function place(folder: string, key: string): string {
  if (!/^[\da-z-]+(\/[\da-z-]+)*$/.test(key)) throw new Error(`"${key}" is no key of a file.`);
  return join(folder, key);
}
