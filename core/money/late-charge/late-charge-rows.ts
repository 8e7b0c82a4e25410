/** What is asked on top of invoices, read for many at once. */
import type { Sql } from '../../platform/database/sql.js';
import { type AskedCharges, type LateCharges, noAmounts } from './impute.js';

/** Only of invoices of which something was ever asked. */
export async function lateChargesOf(
  sql: Sql,
  cooperativeId: string,
  invoiceIds: readonly string[],
): Promise<ReadonlyMap<string, LateCharges>> {
  if (invoiceIds.length === 0) return new Map();
  const rows = await sql.query<Row>(
    `select c.invoice_id as "invoiceId", c.withdrawn_at is not null as withdrawn,
       c.asked_on as "askedOn", c.costs_minor as "costsMinor", c.interest_minor as "interestMinor",
       c.penalty_minor as "penaltyMinor", c.proceeds, y.costs, y.interest, y.penalty
     from core.late_charge c
     cross join lateral (
       select coalesce(sum(p.costs_minor), 0)::bigint as costs,
         coalesce(sum(p.interest_minor), 0)::bigint as interest,
         coalesce(sum(p.penalty_minor), 0)::bigint as penalty
       from core.payment p where p.cooperative_id = $1 and p.invoice_id = c.invoice_id
         and p.reversed_at is null) y
     where c.cooperative_id = $1 and c.invoice_id = any($2::uuid[])
     order by c.asked_on, c.id`,
    [cooperativeId, invoiceIds],
  );
  const byInvoice = Map.groupBy(rows, ({ invoiceId }) => invoiceId);
  return new Map([...byInvoice].map(([id, own]) => [id, chargesOf(own)]));
}

const chargesOf = (rows: readonly Row[]): LateCharges => {
  const [{ costs, interest, penalty } = noneRead] = rows;
  return {
    asked: rows.filter(({ withdrawn }) => !withdrawn),
    paid: { costsMinor: costs, interestMinor: interest, penaltyMinor: penalty },
  };
};

const noneRead = { costs: 0n, interest: 0n, penalty: 0n, ...noAmounts };

interface Row extends AskedCharges {
  readonly invoiceId: string;
  readonly withdrawn: boolean;
  readonly costs: bigint;
  readonly interest: bigint;
  readonly penalty: bigint;
}
