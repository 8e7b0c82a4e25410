import pg, { type PoolClient } from 'pg';
import { type PreparedStatement, readPipeline } from './read-pipeline.js';
import type { Sql } from './sql.js';

/** The application's connections: every statement runs as the role `gezel_app`, never as an owner. */
export interface Database extends Sql {
  readonly pool: pg.Pool;
  /**
   * One statement, prepared, rows as arrays: the fastest way that the driver has. Texts are built
   * from a finite number of parts, so the names are finite too; past `preparedLimit` a text runs
   * unprepared rather than filling the server's memory.
   */
  read(text: string, values: unknown[]): Promise<unknown[][]>;
  /** A single statement that only reads, rows as objects, sent as `read` sends. */
  readonly reads: Sql;
  /** Every statement that is sent, for tests that assert how many there are. */
  readonly observers: Set<(text: string) => void>;
  close(): Promise<void>;
}

export interface PoolOptions {
  readonly url: string;
  readonly size: number;
  readonly statementTimeoutMs: number;
  readonly lockTimeoutMs: number;
  /** The role that statements run as; null for the owner's connections of migrations and commands. */
  readonly role: 'gezel_app' | null;
}

export function openDatabase(options: PoolOptions): Database {
  const observers = new Set<(text: string) => void>();
  const settings = connectionSettings(options, observers);
  const pool = new pg.Pool({ ...settings, max: options.size });
  // A connection that the server drops while idle is discarded by the pool; the error only needs a
  // listener, or Node ends the process.
  pool.on('error', () => undefined);
  const pipeline = readPipeline({
    lanes: Math.min(options.size, mostLanes),
    client: () => {
      const client = new pg.Client({ ...settings, pipeline: true } as pg.ClientConfig);
      prepareClient(client, observers);
      return client;
    },
    otherwise: async (statement) => rowsOf(pool, statement),
    clock: () => performance.now(),
  });
  const names = new Map<string, string>();
  const sent = (statement: Omit<PreparedStatement, 'name'>) => {
    const name = nameOf(names, statement.text);
    const named = { ...statement, name };
    return name === '' ? rowsOf(pool, named) : pipeline.read(named);
  };
  return {
    pool,
    observers,
    query: (text, params, name) => run(pool, text, params, name),
    read: (text, values) => sent({ text, values, rowMode: 'array' }) as Promise<unknown[][]>,
    reads: {
      query: <Row>(text: string, params: readonly unknown[] = []) =>
        sent({ text, values: params as unknown[] }) as Promise<Row[]>,
    },
    close: async () => {
      await pipeline.close();
      await pool.end();
    },
  };
}

/** More back ends than this that read at once serve nobody sooner: each has a processor to itself. */
const mostLanes = 4;

function connectionSettings(options: PoolOptions, observers: Set<(text: string) => void>) {
  return {
    connectionString: options.url,
    statement_timeout: options.statementTimeoutMs,
    lock_timeout: options.lockTimeoutMs,
    idle_in_transaction_session_timeout: 10_000,
    options: options.role === null ? undefined : `-c role=${options.role}`,
    types: { getTypeParser: typeParser } as pg.CustomTypesConfig,
    onConnect: (client: pg.ClientBase) => prepareClient(client, observers),
  } as pg.PoolConfig;
}

function nameOf(names: Map<string, string>, text: string): string {
  let name = names.get(text);
  if (name === undefined && names.size < preparedLimit) {
    name = `g${names.size}`;
    names.set(text, name);
  }
  return name ?? '';
}

const rowsOf = async (
  pool: pg.Pool,
  { name, ...statement }: PreparedStatement,
): Promise<unknown[]> => {
  const result = await pool.query({ ...statement, ...(name && { name }) } as pg.QueryConfig);
  return result.rows;
};

/** One statement on a pool or on one connection. */
export async function run<Row>(
  target: pg.Pool | PoolClient,
  text: string,
  params: readonly unknown[] = [],
  name?: string,
): Promise<Row[]> {
  const result = await target.query({ text, values: params as unknown[], ...(name && { name }) });
  return (Array.isArray(result) ? result.at(-1) : result).rows as Row[];
}

const preparedLimit = 1_000;

function prepareClient(client: pg.ClientBase, observers: Set<(text: string) => void>): void {
  // A connection that the server drops while it is in use says so twice: to the query, which rejects,
  // and as an event, which ends the process when nobody listens.
  client.on('error', () => undefined);
  // A transaction whose rollback fails because its connection is gone never gives the connection
  // back (kysely 0.29), and the pool would wait for it for good. Whoever does give it back, does so
  // at once; after a second nobody will.
  client.once('end', () => setTimeout(() => giveBack(client), 1_000).unref());
  const send = client.query.bind(client) as (...args: unknown[]) => unknown;
  client.query = ((...args: unknown[]) => {
    if (observers.size > 0) {
      const [first] = args as [string | { text: string }];
      for (const observer of observers) observer(typeof first === 'string' ? first : first.text);
    }
    return send(...args);
  }) as typeof client.query;
}

/** Releasing twice throws: then its owner has done so already. */
function giveBack(client: pg.ClientBase): void {
  try {
    (client as PoolClient).release(true);
  } catch {
    // Already given back.
  }
}

/** Numbers that money or counts may pass through stay exact; civil days stay civil days. */
function typeParser(oid: number, format?: unknown): (value: string) => unknown {
  if (format === 'binary') return pg.types.getTypeParser(oid, 'binary') as (v: string) => unknown;
  if (oid === int8) return BigInt;
  if (oid === date || oid === numeric) return String;
  return pg.types.getTypeParser(oid, 'text') as (value: string) => unknown;
}

const int8 = 20;
const date = 1082;
const numeric = 1700;
