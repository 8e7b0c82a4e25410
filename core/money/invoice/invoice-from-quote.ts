import type { Context } from '../../platform/context.js';
import type { Sql } from '../../platform/database/sql.js';
import { inSavepoint } from '../../platform/database/transaction.js';
import { badInput, GezelError, notFound } from '../../platform/errors.js';
import { globalId } from '../../platform/ids.js';
import { violationsOf } from '../../platform/model/say.js';
import { requireReach } from '../../platform/viewer.js';
import { type Finding, refuses } from '../../platform/write/violation.js';
import { headFindings, referenceOf } from '../document/document-head.js';
import type { DocumentLine } from '../document/document-line.js';
import type { VatCategory } from '../document/vat.js';
import { QuoteStatus } from '../quote/quote.entity.js';
import type { CreatedInvoice, NewInvoice } from './create-invoice.js';
import { insertDraft } from './invoice-draft.js';

/** A draft of the whole of an accepted quote; a quote is invoiced once, until that is credited. */
export async function invoiceFromQuote(
  ctx: Context,
  quoteId: string,
  input: NewInvoice,
): Promise<CreatedInvoice> {
  const sql = ctx.tx ?? ctx.platform.database;
  const quote = await quoteToInvoice(ctx, sql, quoteId);
  refuseOther(input, quote);
  const found = [...quoteFindings(quote), ...headFindings(input, quote)];
  if (refuses(found)) return { invoice: null, violations: violationsOf(ctx, found) };
  const head = {
    activityId: quote.activity_id,
    clientId: quote.client_id,
    hostEntityId: quote.host_entity_id,
    currency: quote.currency,
    paymentTermDays: quote.payment_term_days,
    reference: referenceOf(input),
    quoteId,
  };
  const insert = (on: Sql) => insertDraft(ctx, on, head, quote.lines.map(lineOf));
  try {
    // In a larger transaction a refusal by the index must not lose all of it.
    const invoice = await (ctx.tx === undefined ? insert(sql) : inSavepoint(ctx.tx, insert));
    return { invoice, violations: [] };
  } catch (error) {
    // The unique index is what decides between two that invoice one quote at the same moment.
    if ((error as { constraint?: string }).constraint !== 'invoice_of_quote') throw error;
    const finding = { code: 'quote.already-invoiced', path: ['quoteId'] };
    return { invoice: null, violations: violationsOf(ctx, [finding]) };
  }
}

/** What a client says besides the quote must be what the quote says. */
function refuseOther(input: NewInvoice, quote: QuoteRow): void {
  if (input.lines != null) throw badInput('With a "quoteId" the lines are those of the quote.');
  if (input.activityId != null && input.activityId !== quote.activity_id) {
    throw badInput('The quote is of another activity than "activityId".', 'activityId');
  }
  if (input.clientId != null && input.clientId !== quote.client_id) {
    throw badInput('The quote is for another client than "clientId".', 'clientId');
  }
}

function quoteFindings(quote: QuoteRow): Finding[] {
  const found: Finding[] = [];
  if (quote.activity_status !== 'OPEN') found.push({ code: 'document.activity-closed' });
  if (quote.status !== QuoteStatus.ACCEPTED) {
    const values = { status: quote.status, allowed: QuoteStatus.ACCEPTED };
    found.push({ code: 'quote.other-status', path: ['quoteId'], values });
  }
  if (quote.invoiced) found.push({ code: 'quote.already-invoiced', path: ['quoteId'] });
  return found;
}

async function quoteToInvoice(ctx: Context, sql: Sql, quoteId: string): Promise<QuoteRow> {
  const { viewer } = ctx;
  const reach = requireReach(viewer, 'invoice.write');
  const reads = viewer.grants.get('activity.read');
  const [row] = await sql.query<QuoteRow>(
    quoteStatement,
    [viewer.cooperativeId, quoteId, reads === 'all', viewer.memberId],
    'money-quote-to-invoice',
  );
  if (row === undefined || reads === undefined || !row.visible) {
    throw notFound('Quote', globalId('Quote', quoteId));
  }
  if (reach !== 'all' && row.manager_id !== viewer.memberId) {
    throw new GezelError('FORBIDDEN', { permission: 'invoice.write' });
  }
  return row;
}

interface QuoteRow {
  readonly activity_id: string;
  readonly client_id: string;
  readonly host_entity_id: string;
  readonly status: string;
  readonly currency: string;
  readonly activity_status: string;
  readonly manager_id: string;
  readonly payment_term_days: number;
  readonly visible: boolean;
  readonly invoiced: boolean;
  readonly lines: readonly QuoteLineJson[];
}

interface QuoteLineJson {
  readonly description: string;
  readonly quantity: string;
  readonly price: string;
  readonly net: string;
  readonly category: VatCategory;
  readonly rate: number;
  readonly ground: string | null;
}

const lineOf = (line: QuoteLineJson): DocumentLine => ({
  description: line.description,
  quantityMicro: BigInt(line.quantity),
  unitPriceMinor: BigInt(line.price),
  netMinor: BigInt(line.net),
  vatCategory: line.category,
  vatRate: line.rate,
  legalGround: line.ground,
});

const quoteStatement = `
  select q.activity_id, q.client_id, q.host_entity_id, q.status, q.currency,
    a.status as activity_status, a.manager_id, c.payment_term_days,
    $3 or exists (
      select from core.participation p
      where p.cooperative_id = $1 and p.activity_id = a.id and p.member_id = $4
        and p.status = 'ACTIVE') as visible,
    exists (
      select from core.invoice i
      where i.cooperative_id = $1 and i.quote_id = q.id and i.kind = 'INVOICE'
        and i.status <> 'CREDITED') as invoiced,
    (select jsonb_agg(jsonb_build_object('description', l.description,
       'quantity', l.quantity_micro::text, 'price', l.unit_price_minor::text,
       'net', l.net_minor::text, 'category', l.vat_category, 'rate', l.vat_rate,
       'ground', l.legal_ground) order by l.position)
     from core.quote_line l where l.cooperative_id = $1 and l.quote_id = q.id) as lines
  from core.quote q
  join core.activity a on a.cooperative_id = q.cooperative_id and a.id = q.activity_id
  join core.client c on c.cooperative_id = q.cooperative_id and c.id = q.client_id
  where q.cooperative_id = $1 and q.id = $2`;
