import { activities, mayManage } from '../../activity/activity.policy.js';
import type { Context } from '../../platform/context.js';
import { sql } from '../../platform/database/rows.js';
import { byId } from '../../platform/read/read.js';
import { byAge, type Source } from '../../platform/read/source.js';
import type { Transition } from '../../platform/write/transition.js';
import { Engagement, type EngagementState } from './engagement.entity.js';

/** Engagements are for their worker, the activity's manager and the co-operative's own people. */
export const engagements: Source<Engagement> = {
  typeName: 'Engagement',
  entity: Engagement,
  permission: 'contract.read',
  visible: ({ cooperativeId, memberId }, reach) => {
    if (reach === 'all') return sql`true`;
    return sql`(t.worker_id = ${memberId} or exists (select from core.activity a
      where a.cooperative_id = ${cooperativeId} and a.id = t.activity_id
        and a.manager_id = ${memberId}))`;
  },
  orders: byAge,
};

export const engagementDraft: Transition<EngagementState> = {
  ...{ name: 'engagement.draft', subject: 'Engagement', tags: [] },
};

/** It has no end: whoever limits terms asks for an approval. The amount is that of a year. */
export const engagementSign: Transition<EngagementState> = {
  ...{ name: 'engagement.sign', subject: 'Engagement', tags: ['legal'] },
  commits: ({ activityId, fixedMinor, advanceMinor }) => ({
    ...{ activityId, amountMinor: (fixedMinor + advanceMinor) * 12n },
    termDays: Number.POSITIVE_INFINITY,
  }),
};

export const engagementEnd: Transition<EngagementState> = {
  ...{ name: 'engagement.end', subject: 'Engagement', tags: ['legal'] },
};

export async function engagementActions(ctx: Context, engagement: Engagement): Promise<string[]> {
  const activity = await byId(ctx, activities, engagement.activityId);
  const reach = ctx.viewer.grants.get('contract.write');
  if (activity === null || !mayManage(ctx.viewer, reach, activity)) return [];
  const decides = reach === 'all' ? ['engagement.waive-month', 'engagement.restore-month'] : [];
  if (reach === 'all' && engagement.kindCode === 'salaried-entrepreneur') {
    decides.push('engagement.settle-year');
  }
  const steps = {
    DRAFT: ['engagement.sign', 'engagement.end'],
    SIGNED: ['engagement.end', ...decides],
    ENDED: decides,
    CANCELLED: [],
  };
  return steps[engagement.status];
}
