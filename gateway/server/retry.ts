import type { RequestContext } from '../../core/platform/context.js';
import { sqlStateOf } from './errors.js';

/**
 * Runs a mutation again, once, when the database chose it as the victim of a deadlock or of a
 * serialization failure. Its transaction was rolled back and what it read is forgotten, so the
 * second run is a first one; what a service did before in a transaction of its own has a key.
 */
export async function retryOnContention(
  resolve: (...call: unknown[]) => unknown,
  parent: unknown,
  args: unknown,
  context: RequestContext,
  info: unknown,
): Promise<unknown> {
  try {
    return await resolve(parent, args, context, info);
  } catch (error) {
    if (!repeatable.has(sqlStateOf(error) ?? '')) throw error;
    context.loaders.clear();
    return resolve(parent, args, context, info);
  }
}

/** Serialization failure and deadlock. Who has waited for a lock in vain would only wait again. */
const repeatable = new Set(['40001', '40P01']);
