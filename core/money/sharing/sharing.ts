/** The door by which rules of sharing come in and what they made goes out. */
import { activities } from '../../activity/activity.policy.js';
import type { Context } from '../../platform/context.js';
import { badInput, GezelError } from '../../platform/errors.js';
import { byId } from '../../platform/read/read.js';
import { isCivilDate } from '../../platform/scalars.js';
import { transact } from '../../platform/write/transact.js';
import type { ChargeShareFacts, SharePage, ShareSum, SharingPort } from '../../sdk/sharing-door.js';
import { decideRule, ruleOn } from './charge-rule.js';

export const sharing = (ctx: Context): SharingPort => ({
  decide: (rule) => transact(ctx, (tx) => decideRule(ctx, tx, rule)),
  ruleOn: (charge) => ruleOn(sqlOf(ctx), ctx.viewer.cooperativeId, charge),
  shares: async (activityId, page = {}) =>
    (await byId(ctx, activities, activityId)) === null ? [] : sharesOf(ctx, activityId, page),
  share: async (id) => {
    const [found] = await read(ctx, 's.id = $2', [id], 1);
    if (found === undefined) return null;
    return (await byId(ctx, activities, found.activityId)) === null ? null : found;
  },
  sums: (period) => sums(ctx, period),
});

const sqlOf = ({ tx, platform }: Context) => tx ?? platform.database;

function sharesOf(
  ctx: Context,
  activityId: string,
  { after, limit = 100, bearer }: SharePage,
): Promise<ChargeShareFacts[]> {
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) {
    throw badInput('A page has 1 to 100 rows.', 'limit');
  }
  const where = `c.activity_id = $2 and ($3::uuid is null or s.id > $3::uuid)
    and ($4::text is null or s.bearer = $4)`;
  return read(ctx, where, [activityId, after ?? null, bearer ?? null], limit);
}

function read(
  ctx: Context,
  where: string,
  params: readonly unknown[],
  limit: number,
): Promise<ChargeShareFacts[]> {
  return sqlOf(ctx).query<ChargeShareFacts>(
    `select s.id, c.activity_id as "activityId", c.service, s.bearer, s.sector,
       s.amount_minor as "amountMinor", c.currency, c.created_at as "chargedAt",
       s.rule_id as "ruleId", coalesce((
         select sum(f.amount_minor) from core.charge_share_refund f
         where f.cooperative_id = s.cooperative_id and f.share_id = s.id), 0)::bigint
         as "refundedMinor"
     from core.charge_share s
     join core.service_charge c on c.cooperative_id = s.cooperative_id and c.key = s.charge_key
     where s.cooperative_id = $1 and ${where} order by s.id limit ${limit}`,
    [ctx.viewer.cooperativeId, ...params],
  );
}

/** By the days of the ledger: a charge counts on its day, what is given back on that of the refund. */
async function sums(
  ctx: Context,
  { from, until }: { readonly from: string; readonly until: string },
): Promise<ShareSum[]> {
  if (ctx.viewer.grants.get('report.read') !== 'all') {
    throw new GezelError('FORBIDDEN', { permission: 'report.read' });
  }
  if (!isCivilDate(from) || !isCivilDate(until) || until < from) {
    throw badInput('A period ends on or after its first day.', 'until');
  }
  return sqlOf(ctx).query<ShareSum>(
    `with parts as (
       select c.cooperative_id, c.key, c.service, c.currency, c.transaction_id,
         coalesce(s.bearer, 'USER') as bearer, s.sector, s.id as share_id,
         coalesce(s.amount_minor, c.amount_minor) as amount_minor, c.amount_minor as whole,
         c.refund_id
       from core.service_charge c left join core.charge_share s
         on s.cooperative_id = c.cooperative_id and s.charge_key = c.key
       where c.cooperative_id = $1),
     moves as (
       select p.*, p.transaction_id as moved_by, p.amount_minor as moved from parts p
       union all
       select p.*, f.transaction_id, -f.amount_minor from parts p join core.charge_share_refund f
         on f.cooperative_id = p.cooperative_id and f.share_id = p.share_id
       union all
       select p.*, f.transaction_id, -f.amount_minor from parts p join core.charge_refund f
         on f.cooperative_id = p.cooperative_id and f.charge_key = p.key
       where p.share_id is null
       union all
       select p.*, p.refund_id, -(p.whole - coalesce((select sum(f.amount_minor)
         from core.charge_refund f
         where f.cooperative_id = p.cooperative_id and f.charge_key = p.key), 0)::bigint)
       from parts p where p.share_id is null and p.refund_id is not null)
     select m.service, m.bearer, m.sector, m.currency, sum(m.moved)::bigint as "amountMinor"
     from moves m join ledger.txn x on x.cooperative_id = m.cooperative_id and x.id = m.moved_by
     where x.event_on between $2::date and $3::date
     group by 1, 2, 3, 4 having sum(m.moved) <> 0 order by 1, 2, 3, 4`,
    [ctx.viewer.cooperativeId, from, until],
    'money-share-sums',
  );
}
