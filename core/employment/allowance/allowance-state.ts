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
import { AmateurAllowance } from './allowance.entity.js';
import { type AllowanceState, allowances } from './allowance.policy.js';

export interface AllowanceOutcome {
  readonly allowance: AmateurAllowance | null;
  readonly violations: Violation[];
}

/** The activity, then the row: the order in which every step that spends its money locks. */
export async function lockedAllowance(tx: Tx, id: string): Promise<AllowanceState> {
  await tx.query(
    `select from core.activity a
     join core.amateur_allowance w on w.cooperative_id = a.cooperative_id
       and w.activity_id = a.id
     where a.cooperative_id = $1 and w.id = $2 for no key update of a`,
    [tx.cooperativeId, id],
  );
  const row = await locked(tx, AmateurAllowance, id);
  if (row === null) throw notFound('AmateurAllowance', globalId('AmateurAllowance', id));
  const days = await tx.query<{ day: string }>(
    `select day from core.amateur_allowance_day
     where cooperative_id = $1 and allowance_id = $2 order by day`,
    [tx.cooperativeId, id],
  );
  return { ...row, days: days.map(({ day }) => day) };
}

/** The artist sees it and is FORBIDDEN to change it. */
export async function requireAllowing(ctx: Context, allowance: AmateurAllowance): Promise<void> {
  const permission = 'contract.write';
  if (requireReach(ctx.viewer, permission) === 'all') return;
  const [row] = await (ctx.tx ?? ctx.platform.database).query<{ manager_id: string }>(
    'select manager_id from core.activity where cooperative_id = $1 and id = $2',
    [ctx.viewer.cooperativeId, allowance.activityId],
  );
  if (row?.manager_id !== ctx.viewer.memberId) throw new GezelError('FORBIDDEN', { permission });
}

export async function allowanceAnswer(
  ctx: Context,
  { after, violations }: TransitionOutcome<AllowanceState>,
): Promise<AllowanceOutcome> {
  return { allowance: after && (await byId(ctx, allowances, after.id)), violations };
}

export const allowanceEvent = (type: string, state: AllowanceState): DomainEvent => ({
  ...{ type, subject: { type: 'AmateurAllowance', id: state.id }, activityId: state.activityId },
  payload: { artistId: state.artistId, days: state.days.length },
});
