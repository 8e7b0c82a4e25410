import type { Platform } from '../platform/context.js';
import type { BackgroundWork } from '../platform/domain.js';
import { repeat, shortRestMs } from '../platform/events/repeat.js';
import { type AssignmentRef, takeTurn } from './take-turn.js';

/** Assignments that one process works on at a time: each holds a connection while its step runs. */
export const runnerWidth = 4;

/**
 * Works on assignments while the server runs: now when woken, and every second for those that
 * another server started or left behind. Any number of servers can do this side by side.
 */
export function assignmentRunner(platform: Platform): BackgroundWork {
  const ending = new AbortController();
  const failed = (error: unknown) => platform.log.error({ err: error }, 'the runner failed');
  const turns = () => runAssignments(platform, ending.signal);
  const work = repeat(1_000, turns, failed, shortRestMs);
  return {
    wake: work.wake,
    stop: async () => {
      ending.abort();
      await work.stop();
    },
  };
}

/** Works until nothing is due any more, or until told to stop. Answers how many turns it took. */
export async function runAssignments(platform: Platform, ending?: AbortSignal): Promise<number> {
  let total = 0;
  for (;;) {
    const due = await dueAssignments(platform);
    let turns = 0;
    const queue = due.values();
    const worker = async () => {
      for (const ref of queue) {
        const taken = await drive(platform, ref, ending);
        turns += taken;
      }
    };
    await Promise.all(Array.from({ length: runnerWidth }, worker));
    total += turns;
    if (turns === 0 || ending?.aborted) return total;
  }
}

/** Takes one turn after the other until there is none, or somebody else is at it. */
async function drive(
  platform: Platform,
  ref: AssignmentRef,
  ending: AbortSignal | undefined,
): Promise<number> {
  let turns = 0;
  let begun: string | null = null;
  try {
    while (!ending?.aborted) {
      const taken = await takeTurn(platform, ref, begun);
      if (!taken.moved) break;
      turns++;
      begun = taken.begun;
    }
  } catch (error) {
    // The transaction is gone and the rows say where it stood: it is tried again in a while.
    platform.log.error({ err: error, assignmentId: ref.id }, 'a turn of an assignment failed');
    return 0;
  }
  return turns;
}

async function dueAssignments(platform: Platform): Promise<AssignmentRef[]> {
  return platform.database.query<AssignmentRef & Record<string, unknown>>(
    `select cooperative_id as "cooperativeId", id from core.assignment
     where next_turn_at <= $1 order by next_turn_at limit 100`,
    [platform.clock.now()],
    'assignments-due',
  );
}
