import type { Activity } from '../activity/activity.entity.js';
import { type Fragment, sql } from '../platform/database/rows.js';
import type { Reach } from '../platform/permissions.js';
import { byAge, type Source } from '../platform/read/source.js';
import type { Viewer } from '../platform/viewer.js';
import { Assignment, AssignmentStatus } from './assignment.entity.js';
import { AssignmentStep } from './assignment-step.entity.js';

/**
 * Assignments are for the activity's manager and the co-operative's own people: the price of a step
 * may be somebody's pay, which the rest of the team does not see either.
 */
export const assignments: Source<Assignment> = {
  typeName: 'Assignment',
  entity: Assignment,
  permission: 'assignment.read',
  visible: (viewer, reach) => managedBy(viewer, reach, sql`t.activity_id`),
  orders: byAge,
};

export const assignmentSteps: Source<AssignmentStep> = {
  typeName: 'AssignmentStep',
  entity: AssignmentStep,
  permission: 'assignment.read',
  visible: (viewer, reach) => sql`exists (select from core.assignment s
    where s.cooperative_id = ${viewer.cooperativeId} and s.id = t.assignment_id
      and ${managedBy(viewer, reach, sql`s.activity_id`)})`,
  orders: byAge,
};

function managedBy(viewer: Viewer, reach: Reach, activityId: Fragment): Fragment {
  if (reach === 'all') return sql`true`;
  return sql`exists (select from core.activity a where a.cooperative_id = ${viewer.cooperativeId}
    and a.id = ${activityId} and a.manager_id = ${viewer.memberId})`;
}

/** The transitions that the viewer may try on an assignment as it stands. */
export function assignmentActions(
  viewer: Viewer,
  activity: Activity | null,
  { status }: Assignment,
): string[] {
  const reach = viewer.grants.get('assignment.write');
  const may = reach === 'all' || (reach === 'own' && activity?.managerId === viewer.memberId);
  return may ? [...steps[status]] : [];
}

const steps: Readonly<Record<AssignmentStatus, readonly string[]>> = {
  PLANNED: ['assignment.start', 'assignment.cancel'],
  RUNNING: ['assignment.cancel'],
  WAITING: ['assignment.cancel', 'assignment.settle'],
  DONE: [],
  FAILED: [],
  CANCELLING: [],
  CANCELLED: [],
};
