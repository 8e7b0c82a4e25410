/** The ledger's entry of what a payment had of interest, costs and penalty. */
import type { Context } from '../../platform/context.js';
import { activityAccount, cooperativeAccount, hostAccount } from '../accounts.js';
import { lateChargeKinds } from '../fund/fund-kinds.js';
import { actorOf } from '../invoice/invoice-entries.js';
import type { BookedInvoice } from '../invoice/invoice-state.js';
import { credit, debit, type Posting } from '../ledger/ledger.js';
import type { Proceeds } from './impute.js';

/**
 * Damages for being late are no price: they bear neither VAT nor fee. A negative amount takes a
 * payment back.
 */
export function lateChargeEntries(
  ctx: Context,
  { activityId, currency }: BookedInvoice,
  paid: {
    readonly paymentId: string;
    readonly bookedOn: string;
    readonly hostEntityId: string;
    readonly amountMinor: bigint;
    readonly proceeds: Proceeds;
  },
): Posting {
  const { paymentId, bookedOn, hostEntityId, amountMinor, proceeds } = paid;
  const [kind, undone] =
    amountMinor < 0n ? [lateChargeKinds[1], ':undone'] : [lateChargeKinds[0], ''];
  const whose =
    proceeds === 'ACTIVITY'
      ? activityAccount(activityId, 'activity.available', currency)
      : cooperativeAccount(ctx.viewer.cooperativeId, 'fund.available', currency);
  return {
    ...actorOf(ctx),
    ...{ key: `payment:${paymentId}:late-charge${undone}`, kind },
    ...{ sourceType: 'payment', sourceId: paymentId, eventOn: bookedOn },
    lines: [
      debit(hostAccount(hostEntityId, 'bank.suspense', currency), amountMinor),
      credit(whose, amountMinor),
    ],
  };
}
