import type { Context } from '../context.js';
import { inSavepoint, inTransaction, type Tx } from '../database/transaction.js';
import type { DistantCore } from '../host/distant-core.js';

/**
 * Work that commits or leaves no trace: a transaction of its own, or a savepoint inside the one that
 * the context is already part of (a step of an assignment). What was read before is forgotten after,
 * and the delivery of events is woken once the outermost transaction has committed.
 */
export async function transact<T>(ctx: Context, work: (tx: Tx) => Promise<T>): Promise<T> {
  if (ctx.tx !== undefined) return inSavepoint(ctx.tx, work);
  const { orm, distant } = ctx.platform;
  const { cooperativeId } = ctx.viewer;
  const answer = await (distant === undefined
    ? inTransaction(orm, cooperativeId, work)
    : beside(distant, ctx, work));
  ctx.loaders.clear();
  ctx.platform.hub.wake();
  return answer;
}

/** Where the core is elsewhere: it confirms what this work relies on, or undoes what it did for it. */
async function beside<T>(
  core: DistantCore,
  ctx: Context,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  try {
    const answer = await inTransaction(ctx.platform.orm, ctx.viewer.cooperativeId, async (tx) => {
      const answer = await work(tx);
      // Whatever could still refuse this commit refuses it before the core has committed its part.
      await tx.em.flush();
      await tx.query('set constraints all immediate');
      await core.confirm(ctx);
      return answer;
    });
    core.kept(ctx);
    return answer;
  } catch (error) {
    await core.undo(ctx);
    throw error;
  }
}
