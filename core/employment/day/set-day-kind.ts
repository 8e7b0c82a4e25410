import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { localId } from '../../platform/ids.js';
import {
  runTransition,
  type Transition,
  type TransitionOutcome,
} from '../../platform/write/transition.js';
import type { Finding } from '../../platform/write/violation.js';
import { type Amended, amendedPay, writeAmended } from '../contract/amend-pay.js';
import { type ContractState, lockContract, type WorkDay } from '../contract/contract-state.js';
import { paidDays } from './absence-pay.js';

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
 * Says that days were not worked, or were after all, until the contract is paid: what its employer pays
 * of them follows the kind, and where that is less than was agreed the contract is priced anew.
 */
export function setDayKind(
  ctx: Context,
  change: DayKindChange,
): Promise<TransitionOutcome<ContractState>> {
  const named = new Set(change.days);
  let priced: { readonly days: readonly WorkDay[]; readonly amended: Amended | null };
  return runTransition(ctx, contractSetDayKind, {
    id: localId('Contract', change.contractId, 'contractId'),
    dryRun: change.dryRun,
    expectedVersion: change.expectedVersion,
    load: (tx, id) => lockContract(tx, ctx, id, 'contract.write'),
    next: (before) => ({
      ...before,
      days: before.days.map((day) => (named.has(day.day) ? { ...day, kind: change.kind } : day)),
      version: before.version + 1,
    }),
    check: async (before, after, tx) => {
      const found = await changeFindings(tx, before, change);
      if (found.length > 0) return found;
      const { days, sources, findings } = await paidDays(tx, after);
      if (findings.length > 0) return findings;
      const same = days.every(({ paidShare }, i) => paidShare === before.days[i]?.paidShare);
      const amended = same ? null : await amendedPay(tx, { ...after, days }, sources);
      priced = { days, amended };
      return amended?.findings ?? [];
    },
    write: async (tx, before, after) => {
      await writeKinds(tx, before.id, priced.days);
      if (priced.amended !== null) await writeAmended(tx, priced.amended);
      else await writeVersion(tx, after);
      const subject = { type: 'Contract', id: before.id };
      const { activityId } = before;
      // The kind may be sickness: the event says that days changed, not to what.
      return [
        { type: 'contract.days-changed', subject, activityId, payload: { days: named.size } },
      ];
    },
  });
}

async function writeKinds(tx: Tx, contractId: string, days: readonly WorkDay[]): Promise<void> {
  const rows = days.map(({ day, kind, paidShare }) => ({ day, kind, share: paidShare }));
  await tx.query(
    `update core.contract_day d set kind = n.kind, paid_share = n.share
     from jsonb_to_recordset($3::jsonb) as n(day date, kind text, share integer)
     where d.cooperative_id = $1 and d.contract_id = $2 and d.day = n.day`,
    [tx.cooperativeId, contractId, JSON.stringify(rows)],
  );
}

const writeVersion = (tx: Tx, { id, version }: ContractState) =>
  tx.query('update core.contract set version = $3 where cooperative_id = $1 and id = $2', [
    ...[tx.cooperativeId, id, version],
  ]);

async function changeFindings(
  tx: Tx,
  { status, days, agencyId }: ContractState,
  change: DayKindChange,
): Promise<Finding[]> {
  const found: Finding[] = [];
  if (agencyId !== null) found.push({ code: 'agency.its-own', path: ['contractId'] });
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
