/** A draft invoice as it is written: the document, its lines, its fact and its audit line at once. */
import type { Context } from '../../platform/context.js';
import type { Sql } from '../../platform/database/sql.js';
import { newId } from '../../platform/ids.js';
import { violationsOf } from '../../platform/model/say.js';
import type { Violation } from '../../platform/write/violation.js';
import type { AdjustmentInput } from '../document/adjustment.js';
import { adjustmentInsert, adjustmentJson } from '../document/adjustment-rows.js';
import type { DocumentGround } from '../document/document-check.js';
import type { DocumentContent } from '../document/document-content.js';
import type { DocumentLineInput } from '../document/document-line.js';
import { lineColumnNames, lineColumns, lineRows } from '../document/line-columns.js';
import { Invoice } from './invoice.entity.js';
import { InvoiceKind, InvoiceStatus, PaymentStatus, type QuotePart } from './invoice-codes.js';
import type { PartWish } from './quote-part.js';

export interface CreatedInvoice {
  readonly invoice: Invoice | null;
  readonly violations: Violation[];
}

/** Either an activity, a client and lines, or the accepted quote that has them. Ids are UUIDs. */
export interface NewInvoice {
  readonly activityId?: string | null;
  readonly clientId?: string | null;
  readonly lines?: readonly DocumentLineInput[] | null;
  /** Of the document as a whole; not with a quote, which has its own. */
  readonly adjustments?: readonly AdjustmentInput[] | null;
  readonly quoteId?: string | null;
  /** Which part of the quote; all that is left of it when absent. */
  readonly part?: PartWish | null;
  /** Must be the activity's; for clients that say it. */
  readonly currency?: string | null;
  readonly reference?: string | null;
}

/** Where a draft belongs, and what of it is not in its lines. */
export type DraftHead = Omit<DocumentGround, 'law' | 'findings'> & {
  readonly reference: string | null;
  readonly quoteId: string | null;
  readonly quotePart: QuotePart | null;
};

/**
 * One statement, and therefore atomic without a transaction around it. Null where the activity is
 * closed by now: its row is held so that who closes it waits, and then finds the draft.
 */
export async function insertDraft(
  ctx: Context,
  sql: Sql,
  head: DraftHead,
  content: DocumentContent,
): Promise<Invoice | null> {
  const invoice = draftOf(ctx, head, content);
  const values = insertValues(ctx, invoice, content);
  const adjusted = content.adjustments.length > 0;
  const adjustments = `, adjustments as (${adjustmentInsert('invoice', '$1', '$2', '$30')}
    where exists (select from open))`;
  const made = await sql.query(
    insertStatement(adjusted ? adjustments : ''),
    adjusted ? [...values, adjustmentJson(content.adjustments)] : values,
    adjusted ? 'money-insert-adjusted-invoice' : 'money-insert-invoice',
  );
  if (made.length === 0) return null;
  ctx.loaders.clear();
  if (ctx.tx === undefined) ctx.platform.hub.wake();
  return invoice;
}

function draftOf(ctx: Context, head: DraftHead, { totals }: DocumentContent): Invoice {
  const { netMinor, vatMinor, totalMinor, subtotals } = totals;
  return Object.assign(new Invoice(), {
    cooperativeId: ctx.viewer.cooperativeId,
    id: newId(),
    activityId: head.activityId,
    clientId: head.clientId,
    hostEntityId: head.hostEntityId,
    kind: InvoiceKind.INVOICE,
    status: InvoiceStatus.DRAFT,
    paymentStatus: PaymentStatus.UNPAID,
    currency: head.currency,
    paymentTermDays: head.paymentTermDays,
    ...{ netMinor, vatMinor, totalMinor, subtotalRows: subtotals },
    reference: head.reference,
    quoteId: head.quoteId,
    quotePart: head.quotePart,
    ...{ number: null, issuedOn: null, dueOn: null, communicationDigits: null },
    ...{ creditsId: null, reason: null, requestKey: null, version: 1 },
    ...{ feeMinor: 0n, paidMinor: 0n, excessMinor: 0n },
    ...{ creditedNetMinor: 0n, creditedVatMinor: 0n },
  });
}

function insertValues(ctx: Context, invoice: Invoice, { lines }: DocumentContent): unknown[] {
  const { viewer, requestId } = ctx;
  return [
    ...[invoice.cooperativeId, invoice.id, invoice.activityId, invoice.clientId],
    ...[invoice.hostEntityId, invoice.currency, invoice.paymentTermDays],
    ...[invoice.netMinor, invoice.vatMinor, invoice.totalMinor],
    JSON.stringify(invoice.subtotalRows),
    ...[invoice.reference, invoice.quoteId, viewer.memberId, invoice.quotePart],
    ...lineColumns(lines),
    ...[newId(), newId(), viewer.token?.id ?? null, requestId],
  ];
}

const insertStatement = (adjustments: string): string => `
  with open as (
    select from core.activity where cooperative_id = $1 and id = $3 and status = 'OPEN'
    for no key update
  ), document as (
    insert into core.invoice (cooperative_id, id, activity_id, client_id, host_entity_id, kind,
      status, currency, payment_term_days, net_minor, vat_minor, total_minor, vat_subtotals,
      reference, quote_id, created_by, quote_part)
    select $1, $2, $3, $4, $5, 'INVOICE', 'DRAFT', $6, $7, $8, $9, $10, $11, $12, $13, $14, $15
    from open
  ), lines as (
    insert into core.invoice_line (cooperative_id, invoice_id, ${lineColumnNames})
    select $1, $2, ${lineColumnNames} from ${lineRows(16)} cross join open
  )${adjustments}, fact as (
    insert into core.outbox (cooperative_id, id, type, subject_type, subject_id, activity_id, actor)
    select $1, $26, 'invoice.created', 'Invoice', $2, $3, $14 from open
  )
  insert into core.audit (cooperative_id, id, actor, token_id, action, subject_type, subject_id,
    request_id)
  select $1, $27, $14, $28, 'invoice.create', 'Invoice', $2, $29 from open returning id`;

/** A draft, or that its activity was closed at that moment. */
export const drafted = (ctx: Context, invoice: Invoice | null): CreatedInvoice => ({
  invoice,
  violations: invoice === null ? violationsOf(ctx, [{ code: 'document.activity-closed' }]) : [],
});
