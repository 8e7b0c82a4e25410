import type { PageOptions } from '../../sdk/plugin-store.js';
import type { Context } from '../context.js';
import type { EntityClass, MikroORM } from '../database/orm.js';
import { sql } from '../database/rows.js';
import { type Page, page } from '../read/page.js';
import type { PageArgs } from '../read/page-args.js';
import { byAge, type Order, type Source } from '../read/source.js';
import { type EntityModel, entityModel } from './entity-model.js';
import { conditionsOf, filterKey } from './plugin-conditions.js';

/** A page of a plugin's rows by the core's own lists: same cursors, same limits, same batching. */
export function pluginPage<T extends object>(
  ctx: Context,
  entity: EntityClass<T>,
  args: PageArgs,
  { where, orderBy, by }: PageOptions<T>,
): Page<T> {
  if (ctx.tx !== undefined) {
    throw new Error('A page answers a client: inside a transaction, use "find".');
  }
  const model = entityModel(ctx.platform.orm, entity);
  const source = sourceOf(ctx.platform.orm, entity, model);
  const order = orderBy && `${orderBy.property} ${orderBy.direction}`;
  if (order !== undefined && source.orders[order] === undefined) {
    throw new Error(`"${order}" of ${entity.name} is no order of a page: it must never be null.`);
  }
  if (by !== undefined && model.column(by.property).type !== 'uuid') {
    throw new Error(`A page is by a property that holds an id; "${by.property}" does not.`);
  }
  const options = {
    orderBy: order,
    where: conditionsOf(model, where),
    filterKey: filterKey(where),
  };
  const scope = by && { property: by.property, parentId: by.id };
  return page(letIn(ctx), source, args, options, scope) as unknown as Page<T>;
}

/** Sources name batches, so there is one for each entity; they end with the ORM. */
const sourcesOf = new WeakMap<MikroORM, Map<EntityClass, Keyed>>();

/** A row has its id in the property that the source names as its key. */
type Keyed = Source<{ id: string }>;

function sourceOf(orm: MikroORM, table: EntityClass, model: EntityModel): Keyed {
  const entity = table as Keyed['entity'];
  let sources = sourcesOf.get(orm);
  if (sources === undefined) {
    sources = new Map();
    sourcesOf.set(orm, sources);
  }
  let source = sources.get(entity);
  if (source === undefined) {
    const key = model.key.property;
    if (model.key.type !== 'uuid') {
      throw new Error(`${entity.name} is not keyed by an id: it has no pages.`);
    }
    source = {
      ...{ typeName: entity.name, entity, permission: ofTheStore, ...(key !== 'id' && { key }) },
      visible: () => sql`true`,
      orders: { ...byKey(key), ...ordersOf(model) },
    };
    sources.set(entity, source);
  }
  return source;
}

/** The core's lists ask for a permission; whoever holds a plugin's store has been let in. */
const ofTheStore = 'the store of a plugin';

const letIn = (ctx: Context): Context => ({
  ...ctx,
  viewer: { ...ctx.viewer, grants: new Map([[ofTheStore, 'all']]) },
});

/** By the age of what the key names: ids tell when they were made. */
const byKey = (property: string): Record<string, Order> => ({
  NEWEST: { ...byAge.NEWEST, property },
  OLDEST: { ...byAge.OLDEST, property },
});

/** "day asc", "day desc" … of every column that is never null and has a type with an order. */
function ordersOf({ columns }: EntityModel): Record<string, Order> {
  const orders: Record<string, Order> = {};
  for (const { property, type, nullable } of columns) {
    const cast = castOf(type);
    if (nullable || cast === undefined) continue;
    for (const direction of ['asc', 'desc'] as const) {
      orders[`${property} ${direction}`] = { property, direction, type: cast };
    }
  }
  return orders;
}

const castOf = (type: string): Order['type'] | undefined =>
  casts.find(([pattern]) => pattern.test(type))?.[1];

const casts: readonly (readonly [RegExp, Order['type']])[] = [
  [/^uuid$/, 'uuid'],
  [/^(text|char|varchar)/, 'text'],
  [/^date$/, 'date'],
  [/^timestamptz/, 'timestamptz'],
  [/^(bigint|integer|smallint)$/, 'bigint'],
];
