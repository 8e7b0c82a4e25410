import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { lineFindings, tidy } from '../../platform/model/text.js';
import { requireVisible } from '../../platform/read/read.js';
import { runTransition } from '../../platform/write/transition.js';
import type { Finding } from '../../platform/write/violation.js';
import { queueEnd } from '../dimona/queue-engagement.js';
import { type EngagementState, EngagementStatus } from './engagement.entity.js';
import { engagementEnd, engagements } from './engagement.policy.js';
import {
  type EngagementOutcome,
  engagementAnswer,
  engagementEvent,
  lockedEngagement,
  requireEngaging,
} from './engagement-state.js';
import type { EngagementStep } from './sign-engagement.js';

export interface EngagementEnd extends EngagementStep {
  /** The last day; of a draft it is of no consequence. */
  readonly lastDay: string;
  readonly reason: string;
}

/**
 * Ends an engagement on a day, after which it makes no contract any more; a draft is given up. Notice
 * and its length are for the adviser and the worker: the law's scale is not known here.
 */
export async function endEngagement(
  ctx: Context,
  input: EngagementEnd,
): Promise<EngagementOutcome> {
  const seen = await requireVisible(ctx, engagements, input.id);
  await requireEngaging(ctx, seen);
  const today = ctx.platform.clock.today();
  const reason = tidy(input.reason);
  const outcome = await runTransition(ctx, engagementEnd, {
    id: seen.id,
    dryRun: input.dryRun,
    expectedVersion: input.expectedVersion,
    load: lockedEngagement,
    next: (before) => ended(before, input.lastDay, today),
    check: async (before, _after, tx) => [
      ...lineFindings('reason', reason, 500),
      ...(await endFindings(tx, before, input.lastDay, today)),
    ],
    write: async (tx, before, after) => {
      await tx.query(
        `update core.engagement set status = $3, last_day = $4, end_reason = $5, version = $6
         where cooperative_id = $1 and id = $2`,
        [
          ...[tx.cooperativeId, before.id, after.status, after.lastDay],
          ...[after.lastDay === null ? null : reason, after.version],
        ],
      );
      if (after.lastDay !== null) {
        await queueEnd(tx, before.id, after.lastDay, ctx.platform.clock.now());
      }
      return [engagementEvent('engagement.ended', before, { lastDay: after.lastDay })];
    },
  });
  return engagementAnswer(ctx, outcome);
}

function ended(before: EngagementState, lastDay: string, today: string): EngagementState {
  const version = before.version + 1;
  if (before.status === 'DRAFT') return { ...before, status: EngagementStatus.CANCELLED, version };
  const status = lastDay < today ? EngagementStatus.ENDED : EngagementStatus.SIGNED;
  return { ...before, status, lastDay, version };
}

async function endFindings(
  tx: Tx,
  { id, status, from, lastDay: agreed }: EngagementState,
  lastDay: string,
  today: string,
): Promise<Finding[]> {
  if (status === 'DRAFT') return [];
  if (status !== 'SIGNED') return [{ code: 'engagement.not-in-force', values: { status } }];
  const path = ['lastDay'];
  if (agreed !== null) return [{ code: 'engagement.end-agreed', path, values: { day: agreed } }];
  const found: Finding[] = [];
  if (lastDay < from) found.push({ code: 'engagement.ends-first', path, values: { from } });
  const [row] = await tx.query<{ last: string | null }>(
    `select max(d.day)::text as last from core.contract c
     join core.contract_day d on d.cooperative_id = c.cooperative_id and d.contract_id = c.id
     where c.cooperative_id = $1 and c.engagement_id = $2 and d.bound`,
    [tx.cooperativeId, id],
  );
  const last = row?.last ?? null;
  if (last !== null && lastDay < last) {
    found.push({ code: 'engagement.signed-beyond', path, values: { last } });
  }
  if (lastDay < today && (last === null || lastDay !== last)) {
    found.push({ code: 'engagement.ends-in-the-past', path, values: { today } });
  }
  return found;
}
