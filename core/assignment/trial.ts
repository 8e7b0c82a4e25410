/** Parts of a transaction in which other people's code runs. */
import { beginPart, inSavepoint, type Part, type Tx } from '../platform/database/transaction.js';

/**
 * A savepoint whose statements end with it. Constraints that wait for the commit are checked here,
 * so that what they refuse is this part's failure and nobody else's; a trial never comes to a
 * commit.
 */
export function inPart<T>(tx: Tx, work: (tx: Tx) => Promise<T>): Promise<T> {
  return inSavepoint(tx, async (inner) => {
    const answer = await whileIn(inner, work);
    if (tx.trial !== true) {
      await inner.query('set constraints all immediate; set constraints all deferred');
    }
    return answer;
  });
}

/** Does some work and rolls it back: whatever a plan does, nothing stays. */
export const onTrial = <T>(tx: Tx, work: (tx: Tx) => Promise<T>): Promise<T> =>
  trials(tx).run(work);

/** Pieces of work that are each rolled back, to a savepoint that serves them all. */
export interface Trials {
  run<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** To be called before anything else is done in the transaction: the next one begins after it. */
  pass(): void;
}

export function trials(tx: Tx): Trials {
  let part: Part | null = null;
  return {
    run: async (work) => {
      part ??= await beginPart({ ...tx, trial: true });
      try {
        return await whileIn(part.tx, work);
      } finally {
        await part.takeBack();
      }
    },
    pass: () => {
      part = null;
    },
  };
}

/**
 * Work whose statements end with it: a tool that was given up because it took too long, and goes on
 * all the same, can send nothing into what comes after.
 */
async function whileIn<T>(tx: Tx, work: (tx: Tx) => Promise<T>): Promise<T> {
  let over = false;
  const query: Tx['query'] = (...statement) => {
    if (over) throw new Error('This part of the transaction is over.');
    return tx.query(...statement);
  };
  try {
    return await work({ ...tx, query });
  } finally {
    over = true;
  }
}
