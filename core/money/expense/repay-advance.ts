import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { newId } from '../../platform/ids.js';
import { runTransition, type TransitionOutcome } from '../../platform/write/transition.js';
import type { Finding } from '../../platform/write/violation.js';
import { activityAccount, hostAccount } from '../accounts.js';
import { lockLine, requireMatcher } from '../bank/match-payment.js';
import type { OpenLine } from '../bank/payment-match.js';
import { actorOf } from '../invoice/invoice-entries.js';
import { credit, debit, type Posting, post } from '../ledger/ledger.js';
import { unlessLedgerRefuses } from '../refused.js';
import { expectAdvance, lockAdvance } from './advance-state.js';
import { type AdvanceState, advanceRepaid } from './expense.policy.js';
import { ExpenseAdvanceStatus } from './expense-advance.entity.js';
import { amountOf } from './expense-lines.js';

/** Ids are UUIDs. Without an amount: what is open of the line and of the advance. */
export interface AdvanceRepayment {
  readonly advanceId: string;
  readonly bankLineId: string;
  readonly amount?: string | null;
  readonly dryRun?: boolean | null;
  readonly idempotencyKey: string;
}

/** Says that money at the bank is what a member gives back of an advance: the activity has it again. */
export function repayAdvance(
  ctx: Context,
  step: AdvanceRepayment,
): Promise<TransitionOutcome<AdvanceState>> {
  requireMatcher(ctx);
  let line: OpenLine;
  const amountMinor = ({ currency, openMinor }: AdvanceState): bigint => {
    if (step.amount != null) return amountOf(step.amount, currency) ?? 0n;
    return line.openMinor < openMinor ? line.openMinor : openMinor;
  };
  return unlessLedgerRefuses(ctx, () =>
    runTransition<AdvanceState>(ctx, advanceRepaid, {
      ...{ id: step.advanceId, dryRun: step.dryRun },
      once: { key: step.idempotencyKey, input: step },
      load: async (tx, id) => {
        line = await lockLine(tx, step.bankLineId);
        return lockAdvance(tx, ctx, id);
      },
      next: (before) => {
        const openMinor = before.openMinor - amountMinor(before);
        const { APPROVED, SETTLED } = ExpenseAdvanceStatus;
        const status = openMinor === 0n ? SETTLED : APPROVED;
        return { ...before, openMinor, status, version: before.version + 1 };
      },
      check: (before) => [
        ...expectAdvance(before, ExpenseAdvanceStatus.APPROVED),
        ...lineFindings(before, line, amountMinor(before)),
      ],
      write: async (tx, before) => {
        const minor = amountMinor(before);
        await book(tx, ctx, before, line, minor);
        const { id, activityId, currency } = before;
        const payload = { amountMinor: `${minor}`, currency };
        const subject = { type: 'ExpenseAdvance', id };
        return [{ type: 'expense-advance.repaid', subject, activityId, payload }];
      },
    }),
  );
}

function lineFindings(advance: AdvanceState, line: OpenLine, amountMinor: bigint): Finding[] {
  const at = (code: string, property: string): Finding => ({ code, path: [property] });
  const found: Finding[] = [];
  if (advance.hostEntityId !== line.hostEntityId) {
    found.push(at('payment.other-entity', 'bankLineId'));
  }
  if (advance.currency !== line.currency) found.push(at('payment.other-currency', 'bankLineId'));
  if (line.overpaysInvoiceId !== null) found.push(at('expense.line-overpays', 'bankLineId'));
  if (line.openMinor <= 0n) found.push(at('payment.nothing-open', 'bankLineId'));
  else if (amountMinor <= 0n) found.push(at('payment.amount-not-positive', 'amount'));
  else if (amountMinor > line.openMinor) found.push(at('payment.more-than-line', 'amount'));
  else if (amountMinor > advance.openMinor) found.push(at('expense.more-than-advance', 'amount'));
  return found;
}

async function book(
  tx: Tx,
  ctx: Context,
  advance: AdvanceState,
  line: OpenLine,
  amountMinor: bigint,
): Promise<void> {
  const id = newId();
  await tx.query(
    `with line as (
       update core.bank_line set open_minor = open_minor - $5
       where cooperative_id = $1 and id = $4
     ), advance as (
       update core.expense_advance set open_minor = open_minor - $5, version = version + 1,
         status = case when open_minor = $5 then 'SETTLED' else status end
       where cooperative_id = $1 and id = $3
     )
     insert into core.expense_advance_repayment (cooperative_id, id, advance_id, bank_line_id,
       amount_minor, recorded_by)
     values ($1, $2, $3, $4, $5, $6)`,
    [tx.cooperativeId, id, advance.id, line.id, amountMinor, ctx.viewer.memberId],
  );
  await post(tx, tx.cooperativeId, [repaymentPosting(ctx, advance, { id, line, amountMinor })]);
}

function repaymentPosting(
  ctx: Context,
  { activityId, hostEntityId, currency }: AdvanceState,
  repayment: { readonly id: string; readonly line: OpenLine; readonly amountMinor: bigint },
): Posting {
  const { id, line, amountMinor } = repayment;
  return {
    ...actorOf(ctx),
    ...{ key: `expense-advance-repayment:${id}`, kind: 'EXPENSE_ADVANCE_REPAID' },
    ...{ sourceType: 'expense_advance_repayment', sourceId: id, eventOn: line.bookedOn },
    lines: [
      debit(hostAccount(hostEntityId, 'bank.suspense', currency), amountMinor),
      credit(hostAccount(hostEntityId, 'expense.advanced', currency), amountMinor),
      debit(activityAccount(activityId, 'activity.earmarked', currency), amountMinor),
      credit(activityAccount(activityId, 'activity.available', currency), amountMinor),
    ],
  };
}
