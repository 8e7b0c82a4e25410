import type { Context } from '../../core/platform/context.js';
import { inTransaction, type Tx } from '../../core/platform/database/transaction.js';
import { GezelError } from '../../core/platform/errors.js';
import { newId } from '../../core/platform/ids.js';
import { Loaders } from '../../core/platform/read/loaders.js';
import type { OwnOffer } from '../../core/sdk/define.js';

/**
 * Pieces of work that a plugin elsewhere does with this gateway, while they last. What it asks of the
 * core meanwhile is answered in the same transaction: it sees what the steps before it have made,
 * and what it charges commits or falls with the work.
 */
export interface Sessions {
  /** A piece of work that goes on after its answer has begun, until it is closed. */
  open(ctx: Context, plugin: string): { readonly session: string; close(): void };
  during<T>(
    ctx: Context,
    plugin: string,
    work: (session: string) => Promise<T>,
    own?: OwnOffer,
  ): Promise<T>;
  /** A transaction of the core beside one of the plugin's, until the plugin ends it or is too late. */
  begin(ctx: Context, plugin: string): Promise<string>;
  /** Undefined when it is over, or another plugin's. */
  find(session: string, plugin: string): Session | undefined;
}

export interface Session {
  readonly ctx: Context;
  /** What the tool that a bridge is asked about offers by itself. */
  readonly own?: OwnOffer;
  /** Of a transaction that the plugin ends: one question after the other, as on one connection. */
  readonly held?: {
    inTurn<T>(work: () => Promise<T>): Promise<T>;
    end(commit: boolean): Promise<void>;
  };
}

/** The longest that a transaction waits for a plugin, which may have died: milliseconds. */
export const heldLimitMs = 8_000;

export function sessions(limitMs: number = heldLimitMs): Sessions {
  const going = new Map<string, Session & { readonly plugin: string }>();
  const add = (one: Session & { readonly plugin: string }) => {
    const session = newId();
    going.set(session, one);
    return { session, close: () => void going.delete(session) };
  };
  return Object.freeze({
    open: (ctx: Context, plugin: string) => add({ ctx, plugin }),
    during: async <T>(
      ctx: Context,
      plugin: string,
      work: (session: string) => Promise<T>,
      own?: OwnOffer,
    ) => {
      const { session, close } = add({ ctx, plugin, own });
      try {
        return await work(session);
      } finally {
        close();
      }
    },
    begin: async (ctx: Context, plugin: string) => {
      const held = [...going.values()].filter((one) => one.held !== undefined).length;
      // The rest of the connections are for everybody else.
      if (held >= Math.max(1, Math.floor(ctx.platform.config.databasePoolSize / 2))) {
        throw new GezelError('PLUGIN_UNAVAILABLE', { plugin });
      }
      let close: () => void = () => undefined;
      const one = await heldTransaction(ctx, limitMs, () => close());
      const opened = add({ ...one, plugin });
      close = opened.close;
      return opened.session;
    },
    find: (session: string, plugin: string) => {
      const found = going.get(session);
      return found?.plugin === plugin ? found : undefined;
    },
  });
}

/** Open until it is ended; when nobody does in time, nothing of it was. */
function heldTransaction(ctx: Context, limitMs: number, over: () => void): Promise<Session> {
  return new Promise((opened, failed) => {
    let decide: (commit: boolean) => void = () => undefined;
    const decided = new Promise<boolean>((resolve) => {
      decide = resolve;
    });
    const late = setTimeout(() => decide(false), limitMs);
    const whole = inTransaction(ctx.platform.orm, ctx.viewer.cooperativeId, async (tx) => {
      opened(sessionIn({ ...ctx, tx, loaders: new Loaders() }, end));
      if (!(await decided)) throw new RolledBack();
    }).finally(() => {
      clearTimeout(late);
      over();
    });
    whole.catch(failed);
    async function end(commit: boolean): Promise<void> {
      decide(commit);
      try {
        await whole;
      } catch (error) {
        if (commit || !(error instanceof RolledBack)) throw error;
      }
      ctx.platform.hub.wake();
    }
  });
}

function sessionIn(
  ctx: Context & { readonly tx: Tx },
  end: (commit: boolean) => Promise<void>,
): Session {
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  };
  return { ctx, held: { inTurn, end } };
}

/** Takes a transaction back that nobody committed. */
class RolledBack extends Error {
  constructor() {
    super('It was taken back, or nobody ended it in time.');
  }
}
