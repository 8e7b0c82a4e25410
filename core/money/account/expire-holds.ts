/** Money that was set aside for something that did not come about goes back by itself. */
import type { Platform } from '../../platform/context.js';
import { inTransaction } from '../../platform/database/transaction.js';
import type { DomainJob } from '../../platform/domain.js';
import { callLimit, expireHolds } from '../ledger/ledger.js';

export const expireHoldsJob: DomainJob = {
  name: 'money/expire-holds',
  cron: '*/5 * * * *',
  run: async (platform) => {
    await expireAllHolds(platform);
  },
};

/** In every co-operative, until none is left whose time is over; answers how many went. */
export async function expireAllHolds(platform: Platform): Promise<number> {
  const due = await platform.database.query<{ id: string }>(
    `select distinct cooperative_id as id from ledger.hold
     where state = 'PENDING' and expires_at <= now() order by 1`,
    [],
    'money-holds-over',
  );
  let expired = 0;
  for (const { id } of due) {
    for (;;) {
      const count = await inTransaction(platform.orm, id, (tx) => expireHolds(tx, id));
      expired += count;
      if (count < callLimit) break;
    }
  }
  return expired;
}
