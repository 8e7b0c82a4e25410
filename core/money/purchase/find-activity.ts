import { openUntilEnd } from '../../activity/open-until-end.js';
import type { Sql } from '../../platform/database/sql.js';
import type { Tx } from '../../platform/database/transaction.js';
import type { ReceivedInvoice } from './read-ubl.js';

/**
 * Whose an incoming document is, when it says so: an activity's id or the number of a quote as order
 * or buyer reference, the structured communication of an invoice of ours, or the number of an
 * earlier document of the same supplier. Null when it says nothing, or two things.
 */
export async function activityOf(
  tx: Tx & Sql,
  invoice: ReceivedInvoice,
  from: { readonly hostEntityId: string; readonly supplierKey: string },
): Promise<string | null> {
  const references = [invoice.orderReference, invoice.buyerReference].filter((one) => one !== null);
  const ids = references.flatMap((text) => /^(?:Activity:)?([\da-f-]{36})$/i.exec(text)?.[1] ?? []);
  const digits = invoice.paymentReference?.replace(/\D/g, '') ?? '';
  const found = await tx.query<{ id: string }>(
    `select a.id from core.activity a
     where a.cooperative_id = $1 and a.host_entity_id = $2 and a.status = 'OPEN' and (
       a.id::text = any($3::text[])
       or a.id in (select q.activity_id from core.quote q
         where q.cooperative_id = $1 and q.number = any($4::text[]))
       or a.id in (select i.activity_id from core.invoice i
         where i.cooperative_id = $1 and i.structured_communication = $5)
       or a.id in (select p.activity_id from core.purchase p
         where p.cooperative_id = $1 and p.host_entity_id = $2 and p.supplier_key = $6
           and p.number = any($7::text[])))
     limit 2`,
    [
      ...[tx.cooperativeId, from.hostEntityId, ids.map((id) => id.toLowerCase()), references],
      ...[digits.length === 12 ? digits : null, from.supplierKey, invoice.preceding],
    ],
  );
  const [only, another] = found;
  if (only === undefined || another !== undefined) return null;
  return (await openUntilEnd(tx, only.id)) ? only.id : null;
}
