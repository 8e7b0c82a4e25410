import type { Context } from '../context.js';
import { type Fragment, idsOf, type Rows, raw, sql } from '../database/rows.js';
import { type Asked, type Card, wantedCard } from './card.js';
import { decodeCursor, encodeCursor } from './cursor.js';
import { maximumPageSize, type PageArgs, type PageRequest, pageRequest } from './page-args.js';
import { seesAll, visibility } from './read.js';
import { keyOf, type Order, type Source } from './source.js';

/** What a client asks of a list besides its page. */
export interface ListOptions {
  readonly orderBy?: string | null;
  /** Conditions on the alias `t`, from the list's filter input. */
  readonly where?: readonly Fragment[];
  /** Names the filter in a batch: equal filters of sibling lists go in one statement. */
  readonly filterKey?: string;
}

/** A list inside a parent: by the property with its id, or by the table that links the two. */
export type Scope = OwnedScope | LinkedScope;

interface OwnedScope {
  readonly property: string;
  readonly parentId: string;
}

interface LinkedScope {
  readonly via: Link;
  readonly parentId: string;
}

/**
 * A table that links rows to parents of the same co-operative: at most one link for each pair, and
 * foreign keys to both.
 */
export interface Link {
  /** Schema-qualified, e.g. "core.participation". */
  readonly table: string;
  /** Its column with the parent's id, and its column with the row's. */
  readonly parent: string;
  readonly row: string;
  /** Which links count: a condition on the alias `l`. */
  readonly where: string;
}

interface Slice<T> {
  readonly rows: readonly T[];
  readonly more: boolean;
}

export interface Edge<T> {
  readonly cursor: string;
  readonly node: T;
}

/** A Relay connection that loads its rows or its count only when they are asked for. */
export interface Page<T> {
  edges(): Promise<Edge<T>[]>;
  nodes(asked?: Asked): Promise<readonly T[]>;
  pageInfo(): Promise<PageInfoValues>;
  totalCount(): Promise<number>;
}

export interface PageInfoValues {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly startCursor: string | null;
  readonly endCursor: string | null;
}

/** A page of a source's visible rows, of all or inside a parent. */
export function page<T extends { id: string }>(
  ctx: Context,
  source: Source<T>,
  args: PageArgs,
  options: ListOptions = {},
  scope?: Scope,
): Page<T> {
  const order = source.orders[options.orderBy ?? 'NEWEST'] as Order;
  const request = pageRequest(args);
  const list: List<T> = { ctx, source, order, request, where: options.where ?? [], card: null };
  let [whole, narrow]: (Promise<Slice<T>> | undefined)[] = [];
  const loadAs = (card: Card | null) => {
    const wanted = { ...list, card };
    if (scope === undefined) return sliceOfAll(wanted);
    const key = batchKey(scope, request, options);
    return sliceInParent(wanted, scope, card === null ? key : `card:${key}`);
  };
  const load = () => {
    whole ??= loadAs(null);
    return whole;
  };
  const loadNodes = (asked: Asked | undefined) => {
    const card = wantedCard(source, asked);
    if (whole !== undefined || !card?.properties.includes(order.property)) return load();
    narrow ??= loadAs(card);
    return narrow;
  };
  const cursorOf = (row: T | undefined) =>
    row === undefined ? null : encodeCursor(order, row, keyOf(source));
  return {
    edges: async () =>
      (await load()).rows.map((node) => ({
        node,
        cursor: encodeCursor(order, node, keyOf(source)),
      })),
    nodes: async (asked) => (await loadNodes(asked)).rows,
    pageInfo: async () => {
      const { rows, more } = await (narrow ?? load());
      return {
        hasNextPage: request.backwards ? request.cursor !== null : more,
        hasPreviousPage: request.backwards ? more : request.cursor !== null,
        startCursor: cursorOf(rows[0]),
        endCursor: cursorOf(rows.at(-1)),
      };
    },
    totalCount: () =>
      scope === undefined ? countOfAll(list) : countInParent(list, scope, options.filterKey ?? ''),
  };
}

