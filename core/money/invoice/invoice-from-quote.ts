import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { badInput } from '../../platform/errors.js';
import type { Locale } from '../../platform/messages.js';
import { violationsOf } from '../../platform/model/say.js';
import { paragraphFindings, tidy } from '../../platform/model/text.js';
import { transact } from '../../platform/write/transact.js';
import { type Finding, refuses } from '../../platform/write/violation.js';
import { type AdjustmentJson, adjustmentOf, adjustmentsOf } from '../document/adjustment-rows.js';
import { headFindings, referenceOf } from '../document/document-head.js';
import { type LineJson, lineOf, linesAsJson } from '../document/line-columns.js';
import { type ActivityPart, lockDocument } from '../document/lock-document.js';
import { percentOf, type SubtotalRow } from '../document/vat.js';
import { maximumTextLength } from '../limits.js';
import { QuoteStatus } from '../quote/quote.entity.js';
import type { Deposit } from '../quote/quote-deposit.js';
import { QuotePart } from './invoice-codes.js';
import { type CreatedInvoice, drafted, insertDraft, type NewInvoice } from './invoice-draft.js';
import { type PartTexts, type PartWish, planPart, type QuoteInvoice } from './quote-part.js';

/**
 * A draft of an accepted quote or of a part of it. The quote is locked while what is left of it is
 * counted; the database refuses invoices that sum to more than their quote besides.
 */
export function invoiceFromQuote(
  ctx: Context,
  quoteId: string,
  input: NewInvoice,
): Promise<CreatedInvoice> {
  return transact(ctx, async (tx) => {
    const quote = await lockedQuote(tx, ctx, quoteId);
    refuseOther(input, quote);
    const texts = textsOf(ctx, quote, input.part?.kind);
    const content = { ...quote, lines: quote.lines.map(lineOf) };
    const adjustments = quote.adjustments.map(adjustmentOf);
    const wish = agreedPart(input.part ?? null, quote);
    const planned = planPart({ ...content, adjustments }, quote.invoices, wish, texts);
    const found = [
      ...[...stateFindings(quote), ...headFindings(input, quote), ...textFindings(wish)],
      ...planned.findings,
    ];
    if (refuses(found) || planned.content === null) {
      return { invoice: null, violations: violationsOf(ctx, found) };
    }
    const head = {
      activityId: quote.activity_id,
      clientId: quote.clientId,
      hostEntityId: quote.host_entity_id,
      currency: quote.currency,
      paymentTermDays: termOf(quote, planned.part),
      reference: referenceOf(input),
      ...{ quoteId, quotePart: planned.part },
    };
    return drafted(ctx, await insertDraft(ctx, tx, head, planned.content));
  });
}

/** A deposit of which nobody says how much is what the quote agreed. */
function agreedPart(wish: PartWish | null, { depositBps }: LockedQuote): PartWish | null {
  const unsaid = wish?.kind === QuotePart.DEPOSIT && wish.amount == null && wish.percent == null;
  return unsaid && depositBps !== null ? { ...wish, percent: percentOf(depositBps) } : wish;
}

const termOf = ({ depositTermDays, paymentTermDays }: LockedQuote, part: QuotePart): number =>
  part === QuotePart.DEPOSIT ? (depositTermDays ?? paymentTermDays) : paymentTermDays;

/** What a client says besides the quote must be what the quote says. */
function refuseOther(input: NewInvoice, quote: LockedQuote): void {
  if (input.lines != null || input.adjustments != null) {
    throw badInput('With a "quoteId" the lines and adjustments are those of the quote.');
  }
  if (input.activityId != null && input.activityId !== quote.activity_id) {
    throw badInput('The quote is of another activity than "activityId".', 'activityId');
  }
  if (input.clientId != null && input.clientId !== quote.clientId) {
    throw badInput('The quote is for another client than "clientId".', 'clientId');
  }
}

