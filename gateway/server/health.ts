import type { FastifyInstance } from 'fastify';
import type { Platform } from '../../core/platform/context.js';
import type { Gauge, Metrics } from './metrics.js';

export interface HealthOptions {
  readonly platform: Pick<Platform, 'database'>;
  readonly metrics: Metrics;
  /** Names of migrations that this server needs and the database has not run. */
  readonly pendingMigrations: () => Promise<readonly string[]>;
  readonly isClosing: () => boolean;
  readonly sockets: () => number;
}

/** What an operator's machines ask. Each answer is kept for a moment: asking often costs nothing. */
export function addHealth(app: FastifyInstance, options: HealthOptions): void {
  const obstacles = keptFor(1_000, () => obstaclesOf(options));
  const waiting = keptFor(5_000, () => outboxWaiting(options.platform));

  // Alive is not the same as ready: a process is not restarted because its database is away.
  app.get('/health/live', async () => ({ status: 'alive' }));

  app.get('/health/ready', async (_request, reply) => {
    const because = options.isClosing() ? ['shutting down'] : await obstacles();
    if (because.length === 0) return { status: 'ready' };
    return reply.code(503).send({ status: 'not ready', because });
  });

  app.get('/metrics', async (_request, reply) => {
    const text = options.metrics.render(gaugesOf(options, await waiting()));
    return reply.type('text/plain; version=0.0.4; charset=utf-8').send(text);
  });
}

async function obstaclesOf(options: HealthOptions): Promise<string[]> {
  try {
    const [row] = await options.platform.database.query<{ recovering: boolean }>(
      'select pg_is_in_recovery() as recovering',
    );
    if (row?.recovering) return ['database read-only'];
    const pending = await options.pendingMigrations();
    return pending.length === 0 ? [] : ['migrations'];
  } catch {
    return ['database'];
  }
}

async function outboxWaiting({ database }: Pick<Platform, 'database'>): Promise<number> {
  try {
    const [row] = await database.query<{ waiting: bigint }>(
      'select count(*) as waiting from core.outbox where fanned_out_at is null',
    );
    return Number(row?.waiting ?? 0);
  } catch {
    return Number.NaN;
  }
}

function gaugesOf(options: HealthOptions, waiting: number): Record<string, Gauge> {
  const { pool } = options.platform.database;
  return {
    gezel_pool_connections: { help: 'Open database connections.', value: pool.totalCount },
    gezel_pool_in_use: {
      help: 'Database connections in use.',
      value: pool.totalCount - pool.idleCount,
    },
    gezel_pool_waiting: { help: 'Requests waiting for a connection.', value: pool.waitingCount },
    gezel_outbox_waiting: { help: 'Events not yet handed to their handlers.', value: waiting },
    gezel_websockets: { help: 'Open WebSocket connections.', value: options.sockets() },
    gezel_memory_bytes: { help: 'Resident memory.', value: process.memoryUsage.rss() },
  };
}

/** One question at a time, its answer kept for a while. */
function keptFor<T>(ms: number, ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined;
  let askedAt = 0;
  return () => {
    const now = performance.now();
    if (answer === undefined || now - askedAt > ms) {
      askedAt = now;
      answer = ask();
    }
    return answer;
  };
}
