import { takesPart } from '../../activity/activity.policy.js';
import { type Fragment, sql } from '../../platform/database/rows.js';
import { byAge, type Source } from '../../platform/read/source.js';
import type { Transition } from '../../platform/write/transition.js';
import { ActivityTransfer } from './activity-transfer.entity.js';
import { Budget } from './budget.entity.js';
import { Project } from './project.entity.js';

/** What validations of plugins see of it. */
export interface TransferState {
  readonly id: string;
  /** The one that gives. */
  readonly activityId: string;
  readonly toActivityId: string;
  readonly fromProjectId: string | null;
  readonly toProjectId: string | null;
  readonly currency: string;
  readonly amountMinor: bigint;
}

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
