import type { Activity } from '../../activity/activity.entity.js';
import { activities } from '../../activity/activity.policy.js';
import type { Context } from '../../platform/context.js';
import { type Page, page } from '../../platform/read/page.js';
import type { PageArgs } from '../../platform/read/page-args.js';
import { byId } from '../../platform/read/read.js';
import { managing } from '../client/client.policy.js';
import type { Invoice } from './invoice.entity.js';
import { type InvoiceFilter, type InvoiceOrder, invoiceConditions } from './invoice.filter.js';
import { invoices } from './invoice.policy.js';
import { InvoiceKind, InvoiceStatus, PaymentStatus } from './invoice-codes.js';

export interface InvoiceList {
  readonly args: PageArgs;
  readonly filter?: InvoiceFilter | null;
  readonly orderBy?: InvoiceOrder | null;
}

/** The invoices and credit notes that the viewer may see, of all or of one activity. */
export function listInvoices(ctx: Context, list: InvoiceList, activity?: Activity): Page<Invoice> {
  const { args, filter, orderBy } = list;
  const options = {
    orderBy,
    where: filter == null ? [] : invoiceConditions(filter, ctx.platform.clock.today()),
    filterKey: JSON.stringify(filter ?? null),
  };
  const scope = activity && { property: 'activityId', parentId: activity.id };
  return page(ctx, invoices, args, options, scope);
}

/** Issued, not wholly paid, and past its last day. */
export function isOverdue(ctx: Context, invoice: Invoice): boolean {
  const open = [PaymentStatus.UNPAID, PaymentStatus.PARTLY_PAID].includes(invoice.paymentStatus);
  const issued = invoice.kind === InvoiceKind.INVOICE && invoice.status === InvoiceStatus.ISSUED;
  return issued && open && (invoice.dueOn ?? '') < ctx.platform.clock.today();
}

/** What the viewer may do with an invoice now. */
export async function invoiceActions(ctx: Context, invoice: Invoice): Promise<string[]> {
  const { viewer } = ctx;
  const may = await byId(ctx, activities, invoice.activityId).then((activity) =>
    managing(viewer, activity, ['invoice.write', 'invoice.issue']),
  );
  if (invoice.status === InvoiceStatus.DRAFT) {
    return may.flatMap((name) =>
      name === 'invoice.write' ? ['invoice.update', 'invoice.discard'] : [name],
    );
  }
  const actions: string[] = [];
  if (invoice.kind !== InvoiceKind.INVOICE) return actions;
  if (invoice.status === InvoiceStatus.ISSUED && may.includes('invoice.issue')) {
    actions.push('invoice.credit');
  }
  const { UNPAID, PARTLY_PAID, WRITTEN_OFF } = PaymentStatus;
  const unpaid = [UNPAID, PARTLY_PAID, WRITTEN_OFF].includes(invoice.paymentStatus);
  if (unpaid && viewer.grants.get('payment.match') === 'all') actions.push('payment.match');
  return actions;
}
