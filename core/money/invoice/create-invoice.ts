import type { Context } from '../../platform/context.js';
import { badInput } from '../../platform/errors.js';
import { violationsOf } from '../../platform/model/say.js';
import { refuses, type Violation } from '../../platform/write/violation.js';
import { documentGround } from '../document/document-check.js';
import { headFindings, referenceOf } from '../document/document-head.js';
import { checkLines, type DocumentLineInput } from '../document/document-line.js';
import type { Invoice } from './invoice.entity.js';
import { insertDraft } from './invoice-draft.js';
import { invoiceFromQuote } from './invoice-from-quote.js';

/** Either an activity, a client and lines, or the accepted quote that has them. Ids are UUIDs. */
export interface NewInvoice {
  readonly activityId?: string | null;
  readonly clientId?: string | null;
  readonly lines?: readonly DocumentLineInput[] | null;
  readonly quoteId?: string | null;
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
  const sql = ctx.tx ?? ctx.platform.database;
  const ground = await documentGround(ctx, sql, 'invoice.write', { activityId, clientId });
  const { lines, findings } = checkLines(wanted, ground.currency, ground.rates);
  const found = [...ground.findings, ...headFindings(input, ground), ...findings];
  if (refuses(found)) return { invoice: null, violations: violationsOf(ctx, found) };
  const head = { ...ground, reference: referenceOf(input), quoteId: null };
  return { invoice: await insertDraft(ctx, sql, head, lines), violations: [] };
}
