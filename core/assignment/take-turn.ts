import type { Platform } from '../platform/context.js';
import { inTransaction } from '../platform/database/transaction.js';
import { claimAssignment, type LockedStep } from './assignment-state.js';
import { nextTurn } from './next-turn.js';
import {
  become,
  beginStep,
  type Direction,
  failStep,
  leaveStanding,
  sayProgress,
  type TurnWork,
} from './step-marks.js';
import { runStep, undoStep } from './step-work.js';
import { attemptsLimit } from './transient.js';

export interface AssignmentRef {
  readonly cooperativeId: string;
  readonly id: string;
}

export interface TurnTaken {
  /** Whether there was something to do and nobody else was at it. */
  readonly moved: boolean;
  /** The step that is marked as begun, for this process to do in its next turn. */
  readonly begun: string | null;
}

/**
 * One transaction of one assignment, which it locks, skipping it when somebody else has it. Either
 * a step is marked as begun; or the step that this process has marked is done, or undone, together
 * with its mark and the beginning of what comes next. A process that is killed leaves a begun step:
 * its mark counts the tries, and nothing that it did is there.
 */
export async function takeTurn(
  platform: Platform,
  ref: AssignmentRef,
  begun: string | null,
): Promise<TurnTaken> {
  const taken = await inTransaction(platform.orm, ref.cooperativeId, async (tx) => {
    const assignment = await claimAssignment(tx, ref.id, platform.clock.now());
    if (assignment === null) return { moved: false, begun: null };
    const work: TurnWork = { platform, tx, assignment };
    const turn = nextTurn(assignment.status, assignment.steps);
    if (turn.kind === 'nothing') return { moved: false, begun: null };
    let next: string | null = null;
    if (turn.kind === 'become') {
      await become(tx, assignment, turn.status, platform.clock.now());
    } else if (turn.step.id === begun) {
      await (turn.kind === 'run' ? runStep(work, turn.step) : undoStep(work, turn.step));
      next = await goOn(work);
    } else {
      next = await begin(work, turn.kind, turn.step);
    }
    await sayProgress(work);
    return { moved: true, begun: next };
  });
  if (taken.moved) platform.hub.wake();
  return taken;
}

/** What comes next begins in the same transaction, unless it has to wait. */
async function goOn(work: TurnWork): Promise<string | null> {
  const { tx, platform } = work;
  const now = platform.clock.now();
  const assignment = await claimAssignment(tx, work.assignment.id, now);
  // Another try was put off, or it is over.
  if (assignment === null) return null;
  const turn = nextTurn(assignment.status, assignment.steps);
  if (turn.kind === 'become') await become(tx, assignment, turn.status, now);
  if (turn.kind === 'become' || turn.kind === 'nothing') return null;
  return begin({ ...work, assignment }, turn.kind, turn.step);
}

async function begin(
  work: TurnWork,
  direction: Direction,
  step: LockedStep,
): Promise<string | null> {
  if (step.attempts < attemptsLimit) {
    await beginStep(work, direction, step);
    return step.id;
  }
  // Every try so far ended with its process: the next would too.
  const reason = { code: 'assignment.step-interrupted', values: interruption(step) };
  if (direction === 'run') await failStep(work, step, [reason]);
  else await leaveStanding(work, step, [reason]);
  return null;
}

const interruption = ({ tool, attempts }: LockedStep) => ({ tool, attempts });
