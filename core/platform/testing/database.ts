import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { coreScripts } from '../core-scripts.js';
import { migrate } from '../database/migrate.js';
import type { EntityClass, MikroORM } from '../database/orm.js';
import { openOrm } from '../database/orm.js';
import { type Database, openDatabase } from '../database/pool.js';
import type { Sql } from '../database/sql.js';
import { inTransaction, type Tx } from '../database/transaction.js';
import { hashOf } from '../write/once.js';

/** A test file's own copy of the migrated database on the cluster that the whole run shares. */
export interface TestDatabase {
  /** As the application: the role `gezel_app`. */
  readonly sql: Database;
  /** As the owner, for what the application may not do. */
  readonly admin: Sql;
  readonly url: string;
  /** A transaction of the application in one co-operative. */
  transaction<T>(cooperativeId: string, work: (tx: Tx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Copies the template, which takes tens of milliseconds; `close` drops the copy. */
export async function testDatabase(
  options: { entities?: readonly EntityClass[]; poolSize?: number } = {},
): Promise<TestDatabase> {
  const url = await copyOfTemplate();
  const pool = { url, statementTimeoutMs: 30_000, lockTimeoutMs: 20_000 };
  const sql = openDatabase({ ...pool, size: options.poolSize ?? 8, role: 'gezel_app' });
  const admin = openDatabase({ ...pool, size: 2, role: null });
  let orm: Promise<MikroORM> | undefined;
  return {
    sql,
    admin,
    url,
    transaction: async (cooperativeId, work) => {
      orm ??= openOrm(sql, options.entities ?? []);
      return inTransaction(await orm, cooperativeId, work);
    },
    close: async () => {
      await sql.close();
      await admin.close();
      await dropDatabase(url);
    },
  };
}

/** The template holds the core's migrations only; plugins' tests add their own scripts to a copy. */
export async function copyOfTemplate(): Promise<string> {
  const server = serverUrl();
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await onServer(server, async (client) => {
    // Two files may both find that the template is missing; the lock lets one of them make it.
    await client.query('select pg_advisory_lock(4242)');
    const scripts = await coreScripts();
    const template = `template_${hashOf(scripts).slice(0, 16)}`;
    const found = await client.query('select from pg_database where datname = $1', [template]);
    if (found.rowCount === 0) {
      await client.query(`drop database if exists ${template}_draft`);
      await client.query(`create database ${template}_draft`);
      await migrate(withDatabase(server, `${template}_draft`), scripts);
      await client.query(`alter database ${template}_draft rename to ${template}`);
    }
    await client.query(`create database ${name} template ${template}`);
    await client.query('select pg_advisory_unlock(4242)');
  });
  return withDatabase(server, name);
}

export async function dropDatabase(url: string): Promise<void> {
  const name = new URL(url).pathname.slice(1);
  await onServer(serverUrl(), (client) =>
    client.query(`drop database if exists ${name} with (force)`),
  );
}

/** Set by the run's global set-up, or by hand to a server of one's own. */
function serverUrl(): string {
  const url = process.env.GEZEL_TEST_SERVER;
  if (url === undefined) throw new Error('Run the tests with npm test: no test server is known.');
  return url;
}

async function onServer(url: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function withDatabase(url: string, name: string): string {
  const copy = new URL(url);
  copy.pathname = `/${name}`;
  return copy.href;
}
