import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { newId } from '../../platform/ids.js';
import { lineFindings, tidy } from '../../platform/model/text.js';
import { minorOf } from '../../platform/money.js';
import { runTransition, type TransitionOutcome } from '../../platform/write/transition.js';
import type { Finding } from '../../platform/write/violation.js';
import { hostAccount } from '../accounts.js';
import { lockLine, requireMatcher } from '../bank/match-payment.js';
import { type Books, copyOf, type OpenLine, payBack } from '../bank/payment-match.js';
import { lockBooks, writePayments } from '../bank/payment-rows.js';
import { actorOf } from '../invoice/invoice-entries.js';
import { noAmounts } from '../late-charge/impute.js';
import { credit, debit, post } from '../ledger/ledger.js';
import { insertPayout } from '../payout/make-payout.js';
import { unlessLedgerRefuses } from '../refused.js';
import { nothingLost } from '../write-off/loss.js';
import { lineRefunded, type RefundState } from './matching.policy.js';

/** The line is a UUID, the account a valid IBAN in one piece. */
export interface RefundOrder {
  readonly bankLineId: string;
  readonly amount?: string | null;
  readonly iban?: string | null;
  readonly holder?: string | null;
  readonly dryRun?: boolean | null;
  readonly idempotencyKey: string;
}

/**
 * Sends open money of a movement back: what was paid too much, twice or by mistake. To the account
 * it came from unless another is named; as a payout, which another person releases.
 */
export async function refundLine(
  ctx: Context,
  order: RefundOrder,
): Promise<TransitionOutcome<RefundState>> {
  requireMatcher(ctx);
  let books: Books;
  return unlessLedgerRefuses(ctx, () =>
    runTransition<RefundState>(ctx, lineRefunded, {
      id: order.bankLineId,
      dryRun: order.dryRun,
      once: { key: order.idempotencyKey, input: order },
      load: async (tx) => {
        const loaded = await load(tx, order);
        books = loaded.books;
        return loaded.state;
      },
      next: (before) =>
        findingsOf(before).length > 0
          ? before
          : { ...before, line: payBack(copyOf(books), before.line, before.amountMinor) },
      check: (before) => findingsOf(before),
      write: async (tx, before) => {
        const payoutId = await write(tx, ctx, books, before);
        const subject = { type: 'Payout', id: payoutId };
        const payload = { bankLineId: before.id, amountMinor: `${before.amountMinor}` };
        const { activityId } = before;
        return [{ type: 'refund.made', subject, activityId, payload }];
      },
    }),
  );
}

async function load(tx: Tx, order: RefundOrder) {
  const line = await lockLine(tx, order.bankLineId);
  const { overpaysInvoiceId } = line;
  const books = await lockBooks(tx, { ids: overpaysInvoiceId === null ? [] : [overpaysInvoiceId] });
  const [from] = await tx.query<{ name: string | null; iban: string | null; words: string | null }>(
    `select counterparty_name as name, counterparty_iban as iban, communication as words
     from core.bank_line where cooperative_id = $1 and id = $2`,
    [tx.cooperativeId, line.id],
  );
  const amountMinor =
    order.amount == null ? line.openMinor : minorOf(order.amount, line.currency, 'amount');
  const holder = (tidy(order.holder ?? '') || (from?.name ?? '')).slice(0, 140);
  const state: RefundState = {
    ...{ id: line.id, line, amountMinor, communication: from?.words ?? null },
    activityId: books.invoices.get(overpaysInvoiceId ?? '')?.activityId ?? null,
    account: { iban: order.iban ?? from?.iban ?? null, holder },
  };
  return { books, state };
}

function findingsOf({ line, amountMinor, account }: RefundState): Finding[] {
  const found: Finding[] = [];
  if (line.openMinor <= 0n) found.push({ code: 'payment.nothing-open', path: ['bankLineId'] });
  else if (amountMinor <= 0n) {
    found.push({ code: 'payment.amount-not-positive', path: ['amount'] });
  } else if (amountMinor > line.openMinor) {
    found.push({ code: 'payment.more-than-line', path: ['amount'] });
  }
  if (account.iban === null) found.push({ code: 'refund.without-account', path: ['iban'] });
  return [...found, ...lineFindings('holder', account.holder, 140)];
}

async function write(tx: Tx, ctx: Context, books: Books, before: RefundState): Promise<string> {
  const refundId = newId();
  const { line, amountMinor, account, activityId, communication } = before;
  const { hostEntityId, currency } = line;
  const next = payBack(books, line, amountMinor);
  const today = ctx.platform.clock.today();
  const payoutId = await insertPayout(tx, ctx, {
    ...{ amountMinor, currency, dueOn: today, activityId, hostEntityId, payeeId: null },
    ...{ payable: 'payouts.payable', source: { type: 'refund', id: refundId } },
    account: { iban: account.iban as string, holder: account.holder },
    // What the payer wrote comes back to them, so that they know what it is about.
    remittance: communication?.slice(0, 140) ?? null,
  });
  const moves = { releasedMinor: 0n, repaidMinor: 0n, recoveredMinor: 0n };
  const lost = { reinstatedMinor: 0n, reinstated: nothingLost };
  const charged = { ...noAmounts, proceeds: null };
  const nothing = { paidMinor: 0n, charged, ...moves, ...lost };
  const touched = [...books.invoices.values()];
  const [invoice] = touched;
  if (invoice === undefined) await writeOpen(tx, next);
  else await writePayments(tx, ctx, books, [{ id: refundId, line: next, invoice, ...nothing }]);
  await tx.query(
    `insert into core.refund (cooperative_id, id, bank_line_id, payout_id, amount_minor, made_by)
     values ($1, $2, $3, $4, $5, $6)`,
    [tx.cooperativeId, refundId, line.id, payoutId, amountMinor, ctx.viewer.memberId],
  );
  await post(tx, tx.cooperativeId, [
    {
      ...actorOf(ctx),
      ...{ key: `refund:${refundId}`, kind: 'REFUND_OWED', eventOn: today },
      ...{ sourceType: 'refund', sourceId: refundId },
      lines: [
        debit(hostAccount(hostEntityId, 'bank.suspense', currency), amountMinor),
        credit(hostAccount(hostEntityId, 'payouts.payable', currency), amountMinor),
      ],
    },
  ]);
  return payoutId;
}

const writeOpen = (tx: Tx, { id, openMinor }: OpenLine) =>
  tx.query('update core.bank_line set open_minor = $3 where cooperative_id = $1 and id = $2', [
    ...[tx.cooperativeId, id, openMinor],
  ]);
