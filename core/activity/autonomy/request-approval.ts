import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { badInput, GezelError, notFound } from '../../platform/errors.js';
import { globalId, newId, parseId } from '../../platform/ids.js';
import { paragraphFindings, tidy } from '../../platform/model/text.js';
import { byId } from '../../platform/read/read.js';
import { requireReach } from '../../platform/viewer.js';
import { runTransition } from '../../platform/write/transition.js';
import type { Finding } from '../../platform/write/violation.js';
import { activities, mayManage } from '../activity.policy.js';
import { Approval, ApprovalStatus } from './approval.entity.js';
import { type ApprovalState, approvalRequest } from './approval.policy.js';
import {
  type ApprovalOutcome,
  approvalAnswer,
  approvalEvent,
  lockedApproval,
} from './approval-state.js';

export interface ApprovalRequest {
  /** The global id of what the step is about. */
  readonly subjectId: string;
  /** e.g. "contract.sign". */
  readonly transition: string;
  readonly reason?: string | null;
  readonly dryRun?: boolean | null;
}

/** Asks a second pair of eyes for leave to make a step that passes the activity's limits. */
export async function requestApproval(
  ctx: Context,
  input: ApprovalRequest,
): Promise<ApprovalOutcome> {
  const subject = await subjectOf(ctx, input);
  const id = newId();
  const asked: ApprovalState = {
    ...{ cooperativeId: ctx.viewer.cooperativeId, id, version: 1 },
    ...{ status: ApprovalStatus.REQUESTED, transition: input.transition, ...subject },
    reason: tidy(input.reason ?? ''),
    requestedById: ctx.viewer.memberId,
    requestedAt: ctx.platform.clock.now(),
    ...{ decidedById: null, decidedAt: null, note: null },
  };
  const outcome = await runTransition(ctx, approvalRequest, {
    id,
    dryRun: input.dryRun,
    load: async (tx, known) => (known === id ? asked : lockedApproval(tx, known)),
    next: (draft) => draft,
    check: async (_before, draft, tx) => [
      ...paragraphFindings('reason', draft.reason, 2_000),
      ...(await standingFindings(tx, draft)),
    ],
    write: async (tx, _before, draft) => {
      await tx.em.insert(Approval, draft);
      return [approvalEvent('approval.requested', draft)];
    },
  });
  return approvalAnswer(ctx, outcome);
}

type Subject = Pick<Approval, 'subjectType' | 'subjectId' | 'subjectVersion' | 'activityId'>;

/** What is visible, belongs to an activity that the viewer manages and can make such a step. */
async function subjectOf(ctx: Context, input: ApprovalRequest): Promise<Subject> {
  const permission = 'activity.write';
  const reach = requireReach(ctx.viewer, permission);
  const parsed = parseId(input.subjectId);
  if (parsed === null) throw badInput('That is not a global id.', 'subjectId');
  const { domains } = ctx.platform;
  const limited = domains
    .flatMap(({ transitions }) => transitions)
    .some(({ name, subject, commits }) => {
      return name === input.transition && subject === parsed.typeName && commits !== undefined;
    });
  if (!limited) throw badInput('No limit can hold for such a step of such a thing.', 'transition');
  const source = domains
    .flatMap(({ sources }) => sources)
    .find(({ typeName }) => typeName === parsed.typeName);
  const found = source && ((await byId(ctx, source, parsed.id)) as LimitedThing | null);
  if (!found) throw notFound(parsed.typeName, input.subjectId);
  const activity = await byId(ctx, activities, found.activityId);
  if (activity === null) throw notFound('Activity', globalId('Activity', found.activityId));
  if (!mayManage(ctx.viewer, reach, activity)) throw new GezelError('FORBIDDEN', { permission });
  return {
    ...{ subjectType: parsed.typeName, subjectId: found.id },
    ...{ subjectVersion: found.version, activityId: activity.id },
  };
}

interface LimitedThing {
  readonly id: string;
  readonly activityId: string;
  readonly version: number;
}

/**
 * The lock on the activity puts two requests for one thing after one another; the unique index is
 * the guard behind it.
 */
async function standingFindings(tx: Tx, asked: ApprovalState): Promise<Finding[]> {
  await tx.query(
    'select from core.activity where cooperative_id = $1 and id = $2 for no key update',
    [tx.cooperativeId, asked.activityId],
  );
  const [row] = await tx.query<{ status: string }>(
    `select status from core.approval where cooperative_id = $1 and subject_id = $2
       and transition = $3 and subject_version = $4 and status in ('REQUESTED', 'APPROVED')`,
    [tx.cooperativeId, asked.subjectId, asked.transition, asked.subjectVersion],
  );
  if (row === undefined) return [];
  return [{ code: 'approval.already-asked', path: ['subjectId'], values: { status: row.status } }];
}
