import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { newId } from '../../platform/ids.js';
import { refuses } from '../../platform/write/violation.js';
import { paymentMatched } from './bank.policy.js';
import type { NewLine, Statement } from './bank-rows.js';
import { type Books, copyOf, isPayable, matchInto, type OpenLine } from './payment-match.js';
import { lockBooks, type NewPayment } from './payment-rows.js';

/** Money whose communication names an invoice pays it, unless a validation is against it. */
export async function matchByReference(
  tx: Tx,
  ctx: Context,
  statement: Statement,
  lines: readonly NewLine[],
): Promise<{ payments: NewPayment[]; books: Books }> {
  const received = lines.filter((line) => line.amountMinor > 0n && line.reference !== null);
  const none: Books = { invoices: new Map(), advancedMinor: new Map() };
  if (received.length === 0) return { payments: [], books: none };
  const references = [...new Set(received.map((line) => line.reference as string))];
  const books = await lockBooks(tx, { references });
  const byReference = new Map([...books.invoices.values()].map((one) => [one.reference, one.id]));
  const payments: NewPayment[] = [];
  for (const line of received) {
    const invoice = books.invoices.get(byReference.get(line.reference) ?? '');
    if (invoice === undefined || !isPayable(invoice)) continue;
    if (invoice.hostEntityId !== statement.hostEntityId) continue;
    if (invoice.currency !== statement.currency) continue;
    const open = openLine(statement, line);
    const head = { id: line.id, activityId: invoice.activityId, meantMinor: line.amountMinor };
    const tried = matchInto(copyOf(books), open, invoice.id, line.amountMinor);
    const change = {
      before: { ...head, line: open, invoice, paidMinor: 0n },
      after: { ...head, line: tried.line, invoice: tried.invoice, paidMinor: tried.paidMinor },
    };
    const against = await ctx.platform.host.judge(ctx, tx, paymentMatched, change);
    if (refuses(against)) continue;
    payments.push({ id: newId(), ...matchInto(books, open, invoice.id, line.amountMinor) });
  }
  return { payments, books };
}

const openLine = ({ hostEntityId, currency }: Statement, line: NewLine): OpenLine => ({
  ...{ id: line.id, hostEntityId, bookedOn: line.bookedOn, currency },
  ...{ amountMinor: line.amountMinor, openMinor: line.amountMinor, overpaysInvoiceId: null },
});
