import type { Measured, Search } from '../../sdk/ranking.js';
import type { Context } from '../context.js';
import type { EntityClass } from '../database/orm.js';
import { type Fragment, raw, sql } from '../database/rows.js';
import { decodeCursor, encodeCursor } from '../read/cursor.js';
import type { Page } from '../read/page.js';
import { type PageArgs, type PageRequest, pageRequest } from '../read/page-args.js';
import type { Order } from '../read/source.js';
import { type EntityModel, entityModel } from './entity-model.js';
import { allOf, conditionsOf } from './plugin-conditions.js';
import { metresOf, type Near, nearOf } from './plugin-nearness.js';
import { scoredRows } from './plugin-ranking.js';
import { rowOf } from './plugin-rows.js';

/**
 * Pages of a plugin's rows by what is computed of each: the nearest first, read off the spatial
 * index of the places one after the other, or the best. One statement a page, one more for the
 * count. A cursor is a place in that order: what was computed of the row, and its key.
 */
export function pluginSearch<T extends object>(
  ctx: Context,
  entity: EntityClass<T>,
  args: PageArgs,
  search: Search<T>,
): Page<T> {
  if (ctx.tx !== undefined) throw new Error('A search answers a client: not in a transaction.');
  const request = pageRequest(args);
  const model = entityModel(ctx.platform.orm, entity);
  const near = search.near && nearOf(ctx, model, search.near);
  const found = foundBy(ctx, model, search, near);
  const keyName = model.key.name;
  let loaded: Promise<Slice<T>> | undefined;
  const load = () => {
    loaded ??= rowsOf(ctx, found, { request, key: raw(`${found.alias}.${keyName}`) }).then((rows) =>
      sliced(rows, request.size, request.backwards, (row) => {
        const made = rowOf(entity, model, row);
        search.each?.(made, found.measured(row));
        const placed = { place: row.search_place, key: row[keyName.slice(1, -1)] };
        return { node: made, cursor: encodeCursor(byPlace, placed, 'key') };
      }),
    );
    return loaded;
  };
  return {
    edges: async () => [...(await load()).edges],
    nodes: async () => (await load()).edges.map(({ node }) => node),
    pageInfo: async () => {
      const { edges, more } = await load();
      return {
        hasNextPage: request.backwards ? request.cursor !== null : more,
        hasPreviousPage: request.backwards ? more : request.cursor !== null,
        startCursor: edges[0]?.cursor ?? null,
        endCursor: edges.at(-1)?.cursor ?? null,
      };
    },
    totalCount: async () => {
      const { text, values } = sql`select count(*) as n from ${found.all}`;
      const [row] = await ctx.platform.database.query<{ n: bigint }>(text, values);
      return Number(row?.n ?? 0);
    },
  };
}

/** What is found, as the parts of a statement. */
interface Found {
  /** Behind which the row stands. */
  readonly alias: 't' | 'r';
  readonly columns: Fragment;
  readonly from: Fragment;
  /** What the row is placed by, the lowest first. */
  readonly place: Fragment;
  /** The same rows for counting, each once. */
  readonly all: Fragment;
  measured(row: Row): Measured;
}

type Row = Readonly<Record<string, unknown>>;

function foundBy<T extends object>(
  ctx: Context,
  model: EntityModel,
  { order, where = {}, parts = [] }: Search<T>,
  near: Near | undefined,
): Found {
  if (order === 'best') {
    const scored = scoredRows(ctx, model, { where, parts, near, only: near?.isNear ?? sql`true` });
    const { columns, from, sum, measured } = scored;
    const place = sql`(-${sum})::float8`;
    return { ...{ alias: 'r', columns, from, place, measured }, all: from };
  }
  if (near === undefined) throw new Error('The nearest come first: from where is it measured?');
  return nearest(ctx, model, allOf(conditionsOf(model, where)), near);
}

/** A row stands at the nearest of its places, so that it is found once. */
function nearest(ctx: Context, model: EntityModel, where: Fragment, near: Near): Found {
  const { table, code, held, line, within } = near;
  const columns = model.columns.map(({ name }) => `t.${name}`).join(', ');
  const ours = sql`t."cooperative_id" = ${ctx.viewer.cooperativeId}`;
  const place = line('p');
  return {
    ...{ alias: 't', place, columns: raw(columns) },
    from: sql`${table} p join ${raw(model.table)} t on ${ours} and ${held('t')} @> array[${code('p')}]
      where ${within('p')} and ${where} and ${code('p')} = ${near.nearestCode('t')}`,
    all: sql`${raw(model.table)} t where ${ours} and ${where} and ${near.isNear}`,
    measured: ({ search_place: far }) => ({ points: [], score: 0, metres: metresOf(far) }),
  };
}

interface Walk {
  readonly request: PageRequest;
  readonly key: Fragment;
}

async function rowsOf(
  ctx: Context,
  { columns, from, place }: Found,
  { request: { size, backwards, cursor }, key }: Walk,
): Promise<Row[]> {
  const at = cursor === null ? null : decodeCursor(byPlace, cursor);
  const beyond =
    at === null
      ? sql`true`
      : sql`(${place}, ${key}) ${raw(backwards ? '<' : '>')} (${at.value}::float8, ${at.id}::uuid)`;
  const way = raw(backwards ? 'desc' : 'asc');
  const { text, values } =
    sql`select ${columns}, ${place} as search_place from ${from} and ${beyond}
    order by ${place} ${way}, ${key} ${way} limit ${size + 1}`;
  return ctx.platform.database.query(text, values);
}

const byPlace: Order = { property: 'place', direction: 'asc', type: 'float8' };

interface Slice<T> {
  readonly edges: readonly { readonly node: T; readonly cursor: string }[];
  readonly more: boolean;
}

/** One row more than asked tells that there are more; a backward walk is turned round again. */
function sliced<T>(
  rows: readonly Row[],
  size: number,
  backwards: boolean,
  edge: (row: Row) => Slice<T>['edges'][number],
): Slice<T> {
  const kept = rows.slice(0, size);
  if (backwards) kept.reverse();
  return { edges: kept.map(edge), more: rows.length > size };
}
