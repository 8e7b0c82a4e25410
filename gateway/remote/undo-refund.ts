import { chargeOf } from '../../core/money/account/charge.js';
import type { Context } from '../../core/platform/context.js';
import { transact } from '../../core/platform/write/transact.js';
import type { RefundPart } from '../../core/sdk/core-port.js';
import { ofCharge } from './move-owners.js';

/** What a move that undoes another adds to the key of that other. */
export const undoneSuffix = ':undone';

/**
 * Takes again what was given back in part, once by the part's key; harmless when it never was. The
 * part's key gives nothing back afterwards: it would look done and be nothing.
 */
export async function undoRefund(ctx: Context, key: string, part: RefundPart): Promise<void> {
  await transact(ctx, async (tx) => {
    const inside = { ...ctx, tx };
    const charge = await chargeOf(tx, key);
    const [given] = await tx.query(
      `select from core.charge_refund
       where cooperative_id = $1 and key = $2 and charge_key = $3 and amount_minor = $4`,
      [tx.cooperativeId, part.key, key, part.amountMinor],
    );
    if (charge === null || given === undefined) return;
    const { activityId, currency, sourceType, sourceId } = charge;
    await ctx.platform.host.port(inside).charge({
      ...{ key: `${part.key}${undoneSuffix}`, activityId, amountMinor: part.amountMinor, currency },
      ...{
        service: (await ofCharge(inside, key)) ?? '',
        source: { type: sourceType, id: sourceId },
      },
    });
  });
}
