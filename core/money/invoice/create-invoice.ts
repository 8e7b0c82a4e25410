import type { Context } from '../../platform/context.js';
import { badInput } from '../../platform/errors.js';
import { violationsOf } from '../../platform/model/say.js';
import { refuses, type Violation } from '../../platform/write/violation.js';
import type { AdjustmentInput } from '../document/adjustment.js';
import { documentGround } from '../document/document-check.js';
import { checkContent } from '../document/document-content.js';
import { headFindings, referenceOf } from '../document/document-head.js';
import type { DocumentLineInput } from '../document/document-line.js';
import type { Invoice } from './invoice.entity.js';
import { insertDraft } from './invoice-draft.js';
import { invoiceFromQuote } from './invoice-from-quote.js';
import type { PartWish } from './quote-part.js';

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

export interface CreatedInvoice {
  readonly invoice: Invoice | null;
  readonly violations: Violation[];
}

/**
 * Makes a draft: a form without a number, which moves no money. Two statements: one that reads all
 * that decides, one that inserts everything.
 */
export async function createInvoice(ctx: Context, input: NewInvoice): Promise<CreatedInvoice> {
  if (input.quoteId != null) return invoiceFromQuote(ctx, input.quoteId, input);
  const { activityId, clientId, lines: wanted } = input;
  if (activityId == null || clientId == null || wanted == null) {
    throw badInput('An invoice needs "activityId", "clientId" and "lines", or a "quoteId".');
  }
  if (input.part != null) throw badInput('A "part" is one of a quote: give its "quoteId".', 'part');
  const { database } = ctx.platform;
  const ids = { activityId, clientId };
  const reads = ctx.tx ?? database.reads;
  const ground = await documentGround(ctx, reads, 'invoice.write', ids, wanted);
  const wish = { lines: wanted, adjustments: input.adjustments };
  const { content, findings } = checkContent(wish, ground.currency, ground.law);
  const found = [...ground.findings, ...headFindings(input, ground), ...findings];
  if (refuses(found)) return { invoice: null, violations: violationsOf(ctx, found) };
  const head = { ...ground, reference: referenceOf(input), quoteId: null, quotePart: null };
  return drafted(ctx, await insertDraft(ctx, ctx.tx ?? database, head, content));
}

/** A draft, or that its activity was closed at that moment. */
export const drafted = (ctx: Context, invoice: Invoice | null): CreatedInvoice => ({
  invoice,
  violations: invoice === null ? violationsOf(ctx, [{ code: 'document.activity-closed' }]) : [],
});
