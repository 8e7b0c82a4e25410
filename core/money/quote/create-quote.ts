import type { Context } from '../../platform/context.js';
import type { Sql } from '../../platform/database/sql.js';
import { newId } from '../../platform/ids.js';
import { violationsOf } from '../../platform/model/say.js';
import { lineFindings, paragraphFindings, tidy } from '../../platform/model/text.js';
import { type Finding, refuses, type Violation } from '../../platform/write/violation.js';
import type { AdjustmentInput } from '../document/adjustment.js';
import { adjustmentInsert, adjustmentJson } from '../document/adjustment-rows.js';
import { type DocumentGround, documentGround } from '../document/document-check.js';
import { checkContent, type DocumentContent } from '../document/document-content.js';
import { headFindings } from '../document/document-head.js';
import type { DocumentLineInput } from '../document/document-line.js';
import { lineColumnNames, lineColumns, lineRows } from '../document/line-columns.js';
import { maximumConditionsLength, maximumTitleLength, maximumValidityDays } from '../limits.js';
import { Quote, QuoteStatus } from './quote.entity.js';
import { type Deposit, type DepositWish, depositFindings, depositOf } from './quote-deposit.js';

/** Ids are UUIDs. */
export interface NewQuote extends DepositWish {
  /** Made here when absent. */
  readonly id?: string;
  readonly activityId: string;
  readonly clientId: string;
  readonly lines: readonly DocumentLineInput[];
  /** Of the document as a whole. */
  readonly adjustments?: readonly AdjustmentInput[] | null;
  /** The last civil day on which the client can accept it. */
  readonly validUntil: string;
  readonly title?: string | null;
  /** What is agreed besides the price. */
  readonly conditions?: string | null;
  /** Must be the activity's; for clients that say it. */
  readonly currency?: string | null;
}

export interface CreatedQuote {
  readonly quote: Quote | null;
  readonly violations: Violation[];
}

/** Makes a draft of an offer, in two statements as a draft of an invoice is made. */
export async function createQuote(ctx: Context, input: NewQuote): Promise<CreatedQuote> {
  const { quote, findings } = await insertDraft(ctx, input);
  if (quote === null) return { quote, violations: violationsOf(ctx, findings) };
  if (ctx.tx === undefined) ctx.platform.hub.wake();
  return { quote, violations: [] };
}

/** The draft, or all that stands in its way. */
export async function insertDraft(
  ctx: Context,
  input: NewQuote,
): Promise<{ readonly quote: Quote | null; readonly findings: readonly Finding[] }> {
  const { database } = ctx.platform;
  const reads = ctx.tx ?? database.reads;
  const ground = await documentGround(ctx, reads, 'quote.write', input, input.lines);
  const { content, findings } = checkContent(input, ground.currency, ground.law);
  const found = [
    ...[...ground.findings, ...headFindings(input, ground), ...findings],
    ...quoteHeadFindings(input, ctx.platform.clock.today()),
    ...(await depositFindings(ctx, reads, ground, input)),
  ];
  if (refuses(found)) return { quote: null, findings: found };
  const quote = draftOf(ctx, { ...input, ...depositOf(input) }, ground, content);
  if (await insertQuote(ctx, ctx.tx ?? database, quote, content)) return { quote, findings: found };
  return { quote: null, findings: [{ code: 'document.activity-closed' }] };
}

/**
 * One statement, and therefore atomic without a transaction around it; it holds the activity open to
 * its end. False: it was closed meanwhile, and nothing is written.
 */
export async function insertQuote(
  ctx: Context,
  sql: Sql,
  quote: Quote,
  content: DocumentContent,
): Promise<boolean> {
  const values = insertValues(ctx, quote, content);
  const adjusted = content.adjustments.length > 0;
  const written = adjusted
    ? await sql.query(
        insertStatement(`, adjustments as (${adjustmentInsert('quote', '$1', '$2', '$33')}
          where exists (select from open))`),
        [...values, adjustmentJson(content.adjustments)],
        'money-insert-adjusted-quote',
      )
    : await sql.query(insertStatement(''), values, 'money-insert-quote');
  ctx.loaders.clear();
  return written.length > 0;
}

