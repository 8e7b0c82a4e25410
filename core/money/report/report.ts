/** A report: rows in an order with a key, once for the pages of a query and for a streamed file. */
import type { Sql } from '../../platform/database/sql.js';
import { badInput } from '../../platform/errors.js';

/** What a report is of. Days are civil days, both included. */
export interface ReportScope {
  readonly cooperativeId: string;
  /** The currency of the books. */
  readonly currency: string;
  readonly from: string;
  readonly until: string;
  /** Of one legal entity; null or absent: of all. */
  readonly hostEntityId?: string | null;
  /** Of one activity, on one of its accounts. */
  readonly activityId?: string;
  readonly account?: string;
}

/** The place of a row: what the next rows come after. */
export type ReportKey = readonly string[];

export interface KeyedRow<Row> {
  readonly key: ReportKey;
  readonly row: Row;
}

/** A cell of a file: text is guarded, an amount is a plain decimal. */
export type Cell =
  | { readonly text: string | null }
  | { readonly amountMinor: bigint | null; readonly currency: string };

export interface Report<Row> {
  /** The name of its download, and of its file. */
  readonly name: string;
  rows(
    sql: Sql,
    scope: ReportScope,
    after: ReportKey | null,
    limit: number,
  ): Promise<readonly KeyedRow<Row>[]>;
  count(sql: Sql, scope: ReportScope): Promise<number>;
  /** Names for machines, in English: a program reads the same file in every language. */
  readonly header: readonly string[];
  cells(row: Row): readonly Cell[];
}

/**
 * The condition that a transaction concerns a legal entity: its own accounts or those of its
 * activities. Whole transactions, so that what is exported of an entity balances.
 */
export const touches = (transaction: string, hostEntity: string): string => `exists (
  select from ledger.entry o
  join ledger.account w on w.cooperative_id = o.cooperative_id and w.id = o.account_id
  left join core.activity v on w.owner_type = 'activity' and v.cooperative_id = w.cooperative_id
    and v.id = w.owner_id
  where o.cooperative_id = $1 and o.txn_id = ${transaction}
    and ((w.owner_type = 'host' and w.owner_id = ${hostEntity})
      or v.host_entity_id = ${hostEntity}))`;

/** The longest period of one report. */
const maximumDays = 3_660;

/** Refuses a period that ends before it begins or spans more than ten years. */
export function checkPeriod(from: string, until: string): void {
  const days = (Date.parse(until) - Date.parse(from)) / 86_400_000;
  if (days < 0) throw badInput('The period ends before it begins.', 'until');
  if (days > maximumDays) throw badInput('A report spans ten years at most.', 'until');
}

export const text = (value: string | null): Cell => ({ text: value });

export const amount = (amountMinor: bigint | null, currency: string): Cell => ({
  amountMinor,
  currency,
});
