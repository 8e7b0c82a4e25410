import { requireForAll } from '../../member/member.policy.js';
import type { Context } from '../../platform/context.js';
import { idsOf, sql } from '../../platform/database/rows.js';
import type { Tx } from '../../platform/database/transaction.js';
import { lineFindings, tidy } from '../../platform/model/text.js';
import { requireVisible } from '../../platform/read/read.js';
import { runTransition, type Snapshot, type Transition } from '../../platform/write/transition.js';
import type { Finding } from '../../platform/write/violation.js';
import { addDays } from '../../sdk/civil-days.js';
import { Engagement, type EngagementState } from './engagement.entity.js';
import { engagements } from './engagement.policy.js';
import {
  type EngagementOutcome,
  engagementAnswer,
  engagementEvent,
  lockedEngagement,
} from './engagement-state.js';
import { monthOf, nextMonth } from './month-plan.js';
import { openMonths } from './open-months.js';
import { EngagementWaivedMonth } from './open-months.types.js';
import { forgetRefusal } from './refused-months.js';

/** A month of an engagement as a decision about it sees it. */
export interface MonthState extends Snapshot {
  readonly engagement: EngagementState;
  /** The first day of the month. */
  readonly month: string;
  readonly waived: boolean;
}

export const engagementWaiveMonth: Transition<MonthState> = {
  ...{ name: 'engagement.waive-month', subject: 'Engagement', tags: ['legal'] },
};

export const engagementRestoreMonth: Transition<MonthState> = {
  ...{ name: 'engagement.restore-month', subject: 'Engagement', tags: ['legal'] },
};

export interface MonthDecision {
  /** The global id. */
  readonly id: string;
  /** Any day of the month. */
  readonly month: string;
  readonly dryRun?: boolean | null;
}

/**
 * A month that is over and has no contract gets none: the person did not work. For people of the
 * co-operative, not for the manager who would spare the activity its cost.
 */
export async function waiveMonth(
  ctx: Context,
  input: MonthDecision & { readonly reason: string },
): Promise<EngagementOutcome> {
  requireForAll(ctx.viewer, 'contract.write');
  const seen = await requireVisible(ctx, engagements, input.id);
  const [month, reason] = [monthOf(input.month), tidy(input.reason)];
  const today = ctx.platform.clock.today();
  const { after, violations } = await runTransition(ctx, engagementWaiveMonth, {
    id: seen.id,
    dryRun: input.dryRun,
    load: (tx, id) => lockedMonth(tx, id, month),
    next: (before) => ({ ...before, waived: true }),
    check: async (before, _after, tx) => [
      ...lineFindings('reason', reason, 500),
      ...(await waiverFindings(tx, before, today)),
    ],
    write: async (tx, { id, engagement }) => {
      await tx.query(
        `insert into core.engagement_month_waiver
           (cooperative_id, engagement_id, month, reason, waived_by, waived_on)
         values ($1, $2, $3, $4, $5, $6)`,
        [tx.cooperativeId, id, month, reason, ctx.viewer.memberId, today],
      );
      await forgetRefusal(tx, id, month);
      return [engagementEvent('engagement.month-waived', engagement, { month })];
    },
  });
  return engagementAnswer(ctx, { after: after?.engagement ?? null, violations });
}

/** Takes it back, until its year is settled: the next morning the month is made as any other. */
export async function restoreMonth(ctx: Context, input: MonthDecision): Promise<EngagementOutcome> {
  requireForAll(ctx.viewer, 'contract.write');
  const seen = await requireVisible(ctx, engagements, input.id);
  const month = monthOf(input.month);
  const { after, violations } = await runTransition(ctx, engagementRestoreMonth, {
    id: seen.id,
    dryRun: input.dryRun,
    load: (tx, id) => lockedMonth(tx, id, month),
    next: (before) => ({ ...before, waived: false }),
    check: (before, _after, tx) => restoreFindings(tx, before),
    write: async (tx, { id, engagement }) => {
      await tx.query(
        `delete from core.engagement_month_waiver
         where cooperative_id = $1 and engagement_id = $2 and month = $3`,
        [tx.cooperativeId, id, month],
      );
      return [engagementEvent('engagement.month-restored', engagement, { month })];
    },
  });
  return engagementAnswer(ctx, { after: after?.engagement ?? null, violations });
}

/** The last 24 waived months, the newest first; those of siblings in one statement. */
export function waivedMonthsOf(
  ctx: Context,
  engagement: Engagement,
): Promise<EngagementWaivedMonth[]> {
  const load = async (ids: readonly string[]) => {
    const rows = await ctx.platform.rows(Engagement).values(
      sql`select k.id, w.month, w.reason, w.waived_on, w.waived_by
          from unnest(${idsOf(ids)}) k(id) cross join lateral (
            select * from core.engagement_month_waiver n
            where n.cooperative_id = ${ctx.viewer.cooperativeId} and n.engagement_id = k.id
            order by n.month desc limit 24) w
          order by k.id, w.month desc`,
    );
    const byId = Map.groupBy(rows, ([id]) => id as string);
    return ids.map((id) => (byId.get(id) ?? []).map(waivedMonth));
  };
  return ctx.loaders
    .batch<EngagementWaivedMonth[]>(engagements, 'waived-months', load)
    .load(engagement.id);
}

const waivedMonth = ([, month, reason, waivedOn, waivedById]: readonly unknown[]) =>
  Object.assign(new EngagementWaivedMonth(), { month, reason, waivedOn, waivedById });

async function lockedMonth(tx: Tx, id: string, month: string): Promise<MonthState> {
  const engagement = await lockedEngagement(tx, id);
  const waivers = await tx.query(
    `select from core.engagement_month_waiver
     where cooperative_id = $1 and engagement_id = $2 and month = $3`,
    [tx.cooperativeId, id, month],
  );
  const { activityId } = engagement;
  return { id, activityId, engagement, month, waived: waivers.length > 0 };
}

async function waiverFindings(
  tx: Tx,
  { engagement, month, waived }: MonthState,
  today: string,
): Promise<Finding[]> {
  const { status, lastDay } = engagement;
  const [path, values] = [['month'], { month: month.slice(0, 7) }];
  if (status !== 'SIGNED' && status !== 'ENDED') {
    return [{ code: 'engagement.not-in-force', values: { status } }];
  }
  if (waived) return [{ code: 'engagement.month-waived', path, values }];
  const ofMonth = addDays(nextMonth(month), -1);
  const last = lastDay !== null && lastDay < ofMonth ? lastDay : ofMonth;
  if (last >= today) return [{ code: 'engagement.month-runs', path, values }];
  const open = await openMonths(tx, engagement, { today, until: month });
  return open.includes(month) ? [] : [{ code: 'engagement.month-not-open', path, values }];
}

async function restoreFindings(tx: Tx, { id, month, waived }: MonthState): Promise<Finding[]> {
  const path = ['month'];
  if (!waived) {
    return [{ code: 'engagement.month-not-waived', path, values: { month: month.slice(0, 7) } }];
  }
  const year = Number(month.slice(0, 4));
  const settled = await tx.query(
    `select from core.engagement_settlement
     where cooperative_id = $1 and engagement_id = $2 and year >= $3`,
    [tx.cooperativeId, id, year],
  );
  return settled.length > 0 ? [{ code: 'engagement.year-settled', path, values: { year } }] : [];
}
