import type { ClassType } from 'type-graphql';
import type { PluginDefinition } from '../../sdk/define.js';
import type { PluginStore } from '../../sdk/plugin-store.js';
import type { Context } from '../context.js';
import type { EntityClass } from '../database/orm.js';
import { raw, sql } from '../database/rows.js';
import { transact } from '../write/transact.js';
import { entityModel } from './entity-model.js';
import { readAll, writeRow } from './plugin-rows.js';

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
  const writing = <R>(work: (ctx: Context) => Promise<R>): Promise<R> =>
    ctx.tx === undefined ? transact(ctx, (tx) => work({ ...ctx, tx })) : work(ctx);
  const store: PluginStore = {
    get: (entity, id) => getOne(ctx, own(entity), id),
    listBy: (entity, property, id, limit = maximumRows) =>
      listBy(ctx, own(entity), property, id, bounded(limit)),
    find: (entity, where, limit = maximumRows) => find(ctx, own(entity), where, bounded(limit)),
    insert: (entity, row) => writing((on) => writeRow.insert(on, own(entity), row)),
    update: (entity, id, change) => writing((on) => writeRow.update(on, own(entity), id, change)),
    remove: (entity, id) => writing((on) => writeRow.remove(on, own(entity), id)),
    transaction: (work) => transact(ctx, (tx) => work(pluginStore({ ...ctx, tx }, plugin))),
  };
  return Object.freeze(store);
}

/** A list of a plugin is bounded as every other. */
const maximumRows = 100;

function bounded(limit: number): number {
  if (!Number.isInteger(limit) || limit < 1 || limit > maximumRows) {
    throw new Error(`A list has 1 to ${maximumRows} rows; "${limit}" were asked for.`);
  }
  return limit;
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

function listBy<T extends object>(
  ctx: Context,
  entity: EntityClass<T>,
  property: string,
  id: string,
  limit: number,
): Promise<T[]> {
  const load = async (ids: readonly string[]) => {
    const column = entityModel(ctx.platform.orm, entity).column(property);
    const per = { column, ids, limit };
    const found = await readAll(ctx, entity, { where: sql`true`, per });
    const byParent = Map.groupBy(found, (row) => textOf(row, property));
    return ids.map((one) => byParent.get(one) ?? []);
  };
  if (ctx.tx !== undefined) return load([id]).then(([rows]) => rows ?? []);
  return ctx.loaders.batch<T[]>(entity, `plugin:list:${property}:${limit}`, load).load(id);
}

async function find<T extends object>(
  ctx: Context,
  entity: EntityClass<T>,
  values: Partial<T>,
  limit: number,
): Promise<T[]> {
  const model = entityModel(ctx.platform.orm, entity);
  const conditions = Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([property, value]) => {
      const column = model.column(property);
      if (value === null) return sql`t.${raw(column.name)} is null`;
      return sql`t.${raw(column.name)} = ${value}::${raw(column.type)}`;
    });
  const where = conditions.reduce((all, one) => sql`${all} and ${one}`, sql`true`);
  const tail = sql`order by t.${raw(model.key.name)} limit ${limit}`;
  return readAll(ctx, entity, { where, tail });
}

const textOf = (row: object, property: string): string =>
  String((row as Record<string, unknown>)[property]);
