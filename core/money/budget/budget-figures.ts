/** What budgets come to: planned by their lines, spent by the ledger, committed by documents. */
import type { Context } from '../../platform/context.js';
import { type Fragment, idsOf, sql } from '../../platform/database/rows.js';
import type { Sql } from '../../platform/database/sql.js';

export interface LineFigures {
  readonly budgetId: string;
  readonly kind: string;
  readonly plannedMinor: bigint;
  readonly committedMinor: bigint;
  readonly spentMinor: bigint;
}

/** The lines of many budgets with their figures, by kind, in one statement. */
export async function budgetFigures(
  ctx: Context,
  sqlOf: Sql,
  budgetIds: readonly string[],
): Promise<ReadonlyMap<string, readonly LineFigures[]>> {
  const { text, values } = statement(ctx, budgetIds);
  const rows = await sqlOf.query<LineFigures>(text, values);
  return Map.groupBy(rows, ({ budgetId }) => budgetId);
}

/**
 * What a line comes to when its period ends: what is bound already, and for what is not bound the
 * pace of the days gone by. Never less than what is bound; rounded down to a minor unit.
 */
export function forecastMinor(
  { spentMinor, committedMinor }: Pick<LineFigures, 'spentMinor' | 'committedMinor'>,
  { from, until }: { readonly from: string; readonly until: string },
  today: string,
): bigint {
  const bound = spentMinor + committedMinor;
  const whole = daysFrom(from, until);
  const gone = daysFrom(from, today);
  if (gone <= 0n || gone >= whole || spentMinor <= 0n) return bound;
  const paced = (spentMinor * whole) / gone;
  if (paced < bound) return bound;
  return paced;
}

const daysFrom = (first: string, last: string): bigint =>
  BigInt(Math.round((Date.parse(last) - Date.parse(first)) / 86_400_000) + 1);

/**
 * An expense that an advance had paid is taken from what the activity had earmarked, so both accounts
 * count; a reversal counts where what it reverses counted.
 */
function statement(ctx: Context, budgetIds: readonly string[]): Fragment {
  const tenant = ctx.viewer.cooperativeId;
  const counted = sql`(b.project_id is null or exists (
    select from core.project_link l where l.cooperative_id = b.cooperative_id
      and l.activity_id = b.activity_id and l.source_type = m.source_type
      and l.source_id = m.source_id and l.project_id = b.project_id))`;
  return sql`with b as (
      select * from core.budget where cooperative_id = ${tenant} and id = any(${idsOf(budgetIds)})
    ), booked as (
      select a.owner_id as activity_id, a.currency, s.kind, o.source_type, o.source_id,
        x.event_on as on_day, e.amount
      from ledger.account a
      join ledger.entry e on e.cooperative_id = a.cooperative_id and e.account_id = a.id
      join ledger.txn x on x.cooperative_id = e.cooperative_id and x.id = e.txn_id
      join ledger.txn o on o.cooperative_id = x.cooperative_id and o.id = coalesce(x.reverses, x.id)
      join core.budget_kind_source s on s.ledger_kind = o.kind
      where a.cooperative_id = ${tenant} and a.owner_type = 'activity'
        and a.owner_id in (select activity_id from b)
        and a.code in ('activity.available', 'activity.earmarked')
    ), promised as (${commitmentsOf(ctx)}), spent as (
      select b.id, m.kind, sum(m.amount)::bigint as amount
      from b join booked m on m.activity_id = b.activity_id and m.currency = b.currency
        and m.on_day between b.from_day and b.until_day
      where ${counted} group by b.id, m.kind
    ), committed as (
      select b.id, m.kind, sum(m.amount)::bigint as amount
      from b join promised m on m.activity_id = b.activity_id
        and m.on_day between b.from_day and b.until_day
      where ${counted} group by b.id, m.kind
    )
    select b.id as "budgetId", n.kind, n.planned_minor as "plannedMinor",
      coalesce(c.amount, 0)::bigint as "committedMinor", coalesce(s.amount, 0)::bigint as "spentMinor"
    from b
    join core.budget_line n on n.cooperative_id = b.cooperative_id and n.budget_id = b.id
    left join spent s on s.id = b.id and s.kind = n.kind
    left join committed c on c.id = b.id and c.kind = n.kind
    order by b.id, n.kind`;
}

function commitmentsOf({ platform, viewer }: Context): Fragment {
  const sources = platform.domains.flatMap(({ commitments = [] }) => commitments);
  const none = sql`select null::uuid as activity_id, null::text as source_type,
    null::uuid as source_id, null::date as on_day, null::bigint as amount, null::text as kind
    where false`;
  return sources.reduce(
    (all, { kind, rows }) => sql`${all} union all
      select d.activity_id, d.source_type, d.source_id, d.on_day, d.amount, ${kind}::text
      from (${rows(viewer.cooperativeId)}) d where d.activity_id in (select activity_id from b)`,
    none,
  );
}
