import type { FastifyInstance } from 'fastify';

export interface Closing {
  readonly app: FastifyInstance;
  readonly limitMs: number;
  /** Resolves when no request is being answered. */
  readonly idle: () => Promise<void>;
  readonly closeSockets: () => Promise<void>;
  readonly stopApollo: () => Promise<void>;
}

/**
 * 1. Stop accepting; connections that wait for a next request are closed.
 * 2. Let the requests in flight finish.
 * 3. Say goodbye to WebSockets.
 * 4. Close what is left. Past the limit, connections are cut off instead of waited for.
 */
export async function closeServer(closing: Closing): Promise<void> {
  const { app } = closing;
  const cut = setTimeout(() => app.server.closeAllConnections(), closing.limitMs);
  const late = new Promise<void>((resolve) => setTimeout(resolve, closing.limitMs).unref());
  try {
    const stopped = new Promise<void>((resolve) => app.server.close(() => resolve()));
    await Promise.race([closing.idle(), late]);
    await closing.closeSockets();
    app.server.closeIdleConnections();
    await Promise.race([stopped, late]);
    await closing.stopApollo();
    await app.close();
  } finally {
    clearTimeout(cut);
  }
}

/** Counts what is being answered, so that somebody can wait for the end of it. */
export class InFlight {
  #count = 0;
  readonly #waiting: (() => void)[] = [];

  begin(): void {
    this.#count += 1;
  }

  end(): void {
    this.#count -= 1;
    if (this.#count > 0) return;
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  idle(): Promise<void> {
    if (this.#count === 0) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }
}
