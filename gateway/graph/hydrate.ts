import type { Context } from '../../core/platform/context.js';
import { byId } from '../../core/platform/read/read.js';
import type { Source } from '../../core/platform/read/source.js';

/**
 * Turns references `{ id }` that a plugin answers into the core's own rows, in one batch with
 * whatever else asks for that type now. What the viewer may not see answers null.
 */
export function hydrated(
  ctx: Context,
  source: Source<{ id: string }> | undefined,
  answer: unknown,
): unknown {
  if (answer === null || answer === undefined) return null;
  if (isPromise(answer)) return answer.then((value) => hydrated(ctx, source, value));
  if (Array.isArray(answer)) {
    return Promise.all(answer.map((one: unknown) => hydrated(ctx, source, one)));
  }
  const { id } = answer as { id?: unknown };
  if (source === undefined || typeof id !== 'string' || !uuid.test(id)) {
    throw new Error('A reference to the core is { id: <uuid> } of a type that this graph has.');
  }
  return byId(ctx, source, id);
}

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

const isPromise = (value: unknown): value is Promise<unknown> =>
  typeof (value as Promise<unknown>).then === 'function';
