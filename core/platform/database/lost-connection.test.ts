import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { newId } from '../ids.js';
import { type TestDatabase, testDatabase } from '../testing/database.js';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase({ poolSize: 1 });
});
afterAll(() => db.close());

test('a connection that is cut inside a transaction is not lost to the pool', async () => {
  const cut = db.transaction(newId(), async (tx) => {
    const [row] = await tx.query<{ pid: number }>('select pg_backend_pid() as pid');
    await db.admin.query('select pg_terminate_backend($1)', [row?.pid]);
    await tx.query('select 1');
  });
  await expect(cut).rejects.toThrow();
  // The pool has one connection: this would wait for ever if the cut one still counted.
  expect(await db.sql.query('select 1 as one')).toEqual([{ one: 1 }]);
});
