import type { Context } from '../platform/context.js';
import { type Fragment, raw, sql } from '../platform/database/rows.js';
import { GezelError } from '../platform/errors.js';
import type { Reach } from '../platform/permissions.js';
import { cardOf } from '../platform/read/card.js';
import type { Link } from '../platform/read/page.js';
import { requireVisible } from '../platform/read/read.js';
import { byAge, type Source } from '../platform/read/source.js';
import { requireReach, type Viewer } from '../platform/viewer.js';
import { Activity, ActivityStatus } from './activity.entity.js';

/** Activities are visible to those who take part in them and to the co-operative's own people. */
export const activities: Source<Activity> = {
  typeName: 'Activity',
  entity: Activity,
  permission: 'activity.read',
  visible: (viewer, reach) => takesPart(viewer, reach, 't.id'),
  card: cardOf(
    ['name', 'status', 'sector', 'member', 'invoices'],
    ['name', 'status', 'sector', 'managerId'],
  ),
  orders: { ...byAge, NAME: { property: 'name', direction: 'asc', type: 'text' } },
};

/**
 * The condition under which what belongs to an activity is visible; `activityId` is the column, on
 * the alias `t`, that holds the activity's id. Sources of documents of an activity use it too.
 */
export function takesPart(viewer: Viewer, reach: Reach, activityId: string): Fragment {
  if (reach === 'all') return sql`true`;
  return sql`exists (select from core.participation p
    where p.cooperative_id = ${viewer.cooperativeId} and p.activity_id = ${raw(activityId)}
      and p.member_id = ${viewer.memberId} and p.status = 'ACTIVE')`;
}

/**
 * The activity on which the viewer may do this: with reach `own` only its manager. An activity that
 * is not visible is NOT_FOUND; one that is visible but not managed is FORBIDDEN.
 */
export async function requireManaged(
  ctx: Context,
  activityGlobalId: string,
  permission: string,
  path = 'activityId',
): Promise<Activity> {
  const reach = requireReach(ctx.viewer, permission);
  const activity = await requireVisible(ctx, activities, activityGlobalId, path);
  if (!mayManage(ctx.viewer, reach, activity)) throw new GezelError('FORBIDDEN', { permission });
  return activity;
}

/** The links of `core.participation` that make an activity one of a member's. */
export const activitiesOfMember: Link = {
  table: 'core.participation',
  parent: 'member_id',
  row: 'activity_id',
  where: `l.status = 'ACTIVE'`,
};

/** What this viewer may do with this activity now. */
export function activityActions(viewer: Viewer, activity: Activity): string[] {
  const manages = (permission: string) =>
    mayManage(viewer, viewer.grants.get(permission), activity);
  const open = activity.status === ActivityStatus.OPEN;
  const actions: string[] = open ? managed.filter(manages) : [];
  if (open && manages('activity.write')) {
    actions.push('activity.update', 'activity.close', 'activity.invite');
  }
  // With reach `own` an activity is seen by those who take part, and all but the manager may leave.
  const takesPartHere = viewer.grants.get('activity.read') === 'own';
  if (takesPartHere && activity.managerId !== viewer.memberId) actions.push('activity.leave');
  return actions;
}

/** Permissions over what belongs to an open activity: its manager's, and the co-operative's. */
const managed = [
  ...['client.write', 'quote.write', 'invoice.write', 'invoice.issue', 'budget.write'],
  ...['contract.write', 'assignment.write'],
];

/** Whether the reach of a permission covers changing this activity. */
export function mayManage(viewer: Viewer, reach: Reach | undefined, activity: Activity): boolean {
  return reach === 'all' || (reach === 'own' && activity.managerId === viewer.memberId);
}
