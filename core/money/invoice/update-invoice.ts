import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { GezelError } from '../../platform/errors.js';
import { violationsOf } from '../../platform/model/say.js';
import { record } from '../../platform/write/record.js';
import { transact } from '../../platform/write/transact.js';
import { type Finding, refuses, type Violation } from '../../platform/write/violation.js';
import type { AdjustmentInput } from '../document/adjustment.js';
import { insertAdjustments } from '../document/adjustment-rows.js';
import { documentGround } from '../document/document-check.js';
import { checkContent, contentOf, type DocumentContent } from '../document/document-content.js';
import { headFindings, referenceOf } from '../document/document-head.js';
import type { DocumentLineInput } from '../document/document-line.js';
import { lineColumnNames, lineColumns, lineRows } from '../document/line-columns.js';
import { InvoiceStatus } from './invoice-codes.js';
import { type InvoiceState, lockInvoice } from './invoice-state.js';

/** Ids are UUIDs. What is absent stays as it is; lines are replaced as a whole. */
export interface InvoiceChange {
  readonly invoiceId: string;
  readonly expectedVersion: number;
  readonly clientId?: string | null;
  readonly lines?: readonly DocumentLineInput[] | null;
  /** Replaced with the lines: without lines they stay, with lines and none given there are none. */
  readonly adjustments?: readonly AdjustmentInput[] | null;
  /** Empty: no reference any more. */
  readonly reference?: string | null;
}

export interface ChangedInvoice {
  readonly changed: boolean;
  readonly violations: Violation[];
}

/** Changes a draft: an issued document never changes. */
export async function updateInvoice(ctx: Context, change: InvoiceChange): Promise<ChangedInvoice> {
  return transact(ctx, async (tx) => {
    const before = await lockInvoice(tx, ctx, change.invoiceId, 'invoice.write');
    expectVersion(before, change.expectedVersion);
    const clientId = change.clientId ?? before.clientId;
    const ids = { activityId: before.activityId, clientId };
    const wanted = change.lines ?? [];
    const ground = await documentGround(ctx, tx, 'invoice.write', ids, wanted);
    const checked =
      change.lines == null
        ? {
            content: contentOf(before.lines, before.adjustments),
            findings: adjustmentsAlone(change),
          }
        : checkContent({ ...change, lines: change.lines }, before.currency, ground.law);
    const found: Finding[] = [
      ...[...draftFindings(before), ...quoteFindings(before, change)],
      ...[...ground.findings, ...headFindings(change, before), ...checked.findings],
    ];
    if (refuses(found)) return { changed: false, violations: violationsOf(ctx, found) };
    const { paymentTermDays } = ground;
    await writeDraft(tx, before, change, { clientId, paymentTermDays });
    if (change.lines != null) await writeContent(tx, before.id, checked.content);
    const subject = { type: 'Invoice', id: before.id };
    const fact = { type: 'invoice.changed', subject, activityId: before.activityId };
    await record(tx, ctx, 'invoice.update', [fact]);
    return { changed: true, violations: [] };
  });
}

const draftFindings = ({ status, number }: InvoiceState): Finding[] =>
  status === InvoiceStatus.DRAFT
    ? []
    : [{ code: 'invoice.already-issued', path: ['invoiceId'], values: { number } }];

/** An invoice of a quote says what the quote says; other work is invoiced by another. */
const quoteFindings = ({ quoteId, clientId }: InvoiceState, change: InvoiceChange): Finding[] => {
  if (quoteId === null) return [];
  const other = change.clientId != null && change.clientId !== clientId;
  if (change.lines == null && !other) return [];
  return [{ code: 'invoice.of-quote', path: [change.lines == null ? 'clientId' : 'lines'] }];
};

const adjustmentsAlone = ({ adjustments }: InvoiceChange): Finding[] =>
  adjustments == null ? [] : [{ code: 'document.without-lines', path: ['lines'] }];

function expectVersion({ version }: InvoiceState, expected: number): void {
  if (version === expected) return;
  throw new GezelError('CONFLICT', { thing: 'Invoice', expected, actual: version });
}

async function writeDraft(
  tx: Tx,
  before: InvoiceState,
  change: InvoiceChange,
  next: { readonly clientId: string; readonly paymentTermDays: number },
): Promise<void> {
  await tx.query(
    // A deposit keeps the term that its quote agreed.
    `update core.invoice i set client_id = $3, payment_term_days = coalesce((
         select q.deposit_term_days from core.quote q where i.quote_part = 'DEPOSIT'
           and q.cooperative_id = i.cooperative_id and q.id = i.quote_id), $4),
       reference = case when $5 then $6 else reference end, version = version + 1
     where cooperative_id = $1 and id = $2`,
    [
      ...[tx.cooperativeId, before.id, next.clientId, next.paymentTermDays],
      ...[change.reference !== undefined, referenceOf(change)],
    ],
  );
}

/** Lines are replaced as a whole, and the sums with them. */
async function writeContent(tx: Tx, id: string, content: DocumentContent): Promise<void> {
  const { netMinor, vatMinor, totalMinor, subtotals } = content.totals;
  const key = [tx.cooperativeId, id];
  await tx.query(
    `with adjustments as (
       delete from core.invoice_adjustment where cooperative_id = $1 and invoice_id = $2
     ), lines as (
       delete from core.invoice_line where cooperative_id = $1 and invoice_id = $2
     )
     update core.invoice set net_minor = $3, vat_minor = $4, total_minor = $5, vat_subtotals = $6
     where cooperative_id = $1 and id = $2`,
    [...key, netMinor, vatMinor, totalMinor, JSON.stringify(subtotals)],
  );
  await tx.query(
    `insert into core.invoice_line (cooperative_id, invoice_id, ${lineColumnNames})
     select $1, $2, ${lineColumnNames} from ${lineRows(3)}`,
    [...key, ...lineColumns(content.lines)],
  );
  const document = { table: 'invoice', cooperativeId: tx.cooperativeId, id } as const;
  await insertAdjustments(tx, document, content.adjustments);
}
