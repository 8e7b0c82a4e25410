/** What moved in the guarantee fund, month by month, from the ledger's own entries. */
import type { Context } from '../../platform/context.js';
import { puttingIn } from './fund-kinds.js';

export interface FundMonthRow {
  /** Its first day. */
  readonly month: string;
  readonly contributed: bigint;
  readonly advanced: bigint;
  readonly repaid: bigint;
  readonly lost: bigint;
  readonly recovered: bigint;
  /** What the fund could still advance at its end. */
  readonly available: bigint;
}

/** Of months in a row up to one, the last first; a month in which nothing happened is there too. */
export function historyOf(
  ctx: Context,
  currency: string,
  of: { readonly until: string; readonly months: number },
): Promise<FundMonthRow[]> {
  return ctx.platform.database.query<FundMonthRow>(
    statement,
    [ctx.viewer.cooperativeId, currency, of.until, of.months],
    'fund-history',
  );
}

/** A debit of what is available is an advance, a credit a repayment, but for what was put in. */
const statement = `
  with moved as (
    select date_trunc('month', t.event_on)::date as month, a.code, e.amount,
      t.kind in (${puttingIn}) as put_in
    from ledger.account a
    join ledger.entry e on e.cooperative_id = $1 and e.account_id = a.id
    join ledger.txn t on t.cooperative_id = $1 and t.id = e.txn_id
    where a.cooperative_id = $1 and a.owner_type = 'cooperative' and a.owner_id = $1
      and a.currency = $2 and a.code in ('fund.available', 'fund.losses')
  ), month as (
    select m::date as month from generate_series(
      date_trunc('month', $3::date) - make_interval(months => $4::integer - 1),
      date_trunc('month', $3::date), interval '1 month') as m
  )
  select m.month::text as month,
    coalesce(sum(-v.amount) filter (where v.month = m.month and v.put_in
      and v.code = 'fund.available'), 0)::bigint as contributed,
    coalesce(sum(v.amount) filter (where v.month = m.month and not v.put_in and v.amount > 0
      and v.code = 'fund.available'), 0)::bigint as advanced,
    coalesce(sum(-v.amount) filter (where v.month = m.month and not v.put_in and v.amount < 0
      and v.code = 'fund.available'), 0)::bigint as repaid,
    coalesce(sum(v.amount) filter (where v.month = m.month and v.amount > 0
      and v.code = 'fund.losses'), 0)::bigint as lost,
    coalesce(sum(-v.amount) filter (where v.month = m.month and v.amount < 0
      and v.code = 'fund.losses'), 0)::bigint as recovered,
    coalesce(sum(-v.amount) filter (where v.month <= m.month
      and v.code = 'fund.available'), 0)::bigint as available
  from month m left join moved v on v.month <= m.month
  group by m.month order by m.month desc`;
