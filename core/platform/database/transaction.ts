import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { CompiledQuery, type Kysely } from 'kysely';
import type { Sql } from './sql.js';

/** One database transaction in one co-operative: the unit of work and raw statements share it. */
export interface Tx extends Sql {
  readonly em: EntityManager;
  readonly cooperativeId: string;
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
  const inner = (em: unknown) => ({
    ...transactionOn(em as EntityManager, tx.cooperativeId),
    ...(tx.trial === true && { trial: true }),
    ...(tx.read && { read: tx.read }),
  });
  return tx.em.transactional((em) => work(inner(em)), { clear: false });
}

function transactionOn(em: EntityManager, cooperativeId: string): Tx {
  const connection = em.getTransactionContext<Kysely<unknown>>();
  if (connection === undefined) throw new Error('The transaction has no connection.');
  return {
    em,
    cooperativeId,
    query: async <Row>(text: string, params: readonly unknown[] = []) => {
      const answer = await connection.executeQuery(CompiledQuery.raw(text, [...params]));
      return answer.rows as Row[];
    },
  };
}
