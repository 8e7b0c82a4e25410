import type { Sql } from '../../platform/database/sql.js';
import type { EventSubscriber } from '../../platform/events/delivery.js';
import { newId } from '../../platform/ids.js';
import { documentSource } from '../einvoice/document-source.js';
import { type Addressed, addressText, electronicAddress } from '../einvoice/electronic-address.js';

/**
 * Queues a document when it is issued, in the transaction of its event's delivery. A client without
 * an electronic address, such as a consumer, gets no electronic document.
 */
export const queueIssued: EventSubscriber = {
  name: 'money/queue-transmission',
  on: ['invoice.issued', 'invoice.credited'],
  plugin: null,
  handle: async (tx, event) => {
    const { creditNoteId } = event.payload as { creditNoteId?: string };
    const invoiceId = creditNoteId ?? event.subject.id;
    // A client that made a document out in our name has it already.
    if (await isSelfBilled(tx, event.cooperativeId, invoiceId)) return;
    const source = await documentSource(tx, event.cooperativeId, invoiceId);
    const addresses = source && addressesOf(source);
    if (addresses == null) return;
    await tx.query(
      `insert into core.transmission (cooperative_id, id, invoice_id, activity_id, sender, receiver,
         queued_at, next_attempt_at)
       values ($1, $2, $3, $4, $5, $6, now(), now()) on conflict do nothing`,
      [
        ...[event.cooperativeId, newId(), invoiceId, event.activityId],
        ...[addresses.sender, addresses.receiver],
      ],
    );
  },
};

export async function isSelfBilled(
  tx: Sql,
  cooperativeId: string,
  invoiceId: string,
): Promise<boolean> {
  const found = await tx.query(
    'select from core.purchase where cooperative_id = $1 and invoice_id = $2',
    [cooperativeId, invoiceId],
  );
  return found.length > 0;
}

export interface Addresses {
  readonly sender: string;
  readonly receiver: string;
}

/** Null when one of the two is not on the network. */
export function addressesOf(parties: {
  readonly seller: Addressed;
  readonly buyer: Addressed;
}): Addresses | null {
  const sender = electronicAddress(parties.seller);
  const receiver = electronicAddress(parties.buyer);
  if (sender === null || receiver === null) return null;
  return { sender: addressText(sender), receiver: addressText(receiver) };
}
