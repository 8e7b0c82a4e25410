/** A write-off and its invoice under lock, and the row that a step of it changes. */
import type { Tx } from '../../platform/database/transaction.js';
import { notFound } from '../../platform/errors.js';
import { globalId } from '../../platform/ids.js';
import type { Books, PayableInvoice } from '../bank/payment-match.js';
import { lockBooks } from '../bank/payment-rows.js';
import type { InvoiceWriteOffStatus } from './invoice-write-off.entity.js';
import type { Loss } from './loss.js';

export interface WriteOffState {
  readonly id: string;
  readonly invoiceId: string;
  readonly activityId: string;
  readonly clientId: string;
  readonly status: InvoiceWriteOffStatus;
  readonly currency: string;
  readonly ground: string;
  readonly recoversVat: boolean;
  readonly lostOn: string;
  readonly amountMinor: bigint;
  readonly madeBy: string;
  readonly version: number;
  readonly invoice: PayableInvoice;
}

/** The write-off, then its invoice and activity: the order in which everybody locks them. */
export async function lockWriteOff(
  tx: Tx,
  id: string,
): Promise<{ readonly state: WriteOffState; readonly books: Books }> {
  const [row] = await tx.query<Omit<WriteOffState, 'invoice'>>(
    `select id, invoice_id as "invoiceId", activity_id as "activityId", client_id as "clientId",
       status, currency, ground, recovers_vat as "recoversVat", lost_on as "lostOn",
       amount_minor as "amountMinor", made_by as "madeBy", version
     from core.invoice_write_off where cooperative_id = $1 and id = $2 for no key update`,
    [tx.cooperativeId, id],
  );
  if (row === undefined) throw notFound('InvoiceWriteOff', globalId('InvoiceWriteOff', id));
  const books = await lockBooks(tx, { ids: [row.invoiceId] });
  const invoice = books.invoices.get(row.invoiceId) as PayableInvoice;
  return { state: { ...row, invoice }, books };
}

/** What is still given up, on the write-off and on its invoice. */
export async function writeLoss(
  tx: Tx,
  writeOffId: string,
  invoice: PayableInvoice,
  loss: Loss,
): Promise<void> {
  await tx.query(
    `with w as (
       update core.invoice_write_off set left_minor = $4, left_vat_minor = $5, left_fee_minor = $6
       where cooperative_id = $1 and id = $2)
     update core.invoice set written_off_minor = $4, payment_status = $7, version = version + 1
     where cooperative_id = $1 and id = $3`,
    [
      ...[tx.cooperativeId, writeOffId, invoice.id, loss.totalMinor, loss.vatMinor],
      ...[loss.feeMinor, invoice.paymentStatus],
    ],
  );
}
