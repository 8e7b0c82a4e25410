import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { lineFindings, tidy } from '../../platform/model/text.js';
import { runTransition, type TransitionOutcome } from '../../platform/write/transition.js';
import { activityMoney } from '../account/activity-money.js';
import { activityAccount, hostAccount } from '../accounts.js';
import { actorOf } from '../invoice/invoice-entries.js';
import { credit, debit, type Posting, post } from '../ledger/ledger.js';
import { maximumTextLength } from '../limits.js';
import { insertPayout } from '../payout/make-payout.js';
import { insufficientFunds, unlessLedgerRefuses } from '../refused.js';
import { expectAdvance, lockAdvance } from './advance-state.js';
import { decisionFindings, requireDecider } from './decide.js';
import { type AdvanceState, advanceApproved, advanceRefused } from './expense.policy.js';
import { ExpenseAdvanceStatus } from './expense-advance.entity.js';

/** The id is a UUID. */
export interface AdvanceApproval {
  readonly advanceId: string;
  readonly expectedVersion?: number | null;
  readonly dryRun?: boolean | null;
  readonly idempotencyKey: string;
}

/** Sets the money of the activity aside and makes the payout to the member. Never one's own. */
export function approveAdvance(
  ctx: Context,
  step: AdvanceApproval,
): Promise<TransitionOutcome<AdvanceState>> {
  requireDecider(ctx);
  return unlessLedgerRefuses(ctx, () =>
    runTransition<AdvanceState>(ctx, advanceApproved, {
      ...{ id: step.advanceId, dryRun: step.dryRun, expectedVersion: step.expectedVersion },
      once: { key: step.idempotencyKey, input: step },
      load: (tx, id) => lockAdvance(tx, ctx, id),
      next: (before) => ({
        ...before,
        status: ExpenseAdvanceStatus.APPROVED,
        openMinor: before.amountMinor,
        version: before.version + 1,
      }),
      check: async (before, _after, tx) => {
        const { activityId, currency, amountMinor } = before;
        const { availableMinor } = await activityMoney(tx, activityId, currency);
        const missing = amountMinor - availableMinor;
        return [
          ...expectAdvance(before, ExpenseAdvanceStatus.REQUESTED),
          ...decisionFindings(ctx, before),
          ...(before.activityStatus === 'OPEN' ? [] : [{ code: 'expense.activity-closed' }]),
          ...(missing > 0n ? [insufficientFunds('activity.available', missing, currency)] : []),
        ];
      },
      write: async (tx, { id, activityId, ...advance }) => {
        await give(tx, ctx, { id, activityId, ...advance });
        const subject = { type: 'ExpenseAdvance', id };
        const payload = { amountMinor: `${advance.amountMinor}`, currency: advance.currency };
        return [{ type: 'expense-advance.approved', subject, activityId, payload }];
      },
    }),
  );
}

export interface AdvanceRefusal {
  readonly advanceId: string;
  readonly reason: string;
  readonly expectedVersion?: number | null;
  readonly dryRun?: boolean | null;
}

export function refuseAdvance(
  ctx: Context,
  step: AdvanceRefusal,
): Promise<TransitionOutcome<AdvanceState>> {
  requireDecider(ctx);
  const reason = tidy(step.reason);
  return runTransition<AdvanceState>(ctx, advanceRefused, {
    ...{ id: step.advanceId, dryRun: step.dryRun, expectedVersion: step.expectedVersion },
    load: (tx, id) => lockAdvance(tx, ctx, id),
    next: (before) => ({
      ...before,
      status: ExpenseAdvanceStatus.REFUSED,
      version: before.version + 1,
    }),
    check: (before) => [
      ...expectAdvance(before, ExpenseAdvanceStatus.REQUESTED),
      ...decisionFindings(ctx, before),
      ...lineFindings('reason', reason, maximumTextLength),
    ],
    write: async (tx, { id, activityId }) => {
      await tx.query(
        `update core.expense_advance set status = 'REFUSED', decided_by = $3, decided_on = $4,
           refusal_reason = $5, version = version + 1
         where cooperative_id = $1 and id = $2`,
        [tx.cooperativeId, id, ctx.viewer.memberId, ctx.platform.clock.today(), reason],
      );
      const subject = { type: 'ExpenseAdvance', id };
      return [{ type: 'expense-advance.refused', subject, activityId }];
    },
  });
}

async function give(tx: Tx, ctx: Context, advance: AdvanceState): Promise<void> {
  const { id, activityId, memberId, amountMinor, currency } = advance;
  const today = ctx.platform.clock.today();
  const payoutId = await insertPayout(tx, ctx, {
    ...{ activityId, payeeId: memberId, amountMinor, currency, dueOn: today },
    ...{ source: { type: 'expense_advance', id }, payable: 'payouts.payable' },
  });
  await tx.query(
    `update core.expense_advance set status = 'APPROVED', open_minor = amount_minor,
       decided_by = $3, decided_on = $4, payout_id = $5, version = version + 1
     where cooperative_id = $1 and id = $2`,
    [tx.cooperativeId, id, ctx.viewer.memberId, today, payoutId],
  );
  await post(tx, tx.cooperativeId, [advancePosting(ctx, advance)]);
}

/** The member owes receipts; the activity has set the money aside until they come. */
function advancePosting(ctx: Context, advance: AdvanceState): Posting {
  const { id, activityId, hostEntityId, amountMinor, currency } = advance;
  return {
    ...actorOf(ctx),
    ...{ key: `expense-advance:${id}:approve`, kind: 'EXPENSE_ADVANCE_APPROVED' },
    ...{ sourceType: 'expense_advance', sourceId: id, eventOn: ctx.platform.clock.today() },
    lines: [
      debit(activityAccount(activityId, 'activity.available', currency), amountMinor),
      credit(activityAccount(activityId, 'activity.earmarked', currency), amountMinor),
      debit(hostAccount(hostEntityId, 'expense.advanced', currency), amountMinor),
      credit(hostAccount(hostEntityId, 'payouts.payable', currency), amountMinor),
    ],
  };
}
