/** The ledger's entries of a fee that is no part of a document or an income. */
import type { Context } from '../../platform/context.js';
import { activityAccount, cooperativeAccount } from '../accounts.js';
import { actorOf } from '../invoice/invoice-entries.js';
import { credit, debit, type Posting } from '../ledger/ledger.js';

/** From what the activity has to the shared income; a negative amount goes back. */
export function feePosting(
  ctx: Context,
  fee: {
    readonly id: string;
    readonly kind: 'MONTHLY' | 'MARGIN';
    readonly activityId: string;
    readonly month: string;
    readonly amountMinor: bigint;
    readonly currency: string;
    readonly day: string;
  },
): Posting {
  const { cooperativeId } = ctx.viewer;
  const { activityId, amountMinor, currency } = fee;
  return {
    ...actorOf(ctx),
    key: `fee:${fee.kind.toLowerCase()}:${activityId}:${fee.month}`,
    kind: `FEE_${fee.kind}`,
    ...{ sourceType: 'fee_line', sourceId: fee.id, eventOn: fee.day },
    lines: [
      debit(activityAccount(activityId, 'activity.available', currency), amountMinor),
      credit(cooperativeAccount(cooperativeId, 'fee.income', currency), amountMinor),
    ],
  };
}
