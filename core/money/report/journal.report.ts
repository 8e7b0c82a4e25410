/** The journal: every entry of the ledger under the accounts of the co-operative's own chart. */
import type { Sql } from '../../platform/database/sql.js';
import { amount, type Report, type ReportScope, text, touches } from './report.js';

export interface JournalRow {
  readonly on: string;
  readonly transaction: string;
  readonly line: number;
  readonly kind: string;
  readonly document: string | null;
  /** Of the ledger. */
  readonly code: string;
  readonly ownerType: string;
  readonly owner: string | null;
  /** Of the co-operative's chart; null: nobody has said which. */
  readonly number: string | null;
  readonly name: string | null;
  readonly amountMinor: bigint;
  readonly currency: string;
}

const journalRows =
  (name: string, codes: string): Report<JournalRow>['rows'] =>
  async (sql, scope, after, limit) => {
    const [on, transaction, line] = after ?? [];
    const found = await sql.query<JournalRow>(
      `select x.event_on as "on", x.id as transaction, e.line_no as line, x.kind,
         i.number as document, a.code, a.owner_type as "ownerType",
         coalesce(v.name, h.name) as owner, m.number, m.name, e.amount as "amountMinor", e.currency
       from ledger.txn x
       join ledger.entry e on e.cooperative_id = x.cooperative_id and e.txn_id = x.id
       join ledger.account a on a.cooperative_id = e.cooperative_id and a.id = e.account_id
       left join lateral (select m.number, m.name from core.chart_account m
         where m.cooperative_id = $1 and m.code = a.code and m.from_day <= x.event_on
         order by m.from_day desc limit 1) m on true
       left join core.invoice i on i.cooperative_id = $1 and i.id = x.source_id
       left join core.activity v on a.owner_type = 'activity' and v.cooperative_id = $1
         and v.id = a.owner_id
       left join core.host_entity h on a.owner_type = 'host' and h.cooperative_id = $1
         and h.id = a.owner_id
       where x.cooperative_id = $1 and x.event_on between $2::date and $3::date ${codes}
         and ($8::uuid is null or ${touches('x.id', '$8')})
         and ($4::date is null or (x.event_on, x.id) >= ($4::date, $5::uuid))
         and ($4::date is null or (x.event_on, x.id, e.line_no)
           > ($4::date, $5::uuid, $6::integer))
       order by x.event_on, x.id, e.line_no limit $7`,
      [
        ...[scope.cooperativeId, scope.from, scope.until],
        ...[on ?? null, transaction ?? null, line ?? null, limit, scope.hostEntityId ?? null],
      ],
      `report-${name}`,
    );
    return found.map((row) => ({ row, key: [row.on, row.transaction, String(row.line)] }));
  };

const journalCount =
  (name: string, codes: string): Report<JournalRow>['count'] =>
  async (sql, { cooperativeId, from, until, hostEntityId }) => {
    const [row] = await sql.query<{ n: bigint }>(
      `select count(*) as n from ledger.txn x
       join ledger.entry e on e.cooperative_id = x.cooperative_id and e.txn_id = x.id
       join ledger.account a on a.cooperative_id = e.cooperative_id and a.id = e.account_id
       where x.cooperative_id = $1 and x.event_on between $2::date and $3::date ${codes}
         and ($4::uuid is null or ${touches('x.id', '$4')})`,
      [cooperativeId, from, until, hostEntityId ?? null],
      `report-${name}-count`,
    );
    return Number(row?.n ?? 0);
  };

const journalOf = (name: string, codes: string): Report<JournalRow> => ({
  name,
  header: [
    ...['date', 'transaction', 'line', 'kind', 'document', 'account', 'account_name'],
    ...['ledger_account', 'owner_type', 'owner', 'debit', 'credit', 'currency'],
  ],
  cells: (row) => [
    ...[text(row.on), text(row.transaction), text(String(row.line)), text(row.kind)],
    ...[text(row.document), text(row.number), text(row.name), text(row.code)],
    ...[text(row.ownerType), text(row.owner)],
    amount(row.amountMinor > 0n ? row.amountMinor : null, row.currency),
    amount(row.amountMinor < 0n ? -row.amountMinor : null, row.currency),
    text(row.currency),
  ],
  rows: journalRows(name, codes),
  count: journalCount(name, codes),
});

/** All entries of the period. */
export const journalReport = journalOf('journal', '');

/** Those of the guarantee fund. */
export const fundReport = journalOf('fund-report', "and a.code like 'fund.%'");

/** What has no account of the chart on its day: without them no accountant can read the export. */
export async function unmappedCodes(sql: Sql, scope: ReportScope): Promise<string[]> {
  const rows = await sql.query<{ code: string }>(
    `select a.code from ledger.txn x
     join ledger.entry e on e.cooperative_id = x.cooperative_id and e.txn_id = x.id
     join ledger.account a on a.cooperative_id = e.cooperative_id and a.id = e.account_id
     where x.cooperative_id = $1 and x.event_on between $2::date and $3::date
       and ($4::uuid is null or ${touches('x.id', '$4')})
       and not exists (select from core.chart_account m
         where m.cooperative_id = $1 and m.code = a.code and m.from_day <= x.event_on)
     group by a.code order by a.code`,
    [scope.cooperativeId, scope.from, scope.until, scope.hostEntityId ?? null],
    'report-unmapped',
  );
  return rows.map(({ code }) => code);
}

export interface FundSums {
  readonly code: string;
  readonly openingMinor: string;
  readonly closingMinor: string;
}

/** What the fund had before the period and has at its end, on each of its accounts. */
export function fundSums(sql: Sql, scope: ReportScope): Promise<FundSums[]> {
  return sql.query<FundSums>(
    `select a.code,
       coalesce(sum(m.amount) filter (where x.event_on < $3::date), 0)::text as "openingMinor",
       coalesce(sum(m.amount), 0)::text as "closingMinor"
     from ledger.account a
     join ledger.entry e on e.cooperative_id = a.cooperative_id and e.account_id = a.id
     join ledger.txn x on x.cooperative_id = e.cooperative_id and x.id = e.txn_id
     cross join lateral (select case a.normal_side when 'debit' then e.amount else -e.amount end
       as amount) m
     where a.cooperative_id = $1 and a.currency = $2 and a.code like 'fund.%'
       and x.event_on <= $4::date
     group by a.code`,
    [scope.cooperativeId, scope.currency, scope.from, scope.until],
    'report-fund-sums',
  );
}

export interface FundMovement {
  readonly kind: string;
  readonly amountMinor: string;
}

/** How what the fund may advance changed, by what happened. */
export function fundMovements(sql: Sql, scope: ReportScope): Promise<FundMovement[]> {
  return sql.query<FundMovement>(
    `select x.kind, (-sum(e.amount))::text as "amountMinor"
     from ledger.account a
     join ledger.entry e on e.cooperative_id = a.cooperative_id and e.account_id = a.id
     join ledger.txn x on x.cooperative_id = e.cooperative_id and x.id = e.txn_id
     where a.cooperative_id = $1 and a.currency = $2 and a.code = 'fund.available'
       and x.event_on between $3::date and $4::date
     group by x.kind order by x.kind`,
    [scope.cooperativeId, scope.currency, scope.from, scope.until],
    'report-fund-movements',
  );
}
