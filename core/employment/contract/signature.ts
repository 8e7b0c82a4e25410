import type { Tx } from '../../platform/database/transaction.js';
import type { Finding } from '../../platform/write/violation.js';
import { addDays } from '../../sdk/civil-days.js';
import { agencyFindings } from '../agency/agency-findings.js';
import { standingOf } from '../engagement/standing.js';
import type { Figures } from '../figures.js';
import type { ContractState } from './contract-state.js';
import { type Lawful, lawfulOf } from './law-facts.js';
import { undeclaredFindings } from './mark-worked.js';

/** What a signature rests on: what stands in its way, and what the law looked at. */
export interface Checklist {
  readonly findings: readonly Finding[];
  /** Null without a day, which decides what holds. */
  readonly lawful: Lawful | null;
}

export interface Priced {
  readonly figures: Figures | null;
  readonly pay: { readonly grossMinor: bigint } | null;
}

/** What stands in the way of a contract's signature on a day: all of it, not only the first. */
export async function signatureChecklist(
  tx: Tx,
  contract: ContractState,
  { figures, pay }: Priced,
  today: string,
): Promise<Checklist> {
  const lawful =
    contract.days.length === 0
      ? null
      : await lawfulOf(tx, contract, pay?.grossMinor ?? null, today);
  const findings = [
    ...daysFindings(contract),
    ...(await startFindings(tx, contract, figures, today)),
    ...(await partiesFindings(tx, contract)),
    ...(await agencyFindings(tx, contract, figures)),
    ...(figures?.missing ?? []),
    ...lawFindings(lawful),
  ];
  return { findings, lawful };
}

/** What the law of the country asks of every contract, and of one of its kind. */
function lawFindings(lawful: Lawful | null): Finding[] {
  if (lawful?.law == null) return [];
  const { law, regime, facts } = lawful;
  const checks = [...law.always, ...(law.byRegime[regime] ?? [])];
  return checks.flatMap((check) => [...check(facts)]);
}

function daysFindings({ days }: ContractState): Finding[] {
  if (days.length === 0) return [{ code: 'contract.without-days', path: ['days'] }];
  const months = [...new Set(days.map(({ day }) => day.slice(0, 7)))];
  if (months.length === 1) return [];
  const values = { months: months.join(', ') };
  return [{ code: 'contract.more-than-one-month', path: ['days'], values }];
}

/**
 * A contract is signed before its work begins; how long before is the co-operative's policy. A later
 * month of an engagement may be signed afterwards: its employment was signed, and declared, in time.
 */
async function startFindings(
  tx: Tx,
  { days, engagementId }: ContractState,
  figures: Figures | null,
  today: string,
): Promise<Finding[]> {
  const first = days[0]?.day;
  if (first === undefined || !figures?.policy) return [];
  const earliest = addDays(today, figures.policy.daysBeforeStart);
  if (first >= earliest) return [];
  const standing = engagementId === null ? null : await standingOf(tx, engagementId);
  if (standing !== null && standing.from !== null && standing.from <= first) {
    return undeclaredFindings(standing.declaration);
  }
  const source = { title: figures.policy.source };
  return [{ code: 'contract.begun', path: ['days'], values: { first, earliest }, source }];
}

async function partiesFindings(tx: Tx, contract: ContractState): Promise<Finding[]> {
  const [row] = await tx.query<Parties>(
    `select a.status as "activityStatus", m.status as "workerStatus", p.status as participation,
       array(select o.day::text from core.contract_day o
         join core.contract_day mine on mine.cooperative_id = o.cooperative_id
           and mine.contract_id = $4 and mine.day = o.day
         where o.cooperative_id = $1 and o.worker_id = $3 and o.bound and o.contract_id <> $4
         union select w.day::text from core.amateur_allowance_day w
         join core.contract_day mine on mine.cooperative_id = w.cooperative_id
           and mine.contract_id = $4 and mine.day = w.day
         where w.cooperative_id = $1 and w.artist_id = $3 and w.bound
         order by 1) as taken
     from core.activity a
     join core.member m on m.cooperative_id = a.cooperative_id and m.id = $3
     left join core.participation p on p.cooperative_id = a.cooperative_id
       and p.activity_id = a.id and p.member_id = m.id
     where a.cooperative_id = $1 and a.id = $2`,
    [tx.cooperativeId, contract.activityId, contract.workerId, contract.id],
  );
  if (row === undefined) throw new Error(`The contract ${contract.id} has no activity or worker.`);
  const found: Finding[] = [];
  if (row.activityStatus !== 'OPEN') found.push({ code: 'contract.activity-closed' });
  if (row.workerStatus !== 'ACTIVE') {
    found.push({ code: 'contract.worker-not-active', path: ['workerId'] });
  }
  if (row.participation !== 'ACTIVE') {
    found.push({ code: 'contract.worker-takes-no-part', path: ['workerId'] });
  }
  if (row.taken.length > 0) {
    // Whose contract it is may be nobody's business here: only the days are said.
    const values = { days: row.taken.join(', ') };
    found.push({ code: 'contract.worker-elsewhere', path: ['days'], values, source: oneADay });
  }
  return found;
}

interface Parties {
  readonly activityStatus: string;
  readonly workerStatus: string;
  readonly participation: string | null;
  readonly taken: readonly string[];
}

const oneADay = {
  title:
    'One contract a day for each worker, so that their hours and rest can be judged over all of them ' +
    '(labour act of 16 March 1971, articles 19 and 38ter)',
};
