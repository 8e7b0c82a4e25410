import { type Database, run } from './pool.js';
import type { Sql } from './sql.js';

/**
 * A transaction of the database's owner, for what the application may not do: schemas come and go.
 * PostgreSQL rolls back such changes like any other, so a step that fails half-way leaves no trace.
 */
export async function ownerTransaction<T>(
  database: Database,
  work: (sql: Sql) => Promise<T>,
): Promise<T> {
  const client = await database.pool.connect();
  const sql: Sql = { query: (text, params) => run(client, text, params) };
  let failed = true;
  try {
    await sql.query('begin');
    const answer = await work(sql);
    await sql.query('commit');
    failed = false;
    return answer;
  } finally {
    // A connection whose transaction is in doubt is not used again: its end is the rollback.
    client.release(failed);
  }
}
