import type { ClassType } from 'type-graphql';
import type { PluginDefinition } from '../../sdk/define.js';
import type { ListOptions, PluginStore, Where } from '../../sdk/plugin-store.js';
import type { Context } from '../context.js';
import type { EntityClass } from '../database/orm.js';
import { raw, sql } from '../database/rows.js';
import { expectUuid } from '../ids.js';
import { transact } from '../write/transact.js';
import { entityModel } from './entity-model.js';
import { allOf, conditionsOf, filterKey } from './plugin-conditions.js';
import { pluginPage } from './plugin-page.js';
import { readRanked } from './plugin-ranking.js';
import { type First, readAll } from './plugin-rows.js';
import { pluginSearch } from './plugin-search.js';
import { pluginTotals } from './plugin-totals.js';
import { lockRow, writeRow } from './plugin-writes.js';

/**
 * A plugin's own tables: every statement names the co-operative, and an entity of somebody else is
 * refused. Reads outside a transaction are batched with their siblings of the request; inside one
 * they go through it, so that they see what it has written.
 */
export function pluginStore(ctx: Context, plugin: PluginDefinition): PluginStore {
  const own = <T extends object>(entity: ClassType<T>): EntityClass<T> => {
    if (!plugin.entities.includes(entity)) {
      throw new Error(`"${entity.name}" is not a table of the plugin "${plugin.name}".`);
    }
    return entity as unknown as EntityClass<T>;
  };
  // A client's global id that came here as it was is bad input, not a failure of the plugin.
  const keyed = (entity: ClassType<object>, id: string): string =>
    entityModel(ctx.platform.orm, own(entity)).key.type === 'uuid' ? expectUuid(id) : id;
  const writing = <R>(work: (ctx: Context) => Promise<R>): Promise<R> =>
    ctx.tx === undefined ? transact(ctx, (tx) => work({ ...ctx, tx })) : work(ctx);
  const store: PluginStore = {
    get: (entity, id) => getOne(ctx, own(entity), keyed(entity, id)),
    listBy: (entity, property, id, { where, ...options } = {}) =>
      listBy(ctx, own(entity), { property, id, where, first: bounded(options) }),
    find: (entity, where, options = {}) => find(ctx, own(entity), where, bounded(options)),
    rank: (entity, ranking) => {
      if (ranking.near !== undefined) own(ranking.near.places.entity);
      return readRanked(ctx, own(entity), { ...ranking, ...bounded({ limit: ranking.limit }) });
    },
    search: (entity, args, search) => {
      if (search.near !== undefined) own(search.near.places.entity);
      return pluginSearch(ctx, own(entity), args, search);
    },
    page: (entity, args, options = {}) => pluginPage(ctx, own(entity), args, options),
    totals: (entity, options = {}) => pluginTotals(ctx, own(entity), options as never) as never,
    lock: (entity, id) => lockRow(ctx, own(entity), keyed(entity, id)),
    insert: (entity, row) => writing((on) => writeRow.insert(on, own(entity), row)),
    update: (entity, id, change, { expected } = {}) => {
      const one = { id: keyed(entity, id), change, expected };
      return writing((on) => writeRow.update(on, own(entity), one));
    },
    remove: (entity, id) => {
      const one = keyed(entity, id);
      return writing((on) => writeRow.remove(on, own(entity), one));
    },
    transaction: (work) => transact(ctx, (tx) => work(pluginStore({ ...ctx, tx }, plugin))),
  };
  return Object.freeze(store);
}

/** A list of a plugin is bounded as every other. */
const maximumRows = 100;

function bounded<T>({ limit = maximumRows, orderBy }: ListOptions<T>): First {
  if (!Number.isInteger(limit) || limit < 1 || limit > maximumRows) {
    throw new Error(`A list has 1 to ${maximumRows} rows; "${limit}" were asked for.`);
  }
  return { limit, orderBy };
}

function getOne<T extends object>(
  ctx: Context,
  entity: EntityClass<T>,
  id: string,
): Promise<T | null> {
  const load = async (ids: readonly string[]) => {
    const { key } = entityModel(ctx.platform.orm, entity);
    const where = sql`t.${raw(key.name)} = any(${ids}::${raw(key.type)}[])`;
    const found = await readAll(ctx, entity, { where });
    const byKey = new Map(found.map((row) => [textOf(row, key.property), row]));
    return ids.map((one) => byKey.get(one) ?? null);
  };
  if (ctx.tx !== undefined) return load([id]).then(([row]) => row ?? null);
  return ctx.loaders.batch<T | null>(entity, 'plugin:get', load).load(id);
}

interface OneList<T> {
  readonly property: string;
  readonly id: string;
  readonly where: Where<T> | undefined;
  readonly first: First;
}

function listBy<T extends object>(
  ctx: Context,
  entity: EntityClass<T>,
  { property, id, where, first }: OneList<T>,
): Promise<T[]> {
  const load = async (ids: readonly string[]) => {
    const model = entityModel(ctx.platform.orm, entity);
    const per = { column: model.column(property), ids };
    const wanted = { where: allOf(conditionsOf(model, where)), first, per };
    const byParent = Map.groupBy(await readAll(ctx, entity, wanted), (row) =>
      textOf(row, property),
    );
    return ids.map((one) => byParent.get(one) ?? []);
  };
  if (ctx.tx !== undefined) return load([id]).then(([rows]) => rows ?? []);
  const key = `plugin:list:${property}:${filterKey({ where, first })}`;
  return ctx.loaders.batch<T[]>(entity, key, load).load(id);
}

async function find<T extends object>(
  ctx: Context,
  entity: EntityClass<T>,
  where: Where<T>,
  first: First,
): Promise<T[]> {
  const model = entityModel(ctx.platform.orm, entity);
  return readAll(ctx, entity, { where: allOf(conditionsOf(model, where)), first });
}

const textOf = (row: object, property: string): string =>
  String((row as Record<string, unknown>)[property]);
