import type { Context } from '../../core/platform/context.js';
import { byId } from '../../core/platform/read/read.js';
import type { Sources } from './sources.js';

/**
 * What a reference `{ id }` of a plugin becomes: null where the viewer may not see what it refers
 * to. Asked for many at a time, it answers them in one batch.
 */
export type Refer = (ctx: Context, typeName: string, id: string) => Promise<object | null>;

/** In the merged graph: the row of the core or of the plugin, ready to be read on. */
export function hydrating(sources: Sources): Refer {
  return (ctx, typeName, id) => {
    const source = sources.get(typeName);
    if (source !== undefined) return byId(ctx, source, id);
    return ctx.platform.host.thing(ctx, typeName, id);
  };
}

/** In a subgraph: the reference itself, which the router takes to the core's subgraph. */
export const referring: Refer = async (ctx, typeName, id) =>
  (await ctx.platform.host.sees(ctx, typeName, id)) ? { id } : null;

/** Every reference in what a plugin answered, a list or alone, now or later. */
export function referred(ctx: Context, typeName: string, refer: Refer, answer: unknown): unknown {
  if (answer === null || answer === undefined) return null;
  if (isPromise(answer)) return answer.then((value) => referred(ctx, typeName, refer, value));
  if (Array.isArray(answer)) {
    return Promise.all(answer.map((one: unknown) => referred(ctx, typeName, refer, one)));
  }
  const { id } = answer as { id?: unknown };
  if (typeof id !== 'string' || !uuid.test(id)) throw malformed();
  return refer(ctx, typeName, id);
}

const malformed = () => new Error('A reference to what is another’s is { id: <uuid> }.');

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

const isPromise = (value: unknown): value is Promise<unknown> =>
  typeof (value as Promise<unknown>).then === 'function';
