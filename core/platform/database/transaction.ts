import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { CompiledQuery, type Kysely } from 'kysely';
import type { Sql } from './sql.js';

/** One database transaction in one co-operative: the unit of work and raw statements share it. */
export interface Tx extends Sql {
  readonly em: EntityManager;
  readonly cooperativeId: string;
  /** How many savepoints stand around this part. */
  readonly depth: number;
  /** All of this part is rolled back in the end, whatever comes of it: a plan that is tried out. */
  readonly trial?: boolean;
  /** Of a part in which nothing is written: rows that were read by their id, each only once. */
  readonly read?: ReadOnce;
}

/** By what they are a source of, and their ids. */
export type ReadOnce = Map<object, Map<string, Promise<unknown>>>;

/**
 * Opens a transaction that carries the co-operative: the ledger refuses to post for any other.
 * Commits when `work` resolves, rolls back when it rejects. Managed changes are flushed before the
 * commit, so a violated constraint rejects here and nothing is left half-written.
 */
export async function inTransaction<T>(
  orm: MikroORM,
  cooperativeId: string,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const fork = orm.em.fork({ clear: true });
  return fork.transactional(async (em) => {
    const tx = transactionOn(em as EntityManager, cooperativeId);
    await tx.query("select set_config('gezel.cooperative', $1, true)", [cooperativeId]);
    return work(tx);
  });
}

/** A part of an open transaction that can fail by itself: a savepoint. */
export async function inSavepoint<T>(tx: Tx, work: (tx: Tx) => Promise<T>): Promise<T> {
  const part = await beginPart(tx);
  try {
    const answer = await work(part.tx);
    // On trial it is left standing: all of it is taken back together.
    if (tx.trial !== true) await part.keep();
    return answer;
  } catch (error) {
    // Of a connection that is gone: the first error says more, and nothing can follow it.
    await part.takeBack().catch(() => undefined);
    throw error;
  }
}

/** A point of a transaction to come back to, any number of times until it is kept. */
export interface Part {
  readonly tx: Tx;
  keep(): Promise<unknown>;
  takeBack(): Promise<unknown>;
}

/** Of two savepoints of one name, which are of one depth, the later one is meant. */
export async function beginPart(tx: Tx): Promise<Part> {
  const depth = tx.depth + 1;
  const name = `part_${depth}`;
  await tx.query(`savepoint ${name}`);
  return {
    tx: { ...tx, depth },
    keep: () => tx.query(`release savepoint ${name}`),
    takeBack: () => tx.query(`rollback to savepoint ${name}`),
  };
}

function transactionOn(em: EntityManager, cooperativeId: string): Tx {
  const connection = em.getTransactionContext<Kysely<unknown>>();
  if (connection === undefined) throw new Error('The transaction has no connection.');
  return {
    em,
    cooperativeId,
    depth: 0,
    query: async <Row>(text: string, params: readonly unknown[] = []) => {
      const answer = await connection.executeQuery(CompiledQuery.raw(text, [...params]));
      return answer.rows as Row[];
    },
  };
}
