import type { Context } from '../../platform/context.js';
import { newId } from '../../platform/ids.js';
import { lineFindings, tidy } from '../../platform/model/text.js';
import { requireVisible } from '../../platform/read/read.js';
import { requireReach } from '../../platform/viewer.js';
import { runTransition, type Transition } from '../../platform/write/transition.js';
import type { Finding } from '../../platform/write/violation.js';
import { activities } from '../activity.policy.js';
import {
  type ActivityOutcome,
  type ActivityState,
  activityAfter,
  activityEvent,
  closedFindings,
  lockedActivity,
} from '../activity-state.js';
import type { AutonomyLevel } from './level.js';

export const activitySetLevel: Transition<ActivityState> = {
  ...{ name: 'activity.set-level', subject: 'Activity', tags: ['legal'] },
};

export interface LevelDecision {
  readonly activityId: string;
  readonly level: AutonomyLevel;
  /** From today on at the earliest; today when absent. */
  readonly from?: string | null;
  readonly reason: string;
  readonly dryRun?: boolean | null;
}

/** Decides how far an activity goes alone, from a day on; never by its own manager. */
export async function setActivityLevel(
  ctx: Context,
  input: LevelDecision,
): Promise<ActivityOutcome> {
  requireReach(ctx.viewer, 'approval.decide');
  const seen = await requireVisible(ctx, activities, input.activityId, 'activityId');
  const today = ctx.platform.clock.today();
  const from = input.from ?? today;
  const reason = tidy(input.reason);
  const { after, violations } = await runTransition(ctx, activitySetLevel, {
    id: seen.id,
    dryRun: input.dryRun,
    load: lockedActivity,
    next: (before) => before,
    check: (before) => [
      ...closedFindings(before),
      ...lineFindings('reason', reason, 500),
      ...(before.managerId === ctx.viewer.memberId ? [{ code: 'autonomy.own-activity' }] : []),
      ...(from < today ? [backdated(from, today)] : []),
    ],
    write: async (tx) => {
      await tx.query(
        `insert into core.activity_level
           (cooperative_id, id, activity_id, level, from_day, reason, decided_by)
         values ($1, $2, $3, $4, $5, $6, $7)`,
        [tx.cooperativeId, newId(), seen.id, input.level, from, reason, ctx.viewer.memberId],
      );
      return [activityEvent('activity.level-set', seen.id, { level: input.level, from })];
    },
  });
  return { activity: after && (await activityAfter(ctx, after.id)), violations };
}

/** What was done until yesterday stays judged by what held then. */
export const backdated = (from: string, today: string): Finding => ({
  ...{ code: 'autonomy.backdated', path: ['from'], values: { from, today } },
});
