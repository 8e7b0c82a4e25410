import { AwsClient } from 'aws4fetch';
import { ExponentialBackoff, handleAll, retry } from 'cockatiel';
import type { FileStore } from './file-store.js';

export interface S3Options {
  /** The bucket's URL, e.g. `https://s3.eu-west-3.amazonaws.com/receipts`. */
  readonly url: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly region: string;
}

/** The store answered something else than was asked; the message holds no address and no key. */
export class FileStoreError extends Error {
  override readonly name = 'FileStoreError';
}

/**
 * Files in a bucket of Amazon S3 or of what speaks like it. The hash of what is sent is part of the
 * signature, so that the store refuses what arrived damaged. All three requests may be repeated.
 */
export function s3Store({ url, ...options }: S3Options): FileStore {
  const client = new AwsClient({ ...options, service: 's3', retries: 0 });
  const ask = asking(client, url.replace(/\/$/, ''));
  return Object.freeze({
    put: async (key: string, content: Blob, sha256: string) => {
      const headers = { 'x-amz-content-sha256': sha256 };
      await ask('PUT', key, { headers, body: content });
    },
    open: async (key: string) => {
      const { status, body } = await ask('GET', key);
      return status === 404 ? null : (body as AsyncIterable<Uint8Array> | null);
    },
    remove: async (key: string) => {
      await ask('DELETE', key);
    },
  });
}

function asking(client: AwsClient, bucket: string) {
  const again = retry(handleAll, {
    maxAttempts: 3,
    backoff: new ExponentialBackoff({ initialDelay: 100, maxDelay: 2_000 }),
  });
  return async (method: 'PUT' | 'GET' | 'DELETE', key: string, init: RequestInit = {}) => {
    const refused = (status: number) =>
      new FileStoreError(`The file store answered ${status} to ${method}.`);
    const answer = await again.execute(async () => {
      const response = await timely(client, `${bucket}/${key}`, { ...init, method });
      if (response.status >= 500 || response.status === 429) {
        await response.body?.cancel();
        throw refused(response.status);
      }
      return response;
    });
    if (answer.ok) return answer;
    await answer.body?.cancel();
    if (answer.status === 404 && method !== 'PUT') return answer;
    throw refused(answer.status);
  };
}

/** Bounds the wait for an answer, not the reading of a long one. */
async function timely(client: AwsClient, url: string, init: RequestInit): Promise<Response> {
  const gone = new AbortController();
  const timer = setTimeout(() => gone.abort(), answerTimeoutMs);
  try {
    return await client.fetch(url, { ...init, signal: gone.signal });
  } finally {
    clearTimeout(timer);
  }
}

const answerTimeoutMs = 30_000;
