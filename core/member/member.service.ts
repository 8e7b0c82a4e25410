import type { Context } from '../platform/context.js';
import { type Fragment, idsOf, sql } from '../platform/database/rows.js';
import { localId } from '../platform/ids.js';
import { startsWith } from '../platform/model/text.js';
import { money } from '../platform/money.js';
import { type Page, page } from '../platform/read/page.js';
import type { PageArgs } from '../platform/read/page-args.js';
import { visibility } from '../platform/read/read.js';
import { Advice } from './advice.entity.js';
import type { Member } from './member.entity.js';
import type { MemberFilter, MemberOrder } from './member.filter.js';
import { members, seesContact } from './member.policy.js';
import type { MemberContact } from './member-contact.js';
import { RoleGrant } from './role-grant.entity.js';
import type { ShareHolding } from './share-holding.js';

export function listMembers(
  ctx: Context,
  args: PageArgs,
  filter?: MemberFilter | null,
  orderBy?: MemberOrder | null,
): Page<Member> {
  return page(ctx, members, args, { orderBy, where: filter ? conditions(ctx, filter) : [] });
}

/** Null for whoever may not see how to reach this member. */
export function contactOf(ctx: Context, member: Member): MemberContact | null {
  if (!seesContact(ctx.viewer, member)) return null;
  const { phone, street, postalCode, city, country } = member;
  return { phone, street, postalCode, city, country };
}

/** The adviser of now; null when there is none or the viewer may not see them. */
export function adviserOf(ctx: Context, member: Member): Promise<Member | null> {
  return ctx.loaders
    .batch<Member | null>(members, 'adviser', (ids) => currentAdvisers(ctx, ids))
    .load(member.id);
}

/** Advisers through time, the newest first; null for whoever may not see them. */
export async function advisersOf(ctx: Context, member: Member): Promise<Advice[] | null> {
  if (!seesContact(ctx.viewer, member)) return null;
  const load = async (ids: readonly string[]) => {
    const rows = ctx.platform.rows(Advice);
    const found = await rows.read(sql`select ${rows.columns('t')}
      from unnest(${ids}::uuid[]) k(id) cross join lateral (
        select a.* from ${rows.table} a
        where a.cooperative_id = ${ctx.viewer.cooperativeId} and a.member_id = k.id
        order by a.from_day desc, a.id desc limit ${historyLimit}) t`);
    return inOrder(ids, found);
  };
  return ctx.loaders.batch<Advice[]>(Advice, 'of-member', load).load(member.id);
}

/** The roles that are held now or later, or were; null for whoever may not see them. */
export async function rolesOf(ctx: Context, member: Member): Promise<RoleGrant[] | null> {
  if (!seesContact(ctx.viewer, member)) return null;
  const load = async (ids: readonly string[]) => {
    const rows = ctx.platform.rows(RoleGrant);
    const found = await rows.read(sql`select ${rows.columns('t')}
      from unnest(${ids}::uuid[]) k(id) cross join lateral (
        select g.* from ${rows.table} g
        where g.cooperative_id = ${ctx.viewer.cooperativeId} and g.member_id = k.id
        order by g.from_day desc, g.id desc limit ${historyLimit}) t`);
    return inOrder(ids, found);
  };
  return ctx.loaders.batch<RoleGrant[]>(RoleGrant, 'of-member', load).load(member.id);
}

/** What the register says is held, by class; null for whoever may not see it. */
export async function sharesOf(ctx: Context, member: Member): Promise<ShareHolding[] | null> {
  if (!seesContact(ctx.viewer, member)) return null;
  const load = async (ids: readonly string[]) => {
    const rows = await ctx.platform.database.query<HoldingRow>(
      `select member_id as "memberId", class, sum(quantity) as quantity, currency,
         sum(quantity * price_minor) as value
       from core.share_movement where cooperative_id = $1 and member_id = any($2::uuid[])
       group by member_id, class, currency having sum(quantity) <> 0
       order by class, currency`,
      [ctx.viewer.cooperativeId, ids],
      'shares-of-members',
    );
    const byMember = Map.groupBy(rows, (row) => row.memberId);
    return ids.map((id) => (byMember.get(id) ?? []).map(holding));
  };
  return ctx.loaders.batch<ShareHolding[]>(members, 'shares', load).load(member.id);
}

interface HoldingRow {
  readonly memberId: string;
  readonly class: string;
  readonly currency: string;
  readonly quantity: bigint;
  /** A sum of bigint is numeric: exact digits. */
  readonly value: string;
}

const holding = (row: HoldingRow): ShareHolding => ({
  class: row.class,
  quantity: Number(row.quantity),
  value: money(BigInt(row.value), row.currency),
});

/** Null for whoever may not see the contact: it is as little theirs to know. */
export function hasNationalNumber(ctx: Context, member: Member): Promise<boolean> | null {
  if (!seesContact(ctx.viewer, member)) return null;
  const { vault, database } = ctx.platform;
  const load = async (ids: readonly string[]) => {
    const kept = await vault.has(database, member.cooperativeId, 'national-number', ids);
    return ids.map((id) => kept.has(id));
  };
  const key = `national-number:${member.cooperativeId}`;
  return ctx.loaders.batch<boolean>(members, key, load).load(member.id);
}

async function currentAdvisers(
  ctx: Context,
  memberIds: readonly string[],
): Promise<(Member | null)[]> {
  const visible = visibility(ctx, members);
  if (visible === null) return memberIds.map(() => null);
  const rows = ctx.platform.rows(members.entity);
  const found = await rows.read(
    sql`select ${rows.columns('t')}, a.member_id from core.advice a
        join ${rows.table} t on t.cooperative_id = a.cooperative_id and t.id = a.adviser_id
        where a.cooperative_id = ${ctx.viewer.cooperativeId} and a.until_day is null
          and a.member_id = any(${idsOf(memberIds)}) and ${visible}`,
    ['advisedId'],
  );
  const byMember = new Map(found.map((row) => [row.advisedId as string, row]));
  return memberIds.map((id) => byMember.get(id) ?? null);
}

function conditions(ctx: Context, filter: MemberFilter): Fragment[] {
  const where: Fragment[] = [];
  if (filter.status != null) where.push(sql`t.status = any(${filter.status}::text[])`);
  if (filter.nameStartsWith != null) {
    where.push(startsWith('t.display_name', filter.nameStartsWith, 'filter.nameStartsWith'));
  }
  if (filter.email != null) {
    where.push(sql`lower(t.email) = lower(${filter.email})`);
    // With reach `own` an address would otherwise tell whose it is.
    if (ctx.viewer.grants.get('member.read') !== 'all') {
      where.push(sql`t.id = ${ctx.viewer.memberId}`);
    }
  }
  if (filter.adviserId != null) {
    const adviserId = localId('Member', filter.adviserId, 'filter.adviserId');
    where.push(sql`exists (select from core.advice a
      where a.cooperative_id = t.cooperative_id and a.member_id = t.id
        and a.adviser_id = ${adviserId} and a.until_day is null)`);
  }
  return where;
}

function inOrder<T extends { memberId: string }>(ids: readonly string[], rows: readonly T[]) {
  const byMember = Map.groupBy(rows, (row) => row.memberId);
  return ids.map((id) => byMember.get(id) ?? []);
}

/** Entries of a history that are shown, the newest; nobody has had so many advisers or roles. */
const historyLimit = 100;
