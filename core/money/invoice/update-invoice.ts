import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { GezelError } from '../../platform/errors.js';
import { violationsOf } from '../../platform/model/say.js';
import { record } from '../../platform/write/record.js';
import { transact } from '../../platform/write/transact.js';
import { type Finding, refuses, type Violation } from '../../platform/write/violation.js';
import { documentGround } from '../document/document-check.js';
import { headFindings, referenceOf } from '../document/document-head.js';
import {
  checkLines,
  type DocumentLine,
  type DocumentLineInput,
} from '../document/document-line.js';
import { lineColumnNames, lineColumns, lineRows } from '../document/line-columns.js';
import { documentTotals } from '../document/vat.js';
import { InvoiceStatus } from './invoice-codes.js';
import { type InvoiceState, lockInvoice } from './invoice-state.js';

/** Ids are UUIDs. What is absent stays as it is; lines are replaced as a whole. */
export interface InvoiceChange {
  readonly invoiceId: string;
  readonly expectedVersion: number;
  readonly clientId?: string | null;
  readonly lines?: readonly DocumentLineInput[] | null;
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
    const ground = await documentGround(ctx, tx, 'invoice.write', ids);
    const checked =
      change.lines == null
        ? { lines: before.lines, findings: [] }
        : checkLines(change.lines, before.currency, ground.rates);
    const found: Finding[] = [
      ...draftFindings(before),
      ...[...ground.findings, ...headFindings(change, before), ...checked.findings],
    ];
    if (refuses(found)) return { changed: false, violations: violationsOf(ctx, found) };
    const { paymentTermDays } = ground;
    await writeDraft(tx, before, change, { clientId, paymentTermDays, lines: checked.lines });
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

function expectVersion({ version }: InvoiceState, expected: number): void {
  if (version === expected) return;
  throw new GezelError('CONFLICT', { thing: 'Invoice', expected, actual: version });
}

async function writeDraft(
  tx: Tx,
  before: InvoiceState,
  change: InvoiceChange,
  next: { clientId: string; paymentTermDays: number; lines: readonly DocumentLine[] },
): Promise<void> {
  const { netMinor, vatMinor, totalMinor, subtotals } = documentTotals(next.lines);
  const key = [tx.cooperativeId, before.id];
  await tx.query(
    `update core.invoice set client_id = $3, payment_term_days = $4, net_minor = $5,
       vat_minor = $6, total_minor = $7, vat_subtotals = $8,
       reference = case when $9 then $10 else reference end, version = version + 1
     where cooperative_id = $1 and id = $2`,
    [
      ...[...key, next.clientId, next.paymentTermDays, netMinor, vatMinor, totalMinor],
      ...[JSON.stringify(subtotals), change.reference !== undefined, referenceOf(change)],
    ],
  );
  if (change.lines == null) return;
  await tx.query(
    'delete from core.invoice_line where cooperative_id = $1 and invoice_id = $2',
    key,
  );
  await tx.query(
    `insert into core.invoice_line (cooperative_id, invoice_id, ${lineColumnNames})
     select $1, $2, ${lineColumnNames} from ${lineRows(3)}`,
    [...key, ...lineColumns(next.lines)],
  );
}
