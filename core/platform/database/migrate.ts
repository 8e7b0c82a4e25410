import { readdir, readFile } from 'node:fs/promises';
import { ReflectMetadataProvider } from '@mikro-orm/decorators/legacy';
import { Migration, Migrator } from '@mikro-orm/migrations';
import { MikroORM, type PostgreSqlDriver } from '@mikro-orm/postgresql';
import { PostgresDialect } from 'kysely';
import { openDatabase } from './pool.js';

/** One numbered script of a set; its name is kept for ever once it has run anywhere. */
export interface MigrationScript {
  /** e.g. "core/0001-platform" or "performing-arts/0001-productions". */
  readonly name: string;
  readonly sql: string;
}

/** The scripts of a folder in the order of their numbers: `0001-something.sql`. */
export async function scriptsIn(folder: URL, owner: string): Promise<MigrationScript[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort();
  return Promise.all(
    files.map(async (file) => ({
      name: `${owner}/${file.replace(/\.sql$/, '')}`,
      sql: await readFile(new URL(file, folder), 'utf8'),
    })),
  );
}

/**
 * Runs what has not run yet, each script in a transaction of its own, as the owner of the database.
 * Several servers may start at once: one migrates, the others wait for it. Answers what was run.
 */
export async function migrate(
  ownerUrl: string,
  scripts: readonly MigrationScript[],
): Promise<readonly string[]> {
  const database = openDatabase({
    url: ownerUrl,
    size: 2,
    statementTimeoutMs: 0,
    lockTimeoutMs: 60_000,
    role: null,
  });
  const lock = await database.pool.connect();
  try {
    await lock.query('select pg_advisory_lock($1)', [migrationLock]);
    const orm = await MikroORM.init<PostgreSqlDriver>({
      entities: [],
      discovery: { warnWhenNoEntities: false },
      metadataProvider: ReflectMetadataProvider,
      driverOptions: new PostgresDialect({ pool: database.pool }),
      dbName: databaseOf(ownerUrl),
      extensions: [Migrator],
      migrations: {
        migrationsList: scripts.map((script) => ({
          name: script.name,
          class: migrationOf(script),
        })),
        tableName: 'gezel_migration',
        snapshot: false,
        silent: true,
        allOrNothing: false,
      },
    });
    let current = '';
    orm.migrator.on('migrating', ({ name }) => {
      current = name;
    });
    const done = await orm.migrator.up().catch((error: Error) => {
      throw new Error(`The migration "${current}" failed: ${error.message}`, { cause: error });
    });
    return done.map(({ name }) => name);
  } finally {
    lock.release(true);
    await database.close();
  }
}

/** The scripts that the database has not run yet; a server without them must not serve. */
export async function pendingScripts(
  ownerUrl: string,
  scripts: readonly MigrationScript[],
): Promise<string[]> {
  const database = openDatabase({
    url: ownerUrl,
    size: 1,
    statementTimeoutMs: 5_000,
    lockTimeoutMs: 2_000,
    role: null,
  });
  try {
    const [made] = await database.query<{ there: boolean }>(
      `select to_regclass('gezel_migration') is not null as there`,
    );
    if (!made?.there) return scripts.map(({ name }) => name);
    const rows = await database.query<{ name: string }>(`select name from gezel_migration`);
    const ran = new Set(rows.map(({ name }) => name));
    return scripts.filter(({ name }) => !ran.has(name)).map(({ name }) => name);
  } finally {
    await database.close();
  }
}

const databaseOf = (url: string): string => decodeURIComponent(new URL(url).pathname.slice(1));

function migrationOf(script: MigrationScript) {
  return class extends Migration {
    override up(): void {
      this.addSql(script.sql);
      // A script may act as the owner of its schema; the note that it ran is the migrator's own.
      this.addSql('reset role');
    }
  };
}

/** Any number that nobody else in this database takes an advisory lock on. */
const migrationLock = 7_264_593_001;