function stateFindings(quote: LockedQuote): Finding[] {
  const found: Finding[] = [];
  if (quote.activity_status !== 'OPEN') found.push({ code: 'document.activity-closed' });
  if (quote.status !== QuoteStatus.ACCEPTED) {
    const values = { status: quote.status, allowed: QuoteStatus.ACCEPTED };
    found.push({ code: 'quote.other-status', path: ['quoteId'], values });
  }
  return found;
}

function textFindings(wish: PartWish | null): Finding[] {
  const text = tidy(wish?.description ?? '');
  const found = paragraphFindings('description', text, maximumTextLength);
  return found.map((finding) => ({ ...finding, path: ['part', 'description'] }));
}

/** In the language of the client, for the client reads them. */
function textsOf(ctx: Context, { locale, number }: LockedQuote, kind?: QuotePart): PartTexts {
  const say = (code: string, values: object) =>
    ctx.platform.messages.say(locale, code, values as Record<string, unknown>);
  const code = kind === QuotePart.INSTALMENT ? 'document.instalment-line' : 'document.deposit-line';
  return {
    part: say(code, { quote: number }),
    deducted: (invoice) => say('document.deposit-deducted', { invoice }),
  };
}

interface QuoteHead extends Deposit {
  readonly status: QuoteStatus;
  readonly number: string;
  readonly clientId: string;
  readonly currency: string;
  readonly netMinor: bigint;
  readonly subtotals: readonly SubtotalRow[];
}

interface QuoteParts {
  readonly paymentTermDays: number;
  readonly locale: Locale;
  readonly lines: readonly LineJson[];
  readonly adjustments: readonly AdjustmentJson[];
  readonly invoices: readonly QuoteInvoice[];
}

type LockedQuote = QuoteHead & QuoteParts & ActivityPart;

async function lockedQuote(tx: Tx, ctx: Context, quoteId: string): Promise<LockedQuote> {
  const head = await lockDocument<QuoteHead>(tx, ctx, quoteTable, 'invoice.write', quoteId);
  // After the lock: what another transaction invoiced while this one waited is seen.
  const [parts] = await tx.query<QuoteParts>(
    `select c.payment_term_days as "paymentTermDays", coalesce(c.locale, k.locale) as locale,
       ${linesAsJson('quote_line', 'l.cooperative_id = $1 and l.quote_id = $2')} as lines,
       ${adjustmentsOf('quote', '$1', '$2')} as adjustments,
       ${quoteInvoices} as invoices
     from core.client c join core.cooperative k on k.id = c.cooperative_id
     where c.cooperative_id = $1 and c.id = $3`,
    [tx.cooperativeId, quoteId, head.clientId],
  );
  return { ...head, ...(parts as QuoteParts) };
}

const quoteTable = {
  ...{ table: 'quote', typeName: 'Quote' },
  columns: `d.status, d.number, d.client_id as "clientId", d.currency, d.net_minor as "netMinor",
    d.deposit_bps as "depositBps", d.deposit_term_days as "depositTermDays",
    d.vat_subtotals as subtotals`,
};

/** The invoices of the quote `$2`, the first first, with what was credited of each. */
const quoteInvoices = `(
  select coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'number', i.number,
    'status', i.status, 'subtotals', i.vat_subtotals, 'credited', (
      select coalesce(jsonb_agg(s), '[]')
      from core.invoice n, jsonb_array_elements(n.vat_subtotals) s
      where n.cooperative_id = i.cooperative_id and n.credits_id = i.id)) order by i.id), '[]')
  from core.invoice i
  where i.cooperative_id = $1 and i.quote_id = $2 and i.kind = 'INVOICE')`;

/** The other invoices of a quote, for the issue of its final one. */
export async function invoicesOfQuote(
  tx: Tx,
  quoteId: string,
  exceptId: string,
): Promise<QuoteInvoice[]> {
  const [row] = await tx.query<{ invoices: QuoteInvoice[] }>(
    `select ${quoteInvoices} as invoices`,
    [tx.cooperativeId, quoteId],
  );
  return (row?.invoices ?? []).filter(({ id }) => id !== exceptId);
}
