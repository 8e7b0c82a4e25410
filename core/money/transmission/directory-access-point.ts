/**
 * An access point that is a folder, for who uploads by hand or by another program: `outbox/` has
 * what is to go out as KEY.xml; moved to `delivered/` or `refused/` it counts as that. What comes in
 * is put in `inbox/` as *.xml and ends in `taken/` or `returned/`.
 */
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type AccessPoint,
  AccessPointError,
  type MessageState,
  maximumMessageBytes,
  type OutgoingMessage,
} from './access-point.js';

export function directoryAccessPoint(folder: string): AccessPoint {
  const stateOf = async (key: string): Promise<MessageState | null> => {
    const name = `${checked(key)}.xml`;
    if (await exists(join(folder, 'delivered', name)))
      return { state: 'DELIVERED', messageId: key };
    if (await exists(join(folder, 'refused', name))) {
      return { state: 'REFUSED', code: 'REFUSED', text: 'It was moved to the folder "refused".' };
    }
    return (await exists(join(folder, 'outbox', name))) ? { state: 'SENT', messageId: key } : null;
  };
  return Object.freeze({
    stateOf,
    send: async (message: OutgoingMessage) => {
      const known = await stateOf(message.key);
      if (known !== null) return known;
      await writeWhole(join(folder, 'outbox'), `${message.key}.xml`, message.body);
      return { state: 'SENT', messageId: message.key } as const;
    },
    waiting: async (limit: number) => {
      await mkdir(join(folder, 'inbox'), { recursive: true });
      const names = (await readdir(join(folder, 'inbox'))).filter((name) => /\.xml$/i.test(name));
      const read = names.sort().slice(0, limit);
      return Promise.all(read.map((id) => bounded(join(folder, 'inbox', id), id)));
    },
    answer: async (id: string, refusal: string | null) => {
      const target = join(folder, refusal === null ? 'taken' : 'returned');
      await mkdir(target, { recursive: true });
      const file = checked(id);
      if (refusal !== null) await writeWhole(target, `${file}.txt`, Buffer.from(refusal));
      // Gone: another server has answered it.
      await rename(join(folder, 'inbox', file), join(target, file)).catch(ignoreAbsent);
    },
  });
}

/** Written beside and renamed: whoever reads the folder sees whole files only. */
async function writeWhole(folder: string, name: string, content: Uint8Array): Promise<void> {
  await mkdir(folder, { recursive: true });
  const draft = join(folder, `.${name}.${process.pid}.part`);
  try {
    const file = await open(draft, 'w', 0o600);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, join(folder, name));
  } finally {
    await rm(draft, { force: true });
  }
}

/** A file beyond the limit is read up to just beyond it, so that it is refused and not kept. */
async function bounded(path: string, id: string) {
  if ((await stat(path)).size <= maximumMessageBytes) return { id, body: await readFile(path) };
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(new Uint8Array(maximumMessageBytes + 1));
    return { id, body: buffer.subarray(0, bytesRead) };
  } finally {
    await file.close();
  }
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

function ignoreAbsent(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}

/** Names stay in their folder. */
function checked(name: string): string {
  if (/^[\w][\w.@ -]{0,200}$/.test(name)) return name;
  throw new AccessPointError(`"${name.slice(0, 60)}" is no name of a message.`);
}
