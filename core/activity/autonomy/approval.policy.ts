import { sql } from '../../platform/database/rows.js';
import { byAge, type Source } from '../../platform/read/source.js';
import type { Viewer } from '../../platform/viewer.js';
import type { Transition } from '../../platform/write/transition.js';
import { Approval } from './approval.entity.js';

/** An approval as its transitions see it. */
export type ApprovalState = Approval;

/** Approvals are for whoever asked, for the activity's manager and for the co-operative's people. */
export const approvals: Source<Approval> = {
  typeName: 'Approval',
  entity: Approval,
  permission: 'activity.read',
  visible: ({ cooperativeId, memberId }, reach) => {
    if (reach === 'all') return sql`true`;
    return sql`(t.requested_by = ${memberId} or exists (select from core.activity a
      where a.cooperative_id = ${cooperativeId} and a.id = t.activity_id
        and a.manager_id = ${memberId}))`;
  },
  orders: byAge,
};

export const approvalRequest: Transition<ApprovalState> = {
  ...{ name: 'approval.request', subject: 'Approval', tags: [] },
};
export const approvalDecide: Transition<ApprovalState> = {
  ...{ name: 'approval.decide', subject: 'Approval', tags: ['legal'] },
};
export const approvalWithdraw: Transition<ApprovalState> = {
  ...{ name: 'approval.withdraw', subject: 'Approval', tags: [] },
};

/** What the viewer may do with an approval as it stands; the second pair of eyes is another's. */
export function approvalActions(viewer: Viewer, approval: Approval, managerId: string): string[] {
  if (approval.status !== 'REQUESTED') return [];
  const asked = approval.requestedById === viewer.memberId;
  const decides = viewer.grants.get('approval.decide') === 'all' && managerId !== viewer.memberId;
  return [
    ...(decides && !asked ? ['approval.decide'] : []),
    ...(asked ? ['approval.withdraw'] : []),
  ];
}
