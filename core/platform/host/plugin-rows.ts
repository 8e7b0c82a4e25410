import type { Context } from '../context.js';
import type { EntityClass } from '../database/orm.js';
import { type Fragment, raw, sql } from '../database/rows.js';
import { type EntityColumn, type EntityModel, entityModel } from './entity-model.js';

/** Which rows of a table to read: a condition on the alias `t`, then which of them come first. */
export interface Wanted {
  readonly where: Fragment;
  readonly first?: First;
  /** A list for each of these values of a column: `first` then holds for each list. */
  readonly per?: { readonly column: EntityColumn; readonly ids: readonly string[] };
}

export interface First {
  readonly limit: number;
  readonly orderBy?: { readonly property: string; readonly direction: 'asc' | 'desc' };
}

/** Rows of a plugin's table in this co-operative; inside a transaction, as it has left them. */
export async function readAll<T extends object>(
  ctx: Context,
  entity: EntityClass<T>,
  { where, first, per }: Wanted,
): Promise<T[]> {
  const rows = ctx.platform.rows(entity);
  const model = entityModel(ctx.platform.orm, entity);
  const own = sql`${rows.table} t where t."cooperative_id" = ${ctx.viewer.cooperativeId}
    and ${where}`;
  const order = sql`order by ${orderTerms(model, first)}`;
  const limited = first === undefined ? order : sql`${order} limit ${first.limit}`;
  const from =
    per === undefined ? sql`${own} ${limited}` : sql`${listed(own, per, limited)} ${order}`;
  const statement = sql`select ${rows.columns('t')} from ${from}`;
  if (ctx.tx === undefined) return rows.read(statement);
  const found = await ctx.tx.query(statement.text, statement.values);
  return found.map((row) => rowOf(entity, model, row));
}

/** The limit holds for each value: the lateral part is the list of one. */
function listed(own: Fragment, per: NonNullable<Wanted['per']>, limited: Fragment): Fragment {
  const { column, ids } = per;
  return sql`unnest(${ids}::${raw(column.type)}[]) k(id) cross join lateral (
    select t.* from ${own} and t.${raw(column.name)} = k.id ${limited}) t`;
}

/** The key breaks ties, in the direction of what is ordered by. */
function orderTerms(model: EntityModel, first: First | undefined): Fragment {
  const { property = model.key.property, direction = 'asc' } = first?.orderBy ?? {};
  const terms = [...new Set([model.column(property).name, model.key.name])];
  return raw(terms.map((name) => `t.${name} ${direction}`).join(', '));
}

/** A row with the entity's prototype, so that its getters work. */
export function rowOf<T extends object>(
  entity: EntityClass<T>,
  model: EntityModel,
  row: Record<string, unknown>,
): T {
  const made = Object.create(entity.prototype as object) as Record<string, unknown>;
  for (const { property, name } of model.columns) made[property] = row[name.slice(1, -1)];
  return made as T;
}
