import type { Context } from '../../platform/context.js';
import { GezelError } from '../../platform/errors.js';
import { violationsOf } from '../../platform/model/say.js';
import { record } from '../../platform/write/record.js';
import { transact } from '../../platform/write/transact.js';
import { InvoiceStatus } from './invoice-codes.js';
import { lockInvoice } from './invoice-state.js';
import type { ChangedInvoice } from './update-invoice.js';

/**
 * Throws a draft away: a form without a number leaves no gap. What is issued is credited instead.
 * The draft is a UUID.
 */
export async function discardInvoice(
  ctx: Context,
  step: { readonly invoiceId: string; readonly expectedVersion: number },
): Promise<ChangedInvoice> {
  return transact(ctx, async (tx) => {
    const { id, activityId, status, number, version } = await lockInvoice(
      ...([tx, ctx, step.invoiceId, 'invoice.write'] as const),
    );
    if (version !== step.expectedVersion) {
      const { expectedVersion: expected } = step;
      throw new GezelError('CONFLICT', { thing: 'Invoice', expected, actual: version });
    }
    if (status !== InvoiceStatus.DRAFT) {
      const found = { code: 'invoice.already-issued', path: ['invoiceId'], values: { number } };
      return { changed: false, violations: violationsOf(ctx, [found]) };
    }
    for (const table of ['invoice_adjustment', 'invoice_line'] as const) {
      const text = `delete from core.${table} where cooperative_id = $1 and invoice_id = $2`;
      await tx.query(text, [tx.cooperativeId, id]);
    }
    await tx.query('delete from core.invoice where cooperative_id = $1 and id = $2', [
      ...[tx.cooperativeId, id],
    ]);
    const subject = { type: 'Invoice', id };
    await record(tx, ctx, 'invoice.discard', [{ type: 'invoice.discarded', subject, activityId }]);
    return { changed: true, violations: [] };
  });
}
