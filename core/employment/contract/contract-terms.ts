import type { Tx } from '../../platform/database/transaction.js';
import type { Finding } from '../../platform/write/violation.js';
import { type Figures, figuresAt } from '../figures.js';
import { computePay, type Pay } from '../pay/compute-pay.js';
import { minutesOf, type WorkDay, workDay } from './contract-state.js';

/** What is agreed: everything of a contract that a draft may still change. */
export interface ContractTerms {
  readonly kind: string;
  readonly jointCommittee: string | null;
  readonly budgetMinor: bigint;
  readonly days: readonly { readonly day: string; readonly hours: string }[];
}

/** One month at most, so never more days than that. */
export const daysLimit = 31;

/** What no draft may hold, because it could not even be stored or has no meaning. */
export async function termsFindings(tx: Tx, terms: ContractTerms): Promise<Finding[]> {
  const { kind, jointCommittee, budgetMinor } = terms;
  const found = daysFindings(terms.days);
  if (budgetMinor <= 0n) found.push({ code: 'contract.budget-not-positive', path: ['budget'] });
  if (jointCommittee !== null && !/^[0-9A-Z.]{1,12}$/.test(jointCommittee)) {
    const values = { jointCommittee: jointCommittee.slice(0, 20) };
    found.push({ code: 'contract.joint-committee-malformed', path: ['jointCommittee'], values });
  }
  const known = await tx.query(
    'select from core.contract_kind where cooperative_id = $1 and code = $2',
    [tx.cooperativeId, kind],
  );
  if (known.length === 0) {
    found.push({
      code: 'contract.unknown-kind',
      path: ['kind'],
      values: { kind: kind.slice(0, 63) },
    });
  }
  return found;
}

/** The days in their order, with their minutes; only after `termsFindings` found nothing. */
export function workDays(terms: Pick<ContractTerms, 'days'>): WorkDay[] {
  return terms.days
    .map(({ day, hours }) => workDay({ day, minutes: minutesOf(hours) as number }))
    .sort((a, b) => (a.day < b.day ? -1 : 1));
}

/** The figures of the first day and what the budget pays under them; null without a day. */
export async function priced(
  tx: Tx,
  terms: Omit<ContractTerms, 'days'> & {
    readonly workerId: string;
    readonly days: readonly WorkDay[];
  },
): Promise<{ figures: Figures | null; pay: Pay | null }> {
  const first = terms.days[0];
  if (first === undefined) return { figures: null, pay: null };
  const { kind, jointCommittee, workerId, budgetMinor } = terms;
  const minutes = terms.days.reduce((sum, day) => sum + day.minutes, 0);
  const query = { kind, jointCommittee, workerId, minutes, on: first.day };
  const figures = await figuresAt(tx, tx.cooperativeId, query);
  const { scheme, terms: payTerms } = figures;
  const way = payTerms && { scheme, terms: payTerms, fee: null, defrayalMinor: 0n };
  return { figures, pay: way && computePay(way, 'budget', budgetMinor) };
}

/** Replaces the days of a draft. */
export async function writeDays(
  tx: Tx,
  contract: { readonly id: string; readonly workerId: string },
  days: readonly WorkDay[],
): Promise<void> {
  const rows = days.map(({ day, minutes }) => ({ day, minutes }));
  await tx.query('delete from core.contract_day where cooperative_id = $1 and contract_id = $2', [
    tx.cooperativeId,
    contract.id,
  ]);
  await tx.query(
    `insert into core.contract_day (cooperative_id, contract_id, worker_id, day, minutes)
     select $1, $2, $3, d.day, d.minutes
     from jsonb_to_recordset($4::jsonb) as d(day date, minutes integer)`,
    [tx.cooperativeId, contract.id, contract.workerId, JSON.stringify(rows)],
  );
}

function daysFindings(days: ContractTerms['days']): Finding[] {
  if (days.length > daysLimit) {
    return [{ code: 'contract.too-many-days', path: ['days'], values: { limit: daysLimit } }];
  }
  const found: Finding[] = [];
  const seen = new Set<string>();
  for (const [i, { day, hours }] of days.entries()) {
    if (minutesOf(hours) === null) {
      const path = ['days', String(i), 'hours'];
      found.push({ code: 'contract.hours-out-of-range', path, values: { hours, day } });
    }
    if (seen.has(day)) {
      found.push({ code: 'contract.day-twice', path: ['days', String(i), 'day'], values: { day } });
    }
    seen.add(day);
  }
  return found;
}
