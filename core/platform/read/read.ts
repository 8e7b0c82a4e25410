import type { Context } from '../context.js';
import { type Fragment, idsOf, sql } from '../database/rows.js';
import type { Tx } from '../database/transaction.js';
import { notFound } from '../errors.js';
import { globalId, localId } from '../ids.js';
import { type Asked, type Card, wantedCard } from './card.js';
import type { Source } from './source.js';

/**
 * One visible row by its UUID, batched with the others of this request; null when not visible. What
 * the operation asks for of it (`info`) lets a card do where it is enough.
 */
export function byId<T extends { id: string }>(
  ctx: Context,
  source: Source<T>,
  id: string,
  asked?: Asked,
): Promise<T | null> {
  // A part of a transaction sees what that has written, and takes no second connection for it.
  if (ctx.tx !== undefined) return inTransactionById({ ...ctx, tx: ctx.tx }, source, id);
  const card = wantedCard(source, asked);
  const load = (ids: readonly string[]) => rowsById(ctx, source, ids, card);
  return ctx.loaders.batch<T | null>(source, card === null ? 'id' : 'id:card', load).load(id);
}

/** One visible row by its global id; null when there is none. Malformed ids are bad input. */
export function byGlobalId<T extends { id: string }>(
  ctx: Context,
  source: Source<T>,
  id: string,
): Promise<T | null> {
  return byId(ctx, source, localId(source.typeName, id));
}

/** As `byGlobalId`, for mutations: what is absent or hidden is NOT_FOUND. */
export async function requireVisible<T extends { id: string }>(
  ctx: Context,
  source: Source<T>,
  id: string,
  path = 'id',
): Promise<T> {
  const row = await byId(ctx, source, localId(source.typeName, id, path));
  if (row === null) throw notFound(source.typeName, id);
  return row;
}

/** One visible row where a unique property has this value, e.g. an invoice by its number. */
export async function oneWhere<T extends { id: string }>(
  ctx: Context,
  source: Source<T>,
  where: Fragment,
): Promise<T | null> {
  const rows = await visibleRows(ctx, source, sql`${where} limit 1`);
  return rows[0] ?? null;
}

/** Every visible row that meets a condition; only for sets that a rule bounds (a document's lines). */
export async function visibleRows<T extends { id: string }>(
  ctx: Context,
  source: Source<T>,
  where: Fragment,
  card: Card | null = null,
): Promise<T[]> {
  const visible = visibility(ctx, source);
  if (visible === null) return [];
  const whole = ctx.platform.rows(source.entity);
  const rows = card === null ? whole : whole.narrow(card.properties);
  const statement = sql`select ${rows.columns('t')} from ${rows.table} t
    where ${visible} and ${where}`;
  return ctx.tx === undefined ? rows.read(statement) : rows.readIn(ctx.tx, statement);
}

/** The condition that every read of a source begins with; null when nothing can be visible. */
export function visibility<T extends { id: string }>(
  ctx: Context,
  source: Source<T>,
): Fragment | null {
  const reach = ctx.viewer.grants.get(source.permission);
  if (reach === undefined) return null;
  const tenant = sql`t.cooperative_id = ${ctx.viewer.cooperativeId}`;
  return sql`${tenant} and ${source.visible(ctx.viewer, reach)}`;
}

/** Whether every row of the co-operative is this viewer's to see. */
/** Read again each time, for something may have changed it; once where nothing is written. */
function inTransactionById<T extends { id: string }>(
  ctx: Context & { readonly tx: Tx },
  source: Source<T>,
  id: string,
): Promise<T | null> {
  const { read } = ctx.tx;
  const load = () => rowsById(ctx, source, [id]).then(([row = null]) => row);
  if (read === undefined) return load();
  const rows = read.get(source) ?? new Map<string, Promise<unknown>>();
  read.set(source, rows);
  const found = rows.get(id) ?? load();
  rows.set(id, found);
  return found as Promise<T | null>;
}

export function seesAll<T extends { id: string }>(ctx: Context, source: Source<T>): boolean {
  const reach = ctx.viewer.grants.get(source.permission);
  return reach !== undefined && source.visible(ctx.viewer, reach).sql === 'true';
}

/** The id that clients see of a row of this source. */
export const globalIdOf = <T extends { id: string }>(source: Source<T>, row: T): string =>
  globalId(source.typeName, row.id);

async function rowsById<T extends { id: string }>(
  ctx: Context,
  source: Source<T>,
  ids: readonly string[],
  card: Card | null = null,
): Promise<(T | null)[]> {
  const seen: ReadonlyMap<string, T> = ctx.tx === undefined ? ctx.loaders.noted(source) : new Map();
  const missing = ids.filter((id) => !seen.has(id));
  const found =
    missing.length === 0
      ? []
      : await visibleRows(ctx, source, sql`t.id = any(${idsOf(missing)})`, card);
  const index = new Map(found.map((row) => [row.id, row]));
  return ids.map((id) => seen.get(id) ?? index.get(id) ?? null);
}
