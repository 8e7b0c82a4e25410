import type { Tx } from '../../platform/database/transaction.js';
import { newId } from '../../platform/ids.js';
import type { DeclaredContent } from './dimona.port.js';

export interface NewDeclaration {
  readonly contractId: string;
  readonly kind: 'IN' | 'UPDATE' | 'OUT' | 'CANCEL';
  readonly content: DeclaredContent;
  readonly firstDay: string;
  readonly now: Date;
}

/** Writes a declaration that is to be sent, in the transaction of what it is about. */
export async function queue(tx: Tx, { contractId, kind, content, firstDay, now }: NewDeclaration) {
  await tx.query(
    `insert into core.dimona_declaration
       (cooperative_id, id, contract_id, kind, content, first_day, state, next_at, queued_at)
     values ($1, $2, $3, $4, $5, $6, 'QUEUED', $7, $7)`,
    [tx.cooperativeId, newId(), contractId, kind, JSON.stringify(content), firstDay, now],
  );
}
