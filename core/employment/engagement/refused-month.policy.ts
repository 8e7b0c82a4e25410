import { sql } from '../../platform/database/rows.js';
import { byAge, type Source } from '../../platform/read/source.js';
import { EngagementRefusedMonth } from './refused-month.entity.js';

/** As their engagement: for its worker, the activity's manager and the co-operative's own people. */
export const refusedMonths: Source<EngagementRefusedMonth> = {
  typeName: 'EngagementRefusedMonth',
  entity: EngagementRefusedMonth,
  permission: 'contract.read',
  visible: ({ cooperativeId, memberId }, reach) => {
    if (reach === 'all') return sql`true`;
    return sql`exists (select from core.engagement e
      join core.activity a on a.cooperative_id = e.cooperative_id and a.id = e.activity_id
      where e.cooperative_id = ${cooperativeId} and e.id = t.engagement_id
        and (e.worker_id = ${memberId} or a.manager_id = ${memberId}))`;
  },
  orders: {
    ...byAge,
    SINCE: { property: 'since', direction: 'asc', type: 'date' },
    MONTH: { property: 'month', direction: 'asc', type: 'date' },
  },
};
