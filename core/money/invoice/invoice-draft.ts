/** A draft invoice as it is written: the document, its lines, its fact and its audit line at once. */
import type { Context } from '../../platform/context.js';
import type { Sql } from '../../platform/database/sql.js';
import { newId } from '../../platform/ids.js';
import type { DocumentGround } from '../document/document-check.js';
import type { DocumentLine } from '../document/document-line.js';
import { lineColumnNames, lineColumns, lineRows } from '../document/line-columns.js';
import { documentTotals } from '../document/vat.js';
import { Invoice } from './invoice.entity.js';
import { InvoiceKind, InvoiceStatus, PaymentStatus } from './invoice-codes.js';

/** Where a draft belongs, and what of it is not in its lines. */
export type DraftHead = Omit<DocumentGround, 'rates' | 'findings'> & {
  readonly reference: string | null;
  readonly quoteId: string | null;
};

/** One statement, and therefore atomic without a transaction around it. */
export async function insertDraft(
  ctx: Context,
  sql: Sql,
  head: DraftHead,
  lines: readonly DocumentLine[],
): Promise<Invoice> {
  const invoice = draftOf(ctx, head, lines);
  await sql.query(insertStatement, insertValues(ctx, invoice, lines), 'money-insert-invoice');
  ctx.loaders.clear();
  if (ctx.tx === undefined) ctx.platform.hub.wake();
  return invoice;
}

function draftOf(ctx: Context, head: DraftHead, lines: readonly DocumentLine[]): Invoice {
  const { netMinor, vatMinor, totalMinor, subtotals } = documentTotals(lines);
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
    ...{ number: null, issuedOn: null, dueOn: null, communicationDigits: null },
    ...{ creditsId: null, reason: null, requestKey: null, version: 1 },
    ...{ feeMinor: 0n, paidMinor: 0n, excessMinor: 0n },
    ...{ creditedNetMinor: 0n, creditedVatMinor: 0n },
  });
}

function insertValues(ctx: Context, invoice: Invoice, lines: readonly DocumentLine[]): unknown[] {
  const { viewer, requestId } = ctx;
  return [
    ...[invoice.cooperativeId, invoice.id, invoice.activityId, invoice.clientId],
    ...[invoice.hostEntityId, invoice.currency, invoice.paymentTermDays],
    ...[invoice.netMinor, invoice.vatMinor, invoice.totalMinor],
    JSON.stringify(invoice.subtotalRows),
    ...[invoice.reference, invoice.quoteId, viewer.memberId],
    ...lineColumns(lines),
    ...[newId(), newId(), viewer.token?.id ?? null, requestId],
  ];
}

const insertStatement = `
  with document as (
    insert into core.invoice (cooperative_id, id, activity_id, client_id, host_entity_id, kind,
      status, currency, payment_term_days, net_minor, vat_minor, total_minor, vat_subtotals,
      reference, quote_id, created_by)
    values ($1, $2, $3, $4, $5, 'INVOICE', 'DRAFT', $6, $7, $8, $9, $10, $11, $12, $13, $14)
  ), lines as (
    insert into core.invoice_line (cooperative_id, invoice_id, ${lineColumnNames})
    select $1, $2, ${lineColumnNames} from ${lineRows(15)}
  ), fact as (
    insert into core.outbox (cooperative_id, id, type, subject_type, subject_id, activity_id, actor)
    values ($1, $22, 'invoice.created', 'Invoice', $2, $3, $14)
  )
  insert into core.audit (cooperative_id, id, actor, token_id, action, subject_type, subject_id,
    request_id)
  values ($1, $23, $14, $24, 'invoice.create', 'Invoice', $2, $25)`;
