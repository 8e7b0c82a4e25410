import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { GezelError, notFound } from '../../platform/errors.js';
import { globalId } from '../../platform/ids.js';
import { decimalOf } from '../../platform/money.js';
import { requireReach } from '../../platform/viewer.js';
import type { Snapshot } from '../../platform/write/transition.js';
import type { ContractStatus } from './contract.entity.js';

/** A contract as transitions and plugins' validations see it: plain values. */
export interface ContractState extends Snapshot {
  readonly id: string;
  readonly activityId: string;
  readonly version: number;
  readonly number: string | null;
  readonly workerId: string;
  readonly kind: string;
  readonly jointCommittee: string | null;
  readonly status: ContractStatus;
  readonly currency: string;
  readonly budgetMinor: bigint;
  readonly grossMinor: bigint | null;
  readonly employeeContributionMinor: bigint | null;
  readonly withholdingMinor: bigint | null;
  readonly netMinor: bigint | null;
  readonly coefficientId: string | null;
  readonly dueOn: string | null;
  readonly signedOn: string | null;
  readonly paidOn: string | null;
  /** In the order of the days. */
  readonly days: readonly WorkDay[];
}

export interface WorkDay {
  /** A civil day, `YYYY-MM-DD`. */
  readonly day: string;
  readonly minutes: number;
  /** The same as an exact decimal number of hours, e.g. "7.6". */
  readonly hours: string;
}

/**
 * Locks a contract for a change by somebody who holds the permission on its activity. The worker
 * sees the contract and is FORBIDDEN; for everybody else it does not exist.
 */
export async function lockContract(
  tx: Tx,
  ctx: Context,
  id: string,
  permission: string,
): Promise<ContractState> {
  const [row] = await tx.query<ContractRow & { managerId: string }>(
    `select ${contractColumns}, a.manager_id as "managerId",
       (select coalesce(jsonb_agg(jsonb_build_object('day', d.day, 'minutes', d.minutes)
          order by d.day), '[]')
        from core.contract_day d
        where d.cooperative_id = c.cooperative_id and d.contract_id = c.id) as days
     from core.contract c
     join core.activity a on a.cooperative_id = c.cooperative_id and a.id = c.activity_id
     where c.cooperative_id = $1 and c.id = $2 for no key update of c`,
    [tx.cooperativeId, id],
  );
  const sees = ctx.viewer.grants.get('contract.read');
  const mine = row?.managerId === ctx.viewer.memberId || row?.workerId === ctx.viewer.memberId;
  if (row === undefined || sees === undefined || (sees === 'own' && !mine)) {
    throw notFound('Contract', globalId('Contract', id));
  }
  const { managerId, ...state } = row;
  const reach = requireReach(ctx.viewer, permission);
  if (reach === 'own' && managerId !== ctx.viewer.memberId) {
    throw new GezelError('FORBIDDEN', { permission });
  }
  return { ...state, days: row.days.map(workDay) };
}

export const workDay = ({ day, minutes }: { day: string; minutes: number }): WorkDay => ({
  day,
  minutes,
  hours: hoursOf(minutes),
});

/** Minutes that came from decimal hours are whole twentieths of an hour: two decimals are exact. */
export function hoursOf(minutes: number): string {
  const text = decimalOf((BigInt(minutes) * 100n) / 60n, 2);
  return text.replace(/\.?0+$/, '');
}

/** "7.6" → 456. Null when it is not a whole number of minutes or not within 0 to 24 hours. */
export function minutesOf(hours: string): number | null {
  const match = /^(\d{1,2})(?:\.(\d{1,6}))?$/.exec(hours);
  if (match === null) return null;
  const fraction = (match[2] ?? '').padEnd(6, '0');
  const scaled = (BigInt(match[1] as string) * 1_000_000n + BigInt(fraction)) * 60n;
  if (scaled % 1_000_000n !== 0n) return null;
  const minutes = Number(scaled / 1_000_000n);
  return minutes > 0 && minutes <= 1_440 ? minutes : null;
}

export type ContractRow = Omit<ContractState, 'days'> & {
  days: { day: string; minutes: number }[];
};

export const contractColumns = `c.id, c.activity_id as "activityId", c.version, c.number,
  c.worker_id as "workerId", c.kind, c.joint_committee as "jointCommittee", c.status, c.currency,
  c.budget_minor as "budgetMinor", c.gross_minor as "grossMinor",
  c.employee_contribution_minor as "employeeContributionMinor",
  c.withholding_minor as "withholdingMinor", c.net_minor as "netMinor",
  c.coefficient_id as "coefficientId", c.due_on as "dueOn", c.signed_on as "signedOn",
  c.paid_on as "paidOn"`;
