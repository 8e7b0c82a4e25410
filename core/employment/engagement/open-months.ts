import type { Tx } from '../../platform/database/transaction.js';
import { rulesOf } from '../rules/countries.js';
import type { EngagementState } from './engagement.entity.js';
import { monthOf, nextMonth, planMonth } from './month-plan.js';
import { standingOf } from './standing.js';

/**
 * The months of an engagement that have days and no contract and are not waived, in their order: since
 * it stands, or from this month on while it does not stand yet, and until a month, which counts.
 */
export async function openMonths(
  tx: Pick<Tx, 'query' | 'cooperativeId'>,
  engagement: EngagementState,
  { today, until }: { readonly today: string; readonly until: string },
): Promise<string[]> {
  const { from: since } = await standingOf(tx, engagement.id);
  const [row] = await tx.query<{ country: string; closed: string[] }>(
    `select c.country, array(select m.month::text from core.engagement_month m
       where m.cooperative_id = $1 and m.engagement_id = $2
       union all select w.month::text from core.engagement_month_waiver w
       where w.cooperative_id = $1 and w.engagement_id = $2) as closed
     from core.cooperative c where c.id = $1`,
    [tx.cooperativeId, engagement.id],
  );
  const closed = new Set(row?.closed);
  const rules = rulesOf(row?.country ?? '');
  const [, first = until] = [since ?? today, engagement.from].map(monthOf).sort();
  const open: string[] = [];
  for (let month = first; month <= until; month = nextMonth(month)) {
    if (closed.has(month)) continue;
    if (rules === null || planMonth(engagement, month, rules.calendar).days.length > 0) {
      open.push(month);
    }
  }
  return open;
}
