import type { Context } from '../../platform/context.js';
import { idsOf, sql } from '../../platform/database/rows.js';
import { money } from '../../platform/money.js';
import { requireReach } from '../../platform/viewer.js';
import type { Activity } from '../activity.entity.js';
import { Approval } from './approval.entity.js';
import { ActivityAutonomy, AutonomyLevel, AutonomyLimit } from './level.js';

/** The level of an activity today and what limits it; sibling activities go in two statements. */
export async function autonomyOf(ctx: Context, activity: Activity): Promise<ActivityAutonomy> {
  const today = ctx.platform.clock.today();
  const load = async (ids: readonly string[]) => {
    const rows = await ctx.platform.rows(Approval).values(
      sql`select distinct on (activity_id) activity_id, level, from_day from core.activity_level
          where cooperative_id = ${ctx.viewer.cooperativeId}
            and activity_id = any(${idsOf(ids)}) and from_day <= ${today}
          order by activity_id, from_day desc, id desc`,
    );
    const levels = new Map(rows.map(([id, level, since]) => [id as string, { level, since }]));
    return ids.map((id) => (levels.get(id) ?? null) as Standing | null);
  };
  const batch = ctx.loaders.batch<Standing | null>(ActivityAutonomy, 'level', load);
  const [standing, limits] = await Promise.all([batch.load(activity.id), limitsOn(ctx, today)]);
  const level = standing?.level ?? AutonomyLevel.GUIDED;
  return Object.assign(new ActivityAutonomy(), {
    level,
    since: standing?.since ?? null,
    limits: limits.filter((limit) => limit.level === level),
  });
}

interface Standing {
  readonly level: AutonomyLevel;
  readonly since: string;
}

/** The limits that hold on a day: read once a request, a row for each level and step. */
export function limitsOn(ctx: Context, day: string): Promise<readonly AutonomyLimit[]> {
  requireReach(ctx.viewer, 'activity.read');
  const load = async (days: readonly string[]) =>
    Promise.all(days.map((on) => readLimits(ctx, on)));
  return ctx.loaders.batch<readonly AutonomyLimit[]>(AutonomyLimit, 'on', load).load(day);
}

async function readLimits(ctx: Context, day: string): Promise<AutonomyLimit[]> {
  const rows = await ctx.platform.rows(Approval).values(
    sql`select distinct on (level, transition) level, transition, amount_minor, currency,
          term_days, workers, from_day, source from core.autonomy_limit
        where cooperative_id = ${ctx.viewer.cooperativeId} and from_day <= ${day}
        order by level, transition, from_day desc`,
  );
  return rows.map(([level, transition, amountMinor, currency, termDays, workers, from, source]) =>
    Object.assign(new AutonomyLimit(), {
      ...{ level, transition, termDays, workers, from, source },
      amount: amountMinor === null ? null : money(amountMinor as bigint, currency as string),
    }),
  );
}
