import type { Context } from '../context.js';
import { inSavepoint, inTransaction, type Tx } from '../database/transaction.js';

/**
 * Work that commits or leaves no trace: a transaction of its own, or a savepoint inside the one that
 * the context is already part of (a step of an assignment). What was read before is forgotten after,
 * and the delivery of events is woken once the outermost transaction has committed.
 */
export async function transact<T>(ctx: Context, work: (tx: Tx) => Promise<T>): Promise<T> {
  if (ctx.tx !== undefined) return inSavepoint(ctx.tx, work);
  const answer = await inTransaction(ctx.platform.orm, ctx.viewer.cooperativeId, work);
  ctx.loaders.clear();
  ctx.platform.hub.wake();
  return answer;
}
