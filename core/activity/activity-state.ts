import type { Context } from '../platform/context.js';
import { sql } from '../platform/database/rows.js';
import type { Tx } from '../platform/database/transaction.js';
import { notFound } from '../platform/errors.js';
import { globalId } from '../platform/ids.js';
import { locked } from '../platform/model/locked.js';
import type { DomainEvent } from '../platform/write/record.js';
import type { Finding, Violation } from '../platform/write/violation.js';
import { Activity, ActivityStatus } from './activity.entity.js';

/** An activity as transitions and plugins' validations see it; `activityId` is its own id. */
export interface ActivityState extends Activity {
  readonly activityId: string;
}

export const stateOf = (activity: Activity): ActivityState => ({
  ...activity,
  activityId: activity.id,
});

export interface ActivityOutcome {
  readonly activity: Activity | null;
  readonly violations: Violation[];
}

/** The activity, locked against other changes of it and of its team; NOT_FOUND when absent. */
export async function lockedActivity(tx: Tx, id: string): Promise<ActivityState> {
  const activity = await locked(tx, Activity, id);
  if (activity === null) throw notFound('Activity', globalId('Activity', id));
  return stateOf(activity);
}

/** The row as it now is, for the payload of a change that has just been made. */
export async function activityAfter(ctx: Context, id: string): Promise<Activity | null> {
  const rows = ctx.platform.rows(Activity);
  const [row] = await rows.read(
    sql`select ${rows.columns('t')} from ${rows.table} t
        where t.cooperative_id = ${ctx.viewer.cooperativeId} and t.id = ${id}`,
  );
  return row ?? null;
}

export const closedFindings = ({ status }: ActivityState): Finding[] =>
  status === ActivityStatus.OPEN ? [] : [{ code: 'activity.closed' }];

export const activityEvent = (type: string, id: string, payload = {}): DomainEvent => ({
  type,
  subject: { type: 'Activity', id },
  activityId: id,
  payload,
});
