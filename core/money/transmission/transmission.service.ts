import { activities } from '../../activity/activity.policy.js';
import type { Context } from '../../platform/context.js';
import { type Fragment, idsOf, sql } from '../../platform/database/rows.js';
import type { DomainDownload } from '../../platform/files/downloads.js';
import { keyOf } from '../../platform/files/file-store.js';
import { localId } from '../../platform/ids.js';
import { type Page, page } from '../../platform/read/page.js';
import type { PageArgs } from '../../platform/read/page-args.js';
import { byId, visibleRows } from '../../platform/read/read.js';
import { managing } from '../client/client.policy.js';
import { invoices } from '../invoice/invoice.policy.js';
import { messageKey } from './send-due.js';
import { sendInvoice } from './send-invoice.js';
import type { Transmission } from './transmission.entity.js';
import { mayBeSentAgain, transmissions } from './transmission.policy.js';
import type {
  SendInvoiceInput,
  SendInvoicePayload,
  TransmissionFilter,
  TransmissionOrder,
} from './transmission.types.js';

export interface TransmissionList {
  readonly args: PageArgs;
  readonly filter?: TransmissionFilter | null;
  readonly orderBy?: TransmissionOrder | null;
}

export function listTransmissions(ctx: Context, list: TransmissionList): Page<Transmission> {
  const { args, filter, orderBy } = list;
  const where = filter == null ? [] : conditions(filter);
  const filterKey = JSON.stringify(filter ?? null);
  return page(ctx, transmissions, args, { orderBy, where, filterKey });
}

function conditions({ activityId, status }: TransmissionFilter): Fragment[] {
  const where: Fragment[] = [];
  if (activityId != null) {
    where.push(sql`t.activity_id = ${localId('Activity', activityId, 'filter.activityId')}`);
  }
  if (status != null) where.push(sql`t.status = any(${status}::text[])`);
  return where;
}

/** That of a document that the viewer has been shown, batched with the others. */
export function transmissionOf(ctx: Context, invoiceId: string): Promise<Transmission | null> {
  const load = async (ids: readonly string[]) => {
    const found = await visibleRows(ctx, transmissions, sql`t.invoice_id = any(${idsOf(ids)})`);
    const byInvoice = new Map(found.map((row) => [row.invoiceId, row]));
    return ids.map((id) => byInvoice.get(id) ?? null);
  };
  return ctx.loaders.batch<Transmission | null>(transmissions, 'of:invoice', load).load(invoiceId);
}

export async function send(ctx: Context, input: SendInvoiceInput): Promise<SendInvoicePayload> {
  const invoiceId = localId('Invoice', input.invoiceId, 'invoiceId');
  const { after, violations } = await sendInvoice(ctx, { ...input, invoiceId });
  return { invoice: after && (await byId(ctx, invoices, after.id)), violations };
}

/** What was sent, byte for byte: whoever fetches it must still see the document. */
export const transmissionFile: DomainDownload = {
  name: 'transmission-file',
  open: async (ctx, { transmissionId }) => {
    const sent = await byId(ctx, transmissions, transmissionId ?? '');
    if (sent === null) return null;
    const body = await ctx.platform.files.open(keyOf(sent.cooperativeId, messageKey(sent)));
    return body && { ...fileOf(sent), body };
  },
};

export const fileOf = (sent: Transmission) => ({
  ...{ mediaType: 'application/xml', filename: `sent-${messageKey(sent)}.xml` },
});

export async function transmissionActions(ctx: Context, sent: Transmission): Promise<string[]> {
  if (!mayBeSentAgain(sent.status)) return [];
  const activity = await byId(ctx, activities, sent.activityId);
  const may = managing(ctx.viewer, activity, ['invoice.issue']);
  return may.length > 0 ? ['invoice.send'] : [];
}
