import type { ClosingObstacle } from '../../platform/domain.js';

/** What a supplier asks for and nobody has decided over. */
export const openPurchases: ClosingObstacle = async (tx, activity) => {
  const [open] = await tx.query<{ count: bigint }>(
    `select count(*) as count from core.purchase
     where cooperative_id = $1 and activity_id = $2 and status = 'ASSIGNED'`,
    [tx.cooperativeId, activity.id],
  );
  const count = open?.count ?? 0n;
  return count === 0n ? [] : [{ code: 'closing.open-purchases', values: { count: `${count}` } }];
};
