/** Work of a plugin elsewhere that was not kept, and what the core had done for it that stands. */
import type { Context } from '../platform/context.js';
import { notFound } from '../platform/errors.js';
import { isSystem } from '../platform/host/system-viewer.js';
import { globalId, newId } from '../platform/ids.js';
import { record } from '../platform/write/record.js';
import { transact } from '../platform/write/transact.js';
import type { Finding } from '../platform/write/violation.js';

export interface StandingMove {
  readonly plugin: string;
  /** What the core was asked to do, e.g. "payOut". */
  readonly move: string;
  /** By which a person finds it: its key, or the id of what it was about. */
  readonly reference: string;
  readonly activityId: string;
  /** Why it could not be undone; none: nothing takes such a move back. */
  readonly reasons: readonly Finding[];
}

/**
 * Puts it into the queue of what a person must see to, as what a cancelled assignment has left
 * standing: it is settled there, by `seeToAssignmentStep`, and nowhere else.
 */
export async function leaveMove(ctx: Context, left: StandingMove): Promise<void> {
  const { plugin, move, reference, activityId, reasons } = left;
  const values = { plugin, move, reference };
  const findings = [{ code: 'assignment.move-not-undone', values }, ...reasons];
  await transact(ctx, async (tx) => {
    const id = newId();
    const now = ctx.platform.clock.now();
    const [made] = await tx.query(
      `with asked as (
         insert into core.assignment (cooperative_id, id, activity_id, title, status, currency,
           planned_by, planned_at, ended_at)
         select a.cooperative_id, $3, a.id, $4, 'CANCELLED', a.currency, coalesce($5, a.manager_id),
           $6, $6
         from core.activity a where a.cooperative_id = $1 and a.id = $2
         returning cooperative_id, id)
       insert into core.assignment_step (cooperative_id, id, assignment_id, place, tool, plugin,
         input, status, reference, findings, stands, started_at, ended_at)
       select cooperative_id, $7, id, 0, $8, $9, '{}', 'DONE', $10, $11, true, $6, $6 from asked
       returning id`,
      [
        ...[tx.cooperativeId, activityId, id, `${plugin}: ${move}`],
        ...[isSystem(ctx.viewer) ? null : ctx.viewer.memberId, now],
        ...[newId(), move, plugin, reference, JSON.stringify(findings)],
      ],
    );
    if (made === undefined) throw notFound('Activity', globalId('Activity', activityId));
    const subject = { type: 'Assignment', id };
    const event = {
      type: 'assignment.left-standing',
      subject,
      activityId,
      payload: { plugin, move },
    };
    await record(tx, ctx, 'assignment.leave-standing', [event], subject);
  });
}
