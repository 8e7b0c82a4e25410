import { chargeOf, goodsCharged } from '../../core/money/account/charge.js';
import { givenBack, lastCharge, undoneSuffix } from '../../core/money/account/refund.js';
import type { Context } from '../../core/platform/context.js';
import { transact } from '../../core/platform/write/transact.js';
import type { RefundPart } from '../../core/sdk/core-port.js';
import { ofCharge } from './move-owners.js';

export { undoneSuffix };

/** Takes again what was given back: in part, or all that was left of the charge. */
export const undoRefund = (ctx: Context, key: string, part?: RefundPart): Promise<void> =>
  part === undefined ? undoWhole(ctx, key) : undoPart(ctx, key, part);

/** Charges anew what the refund gave back; a refund by the charge's key then gives that back. */
async function undoWhole(ctx: Context, asked: string): Promise<void> {
  await transact(ctx, async (tx) => {
    const inside = { ...ctx, tx };
    const { key, charge } = await lastCharge(tx, asked);
    if (charge === null || charge.refundId === null) return;
    const amountMinor = charge.amountMinor - (await givenBack(tx, key));
    if (amountMinor === 0n) return;
    const { activityId, currency, kind, service, sourceType, sourceId } = charge;
    await ctx.platform.host.port(inside).charge({
      ...{ key: `${key}${undoneSuffix}`, activityId, amountMinor, currency, service },
      source: { type: sourceType, id: sourceId },
      ...(kind === goodsCharged && { budget: 'PURCHASES' as const }),
    });
  });
}

/**
 * Takes again what was given back in part, once by the part's key; harmless when it never was. The
 * part's key gives nothing back afterwards: it would look done and be nothing.
 */
async function undoPart(ctx: Context, key: string, part: RefundPart): Promise<void> {
  await transact(ctx, async (tx) => {
    const inside = { ...ctx, tx };
    const charge = await chargeOf(tx, key);
    const [given] = await tx.query(
      `select from core.charge_refund
       where cooperative_id = $1 and key = $2 and charge_key = $3 and amount_minor = $4`,
      [tx.cooperativeId, part.key, key, part.amountMinor],
    );
    if (charge === null || given === undefined) return;
    const { activityId, currency, kind, sourceType, sourceId } = charge;
    await ctx.platform.host.port(inside).charge({
      ...{ key: `${part.key}${undoneSuffix}`, activityId, amountMinor: part.amountMinor, currency },
      ...{
        service: (await ofCharge(inside, key)) ?? '',
        source: { type: sourceType, id: sourceId },
        ...(kind === goodsCharged && { budget: 'PURCHASES' as const }),
      },
    });
  });
}
