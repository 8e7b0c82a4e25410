/** Where the bytes of files are: whole or not at all, unchanged once there. */
export interface FileStore {
  /** Keeps a file under a key, safely on return. The hash is SHA-256 of the content, in hex. */
  put(key: string, content: Blob, sha256: string): Promise<void>;
  /** The bytes, or null when there is no such file. */
  open(key: string): Promise<AsyncIterable<Uint8Array> | null>;
  /** Forgets a file; one that is not there is no mistake. */
  remove(key: string): Promise<void>;
}

/** Some fifty days of a co-operative's files are in one folder: ids begin with their time. */
export const keyOf = (cooperativeId: string, id: string): string =>
  `${cooperativeId}/${id.slice(0, 4)}/${id}`;