/** An offer ends on a day to come, and not in years. */
export function validityFindings(validUntil: string, today: string): Finding[] {
  const path = ['validUntil'];
  if (validUntil < today) return [{ code: 'quote.validity-past', path, values: { today } }];
  const days = (Date.parse(validUntil) - Date.parse(today)) / 86_400_000;
  if (days <= maximumValidityDays) return [];
  return [{ code: 'quote.validity-too-long', path, values: { limit: maximumValidityDays } }];
}

type QuoteHead = Pick<NewQuote, 'id' | 'title' | 'conditions' | 'validUntil'>;

/** What is wrong with an offer apart from its lines and its client. */
export function quoteHeadFindings(head: QuoteHead, today: string): Finding[] {
  const title = tidy(head.title ?? '');
  const conditions = tidy(head.conditions ?? '');
  return [
    ...(title === '' ? [] : lineFindings('title', title, maximumTitleLength)),
    ...paragraphFindings('conditions', conditions, maximumConditionsLength),
    ...validityFindings(head.validUntil, today),
  ];
}

/** The place of a quote among its revisions; a first one has none before it. */
type QuotePlace = Omit<DocumentGround, 'law' | 'findings' | 'paymentTermDays'> & {
  readonly revision?: number;
  readonly revisesId?: string;
};

export function draftOf(
  ctx: Context,
  input: QuoteHead & Deposit,
  ground: QuotePlace,
  { totals }: DocumentContent,
): Quote {
  const { netMinor, vatMinor, totalMinor, subtotals } = totals;
  return Object.assign(new Quote(), {
    cooperativeId: ctx.viewer.cooperativeId,
    id: input.id ?? newId(),
    activityId: ground.activityId,
    clientId: ground.clientId,
    hostEntityId: ground.hostEntityId,
    keptStatus: QuoteStatus.DRAFT as const,
    currency: ground.currency,
    title: tidy(input.title ?? ''),
    conditions: tidy(input.conditions ?? '') || null,
    ...{ revision: ground.revision ?? 1, revisesId: ground.revisesId ?? null },
    validUntil: input.validUntil,
    ...{ depositBps: input.depositBps, depositTermDays: input.depositTermDays },
    ...{ netMinor, vatMinor, totalMinor, subtotalRows: subtotals },
    ...{ number: null, sentOn: null, decidedOn: null, declineReason: null, version: 1 },
  });
}

function insertValues(ctx: Context, quote: Quote, { lines }: DocumentContent): unknown[] {
  const { viewer, requestId } = ctx;
  return [
    ...[quote.cooperativeId, quote.id, quote.activityId, quote.clientId, quote.hostEntityId],
    ...[quote.title, quote.currency, quote.validUntil],
    ...[quote.netMinor, quote.vatMinor, quote.totalMinor, JSON.stringify(quote.subtotalRows)],
    ...[viewer.memberId, quote.conditions, quote.revision, quote.revisesId],
    ...lineColumns(lines),
    ...[newId(), newId(), viewer.token?.id ?? null, requestId],
    ...[quote.depositBps, quote.depositTermDays],
  ];
}

const insertStatement = (adjustments: string): string => `
  with open as (
    select from core.activity where cooperative_id = $1 and id = $3 and status = 'OPEN'
    for no key update
  ), document as (
    insert into core.quote (cooperative_id, id, activity_id, client_id, host_entity_id, status,
      title, currency, valid_until, net_minor, vat_minor, total_minor, vat_subtotals, created_by,
      conditions, revision, revises_id, deposit_bps, deposit_term_days)
    select $1, $2, $3, $4, $5, 'DRAFT', $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $31, $32
    from open
  ), lines as (
    insert into core.quote_line (cooperative_id, quote_id, ${lineColumnNames})
    select $1, $2, ${lineColumnNames} from ${lineRows(17)} cross join open
  )${adjustments}, fact as (
    insert into core.outbox (cooperative_id, id, type, subject_type, subject_id, activity_id, actor)
    select $1, $27, 'quote.created', 'Quote', $2, $3, $13 from open
  )
  insert into core.audit (cooperative_id, id, actor, token_id, action, subject_type, subject_id,
    request_id)
  select $1, $28, $13, $29, 'quote.create', 'Quote', $2, $30 from open returning id`;
