import type { ClosingObstacle } from '../../platform/domain.js';

/** A registration that is not paid or cancelled stands in the way of closing its activity. */
export const allowanceObstacles: ClosingObstacle = async (tx, activity) => {
  const [open] = await tx.query<{ count: bigint }>(
    `select count(*) as count from core.amateur_allowance
     where cooperative_id = $1 and activity_id = $2 and status = 'REGISTERED'`,
    [tx.cooperativeId, activity.id],
  );
  const count = open?.count ?? 0n;
  return count === 0n ? [] : [{ code: 'closing.open-allowances', values: { count: `${count}` } }];
};
