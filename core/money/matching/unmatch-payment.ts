import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { notFound } from '../../platform/errors.js';
import { globalId } from '../../platform/ids.js';
import { lineFindings, tidy } from '../../platform/model/text.js';
import { runTransition, type TransitionOutcome } from '../../platform/write/transition.js';
import type { Finding } from '../../platform/write/violation.js';
import { lockLine, requireMatcher } from '../bank/match-payment.js';
import {
  type Books,
  type Charged,
  copyOf,
  type PayableInvoice,
  unmatch,
} from '../bank/payment-match.js';
import { chargedEntries, lockBooks, writePayments } from '../bank/payment-rows.js';
import { paymentEntries } from '../invoice/invoice-entries.js';
import { post } from '../ledger/ledger.js';
import { unlessLedgerRefuses } from '../refused.js';
import { paymentUnmatched, type UnmatchState } from './matching.policy.js';

/** The id is a UUID. */
export interface Unmatch {
  readonly paymentId: string;
  readonly reason: string;
  readonly dryRun?: boolean | null;
  readonly idempotencyKey: string;
}

/**
 * Undoes a match that was wrong, by an entry that takes back what it moved: the money is open again,
 * the invoice is due again, and the guarantee fund has out again what it had been repaid. Refused
 * when the activity has spent the money already, or the fund has lent it out again.
 */
export async function unmatchPayment(
  ctx: Context,
  step: Unmatch,
): Promise<TransitionOutcome<UnmatchState>> {
  requireMatcher(ctx);
  const reason = tidy(step.reason);
  let books: Books;
  return unlessLedgerRefuses(ctx, () =>
    runTransition<UnmatchState>(ctx, paymentUnmatched, {
      id: step.paymentId,
      dryRun: step.dryRun,
      once: { key: step.idempotencyKey, input: step },
      load: async (tx, id) => {
        const loaded = await load(tx, id);
        books = loaded.books;
        return loaded.state;
      },
      next: (before) => {
        if (before.reversed) return before;
        const { line, invoice } = unmatch(copyOf(books), before.line, before.invoice.id, before);
        return { ...before, line, invoice, reversed: true };
      },
      check: (before) => [
        ...lineFindings('reason', reason, 200),
        ...(before.reversed ? [alreadyUndone] : []),
      ],
      write: async (tx, before) => {
        await undo(tx, ctx, { books, before, reason });
        const { invoice, line, amountMinor, activityId } = before;
        const payload = { bankLineId: line.id, amountMinor: `${amountMinor}` };
        const subject = { type: 'Invoice', id: invoice.id };
        return [{ type: 'payment.unmatched', subject, activityId, payload }];
      },
    }),
  );
}

type Amounts = Pick<
  UnmatchState,
  'amountMinor' | 'repaidMinor' | 'recoveredMinor' | 'reinstatedMinor' | 'reversed'
>;

const alreadyUndone: Finding = { code: 'match.already-undone', path: ['paymentId'] };

async function load(tx: Tx, id: string) {
  const [ids] = await tx.query<{ line: string; invoice: string }>(
    `select bank_line_id as line, invoice_id as invoice from core.payment
     where cooperative_id = $1 and id = $2`,
    [tx.cooperativeId, id],
  );
  if (ids === undefined) throw notFound('Payment', globalId('Payment', id));
  // As for a match: the movement, the invoices, the activities. Only then is the payment read.
  const line = await lockLine(tx, ids.line);
  const { overpaysInvoiceId } = line;
  const books = await lockBooks(tx, {
    ids: [ids.invoice, ...(overpaysInvoiceId === null ? [] : [overpaysInvoiceId])],
  });
  const [payment] = await tx.query<Amounts & Charged>(
    `select amount_minor as "amountMinor", repaid_minor as "repaidMinor",
       recovered_minor as "recoveredMinor", reinstated_minor as "reinstatedMinor",
       costs_minor as "costsMinor", interest_minor as "interestMinor",
       penalty_minor as "penaltyMinor", proceeds, reversed_at is not null as reversed
     from core.payment where cooperative_id = $1 and id = $2`,
    [tx.cooperativeId, id],
  );
  const invoice = books.invoices.get(ids.invoice) as PayableInvoice;
  const { activityId } = invoice;
  const { costsMinor, interestMinor, penaltyMinor, proceeds, ...amounts } = payment as Amounts &
    Charged;
  const charged = { costsMinor, interestMinor, penaltyMinor, proceeds };
  const state = { id, activityId, line, invoice, ...amounts, charged };
  return { books, state };
}

async function undo(
  tx: Tx,
  ctx: Context,
  { books, before, reason }: { books: Books; before: UnmatchState; reason: string },
): Promise<void> {
  const undone = unmatch(books, before.line, before.invoice.id, before);
  const { id, amountMinor, line } = before;
  // The row is there already: what is written are the line, the invoice and what they drag along.
  await writePayments(tx, ctx, books, [{ id, ...undone, paidMinor: 0n }]);
  await tx.query(
    `update core.payment set reversed_at = $3, reversed_by = $4, reversal_reason = $5
     where cooperative_id = $1 and id = $2`,
    [tx.cooperativeId, id, ctx.platform.clock.now(), ctx.viewer.memberId, reason],
  );
  const { releasedMinor, repaidMinor, recoveredMinor, reinstated, invoice } = undone;
  const booked = { bookedOn: ctx.platform.clock.today(), hostEntityId: line.hostEntityId };
  const entries = paymentEntries(ctx, before.invoice, {
    ...{ id, amountMinor: -amountMinor, releasedMinor, repaidMinor, recoveredMinor },
    ...{ reinstated, writeOff: invoice.writeOff },
    ...booked,
  });
  // Not a reversal entry for entry: a credit note may have taken back a part meanwhile.
  await post(tx, tx.cooperativeId, [
    ...(entries.lines.length === 0 ? [] : [{ ...entries, ...undoing(id) }]),
    ...chargedEntries(ctx, before.invoice, { ...booked, paymentId: id, charged: undone.charged }),
  ]);
}

const undoing = (id: string) => ({ key: `payment:${id}:undone`, kind: 'PAYMENT_UNMATCHED' });
