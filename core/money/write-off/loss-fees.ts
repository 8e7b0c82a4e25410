import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { newId } from '../../platform/ids.js';
import type { HeldWriteOff } from '../bank/payment-match.js';
import type { Loss } from './loss.js';

/** The fee and its ground go with what is lost, on the day on which the books say so. */
export async function writeLossFees(
  tx: Tx,
  ctx: Context,
  changes: readonly LossChange[],
): Promise<void> {
  const moved = changes.filter(({ reinstated }) => reinstated.totalMinor !== 0n);
  if (moved.length === 0) return;
  await tx.query(
    `insert into core.fee_line (cooperative_id, id, activity_id, write_off_id, kind, fee_rule_id,
       on_day, year, base_minor, rate, base_before_minor, fee_minor, rounding, income_minor,
       internal, exemption_id)
     select f.cooperative_id, c.id, f.activity_id, c.held, 'LOSS', f.fee_rule_id, $2,
       extract(year from $2::date), round(f.base_minor::numeric * c.net / i.net_minor), f.rate,
       f.base_before_minor, c.fee, 0, c.net, f.internal, f.exemption_id
     from jsonb_to_recordset($3::jsonb)
       as c (id uuid, held uuid, invoice uuid, net bigint, fee bigint)
     join core.fee_line f on f.cooperative_id = $1 and f.invoice_id = c.invoice
     join core.invoice i on i.cooperative_id = $1 and i.id = c.invoice`,
    [
      ...[tx.cooperativeId, ctx.platform.clock.today()],
      JSON.stringify(
        moved.map(({ held, invoiceId, reinstated }) => ({
          ...{ id: newId(), held: held.id, invoice: invoiceId, fee: `${reinstated.feeMinor}` },
          net: `${reinstated.totalMinor - reinstated.vatMinor}`,
        })),
      ),
    ],
  );
}

/** One change of what is lost; amounts are what is lost less by it: negative where more is. */
export interface LossChange {
  readonly held: Pick<HeldWriteOff, 'id'>;
  readonly invoiceId: string;
  readonly reinstated: Loss;
}
