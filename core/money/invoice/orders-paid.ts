import type { Context } from '../../platform/context.js';
import type { Invoice } from './invoice.entity.js';
import { invoices } from './invoice.policy.js';

/**
 * Of each invoice, whether all that its quote offers has been invoiced, and every invoice of that
 * quote paid; null: it is of no quote. One statement for all of a level.
 */
export async function ordersPaid(
  ctx: Context,
  all: readonly Pick<Invoice, 'quoteId'>[],
): Promise<(boolean | null)[]> {
  const ids = all.flatMap(({ quoteId }) => quoteId ?? []);
  if (ctx.tx !== undefined) {
    const paid = await paidOrders(ctx, ids);
    return all.map(({ quoteId }) => (quoteId === null ? null : paid.has(quoteId)));
  }
  const load = async (quoteIds: readonly string[]): Promise<boolean[]> => {
    const paid = await paidOrders(ctx, quoteIds);
    return quoteIds.map((id) => paid.has(id));
  };
  const loader = ctx.loaders.batch<boolean>(invoices, 'order-paid', load);
  return Promise.all(all.map(({ quoteId }) => (quoteId === null ? null : loader.load(quoteId))));
}

async function paidOrders(
  { tx, platform, viewer }: Context,
  quoteIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (quoteIds.length === 0) return new Set();
  const rows = await (tx ?? platform.database.reads).query<{ readonly id: string }>(
    `select q.id from core.quote q
     join core.invoice i on i.cooperative_id = q.cooperative_id and i.quote_id = q.id
     where q.cooperative_id = $1 and q.id = any($2::uuid[])
       and i.kind = 'INVOICE' and i.status = 'ISSUED'
     group by q.id, q.net_minor
     having bool_and(i.payment_status in ('PAID', 'OVERPAID'))
       and (bool_or(i.quote_part in ('WHOLE', 'FINAL'))
         or sum(i.net_minor - i.credited_net_minor) >= q.net_minor)`,
    [viewer.cooperativeId, quoteIds],
    'money-orders-paid',
  );
  return new Set(rows.map(({ id }) => id));
}
