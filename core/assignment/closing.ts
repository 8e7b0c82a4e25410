import type { ClosingObstacle } from '../platform/domain.js';

/** An assignment that is under way stands in the way of closing its activity; a plan does not. */
export const assignmentObstacles: ClosingObstacle = async (tx, activity) => {
  const [open] = await tx.query<{ count: bigint }>(
    `select count(*) as count from core.assignment
     where cooperative_id = $1 and activity_id = $2
       and status in ('RUNNING', 'WAITING', 'CANCELLING')`,
    [tx.cooperativeId, activity.id],
  );
  const count = open?.count ?? 0n;
  if (count === 0n) return [];
  return [{ code: 'closing.open-assignments', values: { count: count.toString() } }];
};
