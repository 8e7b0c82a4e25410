/** A draft of either kind under lock, as far as lines are added to it. */
import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { record } from '../../platform/write/record.js';
import type { Finding } from '../../platform/write/violation.js';
import { type AdjustmentJson, adjustmentOf, adjustmentsOf } from '../document/adjustment-rows.js';
import { type DocumentContent, sumFindings } from '../document/document-content.js';
import {
  type LineJson,
  lineColumns,
  lineContentNames,
  lineOf,
  lineRows,
  linesAsJson,
} from '../document/line-columns.js';
import { InvoiceStatus } from '../invoice/invoice-codes.js';
import { lockInvoice } from '../invoice/invoice-state.js';
import { QuoteStatus } from '../quote/quote.entity.js';
import { expectStatus, lockQuote } from '../quote/quote-state.js';

/** The table of a document is named after it. */
export type DraftType = 'invoice' | 'quote';

export interface Draft {
  readonly type: DraftType;
  readonly id: string;
  readonly activityId: string;
  readonly clientId: string;
  /** Why its lines are what they are. */
  readonly findings: readonly Finding[];
  readonly lines: readonly KeptLine[];
  readonly adjustments: DocumentContent['adjustments'];
}

export type KeptLine = ReturnType<typeof lineOf>;

/** Locks a document that the viewer may write; what is hidden is NOT_FOUND. */
export async function lockDraft(
  tx: Tx,
  ctx: Context,
  { type, id }: Pick<Draft, 'type' | 'id'>,
): Promise<Draft> {
  const head =
    type === 'invoice' ? await invoiceHead(tx, ctx, id) : quoteHead(await lockQuote(tx, ctx, id));
  const [row] = await tx.query<{ lines: LineJson[]; adjustments: AdjustmentJson[] }>(
    `select ${adjustmentsOf(type, '$1', '$2')} as adjustments,
       ${linesAsJson(`${type}_line`, `l.cooperative_id = $1 and l.${type}_id = $2`)} as lines`,
    [tx.cooperativeId, id],
  );
  const { lines = [], adjustments = [] } = row ?? {};
  return { ...head, lines: lines.map(lineOf), adjustments: adjustments.map(adjustmentOf) };
}

type Head = Omit<Draft, 'lines' | 'adjustments'>;

async function invoiceHead(tx: Tx, ctx: Context, id: string): Promise<Head> {
  const { status, quoteId, number, ...own } = await lockInvoice(tx, ctx, id, 'invoice.write');
  const { activityId, clientId } = own;
  const findings: Finding[] = [];
  if (status !== InvoiceStatus.DRAFT) {
    findings.push({ code: 'invoice.already-issued', path: ['document'], values: { number } });
  } else if (quoteId !== null) findings.push({ code: 'invoice.of-quote', path: ['document'] });
  return { type: 'invoice', id, activityId, clientId, findings };
}

const quoteHead = (quote: Awaited<ReturnType<typeof lockQuote>>): Head => ({
  ...{ type: 'quote', id: quote.id, activityId: quote.activityId, clientId: quote.clientId },
  findings: expectStatus(quote, QuoteStatus.DRAFT),
});

/** The sums of a draft are those of its lines; what they come to must be a document's. */
export async function writeSums(
  tx: Tx,
  ctx: Context,
  draft: Draft,
  { totals }: DocumentContent,
): Promise<void> {
  const { type, id, activityId } = draft;
  const { netMinor, vatMinor, totalMinor, subtotals } = totals;
  await tx.query(
    `update core.${type} set net_minor = $3, vat_minor = $4, total_minor = $5, vat_subtotals = $6,
       version = version + 1
     where cooperative_id = $1 and id = $2`,
    [tx.cooperativeId, id, netMinor, vatMinor, totalMinor, JSON.stringify(subtotals)],
  );
  const subject = { type: type === 'invoice' ? 'Invoice' : 'Quote', id };
  const fact = { type: `${type}.changed`, subject, activityId };
  await record(tx, ctx, `${type}.update`, [fact]);
}

export const contentFindings = ({ totals }: DocumentContent): Finding[] => sumFindings(totals);

/** Appends lines after those that are there; answers their positions. */
export async function appendLines(
  tx: Tx,
  { type, id, lines: kept }: Draft,
  origin: string,
  lines: DocumentContent['lines'],
): Promise<number[]> {
  const last = Math.max(0, ...kept.map(({ position }) => position));
  await tx.query(
    `insert into core.${type}_line (cooperative_id, ${type}_id, origin, position,
       ${lineContentNames})
     select $1, $2, $3, $4::smallint + position, ${lineContentNames} from ${lineRows(5)}`,
    [tx.cooperativeId, id, origin, last, ...lineColumns(lines)],
  );
  return lines.map((_, index) => last + index + 1);
}

/** Takes away the lines of an origin that are still there; answers their positions. */
export async function removeOf(
  tx: Tx,
  { type, id }: Pick<Draft, 'type' | 'id'>,
  origin: string,
): Promise<ReadonlySet<number>> {
  const gone = await tx.query<{ position: number }>(
    `delete from core.${type}_line
     where cooperative_id = $1 and ${type}_id = $2 and origin = $3 returning position`,
    [tx.cooperativeId, id, origin],
  );
  return new Set(gone.map(({ position }) => position));
}