interface List<T extends { id: string }> {
  readonly ctx: Context;
  readonly source: Source<T>;
  readonly order: Order;
  readonly request: PageRequest;
  readonly where: readonly Fragment[];
  readonly card: Card | null;
}

const rowsOf = <T extends { id: string }>({ ctx, source, card }: List<T>): Rows<T> => {
  const whole = ctx.platform.rows(source.entity);
  return card === null ? whole : whole.narrow(card.properties);
};

async function sliceOfAll<T extends { id: string }>(list: List<T>): Promise<Slice<T>> {
  const rows = rowsOf(list);
  const visible = visibility(list.ctx, list.source);
  if (visible === null) return { rows: [], more: false };
  const found = await rows.read(
    sql`select ${rows.columns('t')} from ${rows.table} t
        where ${visible}${conditions(list, rows)} ${ordered(list, rows)}`,
  );
  note(list, found);
  return sliced(list.request, found);
}

function sliceInParent<T extends { id: string }>(
  list: List<T>,
  scope: Scope,
  batchKey: string,
): Promise<Slice<T>> {
  const load = async (parentIds: readonly string[]) => {
    const rows = rowsOf(list);
    const visible = visibility(list.ctx, list.source);
    if (visible === null) return parentIds.map(() => ({ rows: [], more: false }));
    const { from, parent } = within(list, rows, scope);
    const found = await rows.read(
      sql`select ${rows.columns('t')}, k.id from unnest(${idsOf(parentIds)})
          with ordinality k(id, place) cross join lateral (
            select t.* from ${from}
            where ${parent} = k.id and ${visible}${conditions(list, rows)} ${ordered(list, rows)}
          ) t order by k.place, ${orderTerms(list, rows)}`,
      ['parentId'],
    );
    note(list, found);
    const byParent = Map.groupBy(found, (row) => row.parentId as string);
    return parentIds.map((id) => sliced(list.request, byParent.get(id) ?? []));
  };
  return list.ctx.loaders.batch<Slice<T>>(list.source, batchKey, load).load(scope.parentId);
}

async function countOfAll<T extends { id: string }>(list: List<T>): Promise<number> {
  const rows = list.ctx.platform.rows(list.source.entity);
  const visible = visibility(list.ctx, list.source);
  if (visible === null) return 0;
  const statement = sql`select count(*) as n from ${rows.table} t
    where ${visible}${and(list.where)}`;
  const [row] = await rows.values(statement);
  return Number(row?.[0] ?? 0n);
}

function countInParent<T extends { id: string }>(
  list: List<T>,
  scope: Scope,
  filterKey: string,
): Promise<number> {
  const load = async (parentIds: readonly string[]) => {
    const rows = list.ctx.platform.rows(list.source.entity);
    const visible = visibility(list.ctx, list.source);
    if (visible === null) return parentIds.map(() => 0);
    const { from, parent } = within(list, rows, scope);
    const linked = 'via' in scope && list.where.length === 0 && seesAll(list.ctx, list.source);
    const statement = linked
      ? countOfLinks(list.ctx, scope.via, parentIds)
      : sql`select ${parent} as parent, count(*) as n from ${from}
          where ${parent} = any(${idsOf(parentIds)}) and ${visible}${and(list.where)} group by 1`;
    const counts = new Map(
      (await rows.values(statement)).map(([id, n]) => [id as string, Number(n)]),
    );
    return parentIds.map((id) => counts.get(id) ?? 0);
  };
  const key = `count:${scopeKey(scope)}:${filterKey}`;
  return list.ctx.loaders.batch<number>(list.source, key, load).load(scope.parentId);
}

/** Who sees every row needs none of them for a count: an index of the links has it all. */
const countOfLinks = ({ viewer }: Context, link: Link, parentIds: readonly string[]) => sql`
  select ${raw(`l.${link.parent}`)} as parent, count(*) as n from ${raw(`${link.table} l`)}
  where l.cooperative_id = ${viewer.cooperativeId}
    and ${raw(`l.${link.parent}`)} = any(${idsOf(parentIds)}) and ${raw(link.where)} group by 1`;

