import { inTransaction } from '../database/transaction.js';
import type { TestPlatform } from './platform.js';

/**
 * Work that begins while somebody else has closed an activity and has not committed yet: it either
 * waits for that, or looked at what was and went on. The id is a UUID.
 */
export async function whileItCloses<T>(
  p: TestPlatform,
  activityId: string,
  work: () => Promise<T>,
): Promise<T> {
  let begun: Promise<T> | undefined;
  let over = false;
  await inTransaction(p.platform.orm, p.cooperativeId, async (tx) => {
    await tx.query(
      `update core.activity set status = 'CLOSED', closed_on = $3
       where cooperative_id = $1 and id = $2`,
      [p.cooperativeId, activityId, p.platform.clock.today()],
    );
    begun = work().finally(() => {
      over = true;
    });
    while (!over && !(await somebodyWaits(p)));
  });
  return begun as Promise<T>;
}

/** Opens it again, for the tests that follow. */
export async function opensAgain(p: TestPlatform, activityId: string): Promise<void> {
  await p.admin.query(`update core.activity set status = 'OPEN', closed_on = null where id = $1`, [
    activityId,
  ]);
}

async function somebodyWaits(p: TestPlatform): Promise<boolean> {
  const waiting = await p.admin.query(
    `select from pg_locks l join pg_stat_activity a on a.pid = l.pid
     where not l.granted and a.datname = current_database() limit 1`,
  );
  return waiting.length > 0;
}
