import { activities } from '../../activity/activity.policy.js';
import { openUntilEnd } from '../../activity/open-until-end.js';
import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { notFound } from '../../platform/errors.js';
import { globalId } from '../../platform/ids.js';
import { byId } from '../../platform/read/read.js';
import { runTransition, type TransitionOutcome } from '../../platform/write/transition.js';
import type { Finding } from '../../platform/write/violation.js';
import { PurchaseStatus } from './purchase.entity.js';
import { purchaseAssigned } from './purchase.policy.js';
import { decidedFinding, lockPurchase, type PurchaseState } from './purchase-state.js';

/** Ids are UUIDs. */
export interface PurchaseAssignment {
  readonly purchaseId: string;
  readonly activityId: string;
  readonly expectedVersion?: number | null;
  readonly dryRun?: boolean | null;
}

/** Says for which activity an incoming document is, also anew, until it is decided over. */
export function assignPurchase(
  ctx: Context,
  step: PurchaseAssignment,
): Promise<TransitionOutcome<PurchaseState>> {
  const { activityId } = step;
  return runTransition<PurchaseState>(ctx, purchaseAssigned, {
    id: step.purchaseId,
    dryRun: step.dryRun,
    expectedVersion: step.expectedVersion,
    load: (tx, id) => lockPurchase(tx, ctx, id),
    next: (before) => ({
      ...before,
      ...{ activityId, status: PurchaseStatus.ASSIGNED, assignedBy: ctx.viewer.memberId },
      version: before.version + 1,
    }),
    check: (before, _, tx) => assignFindings(ctx, tx, before, activityId),
    write: async (tx, { id }) => {
      await tx.query(
        `update core.purchase set activity_id = $3, status = 'ASSIGNED', assigned_by = $4,
           version = version + 1
         where cooperative_id = $1 and id = $2`,
        [tx.cooperativeId, id, activityId, ctx.viewer.memberId],
      );
      return [{ type: 'purchase.assigned', subject: { type: 'Purchase', id }, activityId }];
    },
  });
}

async function assignFindings(
  ctx: Context,
  tx: Tx,
  purchase: PurchaseState,
  activityId: string,
): Promise<Finding[]> {
  const open = [PurchaseStatus.RECEIVED, PurchaseStatus.ASSIGNED].includes(purchase.status);
  if (!open) return [decidedFinding(purchase)];
  const activity = await byId({ ...ctx, tx }, activities, activityId);
  if (activity === null) throw notFound('Activity', globalId('Activity', activityId));
  const path = ['activityId'];
  const found: Finding[] = [];
  if (activity.hostEntityId !== purchase.hostEntityId) {
    found.push({ code: 'purchase.other-legal-entity', path });
  }
  if (!(await openUntilEnd(tx, activity.id))) {
    found.push({ code: 'document.activity-closed', path });
  }
  return found;
}
