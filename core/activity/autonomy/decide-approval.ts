import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { GezelError } from '../../platform/errors.js';
import { paragraphFindings, tidy } from '../../platform/model/text.js';
import { requireVisible } from '../../platform/read/read.js';
import { requireReach } from '../../platform/viewer.js';
import { runTransition } from '../../platform/write/transition.js';
import type { Finding } from '../../platform/write/violation.js';
import { Approval, ApprovalStatus } from './approval.entity.js';
import {
  type ApprovalState,
  approvalDecide,
  approvals,
  approvalWithdraw,
} from './approval.policy.js';
import {
  type ApprovalOutcome,
  approvalAnswer,
  approvalEvent,
  lockedApproval,
} from './approval-state.js';

export interface ApprovalStep {
  /** The global id. */
  readonly id: string;
  readonly expectedVersion?: number | null;
  readonly dryRun?: boolean | null;
}

export interface ApprovalDecision extends ApprovalStep {
  readonly approve: boolean;
  readonly note?: string | null;
}

/** Answers a request: by somebody else than who asked and than who manages the activity. */
export async function decideApproval(
  ctx: Context,
  input: ApprovalDecision,
): Promise<ApprovalOutcome> {
  requireReach(ctx.viewer, 'approval.decide');
  const seen = await requireVisible(ctx, approvals, input.id);
  const outcome = await runTransition(ctx, approvalDecide, {
    id: seen.id,
    dryRun: input.dryRun,
    expectedVersion: input.expectedVersion,
    load: lockedApproval,
    next: (before) => ({
      ...before,
      status: input.approve ? ApprovalStatus.APPROVED : ApprovalStatus.REFUSED,
      decidedById: ctx.viewer.memberId,
      decidedAt: ctx.platform.clock.now(),
      note: input.note == null ? null : tidy(input.note),
      version: before.version + 1,
    }),
    check: async (before, after, tx) => [
      ...openFindings(before),
      ...(await eyesFindings(tx, before, ctx.viewer.memberId)),
      ...paragraphFindings('note', after.note ?? '', 2_000),
    ],
    write: async (tx, _before, after) => {
      const { status, decidedById, decidedAt, note, version } = after;
      const change = { status, decidedById, decidedAt, note, version };
      await tx.em.nativeUpdate(Approval, { cooperativeId: tx.cooperativeId, id: seen.id }, change);
      return [approvalEvent(input.approve ? 'approval.approved' : 'approval.refused', after)];
    },
  });
  return approvalAnswer(ctx, outcome);
}

/** Takes a request back that nobody has answered. */
export async function withdrawApproval(
  ctx: Context,
  input: ApprovalStep,
): Promise<ApprovalOutcome> {
  const permission = 'activity.write';
  requireReach(ctx.viewer, permission);
  const seen = await requireVisible(ctx, approvals, input.id);
  if (seen.requestedById !== ctx.viewer.memberId) throw new GezelError('FORBIDDEN', { permission });
  const outcome = await runTransition(ctx, approvalWithdraw, {
    id: seen.id,
    dryRun: input.dryRun,
    expectedVersion: input.expectedVersion,
    load: lockedApproval,
    next: (before) => ({
      ...before,
      status: ApprovalStatus.WITHDRAWN,
      version: before.version + 1,
    }),
    check: openFindings,
    write: async (tx, _before, after) => {
      const { status, version } = after;
      const where = { cooperativeId: tx.cooperativeId, id: seen.id };
      await tx.em.nativeUpdate(Approval, where, { status, version });
      return [approvalEvent('approval.withdrawn', after)];
    },
  });
  return approvalAnswer(ctx, outcome);
}

function openFindings({ status }: ApprovalState): Finding[] {
  return status === 'REQUESTED' ? [] : [{ code: 'approval.not-open', values: { status } }];
}

async function eyesFindings(tx: Tx, asked: ApprovalState, memberId: string): Promise<Finding[]> {
  const [row] = await tx.query<{ manager_id: string }>(
    'select manager_id from core.activity where cooperative_id = $1 and id = $2',
    [tx.cooperativeId, asked.activityId],
  );
  const own = asked.requestedById === memberId || row?.manager_id === memberId;
  return own ? [{ code: 'approval.own-request' }] : [];
}
