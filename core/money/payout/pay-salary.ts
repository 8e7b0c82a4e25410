import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { notFound } from '../../platform/errors.js';
import { globalId } from '../../platform/ids.js';
import type { Finding } from '../../platform/write/violation.js';
import { MoneyRefused } from '../refused.js';
import {
  type PaidSalary,
  paySalaries,
  planSalaries,
  type Salary,
  type SalaryPlan,
} from './pay-salaries.js';

export type { PaidSalary, Salary } from './pay-salaries.js';

/**
 * What stands in the way of paying, for a transition's check: locks the activity and the fund, so
 * that what it answers still holds when `paySalary` follows in the same transaction.
 */
export async function salaryFindings(
  tx: Tx,
  ctx: Context,
  salary: Salary,
): Promise<readonly Finding[]> {
  return (await planOf(tx, ctx, salary)).findings;
}

/**
 * Books the pay of a contract and makes the payout: the activity pays, and where it cannot, the
 * guarantee fund does within its policy. One call of the ledger; a contract is paid once. Throws
 * `MoneyRefused` with the findings when activity and fund together fall short.
 */
export async function paySalary(tx: Tx, ctx: Context, salary: Salary): Promise<PaidSalary> {
  const plan = await planOf(tx, ctx, salary);
  if (plan.findings.length > 0) throw new MoneyRefused(plan.findings);
  const [paid] = await paySalaries(tx, ctx, [plan]);
  return paid as PaidSalary;
}

async function planOf(tx: Tx, ctx: Context, salary: Salary): Promise<SalaryPlan> {
  const [plan] = await planSalaries(tx, ctx, [salary]);
  if (plan === undefined) throw notFound('Activity', globalId('Activity', salary.activityId));
  return plan;
}
