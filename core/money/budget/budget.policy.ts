import { takesPart } from '../../activity/activity.policy.js';
import { type Fragment, sql } from '../../platform/database/rows.js';
import { byAge, type Source } from '../../platform/read/source.js';
import type { Transition } from '../../platform/write/transition.js';
import { ActivityTransfer } from './activity-transfer.entity.js';
import { Budget } from './budget.entity.js';
import { Project } from './project.entity.js';
import type { TransferState } from './transfer.js';

/** Plans are visible to those who take part in the activity, as its other papers are. */
export const projects: Source<Project> = {
  ...{ typeName: 'Project', entity: Project, permission: 'activity.read', orders: byAge },
  visible: (viewer, reach) => takesPart(viewer, reach, 't.activity_id'),
};

export const budgets: Source<Budget> = {
  ...{ typeName: 'Budget', entity: Budget, permission: 'ledger.read', orders: byAge },
  visible: (viewer, reach) => takesPart(viewer, reach, 't.activity_id'),
};

/** Either side sees a transfer. */
export const transfers: Source<ActivityTransfer> = {
  ...{ typeName: 'ActivityTransfer', entity: ActivityTransfer, permission: 'ledger.read' },
  orders: byAge,
  visible: (viewer, reach) => {
    const from = takesPart(viewer, reach, 't.from_activity_id');
    return either(from, takesPart(viewer, reach, 't.to_activity_id'));
  },
};

export const activityTransferred: Transition<TransferState> = {
  ...{ name: 'activity.transfer', subject: 'ActivityTransfer', tags: [] },
};

const either = (one: Fragment, other: Fragment): Fragment => sql`(${one} or ${other})`;
