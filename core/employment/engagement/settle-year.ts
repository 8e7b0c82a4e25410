import { requireForAll } from '../../member/member.policy.js';
import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { requireVisible } from '../../platform/read/read.js';
import type { Once } from '../../platform/write/once.js';
import { runTransition, type Snapshot, type Transition } from '../../platform/write/transition.js';
import type { Finding, Violation } from '../../platform/write/violation.js';
import { salariedEntrepreneur } from './draft-engagement.js';
import type { EngagementState } from './engagement.entity.js';
import { engagements } from './engagement.policy.js';
import { engagementEvent, lockedEngagement } from './engagement-state.js';
import { openMonths } from './open-months.js';

/** The year of a salaried entrepreneur as a transition sees it; amounts in minor units. */
export interface YearState extends Snapshot {
  readonly engagement: EngagementState;
  readonly year: number;
  readonly turnoverMinor: bigint;
  readonly directCostsMinor: bigint;
  readonly contributionMinor: bigint;
  /** What employing under the engagement has cost in the year: fixed parts and advances. */
  readonly employedMinor: bigint;
  /** Less than nothing of the year before; zero or less. */
  readonly carriedMinor: bigint;
  readonly balanceMinor: bigint;
}

export const engagementSettleYear: Transition<YearState> = {
  ...{ name: 'engagement.settle-year', subject: 'Engagement', tags: ['money.out', 'legal'] },
};

export interface YearSettlement {
  /** The global id. */
  readonly id: string;
  readonly year: number;
  readonly dryRun?: boolean | null;
}

export interface SettlementOutcome {
  /** The figures, also of a trial; null where the year cannot be computed. */
  readonly settlement: YearState | null;
  readonly violations: Violation[];
}

/**
 * Settles a year: turnover − direct costs − contribution is what the entrepreneur's work may cost;
 * less what it has cost already, and less what is owed from the year before. What is left is paid
 * with the next month's contract; less than nothing is carried into the next year, never claimed.
 */
export async function settleYear(
  ctx: Context,
  input: YearSettlement,
  once: Once,
): Promise<SettlementOutcome> {
  requireForAll(ctx.viewer, 'contract.write');
  const seen = await requireVisible(ctx, engagements, input.id);
  const today = ctx.platform.clock.today();
  let computed: YearState | null = null;
  const { after, violations } = await runTransition(ctx, engagementSettleYear, {
    id: seen.id,
    dryRun: input.dryRun,
    once,
    load: async (tx, id) => {
      computed = await yearOf(tx, await lockedEngagement(tx, id), input.year);
      return computed;
    },
    next: (before) => before,
    check: (before, _after, tx) => yearFindings(tx, before, today),
    write: async (tx, before) => {
      await write(tx, ctx, before);
      const payload = { year: before.year, balanceMinor: `${before.balanceMinor}` };
      return [engagementEvent('engagement.year-settled', before.engagement, payload)];
    },
  });
  return { settlement: after ?? (input.dryRun ? computed : null), violations };
}

async function yearOf(tx: Tx, engagement: EngagementState, year: number): Promise<YearState> {
  const [row] = await tx.query<Omit<YearState, 'id' | 'engagement' | 'year' | 'balanceMinor'>>(
    yearStatement,
    [tx.cooperativeId, engagement.activityId, engagement.id, year],
  );
  const found = row as NonNullable<typeof row>;
  const { turnoverMinor, directCostsMinor, contributionMinor, employedMinor, carriedMinor } = found;
  return {
    ...{ id: engagement.id, activityId: engagement.activityId, engagement, year, ...found },
    balanceMinor:
      turnoverMinor - directCostsMinor - contributionMinor - employedMinor + carriedMinor,
  };
}

/**
 * Documents of the year: invoices and credit notes issued, other income received, expenses approved
 * without the VAT that is deducted, and the contracts of the engagement with days in it.
 */
