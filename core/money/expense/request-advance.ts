import type { Context } from '../../platform/context.js';
import { notFound } from '../../platform/errors.js';
import { globalId, newId } from '../../platform/ids.js';
import { lineFindings, tidy } from '../../platform/model/text.js';
import { requireReach } from '../../platform/viewer.js';
import { runTransition, type TransitionOutcome } from '../../platform/write/transition.js';
import type { Finding } from '../../platform/write/violation.js';
import { lockActivity } from '../account/activity-money.js';
import { maximumTextLength } from '../limits.js';
import { lockAdvance } from './advance-state.js';
import { type AdvanceState, advanceRequested } from './expense.policy.js';
import { ExpenseAdvanceStatus } from './expense-advance.entity.js';
import { amountOf } from './expense-lines.js';
import { takesPartIn } from './sheet.js';

/** The id is a UUID. */
export interface AdvanceRequest {
  readonly activityId: string;
  readonly amount: string;
  readonly reason: string;
  readonly dryRun?: boolean | null;
  readonly idempotencyKey: string;
}

/** Asks for money of an activity before it is spent; one takes part in the activity. */
export function requestAdvance(
  ctx: Context,
  step: AdvanceRequest,
): Promise<TransitionOutcome<AdvanceState>> {
  requireReach(ctx.viewer, 'expense.write');
  const { activityId } = step;
  const { memberId } = ctx.viewer;
  const reason = tidy(step.reason);
  const id = newId();
  return runTransition<AdvanceState>(ctx, advanceRequested, {
    ...{ id, dryRun: step.dryRun, once: { key: step.idempotencyKey, input: step } },
    load: async (tx, wanted) => {
      if (wanted !== id) return lockAdvance(tx, ctx, wanted);
      const activity = await lockActivity(tx, activityId);
      if (activity === null || !(await takesPartIn(tx, activityId, memberId))) {
        throw notFound('Activity', globalId('Activity', activityId));
      }
      const { currency, hostEntityId, status: activityStatus } = activity;
      const amountMinor = amountOf(step.amount, currency) ?? 0n;
      const place = { activityId, activityStatus, hostEntityId, memberId, currency };
      return {
        ...place,
        id,
        status: ExpenseAdvanceStatus.REQUESTED,
        amountMinor,
        openMinor: 0n,
        version: 0,
      };
    },
    next: (before) => ({ ...before, version: before.version + 1 }),
    check: (before) => [
      ...requestFindings(before),
      ...lineFindings('reason', reason, maximumTextLength),
    ],
    write: async (tx, before) => {
      await tx.query(
        `insert into core.expense_advance (cooperative_id, id, activity_id, host_entity_id,
           member_id, status, currency, amount_minor, open_minor, reason, requested_on)
         values ($1, $2, $3, $4, $5, 'REQUESTED', $6, $7, 0, $8, $9)`,
        [
          ...[tx.cooperativeId, id, activityId, before.hostEntityId, memberId, before.currency],
          ...[before.amountMinor, reason, ctx.platform.clock.today()],
        ],
      );
      const subject = { type: 'ExpenseAdvance', id };
      return [{ type: 'expense-advance.requested', subject, activityId }];
    },
  });
}

function requestFindings({ amountMinor, activityStatus, currency }: AdvanceState): Finding[] {
  const found: Finding[] = [];
  if (amountMinor <= 0n) {
    found.push({ code: 'expense.amount', path: ['amount'], values: { currency } });
  }
  if (activityStatus !== 'OPEN')
    found.push({ code: 'expense.activity-closed', path: ['activityId'] });
  return found;
}
