/** Every change of an assignment's or a step's row that the engine makes, in one place. */
import type { Platform } from '../platform/context.js';
import type { Tx } from '../platform/database/transaction.js';
import { systemContext } from '../platform/host/system-viewer.js';
import { record } from '../platform/write/record.js';
import type { Finding } from '../platform/write/violation.js';
import { AssignmentStatus } from './assignment.entity.js';
import type { LockedAssignment, LockedStep } from './assignment-state.js';
import { StepStatus } from './assignment-step.entity.js';
import { storedLine } from './cash-flow.js';
import type { JudgedStep } from './judge-plan.js';
import { pauseMs } from './transient.js';

/** One turn's transaction, with the assignment locked in it. */
export interface TurnWork {
  readonly platform: Platform;
  readonly tx: Tx;
  readonly assignment: LockedAssignment;
}

export type Direction = 'run' | 'undo';

/** Marks that a try begins; the count of tries survives the process. */
export async function beginStep(
  { tx, platform }: TurnWork,
  direction: Direction,
  step: LockedStep,
): Promise<void> {
  const status = direction === 'run' ? StepStatus.RUNNING : StepStatus.COMPENSATING;
  await tx.query(
    `update core.assignment_step set status = $3, attempts = attempts + 1,
       started_at = coalesce(started_at, $4)
     where cooperative_id = $1 and id = $2`,
    [tx.cooperativeId, step.id, status, platform.clock.now()],
  );
}

/** The step's new state; a later start or cancellation counts its tries anew. */
export async function markStep(
  { tx, platform }: TurnWork,
  step: LockedStep,
  mark: {
    readonly status: StepStatus;
    readonly reference?: string | null;
    readonly findings?: readonly Finding[];
    readonly stands?: boolean;
  },
): Promise<void> {
  const over = mark.status !== StepStatus.WAITING;
  await tx.query(
    `update core.assignment_step set status = $3, attempts = 0, reference = $4, findings = $5,
       stands = $6, ended_at = $7
     where cooperative_id = $1 and id = $2`,
    [
      tx.cooperativeId,
      step.id,
      mark.status,
      mark.reference === undefined ? step.reference : mark.reference,
      JSON.stringify(mark.findings ?? step.findings),
      mark.stands ?? step.stands,
      over ? platform.clock.now() : null,
    ],
  );
}

/** It was begun with something else than was planned, at no higher price. */
export async function replaceStep(
  { tx }: TurnWork,
  step: LockedStep,
  { input, plan, cost, cashFlow }: JudgedStep,
): Promise<void> {
  await tx.query(
    `update core.assignment_step set input = $3, plan = $4, cost_minor = $5, cash_flow = $6
     where cooperative_id = $1 and id = $2`,
    [
      ...[tx.cooperativeId, step.id, JSON.stringify(input), JSON.stringify(plan ?? null), cost],
      JSON.stringify(cashFlow.map(storedLine)),
    ],
  );
}

/** The step failed: what has not begun never will, and what was done is to be undone. */
export async function failStep(
  work: TurnWork,
  step: LockedStep,
  findings: readonly Finding[],
): Promise<void> {
  await markStep(work, step, { status: StepStatus.FAILED, findings });
  const { tx, assignment, platform } = work;
  await skipTheRest(tx, assignment);
  await become(tx, assignment, AssignmentStatus.CANCELLING, platform.clock.now());
}

/** It could not be undone: its effect stands, and the step says what a person must see to. */
export async function leaveStanding(
  work: TurnWork,
  step: LockedStep,
  reasons: readonly Finding[],
): Promise<void> {
  const { tool, reference } = step;
  const values = { tool, reference: reference ?? '-' };
  const findings = [{ code: 'assignment.not-undone', values }, ...reasons];
  await markStep(work, step, { status: StepStatus.DONE, findings, stands: true });
}

/** What has not begun will not. */
export async function skipTheRest(tx: Tx, assignment: { readonly id: string }): Promise<void> {
  await tx.query(
    `update core.assignment_step set status = 'SKIPPED'
     where cooperative_id = $1 and assignment_id = $2 and status in ('PENDING', 'RUNNING')`,
    [tx.cooperativeId, assignment.id],
  );
}

export async function become(
  tx: Tx,
  { id }: { readonly id: string },
  status: AssignmentStatus,
  now: Date,
): Promise<void> {
  const moving = status === AssignmentStatus.RUNNING || status === AssignmentStatus.CANCELLING;
  await tx.query(
    `update core.assignment set status = $3, version = version + 1, next_turn_at = $4,
       ended_at = $5
     where cooperative_id = $1 and id = $2`,
    [tx.cooperativeId, id, status, moving ? now : null, ended.has(status) ? now : null],
  );
}

/** Another try later; the step keeps its mark. */
export async function postpone(work: TurnWork, step: LockedStep): Promise<void> {
  const { tx, platform, assignment } = work;
  const at = new Date(platform.clock.now().getTime() + pauseMs(step.attempts));
  await tx.query(
    'update core.assignment set next_turn_at = $3 where cooperative_id = $1 and id = $2',
    [tx.cooperativeId, assignment.id, at],
  );
}

/** Says that something moved, to whoever follows the assignment or its activity. */
export async function sayProgress({ platform, tx, assignment }: TurnWork): Promise<void> {
  const ctx = systemContext(platform, tx.cooperativeId, tx);
  const viewer = { ...ctx.viewer, memberId: assignment.startedBy ?? ctx.viewer.memberId };
  const subject = { type: 'Assignment', id: assignment.id };
  const event = { type: 'assignment.progress', subject, activityId: assignment.activityId };
  await record(tx, { ...ctx, viewer }, 'assignment.step', [event]);
}

const ended: ReadonlySet<AssignmentStatus> = new Set([
  AssignmentStatus.DONE,
  AssignmentStatus.FAILED,
  AssignmentStatus.CANCELLED,
]);
