import { Cooperative } from '../cooperative/cooperative.entity.js';
import { cooperatives } from '../cooperative/cooperative.policy.js';
import type { Context } from '../platform/context.js';
import { type Fragment, raw, sql } from '../platform/database/rows.js';
import { byId } from '../platform/read/read.js';
import { Member } from './member.entity.js';
import { members } from './member.policy.js';

/**
 * The memberships of the viewer's own person in every co-operative: the only read across tenants,
 * by the verified subject. An application's token belongs to one co-operative and sees that one.
 */
export function membershipsOf(ctx: Context): Promise<Member[]> {
  return once(ctx, 'memberships', members.permission, async () => {
    const rows = ctx.platform.rows(Member);
    return rows.read(
      sql`select ${rows.columns('t')} from ${rows.table} t where ${mine(ctx, 't')}
          order by t.joined_on, t.id limit ${membershipsLimit}`,
    );
  });
}

/** The co-operatives of those memberships. */
export function cooperativesOf(ctx: Context): Promise<Cooperative[]> {
  return once(ctx, 'cooperatives', cooperatives.permission, async () => {
    const rows = ctx.platform.rows(Cooperative);
    return rows.read(
      sql`select ${rows.columns('t')} from core.member m
          join ${rows.table} t on t.id = m.cooperative_id where ${mine(ctx, 'm')}
          order by m.joined_on, m.id limit ${membershipsLimit}`,
    );
  });
}

/** The co-operative of a member: one's own, or one in which one is a member too. */
export async function cooperativeOf(ctx: Context, member: Member): Promise<Cooperative | null> {
  const { cooperativeId } = member;
  if (cooperativeId === ctx.viewer.cooperativeId) return byId(ctx, cooperatives, cooperativeId);
  const own = await cooperativesOf(ctx);
  return own.find(({ id }) => id === cooperativeId) ?? null;
}

/** The viewer's own rows of `core.member`, on this alias. */
function mine({ viewer }: Context, alias: string): Fragment {
  const { subject, cooperativeId, memberId, token } = viewer;
  if (token === null) return sql`${raw(alias)}.subject = ${subject}`;
  const here = sql`${raw(alias)}.cooperative_id = ${cooperativeId}`;
  return sql`${here} and ${raw(alias)}.id = ${memberId}`;
}

async function once<T>(
  ctx: Context,
  what: string,
  permission: string,
  load: () => Promise<T[]>,
): Promise<T[]> {
  if (!ctx.viewer.grants.has(permission)) return [];
  const { subject } = ctx.viewer;
  return ctx.loaders.batch<T[]>(Member, what, async () => [await load()]).load(subject);
}

/** A person is a member of a few co-operatives; more are not shown. */
const membershipsLimit = 100;
