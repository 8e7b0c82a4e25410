import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { lineFindings, tidy } from '../../platform/model/text.js';
import { requireVisible } from '../../platform/read/read.js';
import { transact } from '../../platform/write/transact.js';
import { runTransition, type TransitionOutcome } from '../../platform/write/transition.js';
import { type Finding, Severity, type Violation } from '../../platform/write/violation.js';
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
import { EngagementEndedBy, noticeFindings } from './notice-findings.js';
import { forgetRefusalsAfter } from './refused-months.js';
import { type BeyondMonth, beyondFindings, cutMonths, monthsBeyond } from './shorten-months.js';
import type { EngagementStep } from './sign-engagement.js';

export interface EngagementEnd extends EngagementStep {
  /** The last day; of a draft it is of no consequence. */
  readonly lastDay: string;
  readonly reason: string;
  /** Both agree when absent. */
  readonly by?: EngagementEndedBy | null;
}

/**
 * Ends an engagement on a day, after which it makes no contract any more; a draft is given up. Signed
 * months that have not begun are cancelled with it, and the month that the end falls in is shorter: all
 * of it, or nothing. Whoever ends it alone keeps to the notice that is known for the service.
 */
export async function endEngagement(
  ctx: Context,
  input: EngagementEnd,
): Promise<EngagementOutcome> {
  const seen = await requireVisible(ctx, engagements, input.id);
  await requireEngaging(ctx, seen);
  try {
    const outcome = await transact(ctx, async (tx) => {
      const within = { ...ctx, tx };
      await lockUnpaid(tx, seen.id);
      const beyond = await monthsBeyond(tx, seen.id, input.lastDay);
      const { after, violations } = await endRow(within, input, seen.id, beyond);
      if (after === null) throw new NotEnded(violations);
      if (after.lastDay !== null) {
        const { lastDay } = after;
        violations.push(...(await cutMonths(within, { ...after, lastDay }, beyond)));
      }
      const refused = violations.some(({ severity }) => severity === Severity.ERROR);
      if (refused || input.dryRun) throw new NotEnded(violations);
      return { after, violations };
    });
    return engagementAnswer(ctx, outcome);
  } catch (error) {
    if (error instanceof NotEnded) return { engagement: null, violations: error.violations };
    throw error;
  }
}

/** Carries what was found out of the transaction that it rolls back. */
class NotEnded extends Error {
  constructor(readonly violations: Violation[]) {
    super('No engagement was ended.');
  }
}

/** Contracts before their activity, as a pay run locks them. */
async function lockUnpaid(tx: Tx, engagementId: string): Promise<void> {
  await tx.query(
    `select from core.contract
     where cooperative_id = $1 and engagement_id = $2 and status in ('SIGNED', 'WORKED')
     order by id for no key update`,
    [tx.cooperativeId, engagementId],
  );
}

/** The engagement's own step; a trial makes it too, for what it does to the months is tried with it. */
function endRow(
  ctx: Context,
  input: EngagementEnd,
  id: string,
  beyond: readonly BeyondMonth[],
): Promise<TransitionOutcome<EngagementState>> {
  const { clock } = ctx.platform;
  const today = clock.today();
  const reason = tidy(input.reason);
  const by = input.by ?? EngagementEndedBy.AGREEMENT;
  return runTransition(ctx, engagementEnd, {
    id,
    expectedVersion: input.expectedVersion,
    load: lockedEngagement,
    next: (before) => ended(before, input.lastDay, today),
    check: async (before, _after, tx) => [
      ...lineFindings('reason', reason, 500),
      ...(await endFindings(tx, before, input.lastDay, { today, beyond })),
      ...(await noticeFindings(tx, before, { by, lastDay: input.lastDay, today })),
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
        await queueEnd(tx, before.id, after.lastDay, clock.now());
        await forgetRefusalsAfter(tx, before.id, after.lastDay);
      }
      return [engagementEvent('engagement.ended', before, { lastDay: after.lastDay, by })];
    },
  });
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
  { today, beyond }: { readonly today: string; readonly beyond: readonly BeyondMonth[] },
): Promise<Finding[]> {
  if (status === 'DRAFT') return [];
  if (status !== 'SIGNED') return [{ code: 'engagement.not-in-force', values: { status } }];
  const path = ['lastDay'];
  if (agreed !== null) return [{ code: 'engagement.end-agreed', path, values: { day: agreed } }];
  if (lastDay < from) return [{ code: 'engagement.ends-first', path, values: { from } }];
  const found = beyondFindings(beyond, lastDay, today);
  if (found.length > 0 || lastDay >= today) return found;
  const [row] = await tx.query<{ last: string | null }>(
    `select max(d.day)::text as last from core.contract c
     join core.contract_day d on d.cooperative_id = c.cooperative_id and d.contract_id = c.id
     where c.cooperative_id = $1 and c.engagement_id = $2 and d.bound`,
    [tx.cooperativeId, id],
  );
  // In the past only where a contract says what was worked until then.
  if (beyond.some(({ first }) => first <= lastDay) || row?.last === lastDay) return [];
  return [{ code: 'engagement.ends-in-the-past', path, values: { today } }];
}
