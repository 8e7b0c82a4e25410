/**
 * Reads of all requests of one turn of the event loop, sent together: each statement that is sent
 * alone wakes a back end, which on a busy machine costs as much as running it. A connection takes
 * the next statements before it has answered the last ones (pipelining); each ends with its own
 * Sync, so one that fails fails alone. Only for single reads: a transaction has a pool's connection.
 */
import pg from 'pg';

export interface ReadPipeline {
  /** Rows as the statement wants them. Rejects with what the database says. */
  read(statement: PreparedStatement): Promise<unknown[]>;
  close(): Promise<void>;
}

export interface PreparedStatement {
  readonly text: string;
  readonly values: unknown[];
  readonly name: string;
  /** Rows as arrays instead of objects. */
  readonly rowMode?: 'array';
}

export interface PipelineOptions {
  /** How many connections at the most; opened when they are first needed. */
  readonly lanes: number;
  /** A connection of the kind that the pool has, in pipeline mode, not yet connected. */
  client(): pg.Client;
  /** Takes a statement when every lane is held up by a slow one. */
  otherwise(statement: PreparedStatement): Promise<unknown[]>;
  /** Milliseconds that never run backwards. */
  clock(): number;
}

/** A statement in its turn's batch. */
interface Waiting {
  readonly statement: PreparedStatement;
  resolve(rows: unknown[] | Promise<unknown[]>): void;
  reject(error: unknown): void;
}

interface Lane {
  readonly client: pg.Client;
  /** Gives the lane up: it takes nothing more. */
  leave(): void;
  /** When what is in flight was sent, the oldest first. */
  readonly sent: Set<{ readonly atMs: number }>;
}

/** A lane takes so many statements of a turn before the next lane is worth waking. */
const perLane = 4;
/** A lane with fewer than this in flight takes more before another is used. */
const room = 2 * perLane;
/** Who waits longer than this for an answer is not to hold up others. */
const slowMs = 20;

export function readPipeline(options: PipelineOptions): ReadPipeline {
  const lanes: Lane[] = [];
  let batch: Waiting[] = [];
  const flush = () => {
    const turn = batch;
    batch = [];
    for (let i = 0; i < turn.length; i += perLane) send(turn.slice(i, i + perLane));
  };
  const send = (group: readonly Waiting[]) => {
    const lane = chooseLane(lanes, options);
    if (lane === null) {
      for (const { statement, resolve } of group) resolve(options.otherwise(statement));
    } else sendOn(lane, group, options.clock());
  };
  return {
    read: (statement) =>
      new Promise((resolve, reject) => {
        if (batch.length === 0) setImmediate(flush);
        batch.push({ statement, resolve, reject });
      }),
    close: async () => {
      await Promise.all(lanes.splice(0).map(({ client }) => client.end()));
    },
  };
}

/**
 * The first lane that has room: a back end that is awake answers the next statement for less than
 * another is woken for, and quick reads need one or two. Then a new one, then the least laden; null
 * where all are held up.
 */
function chooseLane(lanes: Lane[], { lanes: most, client, clock }: PipelineOptions): Lane | null {
  const slow = clock() - slowMs;
  const moving = lanes.filter(({ sent }) => (sent.values().next().value?.atMs ?? slow) >= slow);
  const first = moving.find(({ sent }) => sent.size < room);
  if (first !== undefined) return first;
  if (lanes.length < most) return openLane(lanes, client());
  return moving.sort((a, b) => a.sent.size - b.sent.size)[0] ?? null;
}

/** Statements may be sent at once: the driver keeps them until the connection stands. */
function openLane(lanes: Lane[], client: pg.Client): Lane {
  const leave = () => {
    const place = lanes.indexOf(lane);
    if (place < 0) return;
    lanes.splice(place, 1);
    client.end().catch(() => undefined);
  };
  const lane: Lane = { client, leave, sent: new Set() };
  client.on('error', leave);
  client.once('end', leave);
  // What was sent is rejected by the driver itself.
  client.connect().catch(leave);
  lanes.push(lane);
  return lane;
}

/** All statements of the group in one write to the socket. */
function sendOn(lane: Lane, group: readonly Waiting[], atMs: number): void {
  const { stream } = (lane.client as unknown as WithStream).connection;
  stream.cork();
  for (const { statement, resolve, reject } of group) {
    const mark = { atMs };
    lane.sent.add(mark);
    const settle = () => lane.sent.delete(mark);
    lane.client.query(statement as pg.QueryConfig).then(
      ({ rows }) => {
        settle();
        resolve(rows);
      },
      (error) => {
        settle();
        // The connection's own end is told a moment later, and a read in between would be lost too.
        if (endsConnection(error)) lane.leave();
        reject(error);
      },
    );
  }
  stream.uncork();
}

/** Every error but one that the database answers to this statement alone. */
const endsConnection = (error: unknown): boolean =>
  !(error instanceof pg.DatabaseError) || error.severity === 'FATAL';

/** The driver corks its stream for each statement; what it does not offer is doing so for several. */
interface WithStream {
  readonly connection: { readonly stream: { cork(): void; uncork(): void } };
}
