import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { AssignmentStatus } from './assignment.entity.js';
import { StepStatus } from './assignment-step.entity.js';
import { nextTurn, type StepFacts, type Turn } from './next-turn.js';

const { RUNNING, CANCELLING } = AssignmentStatus;
const { PENDING, DONE, WAITING, FAILED, SKIPPED, COMPENSATED, COMPENSATING } = StepStatus;

const steps = (...statuses: StepStatus[]): StepFacts[] =>
  statuses.map((status, place) => ({ place, needs: [], status, stands: false, closes: false }));
const placeOf = (turn: Turn<StepFacts>) => ('step' in turn ? turn.step.place : turn);

describe('forwards', () => {
  test('without a step it is done', () => {
    expect(nextTurn(RUNNING, [])).toEqual({ kind: 'become', status: 'DONE' });
  });

  test('the first step that has not been done comes next, also one that was begun', () => {
    expect(placeOf(nextTurn(RUNNING, steps(DONE, PENDING, PENDING)))).toBe(1);
    expect(placeOf(nextTurn(RUNNING, steps(DONE, StepStatus.RUNNING, PENDING)))).toBe(1);
  });

  test('a step that needs one that waits is left out, the next is not', () => {
    const [waiting, needing, free] = steps(WAITING, PENDING, PENDING) as [
      StepFacts,
      StepFacts,
      StepFacts,
    ];
    const all = [waiting, { ...needing, needs: [0] }, free];
    expect(placeOf(nextTurn(RUNNING, all))).toBe(2);
    const rest = [waiting, { ...needing, needs: [0] }, { ...free, status: DONE }];
    expect(nextTurn(RUNNING, rest)).toEqual({ kind: 'become', status: 'WAITING' });
  });

  test('a closing step begins once all others are done or wait, and not before', () => {
    const closing = (...statuses: StepStatus[]) =>
      steps(...statuses).map((step, place) => ({ ...step, closes: place === 0 }));
    expect(placeOf(nextTurn(RUNNING, closing(PENDING, DONE, PENDING)))).toBe(2);
    expect(placeOf(nextTurn(RUNNING, closing(PENDING, DONE, WAITING)))).toBe(0);
    const behind = closing(PENDING, WAITING, PENDING).map((one) =>
      one.place === 2 ? { ...one, needs: [1] } : one,
    );
    expect(nextTurn(RUNNING, behind)).toEqual({ kind: 'become', status: 'WAITING' });
    const [first, ...others] = closing(PENDING, WAITING) as [StepFacts, ...StepFacts[]];
    const named = [{ ...first, needs: [1] }, ...others];
    expect(nextTurn(RUNNING, named)).toEqual({ kind: 'become', status: 'WAITING' });
    expect(placeOf(nextTurn(RUNNING, closing(PENDING)))).toBe(0);
  });

  test('when all are done it is done', () => {
    expect(nextTurn(RUNNING, steps(DONE, DONE))).toEqual({ kind: 'become', status: 'DONE' });
  });
});

describe('backwards', () => {
  test('the last step whose effect stands is undone, also one whose undoing was begun', () => {
    expect(placeOf(nextTurn(CANCELLING, steps(DONE, WAITING, FAILED, SKIPPED)))).toBe(1);
    expect(placeOf(nextTurn(CANCELLING, steps(DONE, COMPENSATING, COMPENSATED)))).toBe(1);
  });

  test('what cannot be undone is passed by', () => {
    const [first, second] = steps(DONE, DONE) as [StepFacts, StepFacts];
    expect(placeOf(nextTurn(CANCELLING, [first, { ...second, stands: true }]))).toBe(0);
  });

  test('then it has failed, or was cancelled', () => {
    const become = (status: string) => ({ kind: 'become', status });
    expect(nextTurn(CANCELLING, steps(COMPENSATED, FAILED, SKIPPED))).toEqual(become('FAILED'));
    expect(nextTurn(CANCELLING, steps(COMPENSATED, SKIPPED))).toEqual(become('CANCELLED'));
    expect(nextTurn(CANCELLING, [])).toEqual(become('CANCELLED'));
  });
});

test('what is planned, waits or is over has no turn', () => {
  const still = Object.values(AssignmentStatus).filter((s) => s !== RUNNING && s !== CANCELLING);
  for (const status of still) {
    expect(nextTurn(status, steps(PENDING, DONE))).toEqual({ kind: 'nothing' });
  }
});

test('whatever the steps do, an assignment comes to an end in a bounded number of turns', () => {
  const step = fc.record({
    ends: fc.constantFrom('DONE', 'FAILED', 'WAITING'),
    ...{ undone: fc.boolean(), closes: fc.boolean() },
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 10 }), (plan) => {
      let status: AssignmentStatus = RUNNING;
      let all: StepFacts[] = plan.map(({ closes }, place) => ({
        ...{ place, needs: [], status: PENDING, stands: false, closes },
      }));
      const set = (place: number, change: Partial<StepFacts>) => {
        all = all.map((one) => (one.place === place ? { ...one, ...change } : one));
      };
      for (let turns = 0; turns <= 2 * plan.length + 2; turns++) {
        const turn: Turn<StepFacts> = nextTurn(status, all);
        if (turn.kind === 'nothing') return;
        if (turn.kind === 'become') status = turn.status;
        else if (turn.kind === 'run') {
          const { ends } = plan[turn.step.place] as (typeof plan)[0];
          set(turn.step.place, { status: ends as StepStatus });
          if (ends === 'FAILED') {
            status = CANCELLING;
            for (const { place, status: at } of all) {
              if (at === PENDING) set(place, { status: SKIPPED });
            }
          }
        } else {
          const { undone } = plan[turn.step.place] as (typeof plan)[0];
          set(turn.step.place, undone ? { status: COMPENSATED } : { status: DONE, stands: true });
        }
      }
      throw new Error('It did not end.');
    }),
  );
});
