import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { notFound } from '../../platform/errors.js';
import { globalId } from '../../platform/ids.js';
import type { Finding } from '../../platform/write/violation.js';
import { lockActivity } from '../account/activity-money.js';
import { activityAccount, hostAccount } from '../accounts.js';
import { advanceFindings } from '../fund/fund-room.js';
import { advanceLines, lockFund } from '../fund/guarantee-fund.js';
import { actorOf, moved } from '../invoice/invoice-entries.js';
import { credit, debit, type Posting, post } from '../ledger/ledger.js';
import { MoneyRefused } from '../refused.js';
import { insertPayout } from './make-payout.js';

/** What the pay of a contract costs an activity; ids are UUIDs, amounts not negative. */
export interface Salary {
  readonly activityId: string;
  readonly contractId: string;
  /** The member who worked and is paid the net amount. */
  readonly workerId: string;
  readonly netMinor: bigint;
  /** Withheld for the state. */
  readonly taxMinor: bigint;
  /** Contributions of worker and employer. */
  readonly socialMinor: bigint;
  /** The civil day on which the worker must have it. */
  readonly dueOn: string;
}

export interface PaidSalary {
  /** Null when there is no net amount to pay. */
  readonly payoutId: string | null;
  /** What the guarantee fund put in, because the clients have not paid yet. */
  readonly advancedMinor: bigint;
  readonly transactionId: string;
}

/**
 * What stands in the way of paying, for a transition's check: locks the activity and the fund, so
 * that what it answers still holds when `paySalary` follows in the same transaction.
 */
export async function salaryFindings(
  tx: Tx,
  ctx: Context,
  salary: Salary,
): Promise<readonly Finding[]> {
  return (await coverage(tx, ctx, salary)).findings;
}

/**
 * Books the pay of a contract and makes the payout: the activity pays, and where it cannot, the
 * guarantee fund does within its policy. One call of the ledger; a contract is paid once. Throws
 * `MoneyRefused` with the findings when activity and fund together fall short.
 */
export async function paySalary(tx: Tx, ctx: Context, salary: Salary): Promise<PaidSalary> {
  const { shortfallMinor, findings, activity } = await coverage(tx, ctx, salary);
  if (findings.length > 0) throw new MoneyRefused(findings);
  const payoutId = salary.netMinor > 0n ? await payoutOf(tx, ctx, salary, activity.currency) : null;
  const place = { ...activity, shortfallMinor };
  const posted = await post(tx, tx.cooperativeId, salaryPostings(tx, ctx, salary, place));
  const transactionId = (posted.at(-1) as { id: string }).id;
  return { payoutId, advancedMinor: shortfallMinor, transactionId };
}

const payoutOf = (tx: Tx, ctx: Context, salary: Salary, currency: string): Promise<string> =>
  insertPayout(tx, ctx, {
    ...{ activityId: salary.activityId, payeeId: salary.workerId },
    ...{ amountMinor: salary.netMinor, currency, dueOn: salary.dueOn },
    source: { type: 'contract', id: salary.contractId },
  });

async function coverage(tx: Tx, ctx: Context, salary: Salary) {
  const activity = await lockActivity(tx, salary.activityId);
  if (activity === null) throw notFound('Activity', globalId('Activity', salary.activityId));
  const { currency } = activity;
  const ground = await lockFund(tx, ctx, { id: salary.activityId, currency });
  const missing = totalOf(salary) - ground.money.availableMinor;
  const shortfallMinor = missing > 0n ? missing : 0n;
  const findings = shortfallMinor === 0n ? [] : advanceFindings(ground, shortfallMinor);
  const paid = (await isPaid(tx, salary)) ? [{ code: 'salary.already-paid' }] : [];
  return { activity, shortfallMinor, findings: [...paid, ...findings] };
}

async function isPaid(tx: Tx, { contractId }: Salary): Promise<boolean> {
  const claims = await tx.query(
    `select from ledger.source_claim
     where cooperative_id = $1 and kind = 'SALARY_PAID' and source_type = 'contract'
       and source_id = $2`,
    [tx.cooperativeId, contractId],
  );
  return claims.length > 0;
}

function salaryPostings(
  tx: Tx,
  ctx: Context,
  salary: Salary,
  place: { currency: string; hostEntityId: string; shortfallMinor: bigint },
): Posting[] {
  const { activityId, contractId } = salary;
  const { currency, hostEntityId, shortfallMinor } = place;
  const head = {
    ...actorOf(ctx),
    sourceType: 'contract',
    sourceId: contractId,
    eventOn: ctx.platform.clock.today(),
  };
  const owed = (code: 'salary.payable' | 'tax.payable' | 'social.payable', amount: bigint) =>
    credit(hostAccount(hostEntityId, code, currency), amount);
  const advanced = {
    ...{ ...head, key: `salary:${contractId}:advance`, kind: 'FUND_ADVANCED' },
    lines: advanceLines(tx.cooperativeId, { activityId, currency, amountMinor: shortfallMinor }),
  };
  const paid = {
    ...{ ...head, key: `salary:${contractId}`, kind: 'SALARY_PAID' },
    lines: moved([
      debit(activityAccount(activityId, 'activity.available', currency), totalOf(salary)),
      owed('salary.payable', salary.netMinor),
      owed('tax.payable', salary.taxMinor),
      owed('social.payable', salary.socialMinor),
    ]),
  };
  return shortfallMinor === 0n ? [paid] : [advanced, paid];
}

const totalOf = ({ netMinor, taxMinor, socialMinor }: Salary): bigint =>
  netMinor + taxMinor + socialMinor;
