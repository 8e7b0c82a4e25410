/** Errors of the database that pass by themselves: worth another try, with a bound. */

/** Tries of a start or a cancellation, the first included. */
export const attemptsLimit = 5;

/** Twice as long each time: 1, 2, 4, 8 seconds after the first, second, third, fourth try. */
export const pauseMs = (attempts: number): number => 1_000 * 2 ** (Math.max(attempts, 1) - 1);

export const isTransient = (error: unknown): boolean => hasCode(error, transientCode);

/**
 * Two transactions waited for one another and this one was chosen to give way, or it waited longer
 * than it may for those that hold what it needs: plans of one activity take turns.
 */
export const isCollision = (error: unknown): boolean => hasCode(error, /^(40001|40P01|55P03)$/);

/** Does a whole transaction again when it gave way to another; after a few times it gives up. */
export async function againOnCollision<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (tries === collisionsLimit || !isCollision(error)) throw error;
    }
  }
}

const collisionsLimit = 3;

/** Looks through what wraps it: the unit of work wraps the driver's errors. */
function hasCode(error: unknown, codes: RegExp): boolean {
  for (let one = error, depth = 0; one instanceof Error && depth < 5; depth++) {
    const { code } = one as Error & { code?: unknown };
    if (typeof code === 'string' && codes.test(code)) return true;
    one = one.cause;
  }
  return false;
}

/**
 * Connection lost, server shutting down or out of slots, deadlock, serialization, lock not
 * available, statement cancelled for taking too long; and the sockets' own.
 */
const transientCode =
  /^(08...|57P0[123]|53300|40001|40P01|55P03|57014|ECONNRESET|ECONNREFUSED|EPIPE)$/;
