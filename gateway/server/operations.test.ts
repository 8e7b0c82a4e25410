import { once } from 'node:events';
import { request } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type TestDatabase, testDatabase } from '../../core/platform/testing/database.js';
import { type TestApi, testApi } from './testing/api.js';
import { playedSchema } from './testing/schema.js';
import { openSocket } from './testing/socket.js';

const { schema } = playedSchema();

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const started = (env: Record<string, string> = {}) => testApi({ schema, env, database });

describe('what operators ask', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await started();
  });
  afterAll(() => api.end());

  test('alive: without a look into the database', async () => {
    const statements: string[] = [];
    const observer = (text: string) => statements.push(text);
    api.database.sql.observers.add(observer);
    const { statusCode, body } = await api.app.inject({ url: '/health/live' });
    api.database.sql.observers.delete(observer);
    expect([statusCode, JSON.parse(body), statements]).toEqual([200, { status: 'alive' }, []]);
  });

  test('ready: with the database, and asked often it looks once', async () => {
    const statements: string[] = [];
    const observer = (text: string) => statements.push(text);
    api.database.sql.observers.add(observer);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => api.app.inject({ url: '/health/ready' })),
    );
    api.database.sql.observers.delete(observer);
    expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([200]));
    expect(statements.length).toBeLessThanOrEqual(1);
  });

  test('how it goes, as text for Prometheus', async () => {
    const token = await api.member('ada', 'MEMBER');
    await api.ask('{ me { name } }', { token });
    await api.ask('{ books { amount } }', { token: await api.token('ada', { scopes: [] }) });
    const { body, headers } = await api.app.inject({ url: '/metrics' });
    expect(headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(body).toContain('gezel_requests_total{type="query",code="OK"} 1');
    expect(body).toContain('gezel_requests_total{type="query",code="FORBIDDEN"} 1');
    expect(body).toContain('gezel_request_seconds_bucket{le="+Inf"} 2');
    expect(body).toContain('gezel_request_seconds_count 2');
    expect(body).toMatch(/^gezel_pool_connections \d+$/m);
    expect(body).toMatch(/^gezel_pool_in_use \d+$/m);
    expect(body).toMatch(/^gezel_outbox_waiting 0$/m);
    for (const line of body.trimEnd().split('\n')) {
      expect(line).toMatch(/^(# (HELP|TYPE) gezel_\w+ .+|gezel_\w+(\{[^}]+\})? [\d.e+-]+)$/);
    }
  });

  test('a line for each request, with the name of the operation and never its variables', async () => {
    const headers = { 'x-request-id': 'line-0001' };
    const variables = { text: 'Jan Janssens 85.07.30-033.28' };
    await api.ask('query Greet($text: String) { hello(name: $text) }', { headers, variables });
    const lines = api.lines.filter(({ requestId }) => requestId === 'line-0001');
    expect(lines).toEqual([
      {
        ...{ level: 'info', time: expect.any(String), msg: 'request', requestId: 'line-0001' },
        ...{ method: 'POST', status: 200, ms: expect.any(Number), type: 'query' },
        ...{
          operation: 'Greet',
          hash: expect.stringMatching(/^[0-9a-f]{16}$/),
          cost: 0,
          code: 'OK',
        },
      },
    ]);
    // Without what is random, in which any three digits may stand.
    const random = ['time', 'requestId', 'hash', 'ms', 'cooperative', 'member'];
    const said = JSON.stringify(api.lines, (key, value) => (random.includes(key) ? '' : value));
    expect(said).not.toMatch(/Janssens|033/);
  });
});

describe('without the database', () => {
  test('the server is alive, not ready, and answers INTERNAL without a detail', async () => {
    const api = await testApi({ schema });
    const token = await api.token('ada');
    await api.database.close();
    expect((await api.app.inject({ url: '/health/live' })).statusCode).toBe(200);
    const ready = await api.app.inject({ url: '/health/ready' });
    expect(ready.statusCode).toBe(503);
    expect(ready.json()).toEqual({ status: 'not ready', because: ['database'] });
    expect((await api.app.inject({ url: '/metrics' })).body).toContain('gezel_outbox_waiting NaN');
    const { status, errors } = await api.ask('{ me { name } }', { token });
    expect(status).toBe(500);
    expect(errors?.[0].extensions).toEqual({ code: 'INTERNAL' });
    await api.close();
  });
});

describe('the explorer', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await started();
  });
  afterAll(() => api.end());

  test('is one compressed page that loads nothing from elsewhere', async () => {
    const { headers, rawPayload, statusCode } = await api.app.inject({
      url: '/',
      headers: { 'accept-encoding': 'gzip, br' },
    });
    expect(statusCode).toBe(200);
    expect(headers['content-encoding']).toBe('gzip');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(rawPayload.length).toBeLessThan(4_000_000);
    const html = gunzipSync(rawPayload).toString();
    expect(html).toContain('<title>Gezel</title>');
    expect(html).toContain('"endpoint":"/graphql"');
    expect(html).not.toMatch(/<(script|link|img)[^>]+(src|href)="(https?:)?\/\//);
  });

  test('is sent once to a browser that keeps it', async () => {
    const first = await api.app.inject({ url: '/', headers: { 'accept-encoding': 'gzip' } });
    const again = await api.app.inject({
      url: '/',
      headers: { 'if-none-match': String(first.headers.etag) },
    });
    expect(again.statusCode).toBe(304);
    expect(again.body).toBe('');
  });

  test('is sent as it is to whoever cannot unpack it', async () => {
    for (const encoding of [undefined, 'identity', 'gzip;q=0']) {
      const headers = encoding === undefined ? {} : { 'accept-encoding': encoding };
      const plain = await api.app.inject({ url: '/', headers });
      expect(plain.headers['content-encoding']).toBeUndefined();
      expect(plain.body.trimStart().toLowerCase().startsWith('<!doctype html>')).toBe(true);
    }
  });
});

