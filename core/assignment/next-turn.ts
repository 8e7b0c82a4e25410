import { AssignmentStatus } from './assignment.entity.js';
import { StepStatus } from './assignment-step.entity.js';

/** What decides about a step: its place, what it waits for and where it stands. */
export interface StepFacts {
  readonly place: number;
  readonly needs: readonly number[];
  readonly status: StepStatus;
  readonly stands: boolean;
  /** It begins once all others are done or wait for somebody. */
  readonly closes: boolean;
}

/** What an assignment does next. */
export type Turn<Step> =
  | { readonly kind: 'run' | 'undo'; readonly step: Step }
  | { readonly kind: 'become'; readonly status: AssignmentStatus }
  | { readonly kind: 'nothing' };

/**
 * Decides from the rows alone, so any process can go on where another was killed. Forwards: the
 * first step whose needs are done, a closing one once all others have begun; when none can run and
 * some wait, the assignment waits.
 * Backwards: the last step whose effect still stands; then it has failed, or it is cancelled.
 */
export function nextTurn<Step extends StepFacts>(
  status: AssignmentStatus,
  steps: readonly Step[],
): Turn<Step> {
  if (status === AssignmentStatus.RUNNING) return forwards(steps);
  if (status === AssignmentStatus.CANCELLING) return backwards(steps);
  return { kind: 'nothing' };
}

function forwards<Step extends StepFacts>(steps: readonly Step[]): Turn<Step> {
  const done = new Set(steps.filter(is(StepStatus.DONE)).map(({ place }) => place));
  const begun = steps
    .filter(({ closes }) => !closes)
    .every(is(StepStatus.DONE, StepStatus.WAITING));
  const step = steps
    .filter(is(StepStatus.PENDING, StepStatus.RUNNING))
    .find(({ needs, closes }) => (begun || !closes) && needs.every((place) => done.has(place)));
  if (step !== undefined) return { kind: 'run', step };
  const status = done.size === steps.length ? AssignmentStatus.DONE : AssignmentStatus.WAITING;
  return { kind: 'become', status };
}

function backwards<Step extends StepFacts>(steps: readonly Step[]): Turn<Step> {
  const step = steps
    .filter(is(StepStatus.DONE, StepStatus.WAITING, StepStatus.COMPENSATING))
    .findLast(({ stands }) => !stands);
  if (step !== undefined) return { kind: 'undo', step };
  const failed = steps.some(is(StepStatus.FAILED));
  return { kind: 'become', status: failed ? AssignmentStatus.FAILED : AssignmentStatus.CANCELLED };
}

const is =
  (...statuses: readonly StepStatus[]) =>
  ({ status }: StepFacts): boolean =>
    statuses.includes(status);
