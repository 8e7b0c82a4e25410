import type { Context } from '../../core/platform/context.js';
import type { OpenedFile } from '../../core/platform/files/downloads.js';
import { isSystem } from '../../core/platform/host/system-viewer.js';
import type { Loaders } from '../../core/platform/read/loaders.js';
import { fetchFile, fileLimitMs } from '../remote/file-stream.js';
import type { Link, Sent } from '../remote/link.js';
import type { PortAnswer } from '../remote/port-route.js';
import { decode, unwired } from '../remote/wire.js';

/** The core's port, asked for somebody. */
export interface CoreLink {
  ask<Data>(who: Who, query: string, variables?: object): Promise<Data>;
  /** A file of one of the plugin's rows. */
  file(who: Who, asked: object): Promise<OpenedFile | null>;
}

/** For whom the core is asked: a caller, a piece of the gateway's work, or the co-operative. */
export type Who = Pick<Sent, 'authorization' | 'cooperative' | 'session'>;

/** The longest that the core may take to answer a question. */
const askLimitMs = 5_000;

export function coreLink(link: Link, plugin: string): CoreLink {
  return Object.freeze({
    ask: async <Data>(who: Who, query: string, variables: object = {}): Promise<Data> => {
      const text = await link.post({
        path: `/port/${plugin}`,
        body: JSON.stringify({ query, variables }),
        timeoutMs: askLimitMs,
        ...who,
      });
      const { data, errors } = decode(text) as PortAnswer;
      const [error] = errors ?? [];
      if (error !== undefined) throw unwired(error as never);
      if (data == null) throw new Error(`The core answered no data: ${text.slice(0, 200)}`);
      return data as Data;
    },
    file: (who: Who, asked: object) =>
      fetchFile(link, {
        ...{ path: `/port/${plugin}/file`, body: JSON.stringify(asked), timeoutMs: fileLimitMs },
        ...who,
      }),
  });
}

/** Pieces of the gateway's work, by the loaders of their context: those live as long as the work. */
export class Standing {
  readonly #sessions = new WeakMap<Loaders, string>();

  enter(ctx: Context, session: string): void {
    this.#sessions.set(ctx.loaders, session);
  }

  sessionOf(ctx: Context): string | undefined {
    return this.#sessions.get(ctx.loaders);
  }

  whoOf(ctx: Context): Who {
    const session = this.sessionOf(ctx);
    if (session !== undefined) return { session };
    if (isSystem(ctx.viewer)) return { cooperative: ctx.viewer.cooperativeId };
    return { authorization: ctx.authorization };
  }
}