const yearStatement = `
  with income as (
    select coalesce(sum(case kind when 'INVOICE' then net_minor else -net_minor end), 0) as net,
      coalesce(sum(case kind when 'INVOICE' then fee_minor else -fee_minor end), 0) as fee
    from core.invoice
    where cooperative_id = $1 and activity_id = $2 and status <> 'DRAFT'
      and issued_on >= make_date($4, 1, 1) and issued_on < make_date($4 + 1, 1, 1)
    union all
    select coalesce(sum(amount_minor), 0), coalesce(sum(fee_minor), 0) from core.income
    where cooperative_id = $1 and activity_id = $2 and reversal_id is null
      and received_on >= make_date($4, 1, 1) and received_on < make_date($4 + 1, 1, 1))
  select (select sum(net) from income)::bigint as "turnoverMinor",
    (select sum(fee) from income)::bigint as "contributionMinor",
    (select coalesce(sum(x.approved_minor - x.deductible_minor), 0)::bigint from core.expense x
     where x.cooperative_id = $1 and x.activity_id = $2 and x.status = 'APPROVED'
       and x.decided_on >= make_date($4, 1, 1) and x.decided_on < make_date($4 + 1, 1, 1)
    ) as "directCostsMinor",
    (select coalesce(sum(c.budget_minor - m.settlement_minor), 0)::bigint
     from core.engagement_month m
     join core.contract c on c.cooperative_id = m.cooperative_id and c.id = m.contract_id
     where m.cooperative_id = $1 and m.engagement_id = $3 and c.status <> 'CANCELLED'
       and m.month >= make_date($4, 1, 1) and m.month < make_date($4 + 1, 1, 1)
    ) as "employedMinor",
    coalesce((select least(s.balance_minor, 0) from core.engagement_settlement s
     where s.cooperative_id = $1 and s.engagement_id = $3 and s.year = $4 - 1), 0)::bigint
      as "carriedMinor"`;

async function yearFindings(tx: Tx, state: YearState, today: string): Promise<Finding[]> {
  const { engagement, year } = state;
  const path = ['year'];
  const [kind] = await tx.query<{ regime: string; settled: boolean; gap: boolean }>(
    `select coalesce(k.regime, k.code) as regime,
       exists (select from core.engagement_settlement s where s.cooperative_id = $1
         and s.engagement_id = $3 and s.year >= $4) as settled,
       (exists (select from core.engagement_month m where m.cooperative_id = $1
         and m.engagement_id = $3 and m.month < make_date($4, 1, 1))
        or exists (select from core.engagement_month_waiver w where w.cooperative_id = $1
         and w.engagement_id = $3 and w.month < make_date($4, 1, 1))) and not exists (
           select from core.engagement_settlement s where s.cooperative_id = $1
             and s.engagement_id = $3 and s.year = $4 - 1) as gap
     from core.contract_kind k where k.cooperative_id = $1 and k.code = $2`,
    [tx.cooperativeId, engagement.kindCode, engagement.id, year],
  );
  const found: Finding[] = [];
  if (kind?.regime !== salariedEntrepreneur) found.push({ code: 'engagement.no-variable-part' });
  if (engagement.status !== 'SIGNED' && engagement.status !== 'ENDED') {
    found.push({ code: 'engagement.not-in-force', values: { status: engagement.status } });
  }
  if (today <= `${year}-12-31`)
    found.push({ code: 'engagement.year-runs', path, values: { year } });
  if (kind?.settled) found.push({ code: 'engagement.year-settled', path, values: { year } });
  if (kind?.gap) {
    found.push({ code: 'engagement.year-before-open', path, values: { year: year - 1 } });
  }
  const open = await openMonths(tx, engagement, { today, until: `${year}-12-01` });
  const months = open.filter((month) => month >= `${year}-01-01`).map((month) => month.slice(0, 7));
  // What these months will cost is not known yet, and would be paid out as profit.
  if (months.length > 0 && today > `${year}-12-31`) {
    found.push({ code: 'engagement.months-open', path, values: { months: months.join(', ') } });
  }
  return found;
}

async function write(tx: Tx, ctx: Context, state: YearState): Promise<void> {
  await tx.query(
    `insert into core.engagement_settlement (cooperative_id, engagement_id, year, turnover_minor,
       direct_costs_minor, contribution_minor, employed_minor, carried_minor, balance_minor,
       settled_by, settled_on)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      ...[tx.cooperativeId, state.id, state.year, state.turnoverMinor, state.directCostsMinor],
      ...[state.contributionMinor, state.employedMinor, state.carriedMinor, state.balanceMinor],
      ...[ctx.viewer.memberId, ctx.platform.clock.today()],
    ],
  );
}
