/** What can be done to a draft: changed as a whole, or thrown away. */
import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { GezelError } from '../../platform/errors.js';
import { violationsOf } from '../../platform/model/say.js';
import { tidy } from '../../platform/model/text.js';
import { record } from '../../platform/write/record.js';
import { transact } from '../../platform/write/transact.js';
import { refuses, type Violation } from '../../platform/write/violation.js';
import type { AdjustmentInput } from '../document/adjustment.js';
import { insertAdjustments } from '../document/adjustment-rows.js';
import { documentGround } from '../document/document-check.js';
import { checkContent, type DocumentContent } from '../document/document-content.js';
import type { DocumentLineInput } from '../document/document-line.js';
import { lineColumnNames, lineColumns, lineRows } from '../document/line-columns.js';
import { quoteHeadFindings } from './create-quote.js';
import { QuoteStatus } from './quote.entity.js';
import type { QuoteState } from './quote.policy.js';
import { type Deposit, type DepositWish, depositFindings, depositOf } from './quote-deposit.js';
import { expectStatus, lockQuote } from './quote-state.js';

/** The draft is a UUID; what is said replaces all that was said. */
export interface QuoteChange extends DepositWish {
  readonly quoteId: string;
  readonly expectedVersion: number;
  readonly validUntil: string;
  readonly lines: readonly DocumentLineInput[];
  readonly adjustments?: readonly AdjustmentInput[] | null;
  readonly title?: string | null;
  readonly conditions?: string | null;
}

interface Changed {
  readonly changed: boolean;
  readonly violations: Violation[];
}

export function updateQuote(ctx: Context, change: QuoteChange): Promise<Changed> {
  return transact(ctx, async (tx) => {
    const before = await lockedDraft(tx, ctx, change);
    const { activityId, clientId } = before;
    const ids = { activityId, clientId };
    const ground = await documentGround(ctx, tx, 'quote.write', ids, change.lines);
    const { content, findings } = checkContent(change, ground.currency, ground.law);
    const found = [
      ...[...expectStatus(before, QuoteStatus.DRAFT), ...ground.findings, ...findings],
      ...quoteHeadFindings(change, ctx.platform.clock.today()),
      ...(await depositFindings(ctx, tx, ground, change)),
    ];
    if (refuses(found)) return { changed: false, violations: violationsOf(ctx, found) };
    await writeDraft(tx, { ...change, ...depositOf(change, before) }, content);
    const fact = { type: 'quote.changed', subject: { type: 'Quote', id: before.id }, activityId };
    await record(tx, ctx, 'quote.update', [fact]);
    return { changed: true, violations: [] };
  });
}

/** A form without a number leaves no gap; what is sent stays. */
export function discardQuote(
  ctx: Context,
  step: Pick<QuoteChange, 'quoteId' | 'expectedVersion'>,
): Promise<Changed> {
  return transact(ctx, async (tx) => {
    const before = await lockedDraft(tx, ctx, step);
    const found = expectStatus(before, QuoteStatus.DRAFT);
    if (refuses(found)) return { changed: false, violations: violationsOf(ctx, found) };
    await removeContent(tx, before.id);
    await tx.query('delete from core.quote where cooperative_id = $1 and id = $2', [
      ...[tx.cooperativeId, before.id],
    ]);
    const { id, activityId } = before;
    const fact = { type: 'quote.discarded', subject: { type: 'Quote', id }, activityId };
    await record(tx, ctx, 'quote.discard', [fact]);
    return { changed: true, violations: [] };
  });
}

async function lockedDraft(
  tx: Tx,
  ctx: Context,
  { quoteId, expectedVersion: expected }: Pick<QuoteChange, 'quoteId' | 'expectedVersion'>,
): Promise<QuoteState> {
  const before = await lockQuote(tx, ctx, quoteId);
  if (before.version === expected) return before;
  throw new GezelError('CONFLICT', { thing: 'Quote', expected, actual: before.version });
}

async function removeContent(tx: Tx, id: string): Promise<void> {
  await tx.query(
    `with adjustments as (
       delete from core.quote_adjustment where cooperative_id = $1 and quote_id = $2)
     delete from core.quote_line where cooperative_id = $1 and quote_id = $2`,
    [tx.cooperativeId, id],
  );
}

async function writeDraft(
  tx: Tx,
  change: QuoteChange & Deposit,
  content: DocumentContent,
): Promise<void> {
  const { netMinor, vatMinor, totalMinor, subtotals } = content.totals;
  const key = [tx.cooperativeId, change.quoteId];
  await removeContent(tx, change.quoteId);
  await tx.query(
    `with lines as (
       insert into core.quote_line (cooperative_id, quote_id, ${lineColumnNames})
       select $1, $2, ${lineColumnNames} from ${lineRows(12)})
     update core.quote set title = $3, conditions = $4, valid_until = $5, net_minor = $6,
       vat_minor = $7, total_minor = $8, vat_subtotals = $9, deposit_bps = $10,
       deposit_term_days = $11, version = version + 1
     where cooperative_id = $1 and id = $2`,
    [
      ...[...key, tidy(change.title ?? ''), tidy(change.conditions ?? '') || null],
      ...[change.validUntil, netMinor, vatMinor, totalMinor, JSON.stringify(subtotals)],
      ...[change.depositBps, change.depositTermDays],
      ...lineColumns(content.lines),
    ],
  );
  const document = { table: 'quote', cooperativeId: tx.cooperativeId, id: change.quoteId } as const;
  await insertAdjustments(tx, document, content.adjustments);
}
