import type { Tx } from '../../platform/database/transaction.js';
import { newId } from '../../platform/ids.js';

/** A payment that the books have and the bank has not shown yet. */
export interface Awaited {
  /** The document behind it. */
  readonly source: { readonly type: 'expense' | 'purchase'; readonly id: string };
  readonly hostEntityId: string;
  readonly activityId: string;
  /** Where the caller books it in the same transaction. */
  readonly account: 'bank.clearing' | 'purchase.payable';
  readonly currency: string;
  /** Of the sign of the movement; negative: a debit. Of nothing, nothing is awaited. */
  readonly amountMinor: bigint;
  readonly since: string;
}

/** Notes it, so that it is seen until a movement of the bank is assigned to it. */
export async function awaitOnBank(tx: Tx, awaited: Awaited): Promise<void> {
  if (awaited.amountMinor === 0n) return;
  const { source, hostEntityId, activityId, account, currency, amountMinor, since } = awaited;
  await tx.query(
    `insert into core.awaited_payment (cooperative_id, id, source_type, source_id, host_entity_id,
       activity_id, account, currency, amount_minor, open_minor, since)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $10)`,
    [
      ...[tx.cooperativeId, newId(), source.type, source.id, hostEntityId, activityId, account],
      ...[currency, amountMinor, since],
    ],
  );
}
