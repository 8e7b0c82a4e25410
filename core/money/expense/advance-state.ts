import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { notFound } from '../../platform/errors.js';
import { globalId } from '../../platform/ids.js';
import { locked } from '../../platform/model/locked.js';
import { byId } from '../../platform/read/read.js';
import type { Finding } from '../../platform/write/violation.js';
import { lockActivity } from '../account/activity-money.js';
import { type AdvanceState, expenseAdvances } from './expense.policy.js';
import { ExpenseAdvance, type ExpenseAdvanceStatus } from './expense-advance.entity.js';

/** Locks the activity before its advance, as a sheet that settles one does. */
export async function lockAdvance(tx: Tx, ctx: Context, id: string): Promise<AdvanceState> {
  const seen = await byId({ ...ctx, tx }, expenseAdvances, id);
  if (seen === null) throw notFound('ExpenseAdvance', globalId('ExpenseAdvance', id));
  const activity = await lockActivity(tx, seen.activityId);
  const advance = (await locked(tx, ExpenseAdvance, id)) as ExpenseAdvance;
  return { ...advance, activityStatus: activity?.status ?? 'CLOSED' };
}

/** What is left of an advance, under lock; 0 for none. */
export async function lockOpenAdvance(tx: Tx, id: string | null): Promise<bigint> {
  if (id === null) return 0n;
  return (await locked(tx, ExpenseAdvance, id))?.openMinor ?? 0n;
}

export function expectAdvance(
  { status }: Pick<AdvanceState, 'status'>,
  allowed: ExpenseAdvanceStatus,
): Finding[] {
  if (status === allowed) return [];
  const values = { status, allowed };
  return [{ code: 'expense.advance-other-status', path: ['advanceId'], values }];
}
