import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { GezelError } from '../../platform/errors.js';
import { violationsOf } from '../../platform/model/say.js';
import { transact } from '../../platform/write/transact.js';
import { type Finding, refuses } from '../../platform/write/violation.js';
import type { AdjustmentInput } from '../document/adjustment.js';
import { type AdjustmentJson, adjustmentOf, adjustmentsOf } from '../document/adjustment-rows.js';
import { documentGround } from '../document/document-check.js';
import { checkContent, contentOf } from '../document/document-content.js';
import type { DocumentLineInput } from '../document/document-line.js';
import { type LineJson, lineOf, linesAsJson } from '../document/line-columns.js';
import { type CreatedQuote, draftOf, insertQuote, quoteHeadFindings } from './create-quote.js';
import { QuoteStatus } from './quote.entity.js';
import type { QuoteState } from './quote.policy.js';
import { type DepositWish, depositFindings, depositOf } from './quote-deposit.js';
import { lockQuote } from './quote-state.js';

/** The id is a UUID. What is absent is as in the quote that is revised; lines come as a whole. */
export interface QuoteRevision extends DepositWish {
  readonly quoteId: string;
  readonly expectedVersion?: number | null;
  readonly validUntil: string;
  readonly lines?: readonly DocumentLineInput[] | null;
  readonly adjustments?: readonly AdjustmentInput[] | null;
  readonly title?: string | null;
  readonly conditions?: string | null;
}

/**
 * A draft that takes the place of an offer once it is sent: the client refused, or asked for
 * something else. Until then the offer stands. An accepted one is an agreement and is not revised.
 */
export function reviseQuote(ctx: Context, revision: QuoteRevision): Promise<CreatedQuote> {
  return transact(ctx, async (tx) => {
    const before = await lockQuote(tx, ctx, revision.quoteId);
    const { version, activityId, clientId } = before;
    const { expectedVersion: expected } = revision;
    if (expected != null && expected !== version) {
      throw new GezelError('CONFLICT', { thing: 'Quote', expected, actual: version });
    }
    const wanted = revision.lines ?? [];
    const ids = { activityId, clientId };
    const ground = await documentGround(ctx, tx, 'quote.write', ids, wanted);
    const kept = await keptContent(tx, before.id);
    const checked =
      revision.lines == null
        ? { content: contentOf(kept.lines, kept.adjustments), findings: [] }
        : checkContent({ ...revision, lines: revision.lines }, ground.currency, ground.law);
    const head = {
      validUntil: revision.validUntil,
      title: revision.title ?? kept.title,
      conditions: revision.conditions ?? kept.conditions,
      ...depositOf(revision, before),
    };
    const found: Finding[] = [
      ...[...(await stateFindings(tx, before)), ...ground.findings, ...checked.findings],
      ...quoteHeadFindings(head, ctx.platform.clock.today()),
      ...(await depositFindings(ctx, tx, ground, revision)),
    ];
    if (refuses(found)) return { quote: null, violations: violationsOf(ctx, found) };
    const place = { revision: before.revision + 1, revisesId: before.id };
    const quote = draftOf(ctx, head, { ...ground, ...place }, checked.content);
    // The quote's lock holds its activity too.
    if (!(await insertQuote(ctx, tx, quote, checked.content))) {
      throw new Error(`The activity ${activityId} was closed under its lock.`);
    }
    return { quote, violations: [] };
  });
}

async function stateFindings(tx: Tx, quote: QuoteState): Promise<Finding[]> {
  const path = ['quoteId'];
  const revisable = [QuoteStatus.SENT, QuoteStatus.EXPIRED, QuoteStatus.DECLINED];
  if (!revisable.includes(quote.status)) {
    return [{ code: 'quote.not-revisable', path, values: { status: quote.status } }];
  }
  const [revised] = await tx.query(
    'select from core.quote where cooperative_id = $1 and revises_id = $2',
    [tx.cooperativeId, quote.id],
  );
  return revised === undefined ? [] : [{ code: 'quote.already-revised', path }];
}

async function keptContent(tx: Tx, id: string) {
  const [row] = await tx.query<{
    readonly title: string;
    readonly conditions: string | null;
    readonly lines: LineJson[];
    readonly adjustments: AdjustmentJson[];
  }>(
    `select q.title, q.conditions, ${adjustmentsOf('quote', '$1', '$2')} as adjustments,
       ${linesAsJson('quote_line', 'l.cooperative_id = $1 and l.quote_id = $2')} as lines
     from core.quote q where q.cooperative_id = $1 and q.id = $2`,
    [tx.cooperativeId, id],
  );
  if (row === undefined) throw new Error(`The quote ${id} is locked and gone.`);
  const { title, conditions, lines, adjustments } = row;
  return {
    ...{ title, conditions, lines: lines.map(lineOf) },
    adjustments: adjustments.map(adjustmentOf),
  };
}
