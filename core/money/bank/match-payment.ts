import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { GezelError, notFound } from '../../platform/errors.js';
import { globalId, newId } from '../../platform/ids.js';
import { minorOf } from '../../platform/money.js';
import { requireReach } from '../../platform/viewer.js';
import { runTransition, type TransitionOutcome } from '../../platform/write/transition.js';
import type { Finding } from '../../platform/write/violation.js';
import { sumOf } from '../late-charge/impute.js';
import { post } from '../ledger/ledger.js';
import { unlessLedgerRefuses } from '../refused.js';
import { type MatchState, paymentMatched } from './bank.policy.js';
import {
  type Books,
  copyOf,
  isPayable,
  type Matched,
  matchInto,
  type OpenLine,
  payableMinor,
} from './payment-match.js';
import { lockBooks, paymentPostings, writePayments } from './payment-rows.js';

/** Ids are UUIDs. Without an amount, all that is open of the line is meant for the invoice. */
export interface PaymentMatch {
  readonly bankLineId: string;
  readonly invoiceId: string;
  readonly amount?: string | null;
  readonly dryRun?: boolean | null;
  readonly idempotencyKey: string;
}

/** Says which invoice a movement of the bank pays; also a part, and also too much. */
export function matchPayment(
  ctx: Context,
  step: PaymentMatch,
): Promise<TransitionOutcome<MatchState>> {
  requireMatcher(ctx);
  const paymentId = newId();
  let books: Books;
  const outcomeOf = ({ line, invoice, meantMinor }: MatchState): Matched =>
    matchInto(copyOf(books), line, invoice.id, meantMinor);
  return unlessLedgerRefuses(ctx, () =>
    runTransition<MatchState>(ctx, paymentMatched, {
      id: step.bankLineId,
      dryRun: step.dryRun,
      once: { key: step.idempotencyKey, input: step },
      load: async (tx) => {
        const loaded = await loadMatch(tx, step);
        books = loaded.books;
        return loaded.state;
      },
      next: (before) => {
        if (findingsOf(before).length > 0) return before;
        const { line, invoice, paidMinor } = outcomeOf(before);
        return { ...before, line, invoice, paidMinor };
      },
      check: (before) => findingsOf(before),
      write: async (tx, before) => {
        const outcome = matchInto(books, before.line, before.invoice.id, before.meantMinor);
        const payment = { id: paymentId, ...outcome };
        await writePayments(tx, ctx, books, [payment]);
        await post(tx, tx.cooperativeId, paymentPostings(ctx, [payment]));
        return [matchedFact(payment)];
      },
    }),
  );
}

/** What tells others that money came in for an invoice. */
export function matchedFact({ line, invoice, paidMinor, charged, repaidMinor }: Matched) {
  return {
    type: 'payment.matched',
    subject: { type: 'Invoice', id: invoice.id },
    activityId: invoice.activityId,
    payload: {
      ...{ bankLineId: line.id, paymentStatus: invoice.paymentStatus, currency: line.currency },
      ...{ amountMinor: `${paidMinor}`, repaidMinor: `${repaidMinor}` },
      chargedMinor: `${sumOf(charged)}`,
    },
  };
}

/** Matching is done for the whole co-operative: money has no owner before it is matched. */
export function requireMatcher(ctx: Context): void {
  if (requireReach(ctx.viewer, 'payment.match') !== 'all') {
    throw new GezelError('FORBIDDEN', { permission: 'payment.match' });
  }
}

async function loadMatch(tx: Tx, step: PaymentMatch) {
  const line = await lockLine(tx, step.bankLineId);
  const ids = [step.invoiceId, ...(line.overpaysInvoiceId ? [line.overpaysInvoiceId] : [])];
  const books = await lockBooks(tx, { ids });
  const invoice = books.invoices.get(step.invoiceId);
  if (invoice === undefined) throw notFound('Invoice', globalId('Invoice', step.invoiceId));
  const meantMinor =
    step.amount == null ? line.openMinor : minorOf(step.amount, line.currency, 'amount');
  const { activityId } = invoice;
  const state = { id: line.id, activityId, line, invoice, meantMinor, paidMinor: 0n };
  return { books, state };
}

/** A movement under lock: whatever divides it up waits here. */
export async function lockLine(tx: Tx, id: string): Promise<OpenLine> {
  const [line] = await tx.query<OpenLine>(
    `select b.id, s.host_entity_id as "hostEntityId", b.booked_on as "bookedOn", b.currency,
       b.amount_minor as "amountMinor", b.open_minor as "openMinor",
       b.overpays_invoice_id as "overpaysInvoiceId"
     from core.bank_line b
     join core.bank_statement s on s.cooperative_id = b.cooperative_id and s.id = b.statement_id
     where b.cooperative_id = $1 and b.id = $2 for no key update of b`,
    [tx.cooperativeId, id],
  );
  if (line === undefined) throw notFound('BankLine', globalId('BankLine', id));
  return line;
}

function findingsOf({ line, invoice, meantMinor }: MatchState): Finding[] {
  const at = (code: string, property: string): Finding => ({ code, path: [property] });
  const found: Finding[] = [];
  if (!isPayable(invoice)) found.push(at('payment.not-payable', 'invoiceId'));
  else if (payableMinor(invoice, line) <= 0n) found.push(at('payment.nothing-due', 'invoiceId'));
  if (invoice.hostEntityId !== line.hostEntityId) {
    found.push(at('payment.other-entity', 'invoiceId'));
  }
  if (invoice.currency !== line.currency) found.push(at('payment.other-currency', 'invoiceId'));
  if (line.openMinor <= 0n) found.push(at('payment.nothing-open', 'bankLineId'));
  else if (meantMinor <= 0n) found.push(at('payment.amount-not-positive', 'amount'));
  else if (meantMinor > line.openMinor) found.push(at('payment.more-than-line', 'amount'));
  return found;
}
