/** The worker: takes what waits at the access point, each document once, and answers its sender. */
import { createHash } from 'node:crypto';
import type { Platform } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { keyOf } from '../../platform/files/file-store.js';
import { newId } from '../../platform/ids.js';
import {
  type AccessPoint,
  type IncomingMessage,
  maximumMessageBytes,
} from '../transmission/access-point.js';
import { activityOf } from './find-activity.js';
import { type ReceivedInvoice, type ReceivedParty, readUbl } from './read-ubl.js';
import { XmlRefused } from './xml-tree.js';

/** Why a document is not taken: codes for its sender. */
export type Refusal =
  | 'TOO_LARGE'
  | 'UNREADABLE'
  | 'UNKNOWN_RECEIVER'
  | 'AMBIGUOUS_RECEIVER'
  | 'OTHER_DOCUMENT_OF_THIS_NUMBER';

const batch = 20;

/**
 * Answers how many it took or refused. A document is kept before its sender is answered: after a
 * crash in between it comes again and is known by then.
 */
export async function takeIncoming(platform: Platform, point: AccessPoint): Promise<number> {
  const waiting = await point.waiting(batch);
  for (const message of waiting) {
    const refusal = await taken(platform, message);
    if (refusal !== null) {
      const { id: messageId } = message;
      platform.log.warn({ messageId, refusal }, 'an incoming document was refused');
    }
    await point.answer(message.id, refusal);
  }
  return waiting.length;
}

async function taken(platform: Platform, message: IncomingMessage): Promise<Refusal | null> {
  if (message.body.byteLength > maximumMessageBytes) return 'TOO_LARGE';
  let invoice: ReceivedInvoice;
  try {
    invoice = readUbl(message.body);
  } catch (error) {
    if (error instanceof XmlRefused) return 'UNREADABLE';
    throw error;
  }
  const { ours, theirs } = sidesOf(invoice);
  const hosts = await hostsOf(platform, ours);
  if (hosts.length === 0) return 'UNKNOWN_RECEIVER';
  const [host, another] = hosts as [Host, Host?];
  if (another !== undefined) return 'AMBIGUOUS_RECEIVER';
  return inTransaction(platform.orm, host.cooperative_id, (tx) =>
    keep(platform, tx, { message, invoice, theirs, hostEntityId: host.id }),
  );
}

/** A self-billed invoice is made by the buyer and received by the seller. */
function sidesOf({ selfBilled, seller, buyer }: ReceivedInvoice) {
  return selfBilled ? { ours: seller, theirs: buyer } : { ours: buyer, theirs: seller };
}

interface Host {
  readonly cooperative_id: string;
  readonly id: string;
}

/** The legal entities with this number, in any co-operative: two would be a mistake of somebody. */
async function hostsOf(platform: Platform, party: ReceivedParty): Promise<Host[]> {
  const { enterpriseNumber, vatNumber } = party;
  return platform.database.query<Host & Record<string, unknown>>(
    `select cooperative_id, id from core.host_entity
     where enterprise_number = $1 or ($1::text is null and vat_number = $2) limit 2`,
    [enterpriseNumber, vatNumber],
    'purchase-host',
  );
}

interface Arrival {
  readonly message: IncomingMessage;
  readonly invoice: ReceivedInvoice;
  readonly theirs: ReceivedParty;
  readonly hostEntityId: string;
}

async function keep(platform: Platform, tx: Tx, arrival: Arrival): Promise<Refusal | null> {
  const { message, invoice, theirs, hostEntityId } = arrival;
  const sha256 = createHash('sha256').update(message.body).digest('hex');
  const supplierKey = theirs.enterpriseNumber ?? theirs.vatNumber ?? theirs.address ?? theirs.name;
  const activityId = await activityOf(tx, invoice, { hostEntityId, supplierKey });
  const id = newId();
  const added = await tx.query(
    `insert into core.purchase (cooperative_id, id, host_entity_id, activity_id, kind, self_billed,
       status, message_id, sha256, supplier_name, supplier_enterprise_number, supplier_vat_number,
       supplier_country, supplier_key, number, issued_on, due_on, currency, net_minor, vat_minor,
       total_minor, payable_minor, lines, iban, payment_reference, order_reference, preceding,
       problems, adjustments, received_at)
     values ($1, $2, $3, $4, $5, $6, case when $4::uuid is null then 'RECEIVED' else 'ASSIGNED' end,
       $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25,
       $26, $27, $28, now())
     on conflict do nothing returning id`,
    [
      ...[tx.cooperativeId, id, hostEntityId, activityId, invoice.kind, invoice.selfBilled],
      ...[message.id, sha256, theirs.name, theirs.enterpriseNumber, theirs.vatNumber],
      ...[theirs.country, supplierKey, invoice.number, invoice.issuedOn, invoice.dueOn],
      ...[invoice.currency, invoice.netMinor, invoice.vatMinor, invoice.totalMinor],
      ...[invoice.payableMinor, JSON.stringify(invoice.lines), invoice.iban],
      ...[invoice.paymentReference, invoice.orderReference ?? invoice.buyerReference],
      ...[invoice.preceding, JSON.stringify(invoice.problems)],
      JSON.stringify(invoice.adjustments),
    ],
  );
  if (added.length === 0) return knownAs(tx, arrival, supplierKey, sha256);
  // Before the commit: what is known to be here can be shown.
  await platform.files.put(
    keyOf(tx.cooperativeId, id),
    new Blob([Buffer.from(message.body)]),
    sha256,
  );
  await tx.query(
    `insert into core.outbox
       (cooperative_id, id, type, subject_type, subject_id, activity_id, payload)
     values ($1, $2, 'purchase.received', 'Purchase', $3, $4, $5)`,
    [tx.cooperativeId, newId(), id, activityId, JSON.stringify({ kind: invoice.kind })],
  );
  return null;
}

/** The same file again is no mistake; another one under the same number is. */
async function knownAs(
  tx: Tx,
  { message, invoice, hostEntityId }: Arrival,
  supplierKey: string,
  sha256: string,
): Promise<Refusal | null> {
  const same = await tx.query(
    `select from core.purchase where cooperative_id = $1 and sha256 = $2 and (message_id = $3
       or (host_entity_id = $4 and supplier_key = $5 and number = $6))`,
    [tx.cooperativeId, sha256, message.id, hostEntityId, supplierKey, invoice.number],
  );
  return same.length > 0 ? null : 'OTHER_DOCUMENT_OF_THIS_NUMBER';
}
