/** Payouts of which the bank says nothing: marked for a person to ask after, never as paid. */
import type { Platform } from '../../platform/context.js';
import type { DomainJob } from '../../platform/domain.js';
import { systemContext } from '../../platform/host/system-viewer.js';
import { record } from '../../platform/write/record.js';
import { transact } from '../../platform/write/transact.js';
import { addDays } from '../../sdk/civil-days.js';
import { moneyRulesAt } from '../money-rule.js';

export const unknownPayoutsJob: DomainJob = {
  name: 'money/payouts-unknown',
  cron: '45 6 * * *',
  run: async (platform) => {
    await markUnknownPayouts(platform);
  },
};

/**
 * Marks what was sent and should have been on a statement by now. Safe to repeat: a statement that
 * comes later still pays it. Answers how many were marked.
 */
export async function markUnknownPayouts(platform: Platform): Promise<number> {
  const today = platform.clock.today();
  const cooperatives = await platform.database.query<{ id: string; country: string }>(
    `select c.id, c.country from core.cooperative c where exists (
       select from core.payout_file f join core.payout p
         on p.cooperative_id = f.cooperative_id and p.file_id = f.id and p.status = 'RELEASED'
       where f.cooperative_id = c.id and f.status = 'RELEASED' and f.execution_on < $1::date)
     order by c.id`,
    [today],
    'payouts-awaited',
  );
  let marked = 0;
  for (const { id, country } of cooperatives) {
    const rules = await moneyRulesAt(platform.database, country, today);
    const days = rules.get(rule);
    if (days === undefined) {
      // One co-operative without a figure must not keep the others from theirs.
      platform.log.error({ cooperativeId: id, country, rule, day: today }, 'a figure is missing');
      continue;
    }
    marked += await markOf(platform, id, addDays(today, -Number(days)));
  }
  return marked;
}

const rule = 'payout.unknown-after-days';

function markOf(platform: Platform, cooperativeId: string, executedBefore: string) {
  const ctx = systemContext(platform, cooperativeId);
  return transact(ctx, async (tx) => {
    const found = await tx.query<{ id: string; activityId: string | null }>(
      `with awaited as (
         select p.id from core.payout p join core.payout_file f
           on f.cooperative_id = p.cooperative_id and f.id = p.file_id
         where p.cooperative_id = $1 and p.status = 'RELEASED' and f.status = 'RELEASED'
           and f.execution_on < $2::date
         order by p.id limit 10000 for no key update of p
       )
       update core.payout p set status = 'UNKNOWN', version = version + 1
       from awaited a where p.cooperative_id = $1 and p.id = a.id
       returning p.id, p.activity_id as "activityId"`,
      [cooperativeId, executedBefore],
    );
    if (found.length === 0) return 0;
    const facts = found.map(({ id, activityId }) => ({
      ...{ type: 'payout.unknown', subject: { type: 'Payout', id }, activityId },
    }));
    await record(tx, ctx, 'payout.mark-unknown', facts);
    return found.length;
  });
}
