import type { Context } from '../../platform/context.js';
import { tidy } from '../../platform/model/text.js';
import { runTransition, type TransitionOutcome } from '../../platform/write/transition.js';
import { reasonFindings } from '../quote/decline-quote.js';
import { PurchaseStatus } from './purchase.entity.js';
import { purchaseRefused } from './purchase.policy.js';
import { decidedFinding, lockPurchase, type PurchaseState } from './purchase-state.js';

/** The id is a UUID. */
export interface PurchaseRefusal {
  readonly purchaseId: string;
  readonly reason: string;
  readonly expectedVersion?: number | null;
  readonly dryRun?: boolean | null;
}

/** Says that a document is not owed. It stays, with the reason; nothing is booked. */
export function refusePurchase(
  ctx: Context,
  step: PurchaseRefusal,
): Promise<TransitionOutcome<PurchaseState>> {
  const reason = tidy(step.reason);
  const open = [PurchaseStatus.RECEIVED, PurchaseStatus.ASSIGNED];
  return runTransition<PurchaseState>(ctx, purchaseRefused, {
    id: step.purchaseId,
    dryRun: step.dryRun,
    expectedVersion: step.expectedVersion,
    load: (tx, id) => lockPurchase(tx, ctx, id),
    next: (before) => ({
      ...before,
      ...{ status: PurchaseStatus.REFUSED, decidedBy: ctx.viewer.memberId },
      version: before.version + 1,
    }),
    check: (before) =>
      open.includes(before.status) ? reasonFindings(reason) : [decidedFinding(before)],
    write: async (tx, { id, activityId }) => {
      await tx.query(
        `update core.purchase set status = 'REFUSED', decided_by = $3, decided_at = now(),
           reason = $4, version = version + 1
         where cooperative_id = $1 and id = $2`,
        [tx.cooperativeId, id, ctx.viewer.memberId, reason],
      );
      return [{ type: 'purchase.refused', subject: { type: 'Purchase', id }, activityId }];
    },
  });
}
