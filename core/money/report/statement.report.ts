/** The statement of an account of an activity: by the day on which things happened. */
import type { Sql } from '../../platform/database/sql.js';
import { amount, type Report, type ReportScope, text } from './report.js';

export interface StatementRow {
  readonly on: string;
  readonly transaction: string;
  readonly line: number;
  readonly kind: string;
  readonly document: string | null;
  readonly amountMinor: bigint;
  /** The balance after it, in the order of the statement. */
  readonly balanceMinor: bigint;
  readonly currency: string;
}

/** What the account had before the period and at its end: one statement. */
export async function balancesOf(
  sql: Sql,
  scope: ReportScope,
): Promise<{ readonly openingMinor: bigint; readonly closingMinor: bigint }> {
  const [row] = await sql.query<{ opening: string; closing: string }>(
    `select coalesce(sum(amount) filter (where event_on < $5::date), 0)::text as opening,
       coalesce(sum(amount), 0)::text as closing
     from (${entries}) e where e.event_on <= $6::date`,
    [...parametersOf(scope), scope.from, scope.until],
    'report-statement-balances',
  );
  return { openingMinor: BigInt(row?.opening ?? 0), closingMinor: BigInt(row?.closing ?? 0) };
}

export const statementReport: Report<StatementRow> = {
  name: 'activity-statement',
  header: ['date', 'kind', 'document', 'amount', 'balance', 'currency', 'transaction', 'line'],
  cells: (row) => [
    ...[text(row.on), text(row.kind), text(row.document)],
    ...[amount(row.amountMinor, row.currency), amount(row.balanceMinor, row.currency)],
    ...[text(row.currency), text(row.transaction), text(String(row.line))],
  ],
  rows: async (sql, scope, after, limit) => {
    const [on, transaction, line] = after ?? [];
    const found = await sql.query<StatementRow>(
      `select e.event_on as "on", e.txn_id as transaction, e.line_no as line, e.kind,
         i.number as document, e.amount as "amountMinor", e.balance::bigint as "balanceMinor",
         $4 as currency
       from (select e.*, sum(e.amount) over (order by e.event_on, e.txn_id, e.line_no) as balance
         from (${entries}) e where e.event_on <= $6::date) e
       left join core.invoice i on i.cooperative_id = $1 and i.id = e.source_id
       where e.event_on >= $5::date
         and ($7::date is null or (e.event_on, e.txn_id, e.line_no)
           > ($7::date, $8::uuid, $9::integer))
       order by e.event_on, e.txn_id, e.line_no limit $10`,
      [
        ...[...parametersOf(scope), scope.from, scope.until],
        ...[on ?? null, transaction ?? null, line ?? null, limit],
      ],
      'report-statement',
    );
    return found.map((row) => ({ row, key: [row.on, row.transaction, String(row.line)] }));
  },
  count: async (sql, scope) => {
    const [row] = await sql.query<{ n: bigint }>(
      `select count(*) as n from (${entries}) e where e.event_on between $5::date and $6::date`,
      [...parametersOf(scope), scope.from, scope.until],
      'report-statement-count',
    );
    return Number(row?.n ?? 0);
  },
};

const parametersOf = ({ cooperativeId, activityId, account, currency }: ReportScope) => [
  ...[cooperativeId, activityId, account, currency],
];

/** On the side on which the account is positive. */
const entries = `
  select x.event_on, e.txn_id, e.line_no, x.kind, x.source_id,
    case a.normal_side when 'debit' then e.amount else -e.amount end as amount
  from ledger.account a
  join ledger.entry e on e.cooperative_id = a.cooperative_id and e.account_id = a.id
  join ledger.txn x on x.cooperative_id = e.cooperative_id and x.id = e.txn_id
  where a.cooperative_id = $1 and a.owner_type = 'activity' and a.owner_id = $2 and a.code = $3
    and a.currency = $4`;
