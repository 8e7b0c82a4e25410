/**
 * What the co-operative keeps by the month: the fixed part, and what the margin of the year corrects.
 * Every step can be repeated and run on any server: a month of an activity is charged once.
 */
import type { Context, Platform } from '../../platform/context.js';
import { inTransaction, type Tx } from '../../platform/database/transaction.js';
import type { DomainJob } from '../../platform/domain.js';
import { systemContext } from '../../platform/host/system-viewer.js';
import { newId } from '../../platform/ids.js';
import { activitiesMoney } from '../account/activity-money.js';
import { post } from '../ledger/ledger.js';
import { feePosting } from './fee-posting.js';
import { settleMargins } from './margin-fee.js';

/** Activities that one transaction charges. */
const batchSize = 200;

export const monthlyFees: DomainJob = {
  name: 'money.monthly-fees',
  cron: '20 5 * * *',
  run: async (platform) => {
    const cooperatives = await platform.database.query<{ id: string }>(
      'select id from core.cooperative order by id',
    );
    for (const { id } of cooperatives) await chargeMonth(platform, id);
  },
};

/** Notes what each open activity owes for the months since the last, and takes what it can pay. */
export async function chargeMonth(platform: Platform, cooperativeId: string): Promise<void> {
  const ctx = systemContext(platform, cooperativeId);
  await inTransaction(platform.orm, cooperativeId, (tx) => noteDue(tx, ctx));
  let after = noActivity;
  for (;;) {
    const from = after;
    const last = await inTransaction(platform.orm, cooperativeId, (tx) => takeDue(tx, ctx, from));
    if (last === null) break;
    after = last;
  }
  await settleMargins(platform, ctx);
  platform.hub.wake();
}

/**
 * From the month after the last that was noted, or from this one: a co-operative that begins owes
 * nothing for its past. Each month has the rule of its first day.
 */
async function noteDue(tx: Tx, ctx: Context): Promise<void> {
  await tx.query(
    `with months as (
       select m::date as month from generate_series(
         coalesce((select max(month) + interval '1 month' from core.monthly_fee
           where cooperative_id = $1), date_trunc('month', $2::date)),
         date_trunc('month', $2::date), interval '1 month') m
       union select date_trunc('month', $2::date)::date
     ), ruled as (
       select m.month, r.id, r.fixed_monthly_minor from months m
       cross join lateral (select * from core.fee_rule r
         where r.cooperative_id = $1 and r.from_day <= m.month
         order by r.from_day desc limit 1) r
       where r.fixed_monthly_minor > 0 and (r.until_day is null or r.until_day > m.month)
     )
     insert into core.monthly_fee (cooperative_id, activity_id, month, fee_rule_id, amount_minor)
     select $1, a.id, r.month, r.id, r.fixed_monthly_minor
     from ruled r join core.activity a on a.cooperative_id = $1
       and a.opened_on < r.month + interval '1 month'
       and (a.closed_on is null or a.closed_on >= r.month)
       and (a.status = 'OPEN' or a.closed_on is not null)
     where not exists (select from core.fee_exemption e
       where e.cooperative_id = $1 and (e.activity_id is null or e.activity_id = a.id)
         and (e.applies_to is null or e.applies_to = 'MONTHLY')
         and e.from_day <= r.month and (e.until_day is null or e.until_day > r.month))
     on conflict do nothing`,
    [tx.cooperativeId, ctx.platform.clock.today()],
  );
}

interface Due {
  readonly activityId: string;
  readonly month: string;
  readonly ruleId: string;
  readonly amountMinor: bigint;
  readonly currency: string;
}

/** The oldest month of the next activities; answers the last of them, or null when there is none. */
async function takeDue(tx: Tx, ctx: Context, after: string): Promise<string | null> {
  const due = await tx.query<Due>(
    `select f.activity_id as "activityId", f.month, f.fee_rule_id as "ruleId",
       f.amount_minor as "amountMinor", a.currency
     from core.monthly_fee f
     join core.activity a on a.cooperative_id = f.cooperative_id and a.id = f.activity_id
     where f.cooperative_id = $1 and f.charged_on is null and f.activity_id > $2
       and not exists (select from core.monthly_fee e
         where e.cooperative_id = f.cooperative_id and e.activity_id = f.activity_id
           and e.charged_on is null and e.month < f.month)
     order by f.activity_id limit ${batchSize} for no key update of a, f`,
    [tx.cooperativeId, after],
  );
  if (due.length === 0) return null;
  for (const [currency, group] of Map.groupBy(due, ({ currency: own }) => own)) {
    const ids = group.map(({ activityId }) => activityId);
    const money = await activitiesMoney(tx, tx.cooperativeId, ids, currency);
    const payable = group.filter(
      ({ activityId, amountMinor }) => (money.get(activityId)?.availableMinor ?? 0n) >= amountMinor,
    );
    await take(tx, ctx, payable);
  }
  return (due.at(-1) as Due).activityId;
}

async function take(tx: Tx, ctx: Context, payable: readonly Due[]): Promise<void> {
  const today = ctx.platform.clock.today();
  const lines = payable.map((one) => ({
    ...{ id: newId(), activity: one.activityId, rule: one.ruleId, month: one.month },
    fee: `${one.amountMinor}`,
  }));
  await tx.query(
    `with r as (select * from jsonb_to_recordset($2::jsonb)
       as r (id uuid, activity uuid, rule uuid, month date, fee bigint)
     ), charged as (
       update core.monthly_fee f set charged_on = $3 from r
       where f.cooperative_id = $1 and f.activity_id = r.activity and f.month = r.month)
     insert into core.fee_line (cooperative_id, id, activity_id, fee_rule_id, on_day, year, kind,
       month, base_minor, income_minor, base_before_minor, fee_minor, rounding)
     select $1, r.id, r.activity, r.rule, $3, extract(year from $3::date), 'MONTHLY', r.month,
       0, 0, 0, r.fee, 0
     from r`,
    [tx.cooperativeId, JSON.stringify(lines), today],
  );
  const postings = payable.map((one, i) =>
    feePosting(ctx, { ...one, id: lines[i]?.id ?? '', kind: 'MONTHLY', day: today }),
  );
  await post(tx, tx.cooperativeId, postings);
}

const noActivity = '00000000-0000-0000-0000-000000000000';
