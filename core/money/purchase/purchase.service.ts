import type { Context } from '../../platform/context.js';
import { type Fragment, idsOf, sql } from '../../platform/database/rows.js';
import type { DomainDownload } from '../../platform/files/downloads.js';
import { keyOf } from '../../platform/files/file-store.js';
import { localId } from '../../platform/ids.js';
import { type Page, page } from '../../platform/read/page.js';
import type { PageArgs } from '../../platform/read/page-args.js';
import { byId, visibleRows } from '../../platform/read/read.js';
import type { TransitionOutcome } from '../../platform/write/transition.js';
import type { Invoice } from '../invoice/invoice.entity.js';
import { acceptSelfBilled } from './accept-self-billed.js';
import { approvePurchase } from './approve-purchase.js';
import { assignPurchase } from './assign-purchase.js';
import { Purchase } from './purchase.entity.js';
import { purchases } from './purchase.policy.js';
import type * as types from './purchase.types.js';
import type { PurchaseState } from './purchase-state.js';
import { refusePurchase } from './refuse-purchase.js';

export interface PurchaseList {
  readonly args: PageArgs;
  readonly filter?: types.PurchaseFilter | null;
  readonly orderBy?: types.PurchaseOrder | null;
}

export function listPurchases(ctx: Context, list: PurchaseList): Page<Purchase> {
  const { args, filter, orderBy } = list;
  const where = filter == null ? [] : conditions(filter);
  return page(ctx, purchases, args, { orderBy, where, filterKey: JSON.stringify(filter ?? null) });
}

function conditions({ activityId, status }: types.PurchaseFilter): Fragment[] {
  const where: Fragment[] = [];
  if (activityId != null) {
    where.push(sql`t.activity_id = ${localId('Activity', activityId, 'filter.activityId')}`);
  }
  if (status != null) where.push(sql`t.status = any(${status}::text[])`);
  return where;
}

const idOf = (input: { readonly purchaseId: string }) =>
  localId('Purchase', input.purchaseId, 'purchaseId');

export function assign(ctx: Context, input: types.AssignPurchaseInput) {
  const activityId = localId('Activity', input.activityId, 'activityId');
  return payload(ctx, assignPurchase(ctx, { ...input, purchaseId: idOf(input), activityId }));
}

export const approve = (ctx: Context, input: types.ApprovePurchaseInput) =>
  payload(ctx, approvePurchase(ctx, { ...input, purchaseId: idOf(input) }));

export async function accept(
  ctx: Context,
  input: types.AcceptSelfBilledInput,
): Promise<types.PurchasePayload> {
  const { clientId: client } = input;
  const clientId = client == null ? null : localId('Client', client, 'clientId');
  const step = { ...input, clientId, purchaseId: idOf(input) };
  const { purchaseId, violations } = await acceptSelfBilled(ctx, step);
  const purchase = purchaseId === null ? null : await byId(ctx, purchases, purchaseId);
  return { purchase, violations };
}

/** The document behind a sale that a client made out; null for any other. */
export function selfBilledOf(ctx: Context, { id }: Invoice): Promise<Purchase | null> {
  const load = async (ids: readonly string[]) => {
    const found = await visibleRows(ctx, purchases, sql`t.invoice_id = any(${idsOf(ids)})`);
    const byInvoice = new Map(found.map((one) => [one.invoiceId, one]));
    return ids.map((one) => byInvoice.get(one) ?? null);
  };
  return ctx.loaders.batch<Purchase | null>(Purchase, 'of-invoice', load).load(id);
}

export const refuse = (ctx: Context, input: types.RefusePurchaseInput) =>
  payload(ctx, refusePurchase(ctx, { ...input, purchaseId: idOf(input) }));

async function payload(
  ctx: Context,
  step: Promise<TransitionOutcome<PurchaseState>>,
): Promise<types.PurchasePayload> {
  const { after, violations } = await step;
  return { purchase: after && (await byId(ctx, purchases, after.id)), violations };
}

/** The file as it came: whoever fetches it must still see the document. */
export const purchaseFile: DomainDownload = {
  name: 'purchase-file',
  open: async (ctx, { purchaseId }) => {
    const purchase = await byId(ctx, purchases, purchaseId ?? '');
    if (purchase === null) return null;
    const body = await ctx.platform.files.open(keyOf(purchase.cooperativeId, purchase.id));
    return body && { ...fileOf(purchase), body };
  },
};

export const fileOf = ({ id }: Purchase) => ({
  ...{ mediaType: 'application/xml', filename: `purchase-${id}.xml` },
});
