import {
  type AttemptContext,
  type Attempted,
  type ClassType,
  GezelError,
  type Judged,
  localId,
  locked,
  type PluginContext,
  type PluginFinding,
} from 'gezel/sdk';
import { CommunityGroupMember } from './group.entity.js';
import { CommunityHistory } from './history.entity.js';

/** Who takes part: everything that members do is done for themselves. */
export function memberOf(ctx: PluginContext): string {
  ctx.require('community.take-part');
  if (ctx.viewer === null) throw new Error('Somebody takes part.');
  return ctx.viewer.memberId;
}

/** Whether the viewer convenes a group; who organises the community may do all that convenors do. */
export async function convenes({ store, viewer }: PluginContext, groupId: string | null) {
  if (viewer === null || viewer.reach('community.manage') !== undefined) return true;
  if (groupId === null) return false;
  const where = { groupId, memberId: viewer.memberId, convenes: true, leftAt: null };
  return (await store.find(CommunityGroupMember, where, { limit: 1 })).length > 0;
}

export async function requireConvenor(ctx: PluginContext, groupId: string | null): Promise<void> {
  if (await convenes(ctx, groupId)) return;
  throw new GezelError('FORBIDDEN', { permission: 'community.manage' });
}

export interface RowOrder {
  /** A global id. */
  readonly id: string;
  readonly path?: string;
  readonly dryRun?: boolean | null;
}

/** A step of one row, which is locked: of two at once the second sees what the first has done. */
export function onRow<T extends object, R = T>(
  ctx: PluginContext,
  entity: ClassType<T>,
  action: string,
  { id: globalId, path = 'id', dryRun }: RowOrder,
  judge: (inside: AttemptContext, row: T) => Promise<Judged<R>>,
): Promise<Attempted<R>> {
  const id = localId(entity.name, globalId, path);
  return ctx.attempt({ action, dryRun }, async (inside) =>
    judge(inside, await locked(inside, entity, id)),
  );
}

/** From which status which others follow. */
export type Ways<Status extends string> = Readonly<Record<Status, readonly Status[]>>;

/** What stands against a step, and whether it lacks the reason that others must be able to read. */
export function moveFindings<Status extends string>(
  ways: Ways<Status>,
  { from, to, reason }: { from: Status; to: Status; reason: string | null },
  explained: readonly Status[],
): PluginFinding[] {
  const found: PluginFinding[] = [];
  if (!ways[from].includes(to)) {
    const values = { from, to };
    found.push({ code: 'community.no-such-step', path: ['status'], values });
  }
  if (explained.includes(to) && reason === null) {
    found.push({ code: 'community.reason-needed', path: ['reason'] });
  }
  return found;
}

export async function remember(
  { store, now }: PluginContext,
  subjectId: string,
  status: string,
  reason: string | null = null,
): Promise<void> {
  await store.insert(CommunityHistory, { subjectId, status, reason, happenedAt: now });
}
