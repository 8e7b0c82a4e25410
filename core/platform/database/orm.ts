import { ReflectMetadataProvider } from '@mikro-orm/decorators/legacy';
import { type EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { PostgresDialect } from 'kysely';
import type { Database } from './pool.js';

export type EntityClass<T = object> = new (...args: never[]) => T;

/** The model and the unit of work for what is written; it shares the one pool of connections. */
export async function openOrm(
  database: Database,
  entities: readonly EntityClass[],
): Promise<MikroORM> {
  return MikroORM.init({
    entities: entities as EntityClass[],
    metadataProvider: ReflectMetadataProvider,
    driverOptions: new PostgresDialect({ pool: database.pool }),
    dbName: new URL(database.pool.options.connectionString ?? 'postgres:///gezel').pathname.slice(
      1,
    ),
    // One entity per table without relations between classes: ids are plain values here, the
    // foreign keys live in the migrations, and loaders join sets.
    discovery: { warnWhenNoEntities: false, checkDuplicateTableNames: true },
    forceUtcTimezone: true,
    validateRequired: false,
  });
}

export type { EntityManager, MikroORM };
