/** What legal entities own for activities: the sums of the ledger, and thing by thing as a file. */
import type { Sql } from '../../platform/database/sql.js';
import { amount, type Report, type ReportScope, text, touches } from '../report/report.js';

export interface AssetSums {
  readonly openingMinor: bigint;
  readonly acquiredMinor: bigint;
  readonly depreciatedMinor: bigint;
  readonly disposedMinor: bigint;
  readonly closingMinor: bigint;
}

/** The book value moves by what is bought, written off, gone; what is called off is no purchase. */
export async function assetSums(sql: Sql, scope: ReportScope): Promise<AssetSums> {
  const [row] = await sql.query<Record<keyof AssetSums, string>>(
    `select coalesce(sum(e.amount) filter (where x.event_on < $3::date), 0)::text as "openingMinor",
       coalesce(sum(e.amount) filter (where ${within} and o.kind = 'ASSET_ACQUIRED'), 0)::text
         as "acquiredMinor",
       coalesce(-sum(e.amount) filter (where ${within} and o.kind = 'ASSET_DEPRECIATED'), 0)::text
         as "depreciatedMinor",
       coalesce(-sum(e.amount) filter (where ${within} and o.kind = 'ASSET_DISPOSED'), 0)::text
         as "disposedMinor",
       coalesce(sum(e.amount), 0)::text as "closingMinor"
     from ledger.account a
     join ledger.entry e on e.cooperative_id = a.cooperative_id and e.account_id = a.id
     join ledger.txn x on x.cooperative_id = e.cooperative_id and x.id = e.txn_id
     join ledger.txn o on o.cooperative_id = x.cooperative_id and o.id = coalesce(x.reverses, x.id)
     where a.cooperative_id = $1 and a.currency = $2 and x.event_on <= $4::date
       and a.code in ('asset.cost', 'asset.depreciated')
       and ($5::uuid is null or ${touches('e.txn_id', '$5')})`,
    parametersOf(scope),
    'report-asset-sums',
  );
  const of = (name: keyof AssetSums) => BigInt(row?.[name] ?? 0);
  return {
    ...{ openingMinor: of('openingMinor'), acquiredMinor: of('acquiredMinor') },
    ...{ depreciatedMinor: of('depreciatedMinor'), disposedMinor: of('disposedMinor') },
    closingMinor: of('closingMinor'),
  };
}

const within = 'x.event_on >= $3::date';

export interface AssetRow {
  readonly id: string;
  readonly acquiredOn: string;
  readonly title: string;
  readonly activity: string;
  readonly service: string;
  readonly months: string;
  readonly costMinor: bigint;
  readonly residualMinor: bigint;
  readonly writtenOffBeforeMinor: bigint;
  readonly writtenOffMinor: bigint;
  readonly endedOn: string | null;
  readonly bookValueMinor: bigint;
  readonly currency: string;
}

export const assetReport: Report<AssetRow> = {
  name: 'asset-report',
  header: [
    ...['acquired', 'thing', 'activity', 'service', 'months', 'cost', 'residual'],
    ...['written-off-before', 'written-off', 'gone', 'book-value', 'currency'],
  ],
  cells: (row) => [
    ...[text(row.acquiredOn), text(row.title), text(row.activity), text(row.service)],
    text(row.months),
    ...[row.costMinor, row.residualMinor, row.writtenOffBeforeMinor, row.writtenOffMinor].map(
      (minor) => amount(minor, row.currency),
    ),
    ...[text(row.endedOn), amount(row.bookValueMinor, row.currency), text(row.currency)],
  ],
  rows: async (sql, scope, after, limit) => {
    const [on, id] = after ?? [];
    const found = await sql.query<AssetRow>(
      `select a.id, a.from_day as "acquiredOn", a.title, v.name as activity, a.service,
         a.months::text as months, a.cost_minor as "costMinor", a.residual_minor as "residualMinor",
         w.before as "writtenOffBeforeMinor", w.during as "writtenOffMinor",
         case when a.ended_on <= $4::date then a.ended_on end as "endedOn",
         case when a.ended_on <= $4::date then 0 else a.cost_minor - w.before - w.during end::bigint
           as "bookValueMinor", a.currency
       from core.asset a
       join core.activity v on v.cooperative_id = a.cooperative_id and v.id = a.activity_id
       cross join lateral (
         select coalesce(-sum(e.amount) filter (where x.event_on < $3::date), 0)::bigint as before,
           coalesce(-sum(e.amount) filter (where x.event_on >= $3::date), 0)::bigint as during
         from ledger.txn x
         join ledger.entry e on e.cooperative_id = x.cooperative_id and e.txn_id = x.id
         join ledger.account c on c.cooperative_id = e.cooperative_id and c.id = e.account_id
         where x.cooperative_id = a.cooperative_id and x.source_type = 'asset'
           and x.source_id = a.id and x.kind = 'ASSET_DEPRECIATED'
           and c.code = 'asset.depreciated' and x.event_on <= $4::date) w
       where ${owned} and ($6::date is null or (a.from_day, a.id) > ($6::date, $7::uuid))
       order by a.from_day, a.id limit $8`,
      [...parametersOf(scope), on ?? null, id ?? null, limit],
      'report-assets',
    );
    return found.map((row) => ({ key: [row.acquiredOn, row.id], row }));
  },
  count: async (sql, scope) => {
    const [row] = await sql.query<{ count: bigint }>(
      `select count(*) as count from core.asset a where ${owned}`,
      parametersOf(scope),
      'report-asset-count',
    );
    return Number(row?.count ?? 0);
  },
};

/** What was on the books on a day of the period. */
const owned = `a.cooperative_id = $1 and a.currency = $2 and a.status <> 'CANCELLED'
  and a.from_day <= $4::date and (a.ended_on is null or a.ended_on >= $3::date)
  and ($5::uuid is null or a.host_entity_id = $5)`;

const parametersOf = ({ cooperativeId, currency, from, until, hostEntityId }: ReportScope) => [
  ...[cooperativeId, currency, from, until, hostEntityId ?? null],
];
