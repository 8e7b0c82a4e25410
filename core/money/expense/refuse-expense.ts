import type { Context } from '../../platform/context.js';
import { lineFindings, tidy } from '../../platform/model/text.js';
import { runTransition, type TransitionOutcome } from '../../platform/write/transition.js';
import { maximumTextLength } from '../limits.js';
import { decisionFindings, requireDecider } from './decide.js';
import { ExpenseStatus } from './expense.entity.js';
import { type ExpenseState, expenseRefused } from './expense.policy.js';
import { expectStatus, lockExpense } from './expense-state.js';

/** The id is a UUID. */
export interface ExpenseRefusal {
  readonly expenseId: string;
  readonly reason: string;
  readonly expectedVersion?: number | null;
  readonly dryRun?: boolean | null;
}

/** Sends a sheet back to its member, who may correct it and submit it again. */
export function refuseExpense(
  ctx: Context,
  step: ExpenseRefusal,
): Promise<TransitionOutcome<ExpenseState>> {
  requireDecider(ctx);
  const reason = tidy(step.reason);
  return runTransition<ExpenseState>(ctx, expenseRefused, {
    id: step.expenseId,
    dryRun: step.dryRun,
    expectedVersion: step.expectedVersion,
    load: (tx, id) => lockExpense(tx, ctx, id),
    next: (before) => ({
      ...before,
      status: ExpenseStatus.REFUSED,
      version: before.version + 1,
    }),
    check: (before) => [
      ...expectStatus(before, ExpenseStatus.SUBMITTED),
      ...decisionFindings(ctx, before),
      ...lineFindings('reason', reason, maximumTextLength),
    ],
    write: async (tx, { id, activityId }) => {
      await tx.query(
        `update core.expense set status = 'REFUSED', decided_by = $3, decided_on = $4,
           refusal_reason = $5, version = version + 1
         where cooperative_id = $1 and id = $2`,
        [tx.cooperativeId, id, ctx.viewer.memberId, ctx.platform.clock.today(), reason],
      );
      return [{ type: 'expense.refused', subject: { type: 'Expense', id }, activityId }];
    },
  });
}
