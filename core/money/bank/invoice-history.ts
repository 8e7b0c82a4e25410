/** What else is known of invoices that money is matched to. */
import type { Tx } from '../../platform/database/transaction.js';
import { noCharges } from '../late-charge/impute.js';
import { lateChargesOf } from '../late-charge/late-charge-rows.js';
import type { HeldWriteOff, PayableInvoice } from './payment-match.js';

/** What was given up upon an invoice, and what was asked on top of it. */
export type History = Pick<PayableInvoice, 'fundLossMinor' | 'writeOff' | 'charges'>;

export const noHistory: History = { fundLossMinor: 0n, writeOff: null, charges: noCharges };

/**
 * Of invoices that are under lock, those that have a history: in one statement, and in a second
 * only where late charges were ever asked.
 */
export async function historiesOf(
  tx: Tx,
  invoiceIds: readonly string[],
): Promise<ReadonlyMap<string, History>> {
  if (invoiceIds.length === 0) return new Map();
  const rows = await tx.query<HistoryRow>(
    `select * from (
       select i.id, f.amount_minor - f.recovered_minor as "fundLossMinor", w.id as "writeOffId",
         w.recovers_vat as "recoversVat", w.left_minor as total, w.left_vat_minor as vat,
         w.left_fee_minor as fee, exists (select from core.late_charge c
           where c.cooperative_id = $1 and c.invoice_id = i.id) as charged
       from unnest($2::uuid[]) as i (id)
       left join core.fund_write_off f
         on f.cooperative_id = $1 and f.invoice_id = i.id and f.status = 'APPROVED'
       left join core.invoice_write_off w
         on w.cooperative_id = $1 and w.invoice_id = i.id and w.status = 'APPROVED') h
     where charged or "fundLossMinor" is not null or "writeOffId" is not null`,
    [tx.cooperativeId, invoiceIds],
  );
  const charged = rows.filter((row) => row.charged).map(({ id }) => id);
  const charges = await lateChargesOf(tx, tx.cooperativeId, charged);
  return new Map(
    rows.map((row) => [
      row.id,
      {
        fundLossMinor: row.fundLossMinor ?? 0n,
        writeOff: row.writeOffId === null ? null : heldWriteOff(row, row.writeOffId),
        charges: charges.get(row.id) ?? noCharges,
      },
    ]),
  );
}

const heldWriteOff = ({ recoversVat, total, vat, fee }: HistoryRow, id: string): HeldWriteOff => ({
  ...{ id, recoversVat },
  loss: { totalMinor: total, vatMinor: vat, feeMinor: fee, expectedMinor: total - vat - fee },
});

/** What belongs to a write-off is null where there is none. */
interface HistoryRow extends Record<'total' | 'vat' | 'fee', bigint> {
  readonly id: string;
  readonly fundLossMinor: bigint | null;
  readonly writeOffId: string | null;
  readonly recoversVat: boolean;
  readonly charged: boolean;
}
