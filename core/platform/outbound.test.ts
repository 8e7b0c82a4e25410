import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { getText, type LookUp, postJson } from './outbound.js';

/** Addresses that somebody typed in: what they point at is judged when it is connected to. */
const asked: string[] = [];
const server = createServer((request, response) => {
  asked.push(`${request.method} ${request.url}`);
  if (request.url === '/moved') response.writeHead(302, { location: '/inside' }).end();
  else if (request.url === '/large') response.end('x'.repeat(10_000));
  else response.end('here');
});
let port: number;
beforeAll(async () => {
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => new Promise((resolve) => void server.close(resolve)));

const bounds = { timeoutMs: 2_000, maximumBytes: 1_000, local: false };

describe('an address inside', () => {
  test.each([
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://0.0.0.0/',
    'http://10.1.2.3/',
    'http://100.64.0.1/',
    'http://172.16.0.1/',
    'http://192.168.0.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://224.0.0.1/',
    'http://255.255.255.255/',
    'http://[::]/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:a9fe:a9fe]/',
    'http://[64:ff9b::a00:1]/',
    'http://[2002:a00:1::]/',
    'http://[fc00::1]/',
    'http://[fe80::1]/',
  ])('is never asked, however it is written: %s', async (url) => {
    const target = url.replace(/\/$/, `:${port}/`);
    await expect(getText(target, bounds)).rejects.toThrow('no public address');
  });

  test('is not reached by a name either: what the name says is judged as it is connected', async () => {
    const body = { ...bounds, body: '{}', headers: {} };
    await expect(postJson(`http://localhost:${port}/`, body)).rejects.toThrow('which is inside');
    expect(asked).toEqual([]);
  });

  test('may be this machine in development, and nothing else', async () => {
    const local = { ...bounds, local: true };
    expect(await getText(`http://localhost:${port}/`, local)).toEqual({
      status: 200,
      text: 'here',
    });
    await expect(getText('http://10.1.2.3/', local)).rejects.toThrow('no public address');
  });
});

describe('a name that its owner points elsewhere meanwhile', () => {
  /** Answers a look-up each with the next of these, the last for ever. */
  const turning = (...answers: string[][]) => {
    const names: string[] = [];
    const lookUp: LookUp = (hostname, _options, told) => {
      names.push(hostname);
      const addresses = (answers.length > 1 ? answers.shift() : answers[0]) ?? [];
      told(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      );
    };
    return { names, lookUp };
  };
  const named = () => `http://hooks.example:${port}/`;

  test('is looked up once a request: what was judged is what is connected to', async () => {
    const { names, lookUp } = turning(['127.0.0.1'], ['10.1.2.3']);
    const local = { ...bounds, local: true, lookUp };
    expect(await getText(named(), local)).toMatchObject({ status: 200 });
    expect(names).toEqual(['hooks.example']);
    await expect(getText(named(), local)).rejects.toThrow('10.1.2.3, which is inside');
    expect(names).toEqual(['hooks.example', 'hooks.example']);
  });

  test('is refused when any of its addresses is inside, or it has none', async () => {
    const mixed = turning(['93.184.215.14', '::ffff:10.0.0.1']);
    await expect(getText(named(), { ...bounds, ...mixed })).rejects.toThrow('which is inside');
    const none = turning([]);
    await expect(getText(named(), { ...bounds, ...none })).rejects.toThrow('has no address');
  });

  test('is not reached by a connection that was open already', async () => {
    const { lookUp } = turning(['127.0.0.1'], ['127.0.0.1']);
    await getText(named(), { ...bounds, local: true, lookUp });
    asked.length = 0;
    await expect(getText(named(), { ...bounds, lookUp })).rejects.toThrow('which is inside');
    expect(asked).toEqual([]);
  });
});

test('a redirect is an answer, not a way; what is too large is a failure', async () => {
  asked.length = 0;
  const local = { ...bounds, local: true };
  expect(await getText(`http://127.0.0.1:${port}/moved`, local)).toMatchObject({ status: 302 });
  expect(asked).toEqual(['GET /moved']);
  await expect(getText(`http://127.0.0.1:${port}/large`, local)).rejects.toThrow('too large');
});
