import type { Context } from '../../platform/context.js';
import { minorDigits } from '../../platform/currencies.js';
import type { Tx } from '../../platform/database/transaction.js';
import { newId } from '../../platform/ids.js';
import { decimalOf } from '../../platform/money.js';
import { runTransition, type TransitionOutcome } from '../../platform/write/transition.js';
import type { Finding } from '../../platform/write/violation.js';
import { budgetFindings } from '../budget/budget-check.js';
import { lockOpenAdvance } from './advance-state.js';
import { ExpenseStatus } from './expense.entity.js';
import { type ExpenseState, expenseSubmitted } from './expense.policy.js';
import { settlementOf } from './expense-settlement.js';
import { draftOf, expectStatus } from './expense-state.js';
import { repeatedReceipts } from './repeated-receipts.js';
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
    check: async (before, after, tx) => [
      ...expectStatus(before, ExpenseStatus.DRAFT, ExpenseStatus.REFUSED),
      ...judged.malformed,
      ...judged.refused,
      ...(await passedBudgets(tx, ctx, after)),
      ...(await repeatedReceipts(tx, after)),
    ],
    write: async (tx, { id, activityId }, after) => {
      await keepSheet(tx, ctx, after, judged);
      const payload = { amountMinor: `${after.claimedMinor}`, currency: after.currency };
      return [{ type: 'expense.submitted', subject: { type: 'Expense', id }, activityId, payload }];
    },
  });
}

/** What the activity would bear of it: without the VAT deducted, and beyond its advance. */
async function passedBudgets(tx: Tx, ctx: Context, sheet: ExpenseState): Promise<Finding[]> {
  const open = await lockOpenAdvance(tx, sheet.advanceId);
  const granted = sheet.lines.map((line) => ({ ...line, approvedMinor: line.amountMinor }));
  const { approvedMinor, deductibleMinor } = settlementOf({ ...sheet, lines: granted }, open);
  const amountMinor = approvedMinor - deductibleMinor - open;
  const day =
    sheet.lines
      .map(({ onDay }) => onDay)
      .sort()
      .at(-1) ?? sheet.month;
  if (amountMinor <= 0n) return [];
  const { id, activityId, projectId } = sheet;
  const source = { type: 'expense', id };
  return budgetFindings(tx, ctx, {
    activityId,
    source,
    projectId,
    kind: 'EXPENSES',
    amountMinor,
    day,
  });
}
