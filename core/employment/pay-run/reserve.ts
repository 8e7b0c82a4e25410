import type { Tx } from '../../platform/database/transaction.js';
import { newId } from '../../platform/ids.js';
import type { DueContract } from './due-batch.js';

/** Net pay of contracts whose workers are paid in monthly parts: it stands for them. */
export async function keepReserves(
  tx: Tx,
  contracts: readonly DueContract[],
  today: string,
): Promise<void> {
  const rows = contracts
    .filter(({ kept, netMinor }) => kept && netMinor !== null && netMinor > 0n)
    .map(({ id, workerId, activityId, currency, netMinor }) => ({
      ...{ id: newId(), contractId: id, workerId, activityId, currency, amount: `${netMinor}` },
    }));
  if (rows.length === 0) return;
  await tx.query(
    `insert into core.pay_reserve (cooperative_id, id, member_id, activity_id, currency,
       amount_minor, on_day, contract_id)
     select $1, r.id, r."workerId", r."activityId", r.currency, r.amount, $2, r."contractId"
     from jsonb_to_recordset($3::jsonb) as r(id uuid, "contractId" uuid, "workerId" uuid,
       "activityId" uuid, currency text, amount bigint)`,
    [tx.cooperativeId, today, JSON.stringify(rows)],
  );
}
