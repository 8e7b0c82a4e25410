import type { Tx } from '../../platform/database/transaction.js';
import { notFound } from '../../platform/errors.js';
import { globalId } from '../../platform/ids.js';
import { lineFindings } from '../../platform/model/text.js';
import type { Finding } from '../../platform/write/violation.js';
import { minuteOfDay, minutesOf } from '../day/hours.js';
import { type Figures, figuresAt } from '../figures.js';
import { computePay, type Pay } from '../pay/compute-pay.js';
import { type ContractState, type WorkDay, workDay } from './contract-state.js';

/** What is agreed: everything of a contract that a draft may still change. */
export interface ContractTerms {
  readonly kind: string;
  readonly jointCommittee: string | null;
  readonly budgetMinor: bigint;
  readonly days: readonly AgreedDay[];
  /** Code of the function in the scale of the joint committee; null: none is named. */
  readonly functionCode?: string | null;
  readonly atRisk?: boolean;
  /** Of a worker under 21; null: older, or paid as such. */
  readonly workerAge?: number | null;
  /** Where the work is done; the co-operative's country when absent. */
  readonly workCountry?: string;
  /** The UUID of the agency that employs the worker, and its own number of the contract. */
  readonly agencyId?: string | null;
  readonly agencyReference?: string | null;
  /** Set by the engagement that makes its month; never by a client. */
  readonly engagementId?: string | null;
}

export interface AgreedDay {
  readonly day: string;
  readonly hours: string;
  /** "HH:MM"; null: not agreed. */
  readonly startsAt?: string | null;
  /** Code of the kind of day; "work" when absent. */
  readonly kind?: string | null;
}

/** One month at most, so never more days than that. */
export const daysLimit = 31;

/** What no draft may hold, because it could not even be stored or has no meaning. */
export async function termsFindings(tx: Tx, terms: ContractTerms): Promise<Finding[]> {
  const { jointCommittee, budgetMinor, functionCode, workerAge } = terms;
  const found = daysFindings(terms.days);
  if (terms.agencyReference != null) {
    found.push(...lineFindings('agencyReference', terms.agencyReference, 100));
  }
  if (budgetMinor <= 0n) found.push({ code: 'contract.budget-not-positive', path: ['budget'] });
  if (jointCommittee !== null && !/^[0-9A-Z.]{1,12}$/.test(jointCommittee)) {
    const values = { jointCommittee: jointCommittee.slice(0, 20) };
    found.push({ code: 'contract.joint-committee-malformed', path: ['jointCommittee'], values });
  }
  if (functionCode != null && !/^[a-z0-9][a-z0-9.-]{0,62}$/.test(functionCode)) {
    const values = { function: functionCode.slice(0, 63) };
    found.push({ code: 'contract.function-malformed', path: ['function'], values });
  }
  if (workerAge != null && !(workerAge >= 15 && workerAge <= 20)) {
    found.push({ code: 'contract.age-out-of-range', path: ['age'], values: { age: workerAge } });
  }
  return [...found, ...(await listFindings(tx, terms))];
}

/** The kind of the contract and those of its days are in the co-operative's lists. */
async function listFindings(
  tx: Tx,
  { kind, days, engagementId, agencyId }: ContractTerms,
): Promise<Finding[]> {
  const [known] = await tx.query<{ kind: boolean; days: string[]; agency: boolean }>(
    `select $5::uuid is null or exists (select from core.agency a
         where a.cooperative_id = $1 and a.id = $5::uuid) as agency,
       exists (select from core.contract_kind k
         where k.cooperative_id = $1 and k.code = $2) as kind,
       array(select d.code from core.day_kind d where d.cooperative_id = $1
         and (not d.absence or $4) and d.code = any($3::text[])) as days`,
    // Only a month of an engagement knows beforehand that a day is a public holiday.
    [
      ...[tx.cooperativeId, kind, days.map((day) => day.kind ?? 'work'), engagementId != null],
      agencyId ?? null,
    ],
  );
  const found: Finding[] = [];
  if (!known?.agency) throw notFound('Agency', globalId('Agency', agencyId ?? ''));
  if (!known?.kind) {
    const values = { kind: kind.slice(0, 63) };
    found.push({ code: 'contract.unknown-kind', path: ['kind'], values });
  }
  for (const [i, day] of days.entries()) {
    if (day.kind == null || day.kind === 'work' || known?.days.includes(day.kind)) continue;
    const values = { kind: day.kind.slice(0, 63) };
    found.push({ code: 'day.unknown-kind', path: ['days', String(i), 'kind'], values });
  }
  return found;
}

/** The days in their order, with their minutes; only after `termsFindings` found nothing. */
export function workDays(terms: Pick<ContractTerms, 'days'>): WorkDay[] {
  return terms.days
    .map(({ day, hours, startsAt, kind }) =>
      workDay({
        ...{ day, minutes: minutesOf(hours) as number, kind: kind ?? 'work' },
        startsMinute: startsAt == null ? null : minuteOfDay(startsAt),
      }),
    )
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
  const rows = days.map(({ day, minutes, kind, startsAt }) => ({
    ...{ day, minutes, kind, starts: startsAt === null ? null : minuteOfDay(startsAt) },
  }));
  await tx.query('delete from core.contract_day where cooperative_id = $1 and contract_id = $2', [
    tx.cooperativeId,
    contract.id,
  ]);
  await tx.query(
    `insert into core.contract_day
       (cooperative_id, contract_id, worker_id, day, minutes, kind, starts_minute)
     select $1, $2, $3, d.day, d.minutes, d.kind, d.starts
     from jsonb_to_recordset($4::jsonb)
       as d(day date, minutes integer, kind text, starts smallint)`,
    [tx.cooperativeId, contract.id, contract.workerId, JSON.stringify(rows)],
  );
}

/** What a contract says besides its days and its budget; without a country it is the home one. */
export async function writeConditions(tx: Tx, contract: ContractState): Promise<void> {
  await tx.query(
    `update core.contract set function_code = $3, at_risk = $4, work_country = coalesce(
       nullif($5, ''), (select country from core.cooperative where id = $1)), engagement_id = $6,
       worker_age = $7, agency_id = $8, agency_reference = $9
     where cooperative_id = $1 and id = $2`,
    [
      ...[tx.cooperativeId, contract.id, contract.functionCode],
      ...[contract.atRisk, contract.workCountry, contract.engagementId, contract.workerAge],
      ...[contract.agencyId, contract.agencyReference],
    ],
  );
}

function daysFindings(days: ContractTerms['days']): Finding[] {
  if (days.length > daysLimit) {
    return [{ code: 'contract.too-many-days', path: ['days'], values: { limit: daysLimit } }];
  }
  const found: Finding[] = [];
  const seen = new Set<string>();
  for (const [i, { day, hours, startsAt }] of days.entries()) {
    if (minutesOf(hours) === null) {
      const path = ['days', String(i), 'hours'];
      found.push({ code: 'contract.hours-out-of-range', path, values: { hours, day } });
    }
    if (startsAt != null && minuteOfDay(startsAt) === null) {
      const path = ['days', String(i), 'startsAt'];
      found.push({
        code: 'day.start-malformed',
        path,
        values: { startsAt: startsAt.slice(0, 20) },
      });
    }
    if (seen.has(day)) {
      found.push({ code: 'contract.day-twice', path: ['days', String(i), 'day'], values: { day } });
    }
    seen.add(day);
  }
  return found;
}
