import type { Context } from '../../platform/context.js';
import { requireVisible } from '../../platform/read/read.js';
import type { Once } from '../../platform/write/once.js';
import { transact } from '../../platform/write/transact.js';
import { runTransition } from '../../platform/write/transition.js';
import { type Finding, Severity, type Violation } from '../../platform/write/violation.js';
import { carryFindings } from './carry.js';
import { type EngagementState, EngagementStatus } from './engagement.entity.js';
import { engagementSign, engagements } from './engagement.policy.js';
import {
  type EngagementOutcome,
  engagementAnswer,
  engagementEvent,
  lockedEngagement,
  requireEngaging,
} from './engagement-state.js';
import { makeMonth } from './make-month.js';
import { monthOf } from './month-plan.js';

export interface EngagementStep {
  /** The global id. */
  readonly id: string;
  readonly expectedVersion?: number | null;
  readonly dryRun?: boolean | null;
}

/**
 * Signs an engagement that its activity can carry, and the contract of its first month with it: both
 * or neither, and what stands in the way of either is said at once.
 */
export async function signEngagement(
  ctx: Context,
  input: EngagementStep,
  once: Once,
): Promise<EngagementOutcome> {
  const seen = await requireVisible(ctx, engagements, input.id);
  await requireEngaging(ctx, seen);
  try {
    const outcome = await transact(ctx, async (tx) => {
      const within = { ...ctx, tx };
      const signed = await signRow(within, input, seen.id, once);
      const first = await makeMonth(within, seen, monthOf(seen.from));
      const violations = [...signed.violations, ...first.violations];
      const refused = violations.some(({ severity }) => severity === Severity.ERROR);
      if (refused || input.dryRun) throw new NotEngaged(violations);
      return { after: signed.after, violations };
    });
    return engagementAnswer(ctx, outcome);
  } catch (error) {
    if (error instanceof NotEngaged) return { engagement: null, violations: error.violations };
    throw error;
  }
}

/** Carries what was found out of the transaction that it rolls back. */
class NotEngaged extends Error {
  constructor(readonly violations: Violation[]) {
    super('Nobody was engaged.');
  }
}

function signRow(ctx: Context, input: EngagementStep, id: string, once: Once) {
  const today = ctx.platform.clock.today();
  return runTransition(ctx, engagementSign, {
    id,
    dryRun: input.dryRun,
    expectedVersion: input.expectedVersion,
    once,
    load: lockedEngagement,
    next: (before) => ({
      ...before,
      status: EngagementStatus.SIGNED,
      signedOn: today,
      version: before.version + 1,
    }),
    check: async (before, _after, tx) => [
      ...draftFindings(before),
      ...(await carryFindings(tx, before, today)),
    ],
    write: async (tx, before, after) => {
      await tx.query(
        `update core.engagement set status = 'SIGNED', signed_on = $3, version = $4
         where cooperative_id = $1 and id = $2`,
        [tx.cooperativeId, before.id, today, after.version],
      );
      return [engagementEvent('engagement.signed', before, { from: before.from })];
    },
  });
}

const draftFindings = ({ status }: EngagementState): Finding[] =>
  status === 'DRAFT' ? [] : [{ code: 'engagement.not-draft', values: { status } }];
