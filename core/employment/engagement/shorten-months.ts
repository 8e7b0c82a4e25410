/** What an end does to the months that are signed already. */
import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { globalId } from '../../platform/ids.js';
import type { Finding, Violation } from '../../platform/write/violation.js';
import { cancelContract } from '../contract/cancel-contract.js';
import { shortenContract } from '../contract/shorten-contract.js';
import { rulesOf } from '../rules/countries.js';
import type { EngagementState } from './engagement.entity.js';
import { planMonth } from './month-plan.js';

/** A month whose contract has days after the end of its engagement. */
export interface BeyondMonth {
  readonly month: string;
  readonly contractId: string;
  readonly status: 'SIGNED' | 'WORKED' | 'PAID';
  readonly first: string;
  readonly last: string;
  readonly settlementMinor: bigint;
  readonly country: string;
}

/** The months that an end on a day cuts, the latest first. */
export function monthsBeyond(tx: Tx, engagementId: string, lastDay: string) {
  return tx.query<BeyondMonth & Record<string, unknown>>(
    `select m.month, m.contract_id as "contractId", c.status, d.first, d.last,
       m.settlement_minor as "settlementMinor", p.country
     from core.engagement_month m
     join core.cooperative p on p.id = m.cooperative_id
     join core.contract c on c.cooperative_id = m.cooperative_id and c.id = m.contract_id
       and c.status in ('SIGNED', 'WORKED', 'PAID')
     cross join lateral (
       select min(d.day)::text as first, max(d.day)::text as last from core.contract_day d
       where d.cooperative_id = c.cooperative_id and d.contract_id = c.id) d
     where m.cooperative_id = $1 and m.engagement_id = $2 and d.last > $3
     order by m.month desc`,
    [tx.cooperativeId, engagementId, lastDay],
  );
}

/**
 * What is paid stays as it was, and what is worked after the end stays worked: an end that would take
 * either back is refused. A month that has not begun can go, one that the end falls in can be shorter.
 */
export function beyondFindings(
  beyond: readonly BeyondMonth[],
  lastDay: string,
  today: string,
): Finding[] {
  const path = ['lastDay'];
  return beyond.flatMap(({ month, status, first, last }) => {
    const values = { month: month.slice(0, 7), last };
    if (status === 'PAID') return [{ code: 'engagement.paid-beyond', path, values }];
    if (first <= lastDay || (status === 'SIGNED' && first > today)) return [];
    return [{ code: 'engagement.worked-beyond', path, values: { ...values, first } }];
  });
}

/** The latest first: a month that opened the declared period goes after those that rest on it. */
export async function cutMonths(
  ctx: Context & { readonly tx: Tx },
  engagement: EngagementState & { readonly lastDay: string },
  beyond: readonly BeyondMonth[],
): Promise<Violation[]> {
  const violations: Violation[] = [];
  for (const month of beyond) {
    const { contractId } = month;
    const outcome =
      month.first > engagement.lastDay
        ? await cancelContract(ctx, { id: globalId('Contract', contractId) }, null)
        : await shortened(ctx, engagement, month);
    violations.push(...outcome.violations);
  }
  return violations;
}

async function shortened(
  ctx: Context & { readonly tx: Tx },
  engagement: EngagementState & { readonly lastDay: string },
  { month, contractId, settlementMinor, country }: BeyondMonth,
) {
  const { lastDay } = engagement;
  const rules = rulesOf(country);
  if (rules === null) throw new Error(`A month was made without rules for "${country}".`);
  const { fixedMinor, advanceMinor } = planMonth(engagement, month, rules.calendar);
  const agreedMinor = fixedMinor + advanceMinor + settlementMinor;
  await ctx.tx.query(
    `update core.engagement_month set fixed_minor = $3, advance_minor = $4
     where cooperative_id = $1 and contract_id = $2`,
    [ctx.tx.cooperativeId, contractId, fixedMinor, advanceMinor],
  );
  return shortenContract(ctx, { contractId, lastDay, agreedMinor });
}
