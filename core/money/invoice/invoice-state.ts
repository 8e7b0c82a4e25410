/** An invoice under lock: what its transitions and the plugins' validations look at. */
import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import type { ClientKind } from '../client/client.entity.js';
import type { DocumentAdjustment } from '../document/adjustment.js';
import { type AdjustmentJson, adjustmentOf, adjustmentsOf } from '../document/adjustment-rows.js';
import type { DocumentLine } from '../document/document-line.js';
import { type LineJson, lineOf, linesAsJson } from '../document/line-columns.js';
import { lockDocument } from '../document/lock-document.js';
import type { InvoiceKind, InvoiceStatus, PaymentStatus, QuotePart } from './invoice-codes.js';
import type { Settlement } from './settlement.js';

export interface InvoiceState extends Settlement {
  readonly id: string;
  readonly activityId: string;
  readonly activityStatus: string;
  readonly clientId: string;
  readonly hostEntityId: string;
  readonly hostCountry: string;
  readonly kind: InvoiceKind;
  readonly status: InvoiceStatus;
  readonly paymentStatus: PaymentStatus;
  readonly number: string | null;
  readonly currency: string;
  readonly paymentTermDays: number;
  readonly vatMinor: bigint;
  readonly issuedOn: string | null;
  readonly dueOn: string | null;
  readonly quoteId: string | null;
  readonly quotePart: QuotePart | null;
  readonly lines: readonly InvoiceLineState[];
  readonly adjustments: readonly InvoiceAdjustmentState[];
  readonly client: InvoicedClient;
  readonly version: number;
}

export interface InvoiceLineState extends DocumentLine {
  readonly position: number;
}

export interface InvoiceAdjustmentState extends DocumentAdjustment {
  readonly position: number;
}

export interface InvoicedClient {
  readonly kind: ClientKind;
  readonly country: string;
  readonly vatNumber: string | null;
  readonly enterpriseNumber: string | null;
}

/** What a step reads besides, in the same statement: columns, with parameters from `$4` on. */
export interface MoreColumns {
  readonly columns: string;
  readonly params: readonly unknown[];
}

/** Locks the invoice and its activity, then reads what hangs on it: two statements. */
export async function lockInvoice<More extends object = object>(
  tx: Tx,
  ctx: Context,
  id: string,
  permission: string,
  more: MoreColumns = { columns: 'null', params: [] },
): Promise<InvoiceState & { readonly more: More }> {
  const row = await lockDocument<InvoiceRow>(tx, ctx, invoiceTable, permission, id);
  // After the lock: what another transaction changed while this one waited is seen.
  const [parts] = await tx.query<More & InvoiceParts>(
    `select ${linesAsJson('invoice_line', 'l.cooperative_id = $1 and l.invoice_id = $2')} as lines,
       ${adjustmentsOf('invoice', '$1', '$2')} as adjustments,
       jsonb_build_object('kind', c.kind, 'country', c.country, 'vatNumber', c.vat_number,
         'enterpriseNumber', c.enterprise_number)
         as client,
       ${more.columns}
     from core.client c where c.cooperative_id = $1 and c.id = $3`,
    [tx.cooperativeId, id, row.clientId, ...more.params],
  );
  if (parts === undefined) throw new Error(`The invoice ${id} has no client.`);
  const { activity_id, activity_status, host_entity_id, host_country, ...own } = row;
  return {
    ...own,
    activityId: activity_id,
    activityStatus: activity_status,
    hostEntityId: host_entity_id,
    hostCountry: host_country,
    lines: parts.lines.map(lineOf),
    adjustments: parts.adjustments.map(adjustmentOf),
    client: parts.client,
    more: parts,
  };
}

/** The columns of an invoice under their names in the state; `d` is its alias. */
export const invoiceColumns = `d.id, d.client_id as "clientId", d.kind, d.status,
  d.payment_status as "paymentStatus", d.number, d.currency,
  d.payment_term_days as "paymentTermDays", d.issued_on as "issuedOn", d.due_on as "dueOn",
  d.quote_id as "quoteId", d.quote_part as "quotePart", d.net_minor as "netMinor", d.vat_minor as "vatMinor",
  d.total_minor as "totalMinor", d.fee_minor as "feeMinor", d.paid_minor as "paidMinor",
  d.excess_minor as "excessMinor", d.credited_net_minor as "creditedNetMinor",
  d.credited_vat_minor as "creditedVatMinor", d.credited_fee_minor as "creditedFeeMinor",
  d.released_minor as "releasedMinor", d.written_off_minor as "writtenOffMinor", d.version`;

export type InvoiceRow = Omit<
  InvoiceState,
  | 'activityId'
  | 'activityStatus'
  | 'hostEntityId'
  | 'hostCountry'
  | 'lines'
  | 'adjustments'
  | 'client'
>;

const invoiceTable = { table: 'invoice', typeName: 'Invoice', columns: invoiceColumns };

interface InvoiceParts {
  readonly lines: LineJson[];
  readonly adjustments: AdjustmentJson[];
  readonly client: InvoicedClient;
}

/** What an entry needs to know of its invoice. */
export type BookedInvoice = Pick<InvoiceState, 'id' | 'activityId' | 'hostEntityId' | 'currency'>;
