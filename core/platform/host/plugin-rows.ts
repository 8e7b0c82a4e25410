import type { Context } from '../context.js';
import type { EntityClass } from '../database/orm.js';
import { type Fragment, raw, sql } from '../database/rows.js';
import type { Tx } from '../database/transaction.js';
import { newId } from '../ids.js';
import { type EntityColumn, type EntityModel, entityModel } from './entity-model.js';

/** Which rows of a table to read: a condition on the alias `t`, then an order and a limit. */
export interface Wanted {
  readonly where: Fragment;
  readonly tail?: Fragment;
  /** A list for each of these values of a column, at most so many rows of each. */
  readonly per?: { readonly column: EntityColumn; readonly ids: readonly string[]; limit: number };
}

/** Rows of a plugin's table in this co-operative; inside a transaction, as it has left them. */
export async function readAll<T extends object>(
  ctx: Context,
  entity: EntityClass<T>,
  { where, tail = sql``, per }: Wanted,
): Promise<T[]> {
  const rows = ctx.platform.rows(entity);
  const model = entityModel(ctx.platform.orm, entity);
  const own = sql`${rows.table} t where t."cooperative_id" = ${ctx.viewer.cooperativeId}
    and ${where}`;
  const from = per === undefined ? own : listed(own, model, per);
  const statement = sql`select ${rows.columns('t')} from ${from} ${tail}`;
  if (ctx.tx === undefined) return rows.read(statement);
  const found = await ctx.tx.query(statement.text, statement.values);
  return found.map((row) => rowOf(entity, model, row));
}

/** The limit holds for each value: the lateral part is the list of one. */
function listed(own: Fragment, { key }: EntityModel, per: NonNullable<Wanted['per']>): Fragment {
  const { column, ids, limit } = per;
  const order = raw(`t.${key.name}`);
  return sql`unnest(${ids}::${raw(column.type)}[]) k(id) cross join lateral (
    select t.* from ${own} and t.${raw(column.name)} = k.id order by ${order} limit ${limit}) t
    order by ${order}`;
}

/** Writes of one row; they run in the transaction of the context. */
export const writeRow = { insert, update, remove };

async function insert<T extends object>(
  ctx: Context,
  entity: EntityClass<T>,
  row: Partial<T>,
): Promise<T> {
  const model = entityModel(ctx.platform.orm, entity);
  const values: Record<string, unknown> = { ...row, cooperativeId: ctx.viewer.cooperativeId };
  if (model.key.property === 'id') values.id ??= newId();
  const columns = given(model, values);
  const places = columns.map((_, i) => `$${i + 1}`);
  const [made] = await transactionOf(ctx).query(
    `insert into ${model.table} (${columns.map(({ name }) => name).join(', ')})
     values (${places.join(', ')}) returning ${returned(model)}`,
    columns.map((column) => parameter(column, values[column.property])),
  );
  return rowOf(entity, model, made as Record<string, unknown>);
}

async function update<T extends object>(
  ctx: Context,
  entity: EntityClass<T>,
  id: string,
  change: Partial<T>,
): Promise<T | null> {
  const model = entityModel(ctx.platform.orm, entity);
  const columns = given(model, change as Record<string, unknown>);
  const key = columns.find(({ property }) => isKey(model, property));
  if (key !== undefined) throw new Error(`"${key.property}" is the key: it does not change.`);
  if (columns.length === 0) throw new Error('An update changes at least one property.');
  const sets = columns.map(({ name }, i) => `${name} = $${i + 3}`);
  const [changed] = await transactionOf(ctx).query(
    `update ${model.table} set ${sets.join(', ')}
     where "cooperative_id" = $1 and ${model.key.name} = $2 returning ${returned(model)}`,
    [
      ctx.viewer.cooperativeId,
      id,
      ...columns.map((column) =>
        parameter(column, (change as Record<string, unknown>)[column.property]),
      ),
    ],
  );
  return changed === undefined ? null : rowOf(entity, model, changed);
}

async function remove(ctx: Context, entity: EntityClass, id: string): Promise<boolean> {
  const model = entityModel(ctx.platform.orm, entity);
  const removed = await transactionOf(ctx).query(
    `delete from ${model.table} where "cooperative_id" = $1 and ${model.key.name} = $2 returning 1`,
    [ctx.viewer.cooperativeId, id],
  );
  return removed.length > 0;
}

function transactionOf(ctx: Context): Tx {
  if (ctx.tx === undefined) throw new Error('A plugin writes inside a transaction.');
  return ctx.tx;
}

/** The columns that values are given for; a property that the entity lacks fails loudly. */
const given = (model: EntityModel, values: Record<string, unknown>): EntityColumn[] =>
  Object.keys(values)
    .filter((property) => values[property] !== undefined)
    .map((property) => model.column(property));

const isKey = (model: EntityModel, property: string): boolean =>
  property === 'cooperativeId' || property === model.key.property;

const returned = (model: EntityModel): string => model.columns.map(({ name }) => name).join(', ');

/** The driver sends arrays as PostgreSQL arrays, so JSON columns get their text. */
const parameter = ({ type }: EntityColumn, value: unknown): unknown =>
  type.startsWith('json') && value !== null ? JSON.stringify(value) : value;

/** A row with the entity's prototype, so that its getters work. */
function rowOf<T extends object>(
  entity: EntityClass<T>,
  model: EntityModel,
  row: Record<string, unknown>,
): T {
  const made = Object.create(entity.prototype as object) as Record<string, unknown>;
  for (const { property, name } of model.columns) made[property] = row[name.slice(1, -1)];
  return made as T;
}
