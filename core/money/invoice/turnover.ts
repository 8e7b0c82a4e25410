import { activities } from '../../activity/activity.policy.js';
import type { Context } from '../../platform/context.js';
import { sql } from '../../platform/database/rows.js';
import { notFound } from '../../platform/errors.js';
import { globalId } from '../../platform/ids.js';
import { byId, visibility } from '../../platform/read/read.js';
import type { TurnoverFacts } from '../../sdk/list-doors.js';
import { invoices } from './invoice.policy.js';

/** What an activity invoiced less what it credited, by client; by the days of the documents. */
export async function turnover(
  ctx: Context,
  activityId: string,
  { from, until }: { readonly from: string; readonly until: string },
): Promise<TurnoverFacts> {
  const activity = await byId(ctx, activities, activityId);
  if (activity === null) throw notFound('Activity', globalId('Activity', activityId));
  const { currency } = activity;
  const visible = visibility(ctx, invoices);
  if (visible === null) return { currency, totalMinor: 0n, clients: [] };
  const { text, values } = sql`
    with by_client as (
      select t.client_id as id, count(*) filter (where t.kind = 'INVOICE')::int as invoices,
        sum(case when t.kind = 'INVOICE' then t.net_minor else -t.net_minor end)::bigint as net
      from core.invoice t
      where ${visible} and t.activity_id = ${activityId}::uuid and t.status <> 'DRAFT'
        and t.issued_on between ${from}::date and ${until}::date
      group by t.client_id)
    select id as "clientId", invoices, net as "netMinor", (sum(net) over ())::bigint as total
    from by_client order by net desc, id limit 100`;
  const rows = await (ctx.tx ?? ctx.platform.database).query<Row>(text, values);
  const clients = rows.map(({ clientId, invoices: count, netMinor }) => ({
    ...{ clientId, invoices: count, netMinor },
  }));
  return { currency, totalMinor: rows[0]?.total ?? 0n, clients };
}

interface Row {
  readonly clientId: string;
  readonly invoices: number;
  readonly netMinor: bigint;
  readonly total: bigint;
}
