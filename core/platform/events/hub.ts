import pg from 'pg';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Database } from '../database/pool.js';
import { Subscriptions } from './subscriptions.js';

/** Something that happened, as a running server hears of it: ids only, readers fetch the rest. */
export interface Signal {
  readonly cooperativeId: string;
  readonly eventId: string;
  readonly type: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly activityId: string | null;
}

/** Where subscriptions listen and where writers say that the outbox has something to deliver. */
export interface EventHub {
  /** Called after a commit; cheap, and harmless when there is nothing. */
  wake(): void;
  /** Signals that pass the test, until the iterator is returned. */
  listen(test: (signal: Signal) => boolean): AsyncIterableIterator<Signal>;
}

export interface RunningHub extends EventHub {
  /** Adds what `wake` calls: the delivery and the background work of this process. */
  onWake(wakened: () => void): void;
  close(): Promise<void>;
}

/**
 * One connection of this process that LISTENs: signals come from whichever server delivered the
 * event, after its commit and outside of every ledger transaction, because NOTIFY takes a lock on
 * the whole instance. After a lost connection what was missed is read from the outbox.
 */
export async function openHub(url: string, database: Database, log: Logger): Promise<RunningHub> {
  const subscriptions = new Subscriptions<Signal>();
  const connection = new Listener(url, log, async (payload, since) => {
    const signals = payload === null ? await missed(database, since) : parse(payload);
    for (const signal of signals) subscriptions.publish(signal);
  });
  await connection.open();
  const work = new Set<() => void>();
  return {
    wake: () => {
      for (const wakened of work) wakened();
    },
    onWake: (wakened) => void work.add(wakened),
    listen: (test) => subscriptions.subscribe(test),
    close: async () => {
      subscriptions.close();
      await connection.close();
    },
  };
}

export const channel = 'gezel_events';

/** Tells every server of some events; a notification carries at most 8,000 bytes. */
export async function notify(database: Database, signals: readonly Signal[]): Promise<void> {
  for (let i = 0; i < signals.length; i += 20) {
    const payload = JSON.stringify(signals.slice(i, i + 20).map(packed));
    await database.query('select pg_notify($1, $2)', [channel, payload]);
  }
}

/** LISTEN that reconnects by itself, and says so with a null payload. */
class Listener {
  #client: pg.Client | undefined;
  #closed = false;
  #lostAt = new Date();

  constructor(
    private readonly url: string,
    private readonly log: Logger,
    private readonly hear: (payload: string | null, since: Date) => Promise<void>,
  ) {}

  async open(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.url,
      keepAlive: true,
      options: '-c role=gezel_app',
      application_name: 'gezel-events',
    });
    client.on('notification', ({ payload }) => this.#tell(payload ?? '[]'));
    client.on('error', () => undefined);
    await client.connect();
    await client.query(`listen ${channel}`);
    this.#client = client;
    // Only now: an attempt that fails ends too, and is tried again by whoever made it.
    client.on('end', () => this.#reopen());
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#client?.end().catch(() => undefined);
  }

  #tell(payload: string | null): void {
    this.hear(payload, this.#lostAt).catch((error: unknown) => {
      this.log.error({ err: error }, 'signals were lost');
    });
  }

  #reopen(): void {
    if (this.#closed) return;
    this.#lostAt = new Date(Date.now() - 5_000);
    const again = () => {
      if (this.#closed) return;
      this.open().then(
        () => this.#tell(null),
        () => setTimeout(again, 500).unref(),
      );
    };
    again();
  }
}

async function missed(database: Database, since: Date): Promise<Signal[]> {
  return database.query<Signal & Record<string, unknown>>(
    `select cooperative_id as "cooperativeId", id as "eventId", type, subject_type as "subjectType",
       subject_id as "subjectId", activity_id as "activityId"
     from core.outbox where fanned_out_at >= $1 order by fanned_out_at limit 10000`,
    [since],
  );
}

const packed = (signal: Signal) => [
  signal.cooperativeId,
  signal.eventId,
  signal.type,
  signal.subjectType,
  signal.subjectId,
  signal.activityId,
];

const shape = z.array(
  z.tuple([z.string(), z.string(), z.string(), z.string(), z.string(), z.string().nullable()]),
);

function parse(payload: string): Signal[] {
  return shape
    .parse(JSON.parse(payload))
    .map(([cooperativeId, eventId, type, subjectType, subjectId, activityId]) => ({
      ...{ cooperativeId, eventId, type, subjectType, subjectId, activityId },
    }));
}
