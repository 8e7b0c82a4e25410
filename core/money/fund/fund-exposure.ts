/**
 * Whom the guarantee fund waits for, and since when. An activity gives advances back in the order in
 * which it had them, and its unpaid invoices stand for them in the order in which they are due: laid
 * beside each other, the two say how much of an advance of which day waits for which client.
 */
import type { Context } from '../../platform/context.js';

/** A piece of an advance that is out, and the invoice that stands for it; null: none does. */
export interface AgeRow {
  readonly bucket: number;
  readonly minor: bigint;
  readonly covered: boolean;
}

export interface ExposureRow {
  readonly clientId: string | null;
  readonly activityId: string;
  readonly minor: bigint;
  readonly oldestOn: string;
  /** The last day of the oldest of the invoices. */
  readonly dueOn: string | null;
}

/** Sums by age, in the buckets that begin on these days (the newest first), covered or not. */
export function agesOf(
  ctx: Context,
  currency: string,
  starts: readonly string[],
): Promise<AgeRow[]> {
  return ctx.platform.database.query<AgeRow>(
    `${pieces}
     select (select count(*)::integer from unnest($3::date[]) as edge (day)
         where p.day <= edge.day) as bucket,
       sum(p.minor)::bigint as minor, p.client_id is not null as covered
     from piece p group by 1, 3`,
    [ctx.viewer.cooperativeId, currency, starts],
    'fund-ages',
  );
}

/** The largest by client and activity. */
export function exposuresOf(ctx: Context, currency: string, limit: number): Promise<ExposureRow[]> {
  return ctx.platform.database.query<ExposureRow>(
    `${pieces}
     select client_id as "clientId", activity_id as "activityId", sum(minor)::bigint as minor,
       min(day) as "oldestOn", min(due_on) as "dueOn"
     from piece group by client_id, activity_id order by 3 desc, 2, 1 limit $3`,
    [ctx.viewer.cooperativeId, currency, limit],
    'fund-exposures',
  );
}

/** Every interval is [low, high) of what the activity owes, from the oldest advance on. */
const pieces = `
  with owing as (
    select a.owner_id as activity_id, a.id as account_id, b.posted
    from ledger.account a
    join ledger.balance b on b.cooperative_id = a.cooperative_id and b.account_id = a.id
      and b.currency = a.currency
    where a.cooperative_id = $1 and a.owner_type = 'activity' and a.code = 'activity.advanced'
      and a.currency = $2 and b.posted > 0
  ), given as (
    select o.activity_id, t.event_on as day, e.amount, o.posted,
      sum(e.amount) over (partition by o.activity_id order by e.account_version) as upto,
      sum(e.amount) over (partition by o.activity_id) as total
    from owing o
    join ledger.entry e on e.cooperative_id = $1 and e.account_id = o.account_id and e.amount > 0
    join ledger.txn t on t.cooperative_id = $1 and t.id = e.txn_id
  ), advance as (
    select activity_id, day, greatest(upto - amount - (total - posted), 0) as low,
      upto - (total - posted) as high
    from given where upto > total - posted
  ), part as (
    select d.activity_id, d.client_id, d.due_on, d.id,
      d.net_minor - d.credited_net_minor - d.fee_minor + d.credited_fee_minor - d.released_minor
        as minor
    from owing o
    join core.invoice d on d.cooperative_id = $1 and d.activity_id = o.activity_id
      and d.kind = 'INVOICE' and d.status = 'ISSUED' and d.currency = $2
      and d.written_off_minor = 0
    where not exists (select from core.fund_write_off w
      where w.cooperative_id = $1 and w.invoice_id = d.id and w.status = 'APPROVED')
  ), invoice as (
    select activity_id, client_id, due_on,
      sum(minor) over (partition by activity_id order by due_on, id) - minor as low,
      sum(minor) over (partition by activity_id order by due_on, id) as high
    from part where minor > 0
  ), standing as (
    select activity_id, client_id, due_on, low, high from invoice
    union all
    -- Beyond the last invoice nothing stands for an advance.
    select o.activity_id, null, null, coalesce(max(i.high), 0), o.posted + 1
    from owing o left join invoice i on i.activity_id = o.activity_id
    group by o.activity_id, o.posted
  ), piece as (
    select a.activity_id, s.client_id, a.day, s.due_on,
      least(a.high, s.high) - greatest(a.low, s.low) as minor
    from advance a join standing s
      on s.activity_id = a.activity_id and s.low < a.high and s.high > a.low
  )`;
