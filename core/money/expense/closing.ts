import type { ClosingObstacle } from '../../platform/domain.js';

/** An activity is not closed over expenses that wait, or money that members still hold. */
export const expenseObstacles: ClosingObstacle = async (tx, activity) => {
  const [row] = await tx.query<{ sheets: bigint; advances: bigint }>(
    `select
       (select count(*) from core.expense where cooperative_id = $1 and activity_id = $2
          and status = 'SUBMITTED') as sheets,
       (select count(*) from core.expense_advance where cooperative_id = $1 and activity_id = $2
          and status in ('REQUESTED', 'APPROVED')) as advances`,
    [tx.cooperativeId, activity.id],
  );
  const { sheets = 0n, advances = 0n } = row ?? {};
  const at = (code: string, count: bigint) =>
    count > 0n ? [{ code, values: { count: count.toString() } }] : [];
  return [...at('closing.open-expenses', sheets), ...at('closing.open-expense-advances', advances)];
};
