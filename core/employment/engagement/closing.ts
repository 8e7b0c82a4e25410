import type { ClosingObstacle } from '../../platform/domain.js';

/** An engagement that is prepared or in force stands in the way of closing its activity. */
export const engagementObstacles: ClosingObstacle = async (tx, activity) => {
  const [open] = await tx.query<{ count: bigint }>(
    `select count(*) as count from core.engagement
     where cooperative_id = $1 and activity_id = $2 and status in ('DRAFT', 'SIGNED')`,
    [tx.cooperativeId, activity.id],
  );
  const count = open?.count ?? 0n;
  return count === 0n ? [] : [{ code: 'closing.open-engagements', values: { count: `${count}` } }];
};
