/** Several files as one: a ZIP whose bytes depend on nothing but what is in it. */
import { buffer } from 'node:stream/consumers';

export interface ZipEntry {
  /** The path inside, with "/" between folders. */
  readonly name: string;
  readonly body: Uint8Array;
}

/**
 * Packs files, in this order. The day is written in each entry, so that the same files of the same
 * moment are the same bytes. In memory: for some dozens of documents, not for archives.
 */
export async function zipOf(entries: readonly ZipEntry[], madeAt: Date): Promise<Uint8Array> {
  const { ZipFile } = await import('yazl');
  const zip = new ZipFile();
  for (const { name, body } of entries) {
    zip.addBuffer(Buffer.from(body), name, { mtime: madeAt, mode: 0o100644 });
  }
  zip.end();
  return Uint8Array.from(await buffer(zip.outputStream));
}