describe('an operation that takes too long', () => {
  test('is answered INTERNAL, and the server goes on', async () => {
    const api = await started({ REQUEST_TIMEOUT_MS: '50' });
    const { errors, status } = await api.ask('{ slow(ms: 5000) }');
    expect(status).toBe(500);
    expect(errors?.[0].extensions).toEqual({ code: 'INTERNAL' });
    expect(api.lines.some((line) => JSON.stringify(line).includes('more than 50 ms'))).toBe(true);
    expect((await api.ask('{ hello }')).status).toBe(200);
    await api.end();
  });
});

describe('the end', () => {
  /** A request over a real connection; resolves with its status and headers. */
  function post(url: string, query: string) {
    const call = request(`${url}/graphql`, {
      method: 'POST',
      agent: false,
      headers: { 'content-type': 'application/json' },
    });
    call.end(JSON.stringify({ query }));
    return once(call, 'response').then(([response]) => {
      response.resume();
      return { status: response.statusCode, connection: response.headers.connection };
    });
  }

  test('waits for what is being answered, takes nothing new and says goodbye to sockets', async () => {
    const api = await started();
    const url = await api.listen();
    const client = await openSocket(url);
    await client.init();
    const slow = post(url, '{ slow(ms: 300) }');
    // The request has arrived when the server is asked something later and answers.
    await post(url, '{ hello }');
    const closed = api.close();
    expect((await api.app.inject({ url: '/health/ready' })).json()).toEqual({
      ...{ status: 'not ready', because: ['shutting down'] },
    });
    await expect(post(url, '{ hello }')).rejects.toThrow('ECONNREFUSED');
    expect(await slow).toMatchObject({ status: 200 });
    expect(await client.next()).toEqual({ code: 1001, reason: 'Going away' });
    await closed;
    await api.close();
    await api.end();
  });

  test('does not wait longer than its limit', async () => {
    const api = await started({ SHUTDOWN_TIMEOUT_MS: '100' });
    const url = await api.listen();
    const slow = post(url, '{ slow(ms: 10000) }').catch(() => 'cut off');
    await post(url, '{ hello }');
    const startedAt = performance.now();
    await api.close();
    expect(performance.now() - startedAt).toBeLessThan(3_000);
    expect(await slow).toBe('cut off');
    await api.end();
  });

  test('is also that of a server that never listened', async () => {
    await (await started()).end();
  });
});

test('a port that is taken is one clear sentence', async () => {
  const first = await started();
  const port = new URL(await first.listen()).port;
  const second = await started({ PORT: port });
  await expect(second.listen()).rejects.toThrow(
    `Port ${port} of 127.0.0.1 is taken: stop what listens there, or set PORT to another.`,
  );
  await second.end();
  await first.end();
});
