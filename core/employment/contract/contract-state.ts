import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { GezelError, notFound } from '../../platform/errors.js';
import { globalId } from '../../platform/ids.js';
import { requireReach } from '../../platform/viewer.js';
import type { Snapshot } from '../../platform/write/transition.js';
import { hoursOf, timeOfDay } from '../day/hours.js';
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
  /** Code of the function in the scale of the joint committee. */
  readonly functionCode: string | null;
  /** Work with a risk for health or safety. */
  readonly atRisk: boolean;
  /** Of a worker under 21, where it is stated. */
  readonly workerAge: number | null;
  /** Where the work is done, ISO 3166-1 alpha-2. */
  readonly workCountry: string;
  /** The agency that employs the worker, of interim work, and its own number of the contract. */
  readonly agencyId: string | null;
  readonly agencyReference: string | null;
  /** The employment without an agreed end that it is a month of. */
  readonly engagementId: string | null;
  readonly status: ContractStatus;
  readonly currency: string;
  readonly budgetMinor: bigint;
  /** What was agreed for all its days, once it costs less; null: the budget is what was agreed. */
  readonly agreedMinor: bigint | null;
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
  /** When it begins, "HH:MM"; null: not agreed. */
  readonly startsAt: string | null;
  /** Code of the kind of day: "work", or an absence. */
  readonly kind: string;
  /** The part of its pay that the employer pays, in hundred-thousandths. */
  readonly paidShare: number;
}

/** A day that is paid whole. */
export const wholeDay = 100_000;

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
       (select coalesce(jsonb_agg(jsonb_build_object('day', d.day, 'minutes', d.minutes,
          'startsMinute', d.starts_minute, 'kind', d.kind, 'paidShare', d.paid_share)
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

export const workDay = ({
  day,
  minutes,
  startsMinute,
  kind = 'work',
  ...row
}: DayRow): WorkDay => ({
  ...{ day, minutes, hours: hoursOf(minutes), kind, paidShare: row.paidShare ?? wholeDay },
  startsAt: startsMinute == null ? null : timeOfDay(startsMinute),
});

interface DayRow {
  readonly day: string;
  readonly minutes: number;
  readonly startsMinute?: number | null;
  readonly kind?: string;
  readonly paidShare?: number;
}

export type ContractRow = Omit<ContractState, 'days'> & { days: DayRow[] };

export const contractColumns = `c.id, c.activity_id as "activityId", c.version, c.number,
  c.worker_id as "workerId", c.kind, c.joint_committee as "jointCommittee",
  c.function_code as "functionCode", c.at_risk as "atRisk", c.worker_age as "workerAge",
  c.work_country as "workCountry",
  c.engagement_id as "engagementId", c.agency_id as "agencyId",
  c.agency_reference as "agencyReference",
  c.status, c.currency, c.budget_minor as "budgetMinor",
  c.agreed_minor as "agreedMinor", c.gross_minor as "grossMinor",
  c.employee_contribution_minor as "employeeContributionMinor",
  c.withholding_minor as "withholdingMinor", c.net_minor as "netMinor",
  c.coefficient_id as "coefficientId", c.due_on as "dueOn", c.signed_on as "signedOn",
  c.paid_on as "paidOn"`;
