import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { checkServer, explainConnectFailure, UnsuitableServerError } from './check-server.js';
import { type Cluster, startCluster } from './cluster.js';
import type { Sql } from './sql.js';

// One of its own: the server of the test run is not fit to keep money on.
let home: string;
let cluster: Cluster;
let client: pg.Client;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'gezel-check-'));
  cluster = await startCluster({ dataDir: home, database: 'gezel' });
  client = new pg.Client({ connectionString: cluster.url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await cluster.stop();
  await rm(home, { recursive: true, force: true });
});

/** The real server, but for what cannot be had from one that is fit to run the tests on. */
function serverWith(changes: Record<string, unknown> = {}): Sql {
  return {
    query: async <Row>(text: string) => {
      const { rows } = await client.query(text);
      return rows.map((row) => ({ ...row, ...changes })) as Row[];
    },
  };
}

describe('checkServer', () => {
  test('accepts the PostgreSQL inside the project', async () => {
    await expect(checkServer(serverWith())).resolves.toBeUndefined();
  });

  test('refuses a session that does not wait for its commits', async () => {
    await client.query('begin; set local synchronous_commit = off');
    await expect(checkServer(serverWith())).rejects.toThrow('synchronous_commit = off');
    await client.query('rollback');
  });

  test.each([
    [{ version: 140_023, versionName: '14.23' }, 'PostgreSQL 14.23 is too old'],
    [{ inRecovery: true }, 'is a standby'],
    [{ fsync: 'off' }, 'fsync = off'],
    [{ fullPageWrites: 'off' }, 'full_page_writes = off'],
  ])('refuses %j', async (changes, reason) => {
    const check = checkServer(serverWith(changes));
    await expect(check).rejects.toThrow(UnsuitableServerError);
    await expect(check).rejects.toThrow(reason);
    await expect(check).rejects.toThrow(/^[^\n]*\.$|^[^\n]*[a-z]$/);
  });

  test.each([
    [{ version: 150_000, versionName: '15.0' }],
    [{ synchronousCommit: 'local' }],
    [{ synchronousCommit: 'remote_apply' }],
  ])('accepts %j', async (changes) => {
    await expect(checkServer(serverWith(changes))).resolves.toBeUndefined();
  });
});

describe('explainConnectFailure', () => {
  async function explained(change: (url: URL) => void, ssl = false): Promise<string> {
    const url = new URL(cluster.url);
    url.search = '';
    change(url);
    const attempt = new pg.Client({ connectionString: url.href, ssl });
    attempt.on('error', () => undefined);
    const failure = await attempt.connect().catch((error: unknown) => error);
    await attempt.end().catch(() => undefined);
    return explainConnectFailure(failure, url.href);
  }

  async function closedPort(): Promise<number> {
    const listener = createServer().listen(0, '127.0.0.1');
    await new Promise((done) => listener.once('listening', done));
    const { port } = listener.address() as { port: number };
    await new Promise((done) => listener.close(done));
    return port;
  }

  test('says that nothing listens there', async () => {
    const port = await closedPort();
    const sentence = await explained((url) => {
      url.port = String(port);
    });
    expect(sentence).toContain(`127.0.0.1:${port} refuses the connection`);
  });

  test('says that the password is wrong, without showing it', async () => {
    const sentence = await explained((url) => {
      url.password = 'hush%20hush';
    });
    expect(sentence).toMatch(/refuses the user "postgres": check the user and the password/);
    expect(sentence).not.toContain('hush');
  });

  test('says that the database is not there', async () => {
    const sentence = await explained((url) => {
      url.pathname = '/no%20such';
    });
    expect(sentence).toContain('has no database "no such"');
  });

  test('says that TLS is the matter', async () => {
    expect(await explained(() => undefined, true)).toContain('The TLS connection');
  });

  const url = 'postgres://me:p%40ss-w0rd@db.example.org/accounts';
  test.each([
    ['ENOTFOUND', 'There is no host with the name in db.example.org:5432'],
    ['EAI_AGAIN', 'cannot be looked up now'],
    ['ETIMEDOUT', 'does not answer in time'],
    ['EHOSTUNREACH', 'over the network'],
    ['28000', 'does not let the user "me" into the database "accounts"'],
    ['42501', 'lets the user "me" not connect'],
    ['53300', 'has no connection left'],
    ['57P03', 'still starting'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'The TLS connection'],
  ])('explains %s in one sentence', (code, words) => {
    const message = code.startsWith('SELF') ? 'self-signed certificate in certificate chain' : code;
    const failure = Object.assign(new Error(message), { code });
    const sentence = explainConnectFailure(failure, url);
    expect(sentence).toContain(words);
    expect(sentence).toMatch(/^[A-Z][^\n]*\.$/);
  });

  test('an unknown failure is quoted without the password or the URL', () => {
    for (const secret of [url, 'p%40ss-w0rd', 'p@ss-w0rd']) {
      const sentence = explainConnectFailure(new Error(`odd: ${secret}\nmore.`), url);
      expect(sentence).toContain('(odd: … more)');
      expect(sentence).not.toMatch(/p(%40|@)ss/);
    }
  });

  test.each([
    ['a host with several addresses', { errors: [{ code: 'ECONNREFUSED' }] }, 'refuses'],
    ['nothing known', undefined, 'undefined'],
    ['a socket folder', { code: 'ENOENT' }, '/run/postgresql:5432 is not there'],
  ])('%s', (_, failure, words) => {
    const socket = 'postgres:///accounts?host=/run/postgresql';
    expect(explainConnectFailure(failure, socket)).toContain(words);
  });

  test('a URL that is none is not repeated', () => {
    const sentence = explainConnectFailure(new Error('bad: me:pw@'), 'me:pw@');
    expect(sentence).not.toContain('pw');
  });
});
