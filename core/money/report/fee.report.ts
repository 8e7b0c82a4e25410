/** The fees of a period, line by line, and their sums beside what the ledger booked. */
import type { Sql } from '../../platform/database/sql.js';
import { amount, type Report, type ReportScope, text, touches } from './report.js';

export interface FeeRow {
  readonly id: string;
  readonly on: string;
  readonly kind: string;
  readonly activityId: string;
  readonly activity: string;
  readonly document: string | null;
  readonly incomeMinor: bigint;
  readonly baseMinor: bigint;
  readonly feeMinor: bigint;
  readonly internal: boolean;
  readonly exempt: boolean;
  readonly currency: string;
}

export interface FeeSum {
  readonly kind: string;
  readonly incomeMinor: string;
  readonly baseMinor: string;
  readonly feeMinor: string;
}

export function feeSums(sql: Sql, scope: ReportScope): Promise<FeeSum[]> {
  return sql.query<FeeSum>(
    `select kind, sum("incomeMinor")::text as "incomeMinor", sum("baseMinor")::text as "baseMinor",
       sum("feeMinor")::text as "feeMinor"
     from (${lines}) f group by kind order by kind`,
    parametersOf(scope),
    'report-fee-sums',
  );
}

/** What the ledger moved on the account of shared income: equal to the sum of the lines. */
export async function feesBooked(sql: Sql, scope: ReportScope): Promise<bigint> {
  const [row] = await sql.query<{ moved: string }>(
    `select coalesce(-sum(e.amount), 0)::text as moved
     from ledger.account a
     join ledger.entry e on e.cooperative_id = a.cooperative_id and e.account_id = a.id
     join ledger.txn x on x.cooperative_id = e.cooperative_id and x.id = e.txn_id
     where a.cooperative_id = $1 and a.currency = $2 and x.event_on between $3::date and $4::date
       and a.code = 'fee.income'
       and ($5::uuid is null or ${touches('e.txn_id', '$5')})`,
    parametersOf(scope),
    'report-fees-booked',
  );
  return BigInt(row?.moved ?? 0);
}

export const feeReport: Report<FeeRow> = {
  name: 'fee-report',
  header: [
    ...['date', 'kind', 'activity', 'document', 'income', 'base', 'fee', 'internal', 'exempt'],
    'currency',
  ],
  cells: (row) => [
    ...[text(row.on), text(row.kind), text(row.activity), text(row.document)],
    ...[row.incomeMinor, row.baseMinor, row.feeMinor].map((minor) => amount(minor, row.currency)),
    ...[text(String(row.internal)), text(String(row.exempt)), text(row.currency)],
  ],
  rows: async (sql, scope, after, limit) => {
    const [on, id] = after ?? [];
    const found = await sql.query<FeeRow>(
      `select * from (${lines}) f where $6::date is null or ("on", id) > ($6::date, $7::uuid)
       order by "on", id limit $8`,
      [...parametersOf(scope), on ?? null, id ?? null, limit],
      'report-fees',
    );
    return found.map((row) => ({ row, key: [row.on, row.id] }));
  },
  count: async (sql, scope) => {
    const [row] = await sql.query<{ n: bigint }>(
      `select count(*) as n from (${lines}) f`,
      parametersOf(scope),
      'report-fees-count',
    );
    return Number(row?.n ?? 0);
  },
};

const parametersOf = ({ cooperativeId, currency, from, until, hostEntityId }: ReportScope) => [
  ...[cooperativeId, currency, from, until, hostEntityId ?? null],
];

const lines = `
  select f.id, f.on_day as "on", f.kind, f.activity_id as "activityId", a.name as activity,
    coalesce(i.number, l.number, n.reference) as document,
    coalesce(f.income_minor, f.base_minor) as "incomeMinor", f.base_minor as "baseMinor",
    f.fee_minor as "feeMinor", f.internal, f.exemption_id is not null as exempt, a.currency
  from core.fee_line f
  join core.activity a on a.cooperative_id = f.cooperative_id and a.id = f.activity_id
  left join core.invoice i on i.cooperative_id = f.cooperative_id and i.id = f.invoice_id
  left join core.invoice_write_off w
    on w.cooperative_id = f.cooperative_id and w.id = f.write_off_id
  left join core.invoice l on l.cooperative_id = w.cooperative_id and l.id = w.invoice_id
  left join core.income n on n.cooperative_id = f.cooperative_id and n.id = f.income_id
  where f.cooperative_id = $1 and a.currency = $2 and f.on_day between $3::date and $4::date
    and ($5::uuid is null or a.host_entity_id = $5)`;
