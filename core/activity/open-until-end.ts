import type { Tx } from '../platform/database/transaction.js';

/**
 * Whether an activity is open, and stays so until the transaction ends: whoever closes it waits for
 * what is made here and then finds it, or has closed it already. The id is a UUID. Not a shared
 * lock: what comes later in the transaction locks the activity to change it, and two that shared it
 * would wait for each other.
 */
export async function openUntilEnd(tx: Tx, activityId: string): Promise<boolean> {
  const [row] = await tx.query<{ status: string }>(
    `select status from core.activity where cooperative_id = $1 and id = $2
     for no key update`,
    [tx.cooperativeId, activityId],
  );
  return row?.status === 'OPEN';
}
