/** Parts of a transaction in which other people's code runs. */
import { inSavepoint, type Tx } from '../platform/database/transaction.js';

/**
 * A savepoint whose statements end with it: a tool that was given up because it took too long, and
 * goes on all the same, can send nothing into what comes after. Constraints that wait for the
 * commit are checked here, so that what they refuse is this part's failure and nobody else's; a
 * trial never comes to a commit.
 */
export async function inPart<T>(tx: Tx, work: (tx: Tx) => Promise<T>): Promise<T> {
  let over = false;
  try {
    return await inSavepoint(tx, async (inner) => {
      const query: Tx['query'] = (...statement) => {
        if (over) throw new Error('This part of the transaction is over.');
        return inner.query(...statement);
      };
      const answer = await work({ ...inner, query });
      if (inner.trial !== true) {
        await inner.query('set constraints all immediate; set constraints all deferred');
      }
      return answer;
    });
  } finally {
    over = true;
  }
}

/** Does some work and rolls it back: whatever a plan does, nothing stays. */
export async function onTrial<T>(tx: Tx, work: (tx: Tx) => Promise<T>): Promise<T> {
  let answer: { readonly value: T } | undefined;
  try {
    await inPart({ ...tx, trial: true }, async (inner) => {
      answer = { value: await work(inner) };
      throw new TakenBack();
    });
  } catch (error) {
    if (!(error instanceof TakenBack)) throw error;
  }
  return (answer as { value: T }).value;
}

class TakenBack extends Error {}
