/** A sheet under lock: what its transitions and the plugins' validations look at. */
import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { notFound } from '../../platform/errors.js';
import { globalId } from '../../platform/ids.js';
import { locked } from '../../platform/model/locked.js';
import { byId } from '../../platform/read/read.js';
import type { Finding } from '../../platform/write/violation.js';
import { lockActivity } from '../account/activity-money.js';
import { Expense, type ExpenseStatus } from './expense.entity.js';
import { type ExpenseLineState, type ExpenseState, expenses } from './expense.policy.js';
import type { ExpenseLineDraft } from './expense-lines.js';

/** Locks a sheet that the viewer sees, then its activity; what is hidden is NOT_FOUND. */
export async function lockExpense(tx: Tx, ctx: Context, id: string): Promise<ExpenseState> {
  const absent = () => notFound('Expense', globalId('Expense', id));
  if ((await byId({ ...ctx, tx }, expenses, id)) === null) throw absent();
  const sheet = await locked(tx, Expense, id);
  if (sheet === null) throw absent();
  const activity = await lockActivity(tx, sheet.activityId);
  const lines = await tx.query<ExpenseLineState>(linesStatement, [tx.cooperativeId, id]);
  const [link] = await tx.query<{ projectId: string }>(
    `select project_id as "projectId" from core.project_link
     where cooperative_id = $1 and activity_id = $2 and source_type = 'expense' and source_id = $3`,
    [tx.cooperativeId, sheet.activityId, id],
  );
  const projectId = link?.projectId ?? null;
  return { ...sheet, lines, projectId, activityStatus: activity?.status ?? 'CLOSED' };
}

export function expectStatus(
  { status }: Pick<ExpenseState, 'status'>,
  ...allowed: readonly ExpenseStatus[]
): Finding[] {
  if (allowed.includes(status)) return [];
  const values = { status, allowed: allowed.join(', ') };
  return [{ code: 'expense.other-status', path: ['expenseId'], values }];
}

/** A kept line as it was sent, to be judged anew by the figures of now. */
export function draftOf(
  line: ExpenseLineState,
  digits: (minor: bigint) => string,
): ExpenseLineDraft {
  const { category, onDay, description, supplier, kilometres, vehicleId, receiptIds } = line;
  const shared = { category, onDay, description, supplier, receiptIds };
  if (kilometres !== null) return { ...shared, kilometres, vehicleId };
  return { ...shared, amount: digits(line.amountMinor), vatAmount: digits(line.vatMinor) };
}

const linesStatement = `
  select position, category, on_day as "onDay", description, supplier,
    amount_minor as "amountMinor", vat_minor as "vatMinor", vat_deductible as "vatDeductible",
    kilometres, km_rate as "kmRate", vehicle_id as "vehicleId", receipt_ids as "receiptIds",
    approved_minor as "approvedMinor", cut_reason as "cutReason"
  from core.expense_line where cooperative_id = $1 and expense_id = $2 order by position`;
