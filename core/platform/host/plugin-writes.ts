import type { Context } from '../context.js';
import type { EntityClass } from '../database/orm.js';
import { type Fragment, raw, sql } from '../database/rows.js';
import type { Tx } from '../database/transaction.js';
import { GezelError } from '../errors.js';
import { newId } from '../ids.js';
import { type EntityColumn, type EntityModel, entityModel } from './entity-model.js';
import { allOf, conditionsOf } from './plugin-conditions.js';
import { rowOf } from './plugin-rows.js';

/** Writes of one row; they run in the transaction of the context. */
export const writeRow = { insert, update, remove };

/** The row as it is now, locked until the end of the transaction; null when absent. */
export async function lockRow<T extends object>(
  ctx: Context,
  entity: EntityClass<T>,
  id: string,
): Promise<T | null> {
  if (ctx.tx === undefined) throw new Error('A lock holds until the end of a transaction.');
  const model = entityModel(ctx.platform.orm, entity);
  return written(
    ctx,
    entity,
    sql`select ${returned(model)} from ${raw(model.table)} t where ${isRow(ctx, model, id)}
        for no key update`,
  );
}

async function insert<T extends object>(
  ctx: Context,
  entity: EntityClass<T>,
  row: Partial<T>,
): Promise<T> {
  const model = entityModel(ctx.platform.orm, entity);
  const values: Record<string, unknown> = { ...row, cooperativeId: ctx.viewer.cooperativeId };
  if (model.key.property === 'id') values.id ??= newId();
  const columns = given(model, values);
  const names = raw(columns.map(({ name }) => name).join(', '));
  const places = listed(columns.map((column) => parameter(column, values[column.property])));
  const made = await written(
    ctx,
    entity,
    sql`insert into ${raw(model.table)} as t (${names}) values (${places})
        returning ${returned(model)}`,
  );
  return made as T;
}

export interface Update<T> {
  readonly id: string;
  readonly change: Partial<T>;
  /** What the row must still hold. */
  readonly expected: Partial<T> | undefined;
}

async function update<T extends object>(
  ctx: Context,
  entity: EntityClass<T>,
  { id, change, expected = {} }: Update<T>,
): Promise<T | null> {
  const model = entityModel(ctx.platform.orm, entity);
  const values = change as Record<string, unknown>;
  const columns = given(model, values);
  const key = columns.find(({ property }) => isKey(model, property));
  if (key !== undefined) throw new Error(`"${key.property}" is the key: it does not change.`);
  if (columns.length === 0) throw new Error('An update changes at least one property.');
  const sets = columns.map(
    (column) => sql`${raw(column.name)} = ${parameter(column, values[column.property])}`,
  );
  const still = allOf(conditionsOf(model, expected));
  const changed = await written(
    ctx,
    entity,
    sql`update ${raw(model.table)} t set ${sets.reduce((all, one) => sql`${all}, ${one}`)}
        where ${isRow(ctx, model, id)} and ${still} returning ${returned(model)}`,
  );
  if (changed !== null || Object.keys(expected).length === 0) return changed;
  const there = await lockRow(ctx, entity, id);
  if (there !== null) throw changedMeanwhile(entity, expected, there);
  return null;
}

async function remove(ctx: Context, entity: EntityClass, id: string): Promise<boolean> {
  const model = entityModel(ctx.platform.orm, entity);
  const statement = sql`delete from ${raw(model.table)} t where ${isRow(ctx, model, id)}
    returning ${returned(model)}`;
  return (await written(ctx, entity, statement)) !== null;
}

/** Runs a statement about one row; the row that it answers, or null. */
async function written<T extends object>(
  ctx: Context,
  entity: EntityClass<T>,
  { text, values }: Fragment,
): Promise<T | null> {
  const [row] = await transactionOf(ctx)
    .query(text, values)
    .catch((error: unknown) => {
      throw takenMeanwhile(entity, error);
    });
  return row === undefined ? null : rowOf(entity, entityModel(ctx.platform.orm, entity), row);
}

function transactionOf(ctx: Context): Tx {
  if (ctx.tx === undefined) throw new Error('A plugin writes inside a transaction.');
  return ctx.tx;
}

function changedMeanwhile(entity: EntityClass, expected: object, there: object): GezelError {
  const textOf = (row: object) =>
    Object.keys(expected)
      .map((property) => String((row as Record<string, unknown>)[property]))
      .join(', ');
  const values = { thing: entity.name, expected: textOf(expected), actual: textOf(there) };
  return new GezelError('CONFLICT', values);
}

/** An index that has such a row: no version of it was expected, and there is a first. */
function takenMeanwhile(entity: EntityClass, error: unknown): unknown {
  const { code, constraint } = error as { code?: string; constraint?: string };
  if (code === undefined || !taken.has(code)) return error;
  const values = { thing: entity.name, expected: 0, actual: 1 };
  const conflict = new GezelError('CONFLICT', values, { constraint });
  conflict.cause = error;
  return conflict;
}

/** PostgreSQL's codes of a unique violation and of an exclusion, e.g. of periods that overlap. */
const taken: ReadonlySet<string> = new Set(['23505', '23P01']);

const isRow = (ctx: Context, model: EntityModel, id: string): Fragment =>
  sql`t."cooperative_id" = ${ctx.viewer.cooperativeId}
    and t.${raw(model.key.name)} = ${id}::${raw(model.key.type)}`;

/** The columns that values are given for; a property that the entity lacks fails loudly. */
const given = (model: EntityModel, values: Record<string, unknown>): EntityColumn[] =>
  Object.keys(values)
    .filter((property) => values[property] !== undefined)
    .map((property) => model.column(property));

const isKey = (model: EntityModel, property: string): boolean =>
  property === 'cooperativeId' || property === model.key.property;

const returned = (model: EntityModel): Fragment =>
  raw(model.columns.map(({ name }) => `t.${name}`).join(', '));

const listed = (values: readonly unknown[]): Fragment =>
  values.map((value) => sql`${value}`).reduce((all, one) => sql`${all}, ${one}`);

/** The driver sends arrays as PostgreSQL arrays, so JSON columns get their text. */
const parameter = ({ type }: EntityColumn, value: unknown): unknown =>
  type.startsWith('json') && value !== null ? JSON.stringify(value) : value;