/** Where the rows of a parent come from, and the column that holds the parent's id. */
function within<T extends { id: string }>(list: List<T>, rows: Rows<T>, scope: Scope) {
  if (!('via' in scope)) {
    const parent = raw(`t.${rows.column(scope.property)}`);
    return { from: sql`${rows.table} t`, parent };
  }
  const { table, parent, row, where } = scope.via;
  const linked = raw(`l.${row} = t.id and (${where})`);
  const tenant = sql`l.cooperative_id = ${list.ctx.viewer.cooperativeId}`;
  return {
    from: sql`${rows.table} t join ${raw(table)} l on ${tenant} and ${linked}`,
    parent: raw(`l.${parent}`),
  };
}

/** Names the scope in a batch. */
const scopeKey = (scope: Scope): string => ('via' in scope ? linkKey(scope.via) : scope.property);

/** Put together once: it is asked for each parent of each list. */
const linkKeys = new WeakMap<Link, string>();
function linkKey(link: Link): string {
  let key = linkKeys.get(link);
  if (key === undefined) {
    key = Object.values(link).join(':');
    linkKeys.set(link, key);
  }
  return key;
}

/** Lists that differ in their parents only are read together. */
const batchKey = (
  scope: Scope,
  request: PageRequest,
  { orderBy, filterKey }: ListOptions,
): string => JSON.stringify([scopeKey(scope), orderBy, ...Object.values(request), filterKey]);

/** The filter and, for a later page, everything beyond the cursor's place. */
function conditions<T extends { id: string }>(list: List<T>, rows: Rows<T>): Fragment {
  const { order, request } = list;
  if (request.cursor === null) return and(list.where);
  const place = decodeCursor(order, request.cursor);
  const beyond = raw((order.direction === 'asc') !== request.backwards ? '>' : '<');
  const [at, id] = [order.property, keyOf(list.source)].map((property) =>
    raw(`t.${rows.column(property)}`),
  ) as [Fragment, Fragment];
  const value = sql`${place.value}::${raw(order.type)}`;
  return and([...list.where, sql`(${at}, ${id}) ${beyond} (${value}, ${place.id}::uuid)`]);
}

function ordered<T extends { id: string }>(list: List<T>, rows: Rows<T>): Fragment {
  return sql`order by ${orderTerms(list, rows)} limit ${limitOf(list.request.size + 1)}`;
}

/**
 * The usual sizes stand in the text. PostgreSQL plans a prepared statement once and for all only
 * if that plan promises no worse than one for the values at hand; of a limit that it does not know
 * it expects a tenth of the table, and so it planned every page of a large co-operative anew. Other
 * sizes stay a parameter: each text is prepared on each connection.
 */
const limitOf = (rows: number): Fragment | number =>
  usualSizes.has(rows - 1) ? raw(String(rows)) : rows;

const usualSizes: ReadonlySet<number> = new Set([1, 2, 3, 5, 10, 20, 25, 50, maximumPageSize]);

function orderTerms<T extends { id: string }>(list: List<T>, rows: Rows<T>): Fragment {
  const { order, request } = list;
  const direction = (order.direction === 'asc') !== request.backwards ? 'asc' : 'desc';
  const terms = [...new Set([order.property, keyOf(list.source)])];
  return raw(terms.map((term) => `t.${rows.column(term)} ${direction}`).join(', '));
}

/** What is looked up by its "id" later in the request is remembered under it. */
function note<T extends { id: string }>({ ctx, source }: List<T>, found: readonly T[]): void {
  if (source.key === undefined) ctx.loaders.note(source, found);
}

const and = (parts: readonly Fragment[]): Fragment =>
  parts.reduce((all, part) => sql`${all} and ${part}`, sql``);

/** One row more than asked tells that there are more; a backward walk is turned round again. */
function sliced<T>(request: PageRequest, found: readonly T[]): Slice<T> {
  const rows = found.slice(0, request.size);
  if (request.backwards) rows.reverse();
  return { rows, more: found.length > request.size };
}
