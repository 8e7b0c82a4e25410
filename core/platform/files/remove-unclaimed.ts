import type { Platform } from '../context.js';
import type { DomainJob } from '../domain.js';
import { keyOf } from './file-store.js';

/** Removes the uploads that nobody used: first the bytes, then what says that they are there. */
export const removeUnclaimed: DomainJob = {
  name: 'files.remove-unclaimed',
  cron: '25 * * * *',
  run: async (platform) => {
    let removed: number;
    do removed = await removeBatch(platform);
    while (removed === batch);
  },
};

async function removeBatch({ database, files, clock }: Platform): Promise<number> {
  // An hour more than their time: no claim that began before it is still under way.
  const overdue = await database.query<{ cooperative_id: string; id: string }>(
    `select cooperative_id, id from core.stored_file
     where claimed_at is null and expires_at < $1::timestamptz - interval '1 hour'
     order by expires_at limit ${batch}`,
    [clock.now()],
    'files_overdue',
  );
  for (const { cooperative_id, id } of overdue) {
    await files.remove(keyOf(cooperative_id, id));
    await database.query(
      `delete from core.stored_file
       where cooperative_id = $1 and id = $2 and claimed_at is null`,
      [cooperative_id, id],
      'file_removed',
    );
  }
  return overdue.length;
}

const batch = 500;
