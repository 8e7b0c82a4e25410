import type { Context } from '../../core/platform/context.js';
import { newId } from '../../core/platform/ids.js';

/**
 * Pieces of work that a plugin elsewhere does for this gateway, while they last. What it asks of the
 * core meanwhile is answered in the same transaction: it sees what the steps before it have made,
 * and what it charges commits or falls with the step.
 */
export interface Sessions {
  /** A piece of work that goes on after its answer has begun, until it is closed. */
  open(ctx: Context, plugin: string): { readonly session: string; close(): void };
  during<T>(ctx: Context, plugin: string, work: (session: string) => Promise<T>): Promise<T>;
  /** The context of the work; undefined when it is over, or another plugin's. */
  contextOf(session: string, plugin: string): Context | undefined;
}

export function sessions(): Sessions {
  const going = new Map<string, { readonly ctx: Context; readonly plugin: string }>();
  const open: Sessions['open'] = (ctx, plugin) => {
    const session = newId();
    going.set(session, { ctx, plugin });
    return { session, close: () => void going.delete(session) };
  };
  return Object.freeze({
    open,
    during: async <T>(ctx: Context, plugin: string, work: (session: string) => Promise<T>) => {
      const { session, close } = open(ctx, plugin);
      try {
        return await work(session);
      } finally {
        close();
      }
    },
    contextOf: (session: string, plugin: string) => {
      const found = going.get(session);
      return found?.plugin === plugin ? found.ctx : undefined;
    },
  });
}
