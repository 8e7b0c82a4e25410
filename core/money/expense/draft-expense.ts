import type { Context } from '../../platform/context.js';
import { newId } from '../../platform/ids.js';
import { violationsOf } from '../../platform/model/say.js';
import { record } from '../../platform/write/record.js';
import { transact } from '../../platform/write/transact.js';
import type { Finding, Violation } from '../../platform/write/violation.js';
import { ExpenseStatus } from './expense.entity.js';
import { expectStatus } from './expense-state.js';
import { firstOf, judgeSheet, keepSheet, loadSheet, type SheetDraft } from './sheet.js';

/** Ids are UUIDs. */
export interface ExpenseDraft extends SheetDraft {
  /** The draft, or the refused sheet, that this replaces. */
  readonly expenseId?: string | null;
}

/**
 * Keeps a sheet while its member collects the month. What would stand in the way of submitting it
 * is said as warnings; what is not even a line is refused.
 */
export async function draftExpense(
  ctx: Context,
  draft: ExpenseDraft,
): Promise<{ readonly expenseId: string | null; readonly violations: Violation[] }> {
  const id = draft.expenseId ?? newId();
  const outcome = await transact(ctx, async (tx) => {
    const before = await loadSheet(tx, ctx, id, draft.expenseId == null ? draft : null);
    const sheet = { ...before, ...headOf(draft, before) };
    const judged = await judgeSheet(tx, ctx, sheet, draft.lines);
    const found = [
      ...expectStatus(before, ExpenseStatus.DRAFT, ExpenseStatus.REFUSED),
      ...(draft.activityId === before.activityId
        ? []
        : [{ code: 'expense.other-activity', path: ['activityId'] }]),
      ...judged.malformed,
    ];
    if (found.length > 0) return { kept: false, found };
    await keepSheet(tx, ctx, sheet, judged);
    const subject = { type: 'Expense', id };
    await record(tx, ctx, 'expense.draft', [
      { type: 'expense.drafted', subject, activityId: sheet.activityId },
    ]);
    return { kept: true, found: judged.refused.map(asWarning) };
  });
  return {
    expenseId: outcome.kept ? id : null,
    violations: violationsOf(ctx, outcome.found),
  };
}

/** What a new version of a sheet says about the whole of it. */
const headOf = (draft: SheetDraft, before: { readonly paidBy: SheetDraft['paidBy'] }) => ({
  status: ExpenseStatus.DRAFT,
  month: firstOf(draft.month),
  note: (draft.note ?? '').normalize('NFC').trim(),
  advanceId: draft.advanceId ?? null,
  projectId: draft.projectId ?? null,
  paidBy: draft.paidBy ?? (before.paidBy as NonNullable<SheetDraft['paidBy']>),
});

const asWarning = (finding: Finding): Finding => ({ ...finding, severity: 'WARNING' });
