import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { WebSocket } from 'ws';
import { clockAt } from '../../core/platform/clock.js';
import type { Signal } from '../../core/platform/events/hub.js';
import { mostConnections } from './socket-callers.js';
import { mostSubscriptions } from './subscriptions.js';
import { type TestApi, testApi } from './testing/api.js';
import { playedSchema } from './testing/schema.js';
import { openSocket } from './testing/socket.js';

const played = playedSchema();
let api: TestApi;
let url: string;
let ada: string;

beforeAll(async () => {
  api = await testApi({ schema: played.schema, env: { MAX_COST: '100' } });
  url = await api.listen();
  ada = await api.member('ada', 'MEMBER');
});
afterAll(() => api.end());

const ticks = 'subscription { ticks { n reads } }';

async function entered(token?: string) {
  const client = await openSocket(url);
  expect(await client.init(token)).toEqual({ type: 'connection_ack' });
  return client;
}

/** Publishes once somebody listens, however long the way there took. */
async function publish(n: number, listeners = 1): Promise<void> {
  while (listening() < listeners) await new Promise(setImmediate);
  played.ticks.publish({ n });
}
const listening = () => played.counts.listening;

describe('a subscription', () => {
  test('sends events until the client completes it, each read afresh', async () => {
    const client = await entered(ada);
    client.start('1', ticks);
    for (const n of [1, 2]) {
      await publish(n);
      expect(await client.next()).toEqual({
        ...{ type: 'next', id: '1', payload: { data: { ticks: { n, reads: n } } } },
      });
    }
    client.send({ type: 'complete', id: '1' });
    while (listening() > 0) await new Promise(setImmediate);
    client.socket.close();
  });

  test('ends when the client leaves, although no event comes', async () => {
    const client = await entered(ada);
    client.start('1', ticks);
    while (listening() < 1) await new Promise(setImmediate);
    client.socket.terminate();
    while (listening() > 0) await new Promise(setImmediate);
  });

  test('of a generator that listens to the hub ends when the client leaves or completes', async () => {
    const leaving = await entered(ada);
    const completing = await entered(ada);
    for (const client of [leaving, completing]) client.start('1', 'subscription { signals { n } }');
    while (listening() < 2) await new Promise(setImmediate);
    api.signals.publish({ eventId: '5' } as Signal);
    for (const client of [leaving, completing]) {
      expect(await client.next()).toMatchObject({ payload: { data: { signals: { n: 5 } } } });
    }
    leaving.socket.terminate();
    completing.send({ type: 'complete', id: '1' });
    while (listening() > 0) await new Promise(setImmediate);
    completing.socket.close();
  });

  test('of somebody without a token answers what is public only', async () => {
    const client = await entered();
    client.start('1', ticks);
    expect(await client.next()).toMatchObject({
      ...{ type: 'error', id: '1' },
      payload: [
        {
          message: 'This needs a valid access token.',
          extensions: { code: 'UNAUTHENTICATED' },
        },
      ],
    });
    client.start('2', 'subscription { open { n } }');
    await publish(7);
    expect(await client.next()).toMatchObject({
      type: 'next',
      payload: { data: { open: { n: 7 } } },
    });
    client.socket.close();
  });

  test('needs its permission before it subscribes', async () => {
    const before = played.counts.subscribed;
    const client = await entered(await api.token('ada', { scopes: ['invoice.write'] }));
    client.start('1', ticks);
    const { payload } = await client.next();
    expect(payload.errors[0].extensions).toEqual({
      ...{ code: 'FORBIDDEN', permission: 'activity.read' },
    });
    expect(await client.next()).toEqual({ type: 'complete', id: '1' });
    expect(played.counts.subscribed).toBe(before);
    client.socket.close();
  });

  test('whose source fails says so without a detail', async () => {
    const client = await entered(ada);
    client.start('1', 'subscription { broken { n } }');
    const { payload } = await client.next();
    expect(payload.errors[0].extensions).toEqual({ code: 'INTERNAL' });
    expect(JSON.stringify(payload)).not.toContain('hunter2');
    expect(await client.next()).toEqual({ type: 'complete', id: '1' });
    client.socket.close();
  });

  test('ends with the token of a member who was suspended meanwhile', async () => {
    const token = await api.member('sus', 'MEMBER');
    const client = await entered(token);
    client.start('1', ticks);
    while (listening() < 1) await new Promise(setImmediate);
    await api.database.admin.query(
      `update core.member set status = 'SUSPENDED' where subject = 'sus'`,
    );
    api.forget('sus');
    await publish(9);
    expect(await client.next()).toEqual({ code: 4401, reason: 'The token is no longer valid.' });
    while (listening() > 0) await new Promise(setImmediate);
  });
});

