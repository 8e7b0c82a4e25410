/** From the inputs of clients to the services of expenses, and from outcomes to payloads. */
import type { Context } from '../../platform/context.js';
import { badInput } from '../../platform/errors.js';
import { uploadIds } from '../../platform/files/claim-uploads.js';
import { localId } from '../../platform/ids.js';
import { byId } from '../../platform/read/read.js';
import type { TransitionOutcome } from '../../platform/write/transition.js';
import { approveExpense } from './approve-expense.js';
import { approveAdvance, refuseAdvance } from './decide-advance.js';
import { draftExpense } from './draft-expense.js';
import {
  type AdvanceState,
  type ExpenseState,
  expenseAdvances,
  expenses,
} from './expense.policy.js';
import type * as types from './expense.types.js';
import type { ExpenseLineDraft } from './expense-lines.js';
import { refuseExpense } from './refuse-expense.js';
import { repayAdvance } from './repay-advance.js';
import { requestAdvance } from './request-advance.js';
import type { SheetDraft } from './sheet.js';
import { submitExpense } from './submit-expense.js';

export async function draft(
  ctx: Context,
  input: types.DraftExpenseInput,
): Promise<types.ExpensePayload> {
  const expenseId = optionalId('Expense', input.expenseId, 'expenseId');
  const sheet = sheetOf(input, input.activityId, input.month, input.lines);
  const { expenseId: id, violations } = await draftExpense(ctx, { ...sheet, expenseId });
  return { expense: id === null ? null : await byId(ctx, expenses, id), violations };
}

export async function submit(
  ctx: Context,
  input: types.SubmitExpenseInput,
): Promise<types.ExpensePayload> {
  const { expectedVersion, dryRun, idempotencyKey } = input;
  const expenseId = optionalId('Expense', input.expenseId, 'expenseId');
  const sheet = expenseId === null ? newSheet(input) : null;
  if (sheet === null && (input.lines != null || input.activityId != null)) {
    throw badInput('Submit a draft by its id, or a whole new sheet.', 'expenseId');
  }
  const step = { expenseId, sheet, expectedVersion, dryRun, idempotencyKey };
  return expensePayload(ctx, await submitExpense(ctx, step));
}

export async function approve(
  ctx: Context,
  input: types.ApproveExpenseInput,
): Promise<types.ExpensePayload> {
  const expenseId = localId('Expense', input.expenseId, 'expenseId');
  return expensePayload(ctx, await approveExpense(ctx, { ...input, expenseId }));
}

export async function refuse(
  ctx: Context,
  input: types.RefuseExpenseInput,
): Promise<types.ExpensePayload> {
  const expenseId = localId('Expense', input.expenseId, 'expenseId');
  return expensePayload(ctx, await refuseExpense(ctx, { ...input, expenseId }));
}

export async function requestAdvanceOf(
  ctx: Context,
  input: types.RequestExpenseAdvanceInput,
): Promise<types.ExpenseAdvancePayload> {
  const activityId = localId('Activity', input.activityId, 'activityId');
  return advancePayload(ctx, await requestAdvance(ctx, { ...input, activityId }));
}

export async function approveAdvanceOf(
  ctx: Context,
  input: types.ApproveExpenseAdvanceInput,
): Promise<types.ExpenseAdvancePayload> {
  const advanceId = localId('ExpenseAdvance', input.advanceId, 'advanceId');
  return advancePayload(ctx, await approveAdvance(ctx, { ...input, advanceId }));
}

export async function refuseAdvanceOf(
  ctx: Context,
  input: types.RefuseExpenseAdvanceInput,
): Promise<types.ExpenseAdvancePayload> {
  const advanceId = localId('ExpenseAdvance', input.advanceId, 'advanceId');
  return advancePayload(ctx, await refuseAdvance(ctx, { ...input, advanceId }));
}

export async function repayAdvanceOf(
  ctx: Context,
  input: types.RepayExpenseAdvanceInput,
): Promise<types.ExpenseAdvancePayload> {
  const advanceId = localId('ExpenseAdvance', input.advanceId, 'advanceId');
  const bankLineId = localId('BankLine', input.bankLineId, 'bankLineId');
  return advancePayload(ctx, await repayAdvance(ctx, { ...input, advanceId, bankLineId }));
}

function newSheet(input: types.SubmitExpenseInput): SheetDraft {
  const { activityId, lines } = input;
  const month = input.month ?? lines?.[0]?.onDay;
  if (activityId == null) throw badInput('A new sheet names its activity.', 'activityId');
  if (lines == null || month === undefined) throw badInput('A new sheet has lines.', 'lines');
  return sheetOf(input, activityId, month, lines);
}

function sheetOf(
  {
    paidBy,
    advanceId,
    projectId,
    note,
  }: Pick<types.SubmitExpenseInput, 'paidBy' | 'advanceId' | 'projectId' | 'note'>,
  activityId: string,
  month: string,
  lines: readonly types.ExpenseLineInput[],
): SheetDraft {
  return {
    ...{ paidBy, note, month },
    activityId: localId('Activity', activityId, 'activityId'),
    advanceId: optionalId('ExpenseAdvance', advanceId, 'advanceId'),
    projectId: optionalId('Project', projectId, 'projectId'),
    lines: lines.map(lineOf),
  };
}

const lineOf = (line: types.ExpenseLineInput, index: number): ExpenseLineDraft => ({
  ...line,
  vehicleId: optionalId('Vehicle', line.vehicleId, `lines.${index}.vehicleId`),
  receiptIds: uploadIds(line.receiptIds, `lines.${index}.receiptIds`),
});

const optionalId = (type: string, id: string | null | undefined, path: string) =>
  id == null ? null : localId(type, id, path);

async function expensePayload(
  ctx: Context,
  { after, violations }: TransitionOutcome<ExpenseState>,
): Promise<types.ExpensePayload> {
  return { expense: after && (await byId(ctx, expenses, after.id)), violations };
}

async function advancePayload(
  ctx: Context,
  { after, violations }: TransitionOutcome<AdvanceState>,
): Promise<types.ExpenseAdvancePayload> {
  return { advance: after && (await byId(ctx, expenseAdvances, after.id)), violations };
}
