import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { PluginDefinition } from '../../sdk/define.js';
import { allScripts } from '../core-scripts.js';
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

export interface TestDatabaseOptions {
  readonly entities?: readonly EntityClass[];
  readonly poolSize?: number;
  /** Whose tables are there beside the core's. */
  readonly plugins?: readonly PluginDefinition[];
}

/** Copies a template, which takes tens of milliseconds; `close` drops the copy. */
export async function testDatabase(options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const url = await copyOfTemplate(options.plugins);
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

/** A database of its own that the core and these plugins have migrated, and nobody has written to. */
export async function copyOfTemplate(plugins: readonly PluginDefinition[] = []): Promise<string> {
  const server = serverUrl();
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await onServer(server, async (client) => {
    const template = await templateFor(server, client, plugins);
    // Files as they are, past the log that a power cut would need: half of the time.
    await client.query(`create database ${name} template ${template} strategy file_copy`);
  });
  return withDatabase(server, name);
}

/** One template for each set of migrations, made by whoever first wants it; plugins' on the core's. */
async function templateFor(
  server: string,
  client: pg.Client,
  plugins: readonly PluginDefinition[],
): Promise<string> {
  const scripts = await allScripts(plugins);
  const name = `template_${hashOf(scripts).slice(0, 16)}`;
  const isThere = async () =>
    (await client.query('select from pg_database where datname = $1', [name])).rowCount === 1;
  if (await isThere()) return name;
  const below = plugins.length > 0 ? await templateFor(server, client, []) : 'template1';
  // Two files may both find that it is missing; the lock lets one of them make it.
  await client.query('select pg_advisory_lock(4242)');
  if (!(await isThere())) {
    await client.query(`drop database if exists ${name}_draft`);
    await client.query(`create database ${name}_draft template ${below}`);
    await migrate(withDatabase(server, `${name}_draft`), scripts);
    await client.query(`alter database ${name}_draft rename to ${name}`);
  }
  await client.query('select pg_advisory_unlock(4242)');
  return name;
}

/** Waits for connections that are ending by themselves: `force` looks only every tenth of a second. */
export async function dropDatabase(url: string): Promise<void> {
  const name = new URL(url).pathname.slice(1);
  await onServer(serverUrl(), async (client) => {
    await client.query(`do $$ begin
      for attempt in 1..50 loop
        exit when not exists (select from pg_stat_activity where datname = '${name}');
        perform pg_sleep(0.002), pg_stat_clear_snapshot();
      end loop;
    end $$`);
    await client.query(`drop database if exists ${name} with (force)`);
  });
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
