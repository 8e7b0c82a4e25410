import type { Sql } from '../../platform/database/sql.js';

/** A calendar quarter: its first day, and the first day after it. */
export interface Quarter {
  readonly year: number;
  readonly quarter: number;
  readonly from: string;
  readonly until: string;
}

export function quarterOf(year: number, quarter: number): Quarter {
  const first = (n: number) =>
    n === 4 ? `${year + 1}-01-01` : `${year}-${String(n * 3 + 1).padStart(2, '0')}-01`;
  return { year, quarter, from: first(quarter - 1), until: first(quarter) };
}

/** The level of contributions: one for each class of worker and category of employer. */
export interface WorkerLine {
  readonly employerCategory: string;
  readonly workerClass: string;
  /** Null: nobody has said what the declaration calls it. */
  readonly workerCode: string | null;
  readonly contributionBaseMinor: bigint;
  readonly employeeContributionMinor: bigint;
  readonly employerContributionMinor: bigint;
  readonly occupations: readonly OccupationLine[];
}

/** The level of pay and working time: one for each contract. */
export interface OccupationLine {
  readonly number: string;
  readonly kind: string;
  readonly jointCommittee: string | null;
  readonly firstDay: string;
  readonly lastDay: string;
  /** Of those that the employer pays. */
  readonly days: number;
  readonly minutes: number;
  readonly grossMinor: bigint;
  /** Days that were not work, by their kind. */
  readonly absences: readonly Absences[];
}

export interface Absences {
  readonly kind: string;
  readonly days: number;
  readonly minutes: number;
}

export interface DeclaredWorker {
  readonly workerId: string;
  readonly lines: readonly WorkerLine[];
}

export interface DeclaringEmployer {
  readonly id: string;
  readonly name: string;
  readonly enterpriseNumber: string | null;
}

/** The legal entities that employed anybody in a quarter. */
export function employersOf(
  sql: Sql,
  cooperativeId: string,
  { from, until }: Quarter,
): Promise<DeclaringEmployer[]> {
  return sql.query(
    `select h.id, h.name, h.enterprise_number as "enterpriseNumber" from core.host_entity h
     where h.cooperative_id = $1 and exists (
       select from core.activity a
       join core.contract c on c.cooperative_id = a.cooperative_id and c.activity_id = a.id
       join core.contract_day d on d.cooperative_id = c.cooperative_id and d.contract_id = c.id
       where a.cooperative_id = h.cooperative_id and a.host_entity_id = h.id
         and c.status in ('WORKED', 'PAID') and d.day >= $2 and d.day < $3)
     order by h.id`,
    [cooperativeId, from, until],
    'dmfa-employers',
  );
}

/** The workers of an employer, in the order of their ids, a page at a time: memory stays small. */
export async function* declaredWorkers(
  sql: Sql,
  cooperativeId: string,
  employerId: string,
  quarter: Quarter,
): AsyncGenerator<DeclaredWorker[]> {
  for (let after = firstId; ; ) {
    const workers = await sql.query<{ id: string }>(
      `select id from core.member where cooperative_id = $1 and id > $2 order by id limit $3`,
      [cooperativeId, after, pageSize],
      'dmfa-members',
    );
    const ids = workers.map(({ id }) => id);
    const rows = await sql.query<ContractLine & Record<string, unknown>>(
      linesStatement,
      [cooperativeId, employerId, ids, quarter.from, quarter.until],
      'dmfa-lines',
    );
    const byWorker = Map.groupBy(rows, (row) => row.workerId);
    yield [...byWorker].map(([workerId, own]) => ({ workerId, lines: workerLines(own) }));
    if (workers.length < pageSize) return;
    after = ids.at(-1) as string;
  }
}

interface ContractLine extends OccupationLine {
  readonly workerId: string;
  readonly employerCategory: string;
  readonly workerClass: string;
  readonly workerCode: string | null;
  readonly baseMinor: bigint;
  readonly employeeMinor: bigint;
  readonly employerMinor: bigint;
}

function workerLines(rows: readonly ContractLine[]): WorkerLine[] {
  const key = (row: ContractLine) =>
    `${row.employerCategory} ${row.workerClass} ${row.workerCode ?? ''}`;
  return [...Map.groupBy(rows, key).values()].map((own) => {
    const { employerCategory, workerClass, workerCode } = own[0] as ContractLine;
    const sum = (name: 'baseMinor' | 'employeeMinor' | 'employerMinor') =>
      own.reduce((total, row) => total + row[name], 0n);
    return {
      ...{ employerCategory, workerClass, workerCode },
      contributionBaseMinor: sum('baseMinor'),
      employeeContributionMinor: sum('employeeMinor'),
      employerContributionMinor: sum('employerMinor'),
      occupations: own,
    };
  });
}

const pageSize = 200;
const firstId = '00000000-0000-0000-0000-000000000000';

/** A contract's days lie in one month, so it belongs to one quarter whole. */
const linesStatement = `
  select c.worker_id as "workerId", c.number, c.kind, c.joint_committee as "jointCommittee",
    d.first as "firstDay", d.last as "lastDay", d.days, d.minutes, n.absences,
    c.gross_minor as "grossMinor", p.employer_category as "employerCategory",
    p.worker_class as "workerClass", p.worker_code as "workerCode",
    p.contribution_base_minor as "baseMinor",
    c.employee_contribution_minor as "employeeMinor",
    p.employer_contribution_minor as "employerMinor"
  from core.contract c
  join core.activity a on a.cooperative_id = c.cooperative_id and a.id = c.activity_id
  join core.contract_pay p on p.cooperative_id = c.cooperative_id and p.contract_id = c.id
  cross join lateral (
    select min(d.day) as first, max(d.day) as last,
      count(*) filter (where d.paid_share > 0)::integer as days,
      coalesce(sum(d.minutes) filter (where d.paid_share > 0), 0)::integer as minutes
    from core.contract_day d
    where d.cooperative_id = c.cooperative_id and d.contract_id = c.id) d
  cross join lateral (
    select coalesce(jsonb_agg(to_jsonb(k) order by k.kind), '[]') as absences from (
      select d.kind, count(*) as days, sum(d.minutes) as minutes from core.contract_day d
      join core.day_kind w on w.cooperative_id = d.cooperative_id and w.code = d.kind
        and w.absence
      where d.cooperative_id = c.cooperative_id and d.contract_id = c.id
      group by d.kind) k) n
  where c.cooperative_id = $1 and a.host_entity_id = $2 and c.worker_id = any($3::uuid[])
    and c.status in ('WORKED', 'PAID') and d.first >= $4 and d.first < $5
  order by c.worker_id, d.first, c.id`;
