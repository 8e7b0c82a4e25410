import type { Tx } from '../../platform/database/transaction.js';
import { smaller } from '../invoice/settlement.js';
import type { PurchaseState } from './purchase-state.js';

/**
 * Takes a supplier's credit note off the payout of the invoice that it refers to, as far as that
 * still waits for its release: less is then paid, or nothing, and the payout goes. Answers what of
 * the credit note is left for the supplier to pay back.
 */
export async function netCredit(tx: Tx, note: PurchaseState): Promise<bigint> {
  const invoice = await unpaidInvoice(tx, note);
  if (invoice === null) return note.totalMinor;
  const { id, payoutId, amountMinor } = invoice;
  const nettedMinor = smaller(amountMinor, note.totalMinor);
  if (nettedMinor === amountMinor) {
    await tx.query(
      'update core.purchase set payout_id = null where cooperative_id = $1 and id = $2',
      [tx.cooperativeId, id],
    );
    // It never left, and what it was for is not owed any more: its event and the audit remain.
    await tx.query('delete from core.payout where cooperative_id = $1 and id = $2', [
      ...[tx.cooperativeId, payoutId],
    ]);
  } else {
    await tx.query(
      `update core.payout set amount_minor = amount_minor - $3, version = version + 1
       where cooperative_id = $1 and id = $2`,
      [tx.cooperativeId, payoutId, nettedMinor],
    );
  }
  await tx.query(
    `update core.purchase set netted_against = $3, netted_minor = $4
     where cooperative_id = $1 and id = $2`,
    [tx.cooperativeId, note.id, id, nettedMinor],
  );
  return note.totalMinor - nettedMinor;
}

interface UnpaidInvoice {
  readonly id: string;
  readonly payoutId: string;
  readonly amountMinor: bigint;
}

/** The newest that it names of which the payout is not released, with both under lock. */
async function unpaidInvoice(tx: Tx, note: PurchaseState): Promise<UnpaidInvoice | null> {
  const [row] = await tx.query<UnpaidInvoice>(
    `select p.id, o.id as "payoutId", o.amount_minor as "amountMinor"
     from core.purchase p
     join core.payout o on o.cooperative_id = p.cooperative_id and o.id = p.payout_id
     where p.cooperative_id = $1 and p.supplier_key = $2 and p.host_entity_id = $3
       and p.number = any($4::text[]) and p.kind = 'INVOICE' and p.status = 'APPROVED'
       and o.status = 'DUE' and o.currency = $5
     order by p.issued_on desc limit 1 for no key update of p, o`,
    [tx.cooperativeId, note.supplierKey, note.hostEntityId, note.preceding, note.currency],
  );
  return row ?? null;
}
