/** What plugins are told of membership, and how they give a member another adviser. */
import type { Context } from '../platform/context.js';
import { sql } from '../platform/database/rows.js';
import type { Sql } from '../platform/database/sql.js';
import { badInput, GezelError } from '../platform/errors.js';
import { globalId } from '../platform/ids.js';
import { byId, visibility } from '../platform/read/read.js';
import { isCivilDate } from '../platform/scalars.js';
import { transact } from '../platform/write/transact.js';
import type { Finding, Violation } from '../platform/write/violation.js';
import type {
  AdvisedMember,
  AdvisedPage,
  AdviserOrder,
  MemberStanding,
  MembershipPort,
} from '../sdk/membership.js';
import { assignAdviser } from './assign-adviser.js';
import { members } from './member.policy.js';

export function memberships(ctx: Context): MembershipPort {
  const read: Sql = ctx.tx ?? ctx.platform.database;
  return {
    standing: (memberId, day) => standing(ctx, read, memberId, day),
    countOn: (day, { shareholders = false } = {}) => countOn(ctx, read, day, shareholders),
    advisedBy: (adviserId, page = {}) => advisedBy(ctx, read, adviserId, page),
    assignAdviser: (order) => reassign(ctx, order),
  };
}

async function standing(
  ctx: Context,
  read: Sql,
  memberId: string,
  day: string,
): Promise<MemberStanding | null> {
  if ((await byId(ctx, members, memberId)) === null) return null;
  const [row] = await read.query<MemberStanding & Record<string, unknown>>(
    `select m.id, m.display_name as "displayName", m.joined_on as "joinedOn",
       m.joined_on <= $3::date and m.status = 'ACTIVE' as "isMember",
       coalesce((select sum(s.quantity)::integer from core.share_movement s
         where s.cooperative_id = m.cooperative_id and s.member_id = m.id
           and s.on_day <= $3::date), 0) as shares,
       exists (select from core.role_grant g
         where g.cooperative_id = m.cooperative_id and g.member_id = m.id and g.role = 'ADVISER'
           and g.from_day <= $3::date and (g.until_day is null or g.until_day > $3::date)
         ) as "isAdviser",
       (select a.adviser_id from core.advice a
         where a.cooperative_id = m.cooperative_id and a.member_id = m.id
           and a.until_day is null) as "adviserId"
     from core.member m where m.cooperative_id = $1 and m.id = $2`,
    [ctx.viewer.cooperativeId, memberId, civil(day)],
    'member-standing',
  );
  return row === undefined ? null : Object.freeze(row);
}

async function countOn(
  ctx: Context,
  read: Sql,
  day: string,
  shareholders: boolean,
): Promise<number> {
  const [row] = await read.query<{ count: bigint }>(
    `select count(*) as count from core.member m
     where m.cooperative_id = $1 and m.joined_on <= $2::date and m.status = 'ACTIVE'
       and (not $3::boolean or (select sum(s.quantity) from core.share_movement s
         where s.cooperative_id = m.cooperative_id and s.member_id = m.id
           and s.on_day <= $2::date) > 0)`,
    [ctx.viewer.cooperativeId, civil(day), shareholders],
    'members-on-day',
  );
  return Number(row?.count ?? 0n);
}

async function advisedBy(
  ctx: Context,
  read: Sql,
  adviserId: string,
  { after, limit = mostAdvised }: AdvisedPage,
): Promise<readonly AdvisedMember[]> {
  if (!Number.isInteger(limit) || limit < 1 || limit > mostAdvised) {
    throw badInput(`A page has 1 to ${mostAdvised} members.`, 'limit');
  }
  const visible = visibility(ctx, members);
  if (visible === null) return [];
  const { text, values } = sql`select t.id, a.from_day as since, array(
      select distinct c.sector from core.activity c
      where c.cooperative_id = t.cooperative_id and c.manager_id = t.id and c.status = 'OPEN'
      order by c.sector) as sectors
    from core.advice a
    join core.member t on t.cooperative_id = a.cooperative_id and t.id = a.member_id
    where ${visible} and a.adviser_id = ${adviserId}::uuid and a.until_day is null
      and (${after ?? null}::uuid is null or t.id > ${after ?? null}::uuid)
    order by t.id limit ${limit}`;
  return read.query<AdvisedMember & Record<string, unknown>>(text, values);
}

async function reassign(
  ctx: Context,
  { memberId, adviserId, expectedId }: AdviserOrder,
): Promise<void> {
  await transact(ctx, async (tx) => {
    const [held] = await tx.query<{ adviser_id: string | null }>(
      `select (select a.adviser_id from core.advice a
         where a.cooperative_id = m.cooperative_id and a.member_id = m.id
           and a.until_day is null) as adviser_id
       from core.member m where m.cooperative_id = $1 and m.id = $2 for no key update of m`,
      [tx.cooperativeId, memberId],
    );
    const actual = held?.adviser_id ?? null;
    if (actual === adviserId) return;
    if (held !== undefined && actual !== expectedId) {
      const values = {
        thing: 'Adviser',
        expected: expectedId ?? 'nobody',
        actual: actual ?? 'nobody',
      };
      throw new GezelError('CONFLICT', values);
    }
    const { violations } = await assignAdviser(
      { ...ctx, tx },
      {
        memberId: globalId('Member', memberId),
        adviserId: globalId('Member', adviserId),
      },
    );
    const adviser = (await byId({ ...ctx, tx }, members, adviserId))?.displayName;
    if (violations.length > 0) throw new AdviserRefused(violations, { adviser });
  });
}

/** Carries out of the work that it undoes why somebody could not become the adviser. */
class AdviserRefused extends Error {
  override readonly name = 'AdviserRefused';
  /** What plugins tell apart. */
  readonly code = 'REFUSED';

  readonly findings: readonly Finding[];

  constructor(violations: readonly Violation[], values: Finding['values']) {
    super(violations.map(({ code }) => code).join(', '));
    this.findings = violations.map(({ code, path }) => ({ code, path, values }));
  }
}

function civil(day: string): string {
  if (isCivilDate(day)) return day;
  throw badInput('A civil day is expected: YYYY-MM-DD.', 'day');
}

/** Members in one page. */
const mostAdvised = 100;
