/** The VAT of a period: every document with each of its rates, and the sums beside the ledger's. */
import type { Sql } from '../../platform/database/sql.js';
import { percentOf, type VatCategory } from '../document/vat.js';
import type { InvoiceKind } from '../invoice/invoice-codes.js';
import { amount, type Report, type ReportScope, text } from './report.js';

/** A document at one rate; what a credit note gives back is negative. */
export interface VatRow {
  readonly on: string;
  readonly invoiceId: string;
  readonly kind: InvoiceKind;
  readonly number: string;
  readonly client: string;
  readonly vatNumber: string | null;
  readonly country: string;
  readonly category: VatCategory;
  readonly rate: number;
  readonly baseMinor: bigint;
  readonly vatMinor: bigint;
  readonly currency: string;
}

export interface VatSum {
  readonly kind: InvoiceKind;
  readonly category: VatCategory;
  readonly rate: number;
  readonly documents: bigint;
  readonly baseMinor: string;
  readonly vatMinor: string;
}

/** By kind of document, category and rate: there are a handful. */
export function vatSums(sql: Sql, scope: ReportScope): Promise<VatSum[]> {
  return sql.query<VatSum>(
    `select kind, category, rate, count(distinct "invoiceId") as documents,
       sum("baseMinor")::text as "baseMinor", sum("vatMinor")::text as "vatMinor"
     from (${documents}) d group by kind, category, rate
     order by kind desc, rate desc, category`,
    parametersOf(scope),
    'report-vat-sums',
  );
}

/** What the ledger moved on its VAT accounts in the period: payable on sales, deductible on costs. */
export async function vatBooked(sql: Sql, scope: ReportScope) {
  const rows = await sql.query<{ code: string; of: boolean; moved: string }>(
    `select a.code, x.kind in ('INVOICE_ISSUED', 'CREDIT_NOTE_ISSUED') as of, sum(case a.normal_side when 'debit' then e.amount else -e.amount end)::text
       as moved
     from ledger.account a
     join ledger.entry e on e.cooperative_id = a.cooperative_id and e.account_id = a.id
     join ledger.txn x on x.cooperative_id = e.cooperative_id and x.id = e.txn_id
     where a.cooperative_id = $1 and a.currency = $2 and x.event_on between $3::date and $4::date
       and a.code in ('vat.payable', 'vat.deductible')
       and ($5::uuid is null or a.owner_id = $5)
     group by 1, 2`,
    parametersOf(scope),
    'report-vat-booked',
  );
  const sum = (code: string, ofDocuments: boolean) =>
    BigInt(rows.find((row) => row.code === code && row.of === ofDocuments)?.moved ?? 0);
  const regularisedMinor = -sum('vat.payable', false);
  return {
    payableMinor: sum('vat.payable', true) - regularisedMinor,
    regularisedMinor,
    deductibleMinor: sum('vat.deductible', false),
  };
}

export const vatReport: Report<VatRow> = {
  name: 'vat-listing',
  header: [
    ...['date', 'kind', 'number', 'client', 'vat_number', 'country', 'category', 'rate'],
    ...['base', 'vat', 'currency'],
  ],
  cells: (row) => [
    ...[text(row.on), text(row.kind), text(row.number), text(row.client), text(row.vatNumber)],
    ...[text(row.country), text(row.category), text(percentOf(row.rate))],
    ...[amount(row.baseMinor, row.currency), amount(row.vatMinor, row.currency)],
    text(row.currency),
  ],
  rows: async (sql, scope, after, limit) => {
    const [on, id, category, rate] = after ?? [];
    const found = await sql.query<VatRow>(
      `select * from (${documents}) d
       where $6::date is null or ("on", "invoiceId", category, rate)
         > ($6::date, $7::uuid, $8::text, $9::integer)
       order by "on", "invoiceId", category, rate limit $10`,
      [...parametersOf(scope), on ?? null, id ?? null, category ?? null, rate ?? null, limit],
      'report-vat',
    );
    return found.map((row) => ({
      row,
      key: [row.on, row.invoiceId, row.category, String(row.rate)],
    }));
  },
  count: async (sql, scope) => {
    const [row] = await sql.query<{ n: bigint }>(
      `select count(*) as n from (${documents}) d`,
      parametersOf(scope),
      'report-vat-count',
    );
    return Number(row?.n ?? 0);
  },
};

const parametersOf = ({ cooperativeId, currency, from, until, hostEntityId }: ReportScope) => [
  ...[cooperativeId, currency, from, until, hostEntityId ?? null],
];

const documents = `
  select i.issued_on as "on", i.id as "invoiceId", i.kind, i.number,
    i.parties->'buyer'->>'name' as client, i.parties->'buyer'->>'vat_number' as "vatNumber",
    i.parties->'buyer'->>'country' as country, s.category, s.rate,
    case i.kind when 'INVOICE' then s.base else -s.base end as "baseMinor",
    case i.kind when 'INVOICE' then s.vat else -s.vat end as "vatMinor", i.currency
  from core.invoice i
  cross join jsonb_to_recordset(i.vat_subtotals)
    as s (category text, rate integer, base bigint, vat bigint)
  where i.cooperative_id = $1 and i.currency = $2 and i.issued_on between $3::date and $4::date
    and ($5::uuid is null or i.host_entity_id = $5)`;
