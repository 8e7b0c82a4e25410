import type { Sql } from '../../platform/database/sql.js';

export interface WorkedOrder {
  readonly cooperativeId: string;
  /** Taken in turns. */
  readonly activityIds: readonly string[];
  readonly workerIds: readonly string[];
  readonly count: number;
  readonly dueOn: string;
}

/** So many worked contracts of the sample (182.00 → 82.21 net), as rows, for runs that pay them. */
export async function insertWorked(admin: Sql, order: WorkedOrder): Promise<void> {
  const { cooperativeId, activityIds, workerIds, count, dueOn } = order;
  await admin.query(
    `with made as (
       insert into core.contract (cooperative_id, id, number, activity_id, worker_id, kind, status,
         currency, budget_minor, gross_minor, employee_contribution_minor, withholding_minor,
         net_minor, coefficient_id, due_on, signed_on, created_by)
       select $1::uuid, uuidv7(), 'W-' || uuidv7(), ($2::uuid[])[1 + n % cardinality($2::uuid[])],
         ($3::uuid[])[1 + n % cardinality($3::uuid[])], 'task', 'WORKED', 'EUR', 18200, 10769, 1520,
         1028, 8221, p.id, $5::date, $5::date - 30, ($3::uuid[])[1]
       from generate_series(1, $4::integer) n
       cross join (select id from core.pay_coefficient where cooperative_id = $1
         and contract_kind = 'task' limit 1) p
       returning cooperative_id, id, worker_id),
     days as (
       insert into core.contract_day (cooperative_id, contract_id, worker_id, day, minutes)
       select cooperative_id, id, worker_id, $5::date - 10, 456 from made)
     insert into core.contract_pay (cooperative_id, contract_id, employer_contribution_minor,
       contribution_base_minor, worker_class, employer_category, lines)
     select cooperative_id, id, 4751, 11631, 'artist', 'private', '[]' from made`,
    [cooperativeId, activityIds, workerIds, count, dueOn],
  );
}
