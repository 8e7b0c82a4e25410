import { type ClassType, localId, notFound, type PluginContext } from 'gezel/sdk';

/** Whatever belongs to an activity is visible to those who see the activity. */
interface OfActivity {
  activityId: string;
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
  globalId: string,
  path = 'id',
): Promise<T | null> {
  return shown(ctx, await ctx.store.get(entity, localId(entity.name, globalId, path)));
}

/** As `visible`, for mutations: NOT_FOUND when hidden, FORBIDDEN when it is not the viewer's. */
export async function changeable<T extends OfActivity>(
  ctx: PluginContext,
  entity: ClassType<T>,
  globalId: string,
  path = 'id',
): Promise<T> {
  const row = await visible(ctx, entity, globalId, path);
  if (row === null) throw notFound(entity.name, globalId);
  await ctx.core.require('Activity', row.activityId, 'performing-arts.write');
  return row;
}

/** These names when the viewer may change what belongs to the activity, none otherwise. */
export async function ifChangeable(
  ctx: PluginContext,
  activityId: string,
  names: readonly string[],
): Promise<string[]> {
  const reach = ctx.viewer?.reach('performing-arts.write');
  if (reach === undefined || names.length === 0) return [];
  if (reach === 'all') return [...names];
  const activity = await ctx.core.read('Activity', activityId);
  return activity?.managerId === ctx.viewer?.memberId ? [...names] : [];
}

/**
 * Takes the row's lock, by writing its time of change, and answers it as it is now: of two who
 * decide at once, the second sees what the first decided.
 */
export async function locked<T extends OfActivity & { changedAt: Date }>(
  inside: PluginContext,
  entity: ClassType<T>,
  id: string,
): Promise<T> {
  const change = { changedAt: inside.now } as Partial<T>;
  const row = await inside.store.update(entity, id, change);
  if (row === null) throw notFound(entity.name, id);
  return row;
}