describe('an operation over a WebSocket', () => {
  test('may be a query or a mutation, with the same rules', async () => {
    const client = await entered(ada);
    client.start('q', '{ me { name } }');
    expect(await client.next()).toMatchObject({ payload: { data: { me: { name: 'ada' } } } });
    expect(await client.next()).toEqual({ type: 'complete', id: 'q' });
    client.start('m', 'mutation { write(input: { text: "ws" }) { done } }');
    expect((await client.next()).payload.data.write.done).toContain('ws');
    client.socket.close();
  });

  test.each<[string, string, object, string, string]>([
    ['a syntax error', '{ me', {}, 'BAD_USER_INPUT', 'Syntax Error: Expected Name, found <EOF>.'],
    ['an unknown field', '{ mee { name } }', {}, 'BAD_USER_INPUT', 'Cannot query field "mee"'],
    [
      'too many aliases',
      `{ ${Array.from({ length: 31 }, (_, i) => `a${i}: hello`).join(' ')} }`,
      {},
      'BAD_USER_INPUT',
      'Aliases limit of 30',
    ],
    [
      'a cost',
      'query ($n: Int) { people(first: $n) { name } }',
      { n: 101 },
      'QUERY_TOO_COSTLY',
      'This operation costs 101 and the limit is 100.',
    ],
  ])('is refused for %s', async (_what, query, variables, code, sentence) => {
    const client = await entered(ada);
    client.start('1', query, variables);
    const { type, payload } = await client.next();
    expect(type).toBe('error');
    expect(payload[0].message).toContain(sentence);
    expect(payload[0].extensions.code).toBe(code);
    client.socket.close();
  });

  test('answers in the language of the connection', async () => {
    const client = await openSocket(url, { headers: { 'accept-language': 'de' } });
    await client.init();
    client.start('1', '{ me { name } }');
    expect((await client.next()).payload[0].message).toBe(
      'Dafür ist ein gültiges Zugriffstoken nötig.',
    );
    client.socket.close();
  });

  test('is one of fifty at a time', async () => {
    const client = await entered(ada);
    for (let i = 0; i < mostSubscriptions; i++) client.start(`${i}`, ticks);
    while (listening() < mostSubscriptions) await new Promise(setImmediate);
    client.start('more', ticks);
    expect(await client.next()).toMatchObject({
      ...{ type: 'error', id: 'more' },
      payload: [{ message: 'A connection may run 50 operations at a time.' }],
    });
    client.socket.close();
    while (listening() > 0) await new Promise(setImmediate);
  });
});

describe('a connection', () => {
  test.each<[string, () => Promise<string>]>([
    ['an expired token', () => api.token('ada', { hours: -1 })],
    ['a word', async () => 'secret'],
    ['a token of an application for nobody', () => api.token('nobody', { scopes: ['x'] })],
  ])('with %s is closed', async (_what, token) => {
    const client = await openSocket(url);
    expect(await client.init(await token())).toEqual({
      ...{ code: 4401, reason: 'This needs a valid access token.' },
    });
  });

  test('is closed when its token expires', async () => {
    // The server's clock runs just short of the expiry, so that the test need not wait an hour.
    const clock = clockAt(() => new Date(Date.now() - 3_600_000));
    const early = await testApi({ schema: playedSchema().schema, clock });
    const earlyUrl = await early.listen();
    await early.member('ada', 'MEMBER');
    const client = await openSocket(earlyUrl);
    expect(await client.init(await early.token('ada', { hours: 1.2 / 3_600 }))).toMatchObject({
      type: 'connection_ack',
    });
    expect(await client.next()).toEqual({ code: 4401, reason: 'The token has expired.' });
    await early.end();
  });

  test('asks nothing before it has entered', async () => {
    const client = await openSocket(url);
    client.start('1', '{ hello }');
    expect(await client.next()).toMatchObject({ code: 4401 });
  });

  test('speaks the protocol or is closed', async () => {
    for (const [message, code] of [
      ['no JSON', 4400],
      ['{"type":"unheard-of"}', 4400],
      [JSON.stringify({ type: 'subscribe', id: '1' }), 4400],
    ] as const) {
      const client = await entered(ada);
      client.send(message);
      expect(await client.next()).toMatchObject({ code });
    }
    const old = await openSocket(url, { protocol: 'graphql-ws' }).catch((error: Error) => error);
    expect(old).toBeInstanceOf(Error);
  });

  test('sends no message of more than a megabyte', async () => {
    const client = await entered(ada);
    client.send(`{"type":"ping","payload":"${'x'.repeat(1_100_000)}"}`);
    expect(await client.next()).toMatchObject({ code: 1009 });
  });

  test('that asks on and reads nothing is cut off before it fills the memory', async () => {
    const client = await entered(ada);
    client.start('1', ticks);
    while (listening() < 1) await new Promise(setImmediate);
    client.socket.on('error', () => undefined);
    client.socket.pause();
    // Each is answered with what it holds; the kernel keeps a few of them, the server 4 MB.
    const ping = `{"type":"ping","payload":{"text":"${'x'.repeat(1_000_000)}"}}`;
    for (let i = 0; i < 40; i++) client.send(ping);
    while (listening() > 0) await new Promise(setImmediate);
    client.socket.terminate();
    const other = await entered(ada);
    other.start('q', '{ me { name } }');
    expect(await other.next()).toMatchObject({ payload: { data: { me: { name: 'ada' } } } });
    other.socket.close();
  });

  test('is only at the path of the API', async () => {
    const elsewhere = new WebSocket(`${url.replace(/^http/, 'ws')}/other`, 'graphql-transport-ws');
    const [error] = (await once(elsewhere, 'error')) as [Error];
    expect(error.message).toContain('404');
  });

  test('is one of twenty of a caller', async () => {
    const token = await api.member('many', 'MEMBER');
    const clients = await Promise.all(
      Array.from({ length: mostConnections }, () => entered(token)),
    );
    const another = await openSocket(url);
    expect(await another.init(token)).toEqual({
      ...{ code: 4403, reason: 'You hold 20 connections already.' },
    });
    clients[0]?.socket.close();
    await clients[0]?.next();
    const again = await openSocket(url);
    expect(await again.init(token)).toEqual({ type: 'connection_ack' });
    for (const client of [...clients, again]) client.socket.terminate();
  });
});
