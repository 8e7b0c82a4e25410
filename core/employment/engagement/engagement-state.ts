import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { GezelError, notFound } from '../../platform/errors.js';
import { globalId } from '../../platform/ids.js';
import { locked } from '../../platform/model/locked.js';
import { byId } from '../../platform/read/read.js';
import { requireReach } from '../../platform/viewer.js';
import type { DomainEvent } from '../../platform/write/record.js';
import type { TransitionOutcome } from '../../platform/write/transition.js';
import type { Violation } from '../../platform/write/violation.js';
import { Engagement, type EngagementState } from './engagement.entity.js';
import { engagements } from './engagement.policy.js';

export interface EngagementOutcome {
  readonly engagement: Engagement | null;
  readonly violations: Violation[];
}

/** The activity first, as every step that binds its money does; then the row. */
export async function lockedEngagement(tx: Tx, id: string): Promise<EngagementState> {
  await tx.query(
    `select from core.activity a
     join core.engagement e on e.cooperative_id = a.cooperative_id and e.activity_id = a.id
     where a.cooperative_id = $1 and e.id = $2 for no key update of a`,
    [tx.cooperativeId, id],
  );
  const row = await locked(tx, Engagement, id);
  if (row === null) throw notFound('Engagement', globalId('Engagement', id));
  return row;
}

/** For a change by somebody who holds the permission on its activity: the worker is FORBIDDEN. */
export async function requireEngaging(ctx: Context, engagement: EngagementState): Promise<void> {
  const permission = 'contract.write';
  if (requireReach(ctx.viewer, permission) === 'all') return;
  const [row] = await (ctx.tx ?? ctx.platform.database).query<{ manager_id: string }>(
    'select manager_id from core.activity where cooperative_id = $1 and id = $2',
    [ctx.viewer.cooperativeId, engagement.activityId],
  );
  if (row?.manager_id !== ctx.viewer.memberId) throw new GezelError('FORBIDDEN', { permission });
}

export async function engagementAnswer(
  ctx: Context,
  { after, violations }: Pick<TransitionOutcome<EngagementState>, 'after' | 'violations'>,
): Promise<EngagementOutcome> {
  return { engagement: after && (await byId(ctx, engagements, after.id)), violations };
}

export const engagementEvent = (
  type: string,
  { id, activityId, workerId }: EngagementState,
  payload: Readonly<Record<string, unknown>> = {},
): DomainEvent => ({
  ...{ type, subject: { type: 'Engagement', id }, activityId, payload: { workerId, ...payload } },
});
