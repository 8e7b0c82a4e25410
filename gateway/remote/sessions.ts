import type { Context } from '../../core/platform/context.js';
import { newId } from '../../core/platform/ids.js';

/**
 * Pieces of work that a plugin elsewhere does for this gateway, while they last. What it asks of the
 * core meanwhile is answered in the same transaction: it sees what the steps before it have made,
 * and what it charges commits or falls with the step.
 */
export interface Sessions {
  during<T>(ctx: Context, plugin: string, work: (session: string) => Promise<T>): Promise<T>;
  /** The context of the work; undefined when it is over, or another plugin's. */
  contextOf(session: string, plugin: string): Context | undefined;
}

export function sessions(): Sessions {
  const open = new Map<string, { readonly ctx: Context; readonly plugin: string }>();
  return Object.freeze({
    during: async <T>(ctx: Context, plugin: string, work: (session: string) => Promise<T>) => {
      const id = newId();
      open.set(id, { ctx, plugin });
      try {
        return await work(id);
      } finally {
        open.delete(id);
      }
    },
    contextOf: (session: string, plugin: string) => {
      const found = open.get(session);
      return found?.plugin === plugin ? found.ctx : undefined;
    },
  });
}
