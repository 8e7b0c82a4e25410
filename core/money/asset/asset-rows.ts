import type { Tx } from '../../platform/database/transaction.js';
import type { WrittenOff } from './straight-line.js';

/** A thing as it is kept. */
export interface Asset extends WrittenOff {
  readonly id: string;
  readonly service: string;
  readonly activityId: string;
  readonly hostEntityId: string;
  readonly title: string;
  readonly currency: string;
  readonly depreciatedMinor: bigint;
  /** The first day of the month that is booked next; null: none is. */
  readonly nextMonth: string | null;
  readonly status: 'IN_USE' | 'DISPOSED' | 'CANCELLED';
}

/** With the transaction that booked it. */
export interface KeptAsset extends Asset {
  readonly transactionId: string;
}

export const assetColumns = `a.id, a.service, a.activity_id as "activityId",
  a.host_entity_id as "hostEntityId", a.title, a.currency, a.cost_minor as "costMinor",
  a.residual_minor as "residualMinor", a.months, a.from_day as "fromDay",
  a.depreciated_minor as "depreciatedMinor", a.next_month as "nextMonth", a.status,
  a.transaction_id as "transactionId"`;

/** Under lock: who ends a thing and who writes it off wait for each other. */
export async function lockAsset(tx: Tx, id: string): Promise<KeptAsset | null> {
  const [row] = await tx.query<KeptAsset>(
    `select ${assetColumns} from core.asset a
     where a.cooperative_id = $1 and a.id = $2 for no key update`,
    [tx.cooperativeId, id],
  );
  return row ?? null;
}
