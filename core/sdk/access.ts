import type { ClassType } from 'type-graphql';
import { GezelError, notFound } from '../platform/errors.js';
import { globalId, localId } from '../platform/ids.js';
import type { PluginContext } from './plugin-context.js';
import type { PluginStore } from './plugin-store.js';

/** A row that belongs to an activity: who sees the activity sees the row. */
export interface OfActivity {
  readonly activityId: string;
}

/** The row itself, or null where the viewer does not see its activity. */
export async function shown<T extends OfActivity>(
  ctx: PluginContext,
  row: T | null,
): Promise<T | null> {
  return row !== null && (await ctx.core.read('Activity', row.activityId)) !== null ? row : null;
}

/** A row by its global id, or null when there is none that the viewer may see. */
export async function visible<T extends OfActivity>(
  ctx: PluginContext,
  entity: ClassType<T>,
  id: string,
  path = 'id',
): Promise<T | null> {
  return shown(ctx, await ctx.store.get(entity, localId(entity.name, id, path)));
}

/**
 * As `visible`, for mutations: NOT_FOUND when hidden, FORBIDDEN unless the viewer holds the
 * permission on its activity.
 */
export async function changeable<T extends OfActivity>(
  ctx: PluginContext,
  entity: ClassType<T>,
  id: string,
  { permission, path = 'id' }: { readonly permission: string; readonly path?: string },
): Promise<T> {
  const row = await visible(ctx, entity, id, path);
  if (row === null) throw notFound(entity.name, id);
  await ctx.core.require('Activity', row.activityId, permission);
  return row;
}

/** For `viewerCan`: the names when the viewer holds the permission on the activity, else none. */
export async function ifChangeable(
  ctx: PluginContext,
  activityId: string,
  permission: string,
  names: readonly string[],
): Promise<string[]> {
  const reach = ctx.viewer?.reach(permission);
  if (reach === undefined || names.length === 0) return [];
  if (reach === 'all') return [...names];
  const activity = await ctx.core.read('Activity', activityId);
  return activity?.managerId === ctx.viewer?.memberId ? [...names] : [];
}

/** `store.lock` of a row that must be there: NOT_FOUND when it is gone. */
export async function locked<T extends object>(
  { store }: PluginContext,
  entity: ClassType<T>,
  id: string,
): Promise<T> {
  const row = await store.lock(entity, id);
  if (row === null) throw notFound(entity.name, globalId(entity.name, id));
  return row;
}

/**
 * Makes sure that a row with this key is there, as the first who came wrote it: two who are first at
 * once both go on.
 */
export async function insertOnce<T extends object>(
  store: PluginStore,
  entity: ClassType<T>,
  key: string,
  row: Partial<T>,
): Promise<void> {
  if ((await store.get(entity, key)) !== null) return;
  await store
    .transaction((inner) => inner.insert(entity, row))
    .catch((error: unknown) => {
      if (!(error instanceof GezelError && error.code === 'CONFLICT')) throw error;
    });
}
