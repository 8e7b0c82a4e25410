import {
  type ClassType,
  GezelError,
  localId,
  notFound,
  type PluginContext,
  type Reach,
} from 'gezel/sdk';

/** A row that belongs to a member. */
export interface OfMember {
  readonly memberId: string;
}

/** What belongs to a member is for that member and for the co-operative's own people. */
export const seesMember = ({ viewer }: PluginContext, memberId: string): boolean =>
  reaches(viewer?.reach('guidance.read'), viewer?.memberId, memberId);

const reaches = (reach: Reach | undefined, own: string | undefined, id: string): boolean =>
  reach === 'all' || (reach === 'own' && own === id);

/** A row by its global id, or null where there is none that the viewer may see. */
export async function seen<T extends OfMember>(
  ctx: PluginContext,
  entity: ClassType<T>,
  id: string,
  path = 'id',
): Promise<T | null> {
  const row = await ctx.store.get(entity, localId(entity.name, id, path));
  return row !== null && seesMember(ctx, row.memberId) ? row : null;
}

/** The same for mutations: NOT_FOUND where it is not seen. */
export async function requireSeen<T extends OfMember>(
  ctx: PluginContext,
  entity: ClassType<T>,
  id: string,
  path = 'id',
): Promise<T> {
  const row = await seen(ctx, entity, id, path);
  if (row === null) throw notFound(entity.name, id);
  return row;
}

/** Whether the viewer may do this for a member: `own` is for oneself. */
export const mayFor = ({ viewer }: PluginContext, permission: string, memberId: string): boolean =>
  reaches(viewer?.reach(permission), viewer?.memberId, memberId);

/** FORBIDDEN unless the viewer may do this for a member, or as this adviser. */
export function requireFor(ctx: PluginContext, permission: string, memberId: string): void {
  ctx.require(permission);
  if (ctx.viewer === null || mayFor(ctx, permission, memberId)) return;
  throw new GezelError('FORBIDDEN', { permission });
}

/** The member of a global id, or the viewer; NOT_FOUND where the viewer sees none. */
export async function memberOf(
  ctx: PluginContext,
  globalId: string | null | undefined,
  path = 'memberId',
): Promise<string> {
  if (globalId == null) return viewerOf(ctx);
  const id = localId('Member', globalId, path);
  if ((await ctx.core.member(id)) === null) throw notFound('Member', globalId);
  return id;
}

export function viewerOf({ viewer }: PluginContext): string {
  if (viewer === null) throw new Error('Somebody asks for somebody.');
  return viewer.memberId;
}

/** As whom the viewer advises: as themselves, or as any for who keeps them all. */
export function adviserFor(ctx: PluginContext, globalId?: string | null): string {
  const id = globalId == null ? viewerOf(ctx) : localId('GuidanceAdviser', globalId, 'adviserId');
  requireFor(ctx, 'guidance.advise', id);
  return id;
}

/** The activity of a global id that the viewer sees; null stays null. */
export async function activityOf(
  ctx: PluginContext,
  globalId: string | null | undefined,
): Promise<string | null> {
  if (globalId == null) return null;
  const id = localId('Activity', globalId, 'activityId');
  if ((await ctx.core.activity(id)) === null) throw notFound('Activity', globalId);
  return id;
}
