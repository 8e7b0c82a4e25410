import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readConfig } from '../config.js';
import { newId } from '../ids.js';
import { diskStore } from './disk-store.js';
import { type FileStore, keyOf } from './file-store.js';
import { openFileStore } from './open-file-store.js';
import { s3Store } from './s3-store.js';
import { type S3Server, s3Key, s3Server } from './testing/s3-server.js';

let folder: string;
let server: S3Server;
const stores: Record<string, FileStore> = {};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gezel-store-'));
  server = await s3Server();
  stores.disk = diskStore(join(folder, 'files'));
  stores.s3 = s3Store({ ...s3Key, url: server.url });
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

const store = (name: string) => stores[name] as FileStore;
const newKey = () => keyOf(newId(), newId());
const put = (into: FileStore, key: string, content: Uint8Array<ArrayBuffer>) =>
  into.put(key, new Blob([content]), createHash('sha256').update(content).digest('hex'));

async function read(from: FileStore, key: string): Promise<Buffer | null> {
  const body = await from.open(key);
  if (body === null) return null;
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}

describe.each(['disk', 's3'])('a file store: %s', (name) => {
  test.each([1, 4_096, 3_000_000])('gives back the %i bytes that it was given', async (size) => {
    const content = Buffer.alloc(size, 'content of a receipt');
    const key = newKey();
    await put(store(name), key, content);
    expect((await read(store(name), key))?.equals(content)).toBe(true);
  });

  test('has nothing under a key that it was not given, or that it was told to forget', async () => {
    const key = newKey();
    expect(await read(store(name), key)).toBeNull();
    await put(store(name), key, Buffer.from('x'));
    await store(name).remove(key);
    await store(name).remove(key);
    expect(await read(store(name), key)).toBeNull();
  });

  test('takes the same file twice', async () => {
    const key = newKey();
    await put(store(name), key, Buffer.from('same'));
    await put(store(name), key, Buffer.from('same'));
    expect((await read(store(name), key))?.toString()).toBe('same');
  });
});

test('on disk a file is whole or not there, and no key leaves the folder', async () => {
  const key = newKey();
  const breaking = new Blob(['x']);
  breaking.stream = () =>
    new ReadableStream({
      start: (controller) => {
        controller.enqueue(Uint8Array.of(1));
        controller.error(new Error('the sender has gone'));
      },
    });
  await expect(store('disk').put(key, breaking, '')).rejects.toThrow('the sender has gone');
  const [cooperative = '', month = ''] = key.split('/');
  expect(await readdir(join(folder, 'files', cooperative, month))).toEqual([]);
  for (const bad of ['../x', '/etc/passwd', 'a/../../b', '', 'a//b']) {
    await expect(store('disk').open(bad)).rejects.toThrow('is no key');
  }
});

describe('S3', () => {
  test('is asked again when it is busy, and given up when it stays so', async () => {
    const key = newKey();
    server.failures.push(503, 500);
    await put(store('s3'), key, Buffer.from('late'));
    expect((await read(store('s3'), key))?.toString()).toBe('late');
    server.failures.push(503, 503, 503, 503);
    await expect(read(store('s3'), key)).rejects.toThrow('The file store answered 503 to GET.');
  });

  test('refuses what arrives damaged, and a wrong signature', async () => {
    const damaged = store('s3').put(newKey(), new Blob(['x']), '0'.repeat(64));
    await expect(damaged).rejects.toThrow('answered 400 to PUT');
    const stranger = s3Store({ ...s3Key, url: server.url, secretAccessKey: 'guessed' });
    await expect(put(stranger, newKey(), Buffer.from('x'))).rejects.toThrow('answered 403 to PUT');
  });

  test('is used when the configuration names a bucket', async () => {
    const env = {
      S3_URL: server.url.replace('127.0.0.1', 'localhost'),
      S3_REGION: s3Key.region,
      S3_ACCESS_KEY_ID: s3Key.accessKeyId,
      S3_SECRET_ACCESS_KEY: s3Key.secretAccessKey,
    };
    const key = newKey();
    await put(openFileStore(readConfig(env)), key, Buffer.from('configured'));
    expect(server.objects.get(`/bucket/${key}`)?.toString()).toBe('configured');
    expect(() => readConfig({ S3_URL: server.url })).toThrow('S3_ACCESS_KEY_ID is not set');
  });
});
