import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { localId } from '../../platform/ids.js';
import {
  runTransition,
  type Transition,
  type TransitionOutcome,
} from '../../platform/write/transition.js';
import type { Finding } from '../../platform/write/violation.js';
import { type ContractState, lockContract } from '../contract/contract-state.js';

/** Days of a signed contract turn out to be of another kind: an absence, or work after all. */
export const contractSetDayKind: Transition<ContractState> = {
  ...{ name: 'contract.set-day-kind', subject: 'Contract', tags: ['legal'] },
};

export interface DayKindChange {
  /** The global id. */
  readonly contractId: string;
  readonly days: readonly string[];
  /** Code of an absence, or "work". */
  readonly kind: string;
  readonly expectedVersion?: number | null;
  readonly dryRun?: boolean | null;
}

/**
 * Says that days were not worked, or were after all, until the contract is paid. Absences are paid
 * as the work would have been; when, for how long and by whom is for the pay run to read.
 */
export function setDayKind(
  ctx: Context,
  change: DayKindChange,
): Promise<TransitionOutcome<ContractState>> {
  const days = new Set(change.days);
  return runTransition(ctx, contractSetDayKind, {
    id: localId('Contract', change.contractId, 'contractId'),
    dryRun: change.dryRun,
    expectedVersion: change.expectedVersion,
    load: (tx, id) => lockContract(tx, ctx, id, 'contract.write'),
    next: (before) => ({
      ...before,
      days: before.days.map((day) => (days.has(day.day) ? { ...day, kind: change.kind } : day)),
      version: before.version + 1,
    }),
    check: (before, _after, tx) => changeFindings(tx, before, change),
    write: async (tx, before, after) => {
      await tx.query(
        `with days as (
           update core.contract_day set kind = $4
           where cooperative_id = $1 and contract_id = $2 and day = any($3::date[]))
         update core.contract set version = $5 where cooperative_id = $1 and id = $2`,
        [tx.cooperativeId, before.id, [...days], change.kind, after.version],
      );
      const subject = { type: 'Contract', id: before.id };
      const { activityId } = before;
      // The kind may be sickness: the event says that days changed, not to what.
      return [{ type: 'contract.days-changed', subject, activityId, payload: { days: days.size } }];
    },
  });
}

async function changeFindings(
  tx: Tx,
  { status, days }: ContractState,
  change: DayKindChange,
): Promise<Finding[]> {
  const found: Finding[] = [];
  if (status !== 'SIGNED' && status !== 'WORKED') {
    found.push({ code: 'day.contract-not-signed', values: { status } });
  }
  if (change.days.length === 0) found.push({ code: 'day.none-named', path: ['days'] });
  const own = new Set(days.map(({ day }) => day));
  for (const [i, day] of change.days.entries()) {
    if (own.has(day)) continue;
    found.push({ code: 'day.not-of-contract', path: ['days', String(i)], values: { day } });
  }
  const known = await tx.query(
    `select from core.day_kind
     where cooperative_id = $1 and code = $2 and (absence or code = 'work')`,
    [tx.cooperativeId, change.kind],
  );
  if (known.length === 0) {
    const values = { kind: change.kind.slice(0, 63) };
    found.push({ code: 'day.no-absence', path: ['kind'], values });
  }
  return found;
}
