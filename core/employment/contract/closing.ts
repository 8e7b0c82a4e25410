import type { ClosingObstacle } from '../../platform/domain.js';

/** Contracts that are not paid or cancelled stand in the way of closing their activity. */
export const contractObstacles: ClosingObstacle = async (tx, activity) => {
  const [open] = await tx.query<{ count: bigint }>(
    `select count(*) as count from core.contract
     where cooperative_id = $1 and activity_id = $2 and status in ('DRAFT', 'SIGNED', 'WORKED')`,
    [tx.cooperativeId, activity.id],
  );
  const count = open?.count ?? 0n;
  if (count === 0n) return [];
  return [{ code: 'closing.open-contracts', values: { count: count.toString() } }];
};
