import type { MikroORM } from '@mikro-orm/postgresql';
import sql, { type Sql as Fragment, raw } from 'sql-template-tag';
import type { EntityClass } from './orm.js';
import type { Database } from './pool.js';
import type { Sql } from './sql.js';

/**
 * Reads of what is listed or nested: an entity's columns as plain rows, one prepared statement a
 * level, without the unit of work. Rows have the entity's prototype, so its getters work, but they
 * are never written back: a transition loads managed entities for that.
 */
export interface Rows<T> {
  readonly table: Fragment;
  /** The entity's columns behind an alias of the table, in the order that `read` expects them. */
  columns(alias: string): Fragment;
  /** `extras` names the columns that the statement selects behind the entity's own. */
  read<Extra extends string = never>(
    statement: Fragment,
    extras?: readonly Extra[],
  ): Promise<(T & Record<Extra, unknown>)[]>;
  /** The same inside a transaction, so that it sees what that has written. */
  readIn(tx: Sql, statement: Fragment): Promise<T[]>;
  /** Any statement, prepared, its rows as arrays of values: counts and sums. */
  values(statement: Fragment): Promise<unknown[][]>;
  /** The same rows with these properties only; reading another one of them throws. */
  narrow(properties: readonly string[]): Rows<T>;
  /** The column of a property, quoted, for orders and filters. */
  column(property: string): string;
}

/** Gives each entity class its reader; readers are built once, from the model's own metadata. */
export type RowsOf = <T extends object>(entity: EntityClass<T>) => Rows<T>;

export function rowReaders(database: Database, orm: MikroORM): RowsOf {
  const readers = new Map<EntityClass, Rows<object>>();
  return <T extends object>(entity: EntityClass<T>) => {
    let reader = readers.get(entity) as Rows<T> | undefined;
    if (reader === undefined) {
      reader = rowReader(database, orm, entity);
      readers.set(entity, reader as Rows<object>);
    }
    return reader;
  };
}

function rowReader<T extends object>(
  database: Database,
  orm: MikroORM,
  entity: EntityClass<T>,
): Rows<T> {
  const metadata = orm.getMetadata().get(entity);
  const all = Object.values(metadata.properties)
    .filter((property) => property.persist !== false)
    .map(({ name: property, fieldNames: [name = ''] }) => ({
      ...{ property: property as string, name, column: quote(name) },
    }));
  const table = raw(`${quote(metadata.schema ?? 'core')}.${quote(metadata.collection)}`);
  const whole = reader<T>(database, { entity, table, all, columns: all });
  const narrowed = new Map<readonly string[], Rows<T>>();
  const narrow = (properties: readonly string[]) => {
    let known = narrowed.get(properties);
    if (known === undefined) {
      const columns = all.filter(({ property }) => properties.includes(property));
      known = { ...reader<T>(database, { entity, table, all, columns }), narrow };
      narrowed.set(properties, known);
    }
    return known;
  };
  return { ...whole, narrow };
}

interface Column {
  readonly property: string;
  readonly name: string;
  /** Quoted. */
  readonly column: string;
}

interface Shape<T> {
  readonly entity: EntityClass<T>;
  readonly table: Fragment;
  readonly all: readonly Column[];
  readonly columns: readonly Column[];
}

function reader<T extends object>(
  database: Database,
  { entity, table, all, columns }: Shape<T>,
): Omit<Rows<T>, 'narrow'> {
  const byProperty = new Map(all.map(({ property, column }) => [property, column]));
  const properties = columns.map(({ property }) => property);
  const hydrate = hydrator(
    entity,
    properties,
    all.map(({ property }) => property),
  );
  return {
    table,
    columns: (alias) => raw(columns.map(({ column }) => `${alias}.${column}`).join(', ')),
    column: (property) => {
      const column = byProperty.get(property);
      if (column === undefined) throw new Error(`${entity.name} has no column for "${property}".`);
      return column;
    },
    readIn: async (tx, { text, values }) => {
      const found = await tx.query<Record<string, unknown>>(text, values);
      return found.map((row) => hydrate(columns.map(({ name }) => row[name])));
    },
    values: ({ text, values }) => database.read(text, values),
    read: async <Extra extends string>(statement: Fragment, extras: readonly Extra[] = []) => {
      const found = await database.read(statement.text, statement.values);
      return found.map((values) => {
        const row = hydrate(values) as T & Record<Extra, unknown>;
        for (const [i, extra] of extras.entries()) {
          (row as Record<string, unknown>)[extra] = values[properties.length + i];
        }
        return row;
      });
    },
  };
}

/**
 * A class that has the columns as fields, in order: one hidden shape for every row. Fields, because
 * they shadow the setters that the unit of work puts on the entity's prototype: through those each
 * row would become a managed entity, which cost more than the rest of a read of fifty rows.
 */
function hydrator<T extends object>(
  entity: EntityClass<T>,
  properties: readonly string[],
  all: readonly string[],
) {
  const fields = properties.map((name) => `${name};`).join('');
  const assignments = properties.map((name, i) => `this.${name}=v[${i}];`).join('');
  const source = `return class { ${fields} constructor(v) { ${assignments} } }`;
  const Row = new Function(source)() as new (values: unknown[]) => T;
  Object.setPrototypeOf(Row.prototype, entity.prototype as object);
  // The entity's own constructor shows through: its name is how a node's type is told.
  Reflect.deleteProperty(Row.prototype, 'constructor');
  for (const absent of all.filter((name) => !properties.includes(name))) {
    Object.defineProperty(Row.prototype, absent, {
      get: () => {
        throw new Error(`"${absent}" of ${entity.name} was not read: it is not on its card.`);
      },
    });
  }
  return (values: unknown[]) => new Row(values);
}

/**
 * The ids of a batch, as an array for `any(…)` and `unnest(…)`. The sub-select hides from the planner
 * how many they are: it would otherwise find a plan for each number cheaper than one for all, and
 * plan a prepared statement anew each time, which took longer than running it.
 */
export const idsOf = (ids: readonly string[]): Fragment => sql`(select ${ids}::uuid[])::uuid[]`;

const quote = (name: string) => `"${name}"`;

export { type Fragment, raw, sql };
