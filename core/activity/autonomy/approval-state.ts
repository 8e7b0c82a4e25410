import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { notFound } from '../../platform/errors.js';
import { globalId } from '../../platform/ids.js';
import { locked } from '../../platform/model/locked.js';
import { byId } from '../../platform/read/read.js';
import type { DomainEvent } from '../../platform/write/record.js';
import type { TransitionOutcome } from '../../platform/write/transition.js';
import type { Violation } from '../../platform/write/violation.js';
import { Approval } from './approval.entity.js';
import { type ApprovalState, approvals } from './approval.policy.js';

export interface ApprovalOutcome {
  readonly approval: Approval | null;
  readonly violations: Violation[];
}

/** The row under lock. Its activity is not locked: an approval changes nothing of it. */
export async function lockedApproval(tx: Tx, id: string): Promise<ApprovalState> {
  const row = await locked(tx, Approval, id);
  if (row === null) throw notFound('Approval', globalId('Approval', id));
  return row;
}

export async function approvalAnswer(
  ctx: Context,
  { after, violations }: TransitionOutcome<ApprovalState>,
): Promise<ApprovalOutcome> {
  return { approval: after && (await byId(ctx, approvals, after.id)), violations };
}

/** Ids and codes only: what is asked and answered in words stays in the row. */
export const approvalEvent = (type: string, approval: ApprovalState): DomainEvent => ({
  type,
  subject: { type: 'Approval', id: approval.id },
  activityId: approval.activityId,
  payload: {
    transition: approval.transition,
    subjectId: globalId(approval.subjectType, approval.subjectId),
  },
});
