import type { Context } from '../../platform/context.js';
import { newId } from '../../platform/ids.js';
import { decimalOf, minorDigits } from '../../platform/money.js';
import { runTransition, type TransitionOutcome } from '../../platform/write/transition.js';
import { ExpenseStatus } from './expense.entity.js';
import { expenseSubmitted } from './expense.policy.js';
import { draftOf, type ExpenseState, expectStatus } from './expense-state.js';
import { type JudgedSheet, judgeSheet, keepSheet, loadSheet, type SheetDraft } from './sheet.js';

/** Either a sheet that was drafted, or a whole new one. */
export interface ExpenseSubmission {
  readonly expenseId?: string | null;
  readonly sheet?: SheetDraft | null;
  readonly expectedVersion?: number | null;
  readonly dryRun?: boolean | null;
  readonly idempotencyKey: string;
}

/** Hands a sheet to an adviser: its lines are judged by the figures of their days, all at once. */
export function submitExpense(
  ctx: Context,
  step: ExpenseSubmission,
): Promise<TransitionOutcome<ExpenseState>> {
  let judged: JudgedSheet;
  return runTransition<ExpenseState>(ctx, expenseSubmitted, {
    id: step.expenseId ?? newId(),
    dryRun: step.dryRun,
    expectedVersion: step.expectedVersion,
    once: { key: step.idempotencyKey, input: step },
    load: async (tx, id) => {
      const before = await loadSheet(tx, ctx, id, step.sheet ?? null);
      const digits = (minor: bigint) => decimalOf(minor, minorDigits(before.currency));
      const drafts = step.sheet?.lines ?? before.lines.map((line) => draftOf(line, digits));
      judged = await judgeSheet(tx, ctx, before, drafts);
      const { claimedMinor } = judged;
      const lines = judged.lines.map((line) => ({ ...line, approvedMinor: null, cutReason: null }));
      return step.sheet == null ? before : { ...before, claimedMinor, lines };
    },
    next: (before) => ({
      ...before,
      status: ExpenseStatus.SUBMITTED,
      claimedMinor: judged.claimedMinor,
      lines: judged.lines.map((line) => ({ ...line, approvedMinor: null, cutReason: null })),
      version: before.version + 1,
    }),
    check: (before) => [
      ...expectStatus(before, ExpenseStatus.DRAFT, ExpenseStatus.REFUSED),
      ...judged.malformed,
      ...judged.refused,
    ],
    write: async (tx, { id, activityId }, after) => {
      await keepSheet(tx, ctx, after, judged);
      const payload = { amountMinor: `${after.claimedMinor}`, currency: after.currency };
      return [{ type: 'expense.submitted', subject: { type: 'Expense', id }, activityId, payload }];
    },
  });
}
