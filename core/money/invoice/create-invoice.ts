import type { Context } from '../../platform/context.js';
import { badInput } from '../../platform/errors.js';
import { violationsOf } from '../../platform/model/say.js';
import { refuses } from '../../platform/write/violation.js';
import { documentGround } from '../document/document-check.js';
import { checkContent } from '../document/document-content.js';
import { headFindings, referenceOf } from '../document/document-head.js';
import { type CreatedInvoice, drafted, insertDraft, type NewInvoice } from './invoice-draft.js';
import { invoiceFromQuote } from './invoice-from-quote.js';

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
