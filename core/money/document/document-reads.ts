/** What hangs on documents: lines, payments and credit notes, one statement for a whole level. */
import type { Context } from '../../platform/context.js';
import type { EntityClass } from '../../platform/database/orm.js';
import { type Fragment, idsOf, raw, sql } from '../../platform/database/rows.js';
import { Payment } from '../bank/payment.entity.js';
import { Invoice } from '../invoice/invoice.entity.js';
import { InvoiceAdjustment } from '../invoice/invoice-adjustment.entity.js';
import { InvoiceKind } from '../invoice/invoice-codes.js';
import { InvoiceLine } from '../invoice/invoice-line.entity.js';
import type { Quote } from '../quote/quote.entity.js';
import { QuoteAdjustment } from '../quote/quote-adjustment.entity.js';
import { QuoteAnswer } from '../quote/quote-answer.entity.js';
import { QuoteLine } from '../quote/quote-line.entity.js';
import { InvoiceWriteOff } from '../write-off/invoice-write-off.entity.js';

export function linesOfInvoice(ctx: Context, { id, currency }: Invoice): Promise<InvoiceLine[]> {
  const order = sql`t.invoice_id, t.position`;
  return partsOf(ctx, InvoiceLine, 'invoiceId', order, id).then(inCurrency(currency));
}

export function linesOfQuote(ctx: Context, { id, currency }: Quote): Promise<QuoteLine[]> {
  const order = sql`t.quote_id, t.position`;
  return partsOf(ctx, QuoteLine, 'quoteId', order, id).then(inCurrency(currency));
}

export function adjustmentsOfInvoice(
  ctx: Context,
  { id, currency }: Invoice,
): Promise<InvoiceAdjustment[]> {
  const order = sql`t.invoice_id, t.position`;
  return partsOf(ctx, InvoiceAdjustment, 'invoiceId', order, id).then(inCurrency(currency));
}

export function adjustmentsOfQuote(
  ctx: Context,
  { id, currency }: Quote,
): Promise<QuoteAdjustment[]> {
  const order = sql`t.quote_id, t.position`;
  return partsOf(ctx, QuoteAdjustment, 'quoteId', order, id).then(inCurrency(currency));
}

/** How the client answered a quote by its link; null when not. */
export async function answerOf(ctx: Context, { id }: Quote): Promise<QuoteAnswer | null> {
  const [answer] = await partsOf(ctx, QuoteAnswer, 'quoteId', sql`t.quote_id`, id);
  return answer ?? null;
}

/** The invoices of a quote, the first first. Whoever sees a quote sees these too. */
export async function invoicesOf(ctx: Context, { id }: Quote): Promise<Invoice[]> {
  const all = await partsOf(ctx, Invoice, 'quoteId', sql`t.id`, id);
  return all.filter(({ kind }) => kind === InvoiceKind.INVOICE);
}

/** The payments of an invoice, the first first. */
export function paymentsOf(ctx: Context, { id, currency }: Invoice): Promise<Payment[]> {
  return partsOf(ctx, Payment, 'invoiceId', sql`t.id`, id).then(inCurrency(currency));
}

/** The write-offs of an invoice, the first first; they are a part of the activity's accounts. */
export async function writeOffsOf(ctx: Context, { id }: Invoice): Promise<InvoiceWriteOff[]> {
  if (!ctx.viewer.grants.has('ledger.read')) return [];
  return partsOf(ctx, InvoiceWriteOff, 'invoiceId', sql`t.id`, id);
}

/** The credit notes of an invoice, the first first. Whoever sees an invoice sees these too. */
export function creditNotesOf(ctx: Context, { id }: Invoice): Promise<Invoice[]> {
  return partsOf(ctx, Invoice, 'creditsId', sql`t.id`, id);
}

/** Whether the client made it out in our name: then the client's file is the document. */
export function isMadeByClient(ctx: Context, { id }: Invoice): Promise<boolean> {
  const load = async (ids: readonly string[]) => {
    const found = await ctx.platform.database.query<{ id: string }>(
      `select invoice_id as id from core.purchase
       where cooperative_id = $1 and invoice_id = any($2::uuid[])`,
      [ctx.viewer.cooperativeId, ids],
      'money-self-billed',
    );
    const made = new Set(found.map((row) => row.id));
    return ids.map((one) => made.has(one));
  };
  return ctx.loaders.batch<boolean>(isMadeByClient, 'all', load).load(id);
}

/** The rows that name a document that the viewer has been shown. */
function partsOf<T extends object>(
  ctx: Context,
  entity: EntityClass<T>,
  property: keyof T & string,
  order: Fragment,
  documentId: string,
): Promise<T[]> {
  const load = async (ids: readonly string[]) => {
    const rows = ctx.platform.rows(entity);
    const column = raw(`t.${rows.column(property)}`);
    const found = await rows.read(
      sql`select ${rows.columns('t')} from ${rows.table} t
          where t.cooperative_id = ${ctx.viewer.cooperativeId}
            and ${column} = any(${idsOf(ids)})
          order by ${order}`,
    );
    const byDocument = Map.groupBy(found as T[], (row) => row[property] as string);
    return ids.map((id) => byDocument.get(id) ?? []);
  };
  return ctx.loaders.batch<T[]>(entity, `of:${property}`, load).load(documentId);
}

const inCurrency =
  (currency: string) =>
  <T extends { currency: string }>(rows: T[]): T[] => {
    for (const row of rows) row.currency = currency;
    return rows;
  };
