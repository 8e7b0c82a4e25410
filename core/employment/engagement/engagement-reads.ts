import type { Activity } from '../../activity/activity.entity.js';
import type { Context } from '../../platform/context.js';
import { type Fragment, idsOf, sql } from '../../platform/database/rows.js';
import { money } from '../../platform/money.js';
import { type Page, page } from '../../platform/read/page.js';
import type { PageArgs } from '../../platform/read/page-args.js';
import { hoursOf } from '../day/hours.js';
import { Engagement, type EngagementStatus } from './engagement.entity.js';
import { engagements } from './engagement.policy.js';
import { EngagementMonth, WeekdayWork } from './engagement.types.js';

export function engagementsOf(
  ctx: Context,
  activity: Activity,
  args: PageArgs,
  status?: readonly EngagementStatus[] | null,
): Page<Engagement> {
  const where: Fragment[] = status == null ? [] : [sql`t.status = any(${[...status]}::text[])`];
  const options = { where, filterKey: JSON.stringify(status ?? null) };
  return page(ctx, engagements, args, options, {
    property: 'activityId',
    parentId: activity.id,
  });
}

/** The last months of an engagement, newest first; those of siblings in one statement. */
export function monthsOf(ctx: Context, engagement: Engagement): Promise<EngagementMonth[]> {
  const load = async (ids: readonly string[]) => {
    const rows = await ctx.platform.rows(Engagement).values(
      sql`select k.id, m.month, m.contract_id, m.fixed_minor, m.advance_minor, m.settlement_minor,
            m.currency
          from unnest(${idsOf(ids)}) k(id) cross join lateral (
            select n.*, e.currency from core.engagement_month n
            join core.engagement e on e.cooperative_id = n.cooperative_id
              and e.id = n.engagement_id
            where n.cooperative_id = ${ctx.viewer.cooperativeId} and n.engagement_id = k.id
            order by n.month desc limit 24) m
          order by k.id, m.month desc`,
    );
    const byId = Map.groupBy(rows, ([id]) => id as string);
    return ids.map((id) => (byId.get(id) ?? []).map(monthOfRow));
  };
  return ctx.loaders.batch<EngagementMonth[]>(engagements, 'months', load).load(engagement.id);
}

function monthOfRow([
  ,
  month,
  contractId,
  fixed,
  advance,
  settlement,
  currency,
]: readonly unknown[]) {
  const said = (minor: unknown) => money(minor as bigint, currency as string);
  return Object.assign(new EngagementMonth(), {
    ...{ month, contractId, fixed: said(fixed), advance: said(advance) },
    settlement: said(settlement),
  });
}

export const weekOf = ({ schedule }: Engagement): WeekdayWork[] =>
  schedule.flatMap((minutes, i) =>
    minutes === 0
      ? []
      : [Object.assign(new WeekdayWork(), { weekday: i + 1, hours: hoursOf(minutes) })],
  );
