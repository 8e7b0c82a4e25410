/** The rows of a credit note: its document and lines, its number, and what changes on the invoice. */
import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { newId } from '../../platform/ids.js';
import { insertAdjustments } from '../document/adjustment-rows.js';
import { nextNumber } from '../document/document-number.js';
import { lineColumnNames, lineColumns, lineRows } from '../document/line-columns.js';
import type { SubtotalRow } from '../document/vat.js';
import type { CreditNoteAdjustment, CreditNoteLine } from './credit-plan.js';
import type { InvoiceState } from './invoice-state.js';
import type { Credit } from './settlement.js';

export interface CreditNote {
  readonly id: string;
  readonly reason: string;
  readonly requestKey: string;
  readonly issuedOn: string;
  readonly lines: readonly CreditNoteLine[];
  readonly adjustments: readonly CreditNoteAdjustment[];
  readonly subtotals: readonly SubtotalRow[];
  readonly sums: Credit;
}

/** Answers the number; `invoice` is the invoice as it becomes. */
export async function writeCreditNote(
  tx: Tx,
  ctx: Context,
  invoice: InvoiceState,
  note: CreditNote,
): Promise<string> {
  await insertNote(tx, ctx, invoice, note);
  const document = { table: 'invoice', cooperativeId: tx.cooperativeId, id: note.id } as const;
  await insertAdjustments(tx, document, note.adjustments);
  const number = await nextNumber(tx, invoice.hostEntityId, 'CREDIT_NOTE', note.issuedOn);
  const { netMinor, feeMinor } = note.sums;
  await tx.query(
    `with note as (
       update core.invoice set status = 'ISSUED', payment_status = 'PAID', issued_on = $3,
         due_on = $3, year = $4, sequence = $5, number = $6, fee_minor = $7, version = version + 1
       where cooperative_id = $1 and id = $2
     ), fee as (
       insert into core.fee_line (cooperative_id, id, activity_id, invoice_id, fee_rule_id, on_day,
         year, base_minor, rate, base_before_minor, fee_minor, rounding, income_minor, internal,
         exemption_id)
       select f.cooperative_id, $8, f.activity_id, $2, f.fee_rule_id, $3, $4,
         -(round(f.base_minor::numeric * $13 / i.net_minor)
           - round(f.base_minor::numeric * ($13 - $9::bigint) / i.net_minor)),
         f.rate, f.base_before_minor, -$7::bigint, 0, -$9::bigint, f.internal, f.exemption_id
       from core.fee_line f
       join core.invoice i on i.cooperative_id = f.cooperative_id and i.id = f.invoice_id
       where f.cooperative_id = $1 and f.invoice_id = $10
     )
     update core.invoice set status = $11, payment_status = $12, credited_net_minor = $13,
       credited_vat_minor = $14, credited_fee_minor = $15, released_minor = $16,
       version = version + 1
     where cooperative_id = $1 and id = $10`,
    [
      ...[tx.cooperativeId, note.id, note.issuedOn, number.year, number.sequence, number.number],
      ...[feeMinor, newId(), netMinor, invoice.id, invoice.status, invoice.paymentStatus],
      ...[invoice.creditedNetMinor, invoice.creditedVatMinor, invoice.creditedFeeMinor],
      invoice.releasedMinor,
    ],
  );
  return number.number;
}

/** As a draft, for its lines can only be added to one. */
async function insertNote(tx: Tx, ctx: Context, invoice: InvoiceState, note: CreditNote) {
  const { netMinor, vatMinor } = note.sums;
  await tx.query(
    `with document as (
       insert into core.invoice (cooperative_id, id, activity_id, client_id, host_entity_id, kind,
         status, currency, payment_term_days, net_minor, vat_minor, total_minor, vat_subtotals,
         credits_id, reason, request_key, created_by, parties)
       select $1, $2, $3, $4, $5, 'CREDIT_NOTE', 'DRAFT', $6, 0, $7, $8, $9, $10, $11, $12, $13,
         $14, i.parties
       from core.invoice i where i.cooperative_id = $1 and i.id = $11)
     insert into core.invoice_line (cooperative_id, invoice_id, credits_position,
       ${lineColumnNames})
     select $1, $2, ($25::smallint[])[l.position], ${lineColumnNames} from ${lineRows(15)}`,
    [
      ...[tx.cooperativeId, note.id, invoice.activityId, invoice.clientId, invoice.hostEntityId],
      ...[invoice.currency, netMinor, vatMinor, netMinor + vatMinor],
      ...[JSON.stringify(note.subtotals), invoice.id, note.reason],
      ...[note.requestKey, ctx.viewer.memberId],
      ...lineColumns(note.lines),
      note.lines.map((line) => line.creditsPosition),
    ],
  );
}
