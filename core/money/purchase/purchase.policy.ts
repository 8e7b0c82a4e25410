import { takesPart } from '../../activity/activity.policy.js';
import { byAge, type Source } from '../../platform/read/source.js';
import type { Viewer } from '../../platform/viewer.js';
import type { Transition } from '../../platform/write/transition.js';
import { Purchase, PurchaseStatus } from './purchase.entity.js';
import type { PurchaseState } from './purchase-state.js';

/** Those who take part see their activity's; what is nobody's yet the co-operative's people see. */
export const purchases: Source<Purchase> = {
  typeName: 'Purchase',
  entity: Purchase,
  permission: 'activity.read',
  visible: (viewer, reach) => takesPart(viewer, reach, 't.activity_id'),
  orders: byAge,
};

const subject = 'Purchase';
export const purchaseAssigned: Transition<PurchaseState> = {
  ...{ name: 'purchase.assign', subject, tags: [] },
};
export const purchaseApproved: Transition<PurchaseState> = {
  ...{ name: 'purchase.approve', subject, tags: ['money.out'] },
};
export const purchaseRefused: Transition<PurchaseState> = {
  ...{ name: 'purchase.refuse', subject, tags: ['legal'] },
};

export function purchaseActions(viewer: Viewer, purchase: Purchase): string[] {
  if (viewer.grants.get('purchase.approve') !== 'all') return [];
  const open = [PurchaseStatus.RECEIVED, PurchaseStatus.ASSIGNED].includes(purchase.status);
  if (!open) return [];
  const approves =
    purchase.status === PurchaseStatus.ASSIGNED &&
    purchase.problemRows.length === 0 &&
    purchase.assignedBy !== viewer.memberId;
  const approval = purchase.selfBilled ? 'purchase.accept-self-billed' : 'purchase.approve';
  return ['purchase.assign', 'purchase.refuse', ...(approves ? [approval] : [])];
}
