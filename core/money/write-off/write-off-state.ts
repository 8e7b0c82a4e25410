/** A write-off and its invoice under lock, and the rows that a step of it changes. */
import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { notFound } from '../../platform/errors.js';
import { globalId, newId } from '../../platform/ids.js';
import type { Books, HeldWriteOff, PayableInvoice } from '../bank/payment-match.js';
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

/** One change of what is lost; amounts are what is lost less by it: negative where more is. */
export interface LossChange {
  readonly held: Pick<HeldWriteOff, 'id'>;
  readonly invoiceId: string;
  readonly reinstated: Loss;
}

/** The fee and its ground go with what is lost, on the day on which the books say so. */
export async function writeLossFees(
  tx: Tx,
  ctx: Context,
  changes: readonly LossChange[],
): Promise<void> {
  const moved = changes.filter(({ reinstated }) => reinstated.totalMinor !== 0n);
  if (moved.length === 0) return;
  await tx.query(
    `insert into core.fee_line (cooperative_id, id, activity_id, write_off_id, kind, fee_rule_id,
       on_day, year, base_minor, rate, base_before_minor, fee_minor, rounding, income_minor,
       internal, exemption_id)
     select f.cooperative_id, c.id, f.activity_id, c.held, 'LOSS', f.fee_rule_id, $2,
       extract(year from $2::date), round(f.base_minor::numeric * c.net / i.net_minor), f.rate,
       f.base_before_minor, c.fee, 0, c.net, f.internal, f.exemption_id
     from jsonb_to_recordset($3::jsonb)
       as c (id uuid, held uuid, invoice uuid, net bigint, fee bigint)
     join core.fee_line f on f.cooperative_id = $1 and f.invoice_id = c.invoice
     join core.invoice i on i.cooperative_id = $1 and i.id = c.invoice`,
    [
      ...[tx.cooperativeId, ctx.platform.clock.today()],
      JSON.stringify(
        moved.map(({ held, invoiceId, reinstated }) => ({
          ...{ id: newId(), held: held.id, invoice: invoiceId, fee: `${reinstated.feeMinor}` },
          net: `${reinstated.totalMinor - reinstated.vatMinor}`,
        })),
      ),
    ],
  );
}
