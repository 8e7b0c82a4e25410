import type { Snapshot, Transition } from '../platform/write/transition.js';
import type { AssignmentStatus } from './assignment.entity.js';

/** An assignment as plugins' validations see it. */
export interface AssignmentState extends Snapshot {
  readonly id: string;
  readonly activityId: string;
  readonly clientId: string | null;
  readonly title: string;
  readonly status: AssignmentStatus;
  readonly currency: string;
  readonly version: number;
  readonly startedBy: string | null;
  /** In their turn. */
  readonly steps: readonly {
    readonly id: string;
    readonly place: number;
    readonly tool: string;
    readonly input: Readonly<Record<string, unknown>>;
    readonly status: string;
  }[];
}

/** From a plan to work: people are employed and money moves in its steps. */
export const assignmentStart: Transition<AssignmentState> = {
  name: 'assignment.start',
  subject: 'Assignment',
  tags: ['money.out', 'legal'],
};

export const assignmentCancel: Transition<AssignmentState> = {
  name: 'assignment.cancel',
  subject: 'Assignment',
  tags: [],
};

/** A person says that what a step left standing is settled outside. */
export const assignmentSeeTo: Transition<AssignmentState> = {
  name: 'assignment.see-to',
  subject: 'Assignment',
  tags: [],
};

/** A person says how a step that waited has ended. */
export const assignmentSettle: Transition<AssignmentState> = {
  name: 'assignment.settle',
  subject: 'Assignment',
  tags: [],
};
