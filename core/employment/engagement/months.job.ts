import type { Context, Platform } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import type { DomainJob } from '../../platform/domain.js';
import { systemContext } from '../../platform/host/system-viewer.js';
import { record } from '../../platform/write/record.js';
import { transact } from '../../platform/write/transact.js';
import { Severity, type Violation } from '../../platform/write/violation.js';
import { addDays } from '../../sdk/civil-days.js';
import { policyAt } from './carry.js';
import { EngagementStatus } from './engagement.entity.js';
import { engagementEvent, lockedEngagement } from './engagement-state.js';
import { makeMonth } from './make-month.js';
import { monthOf, nextMonth } from './month-plan.js';
import { openMonths } from './open-months.js';
import { forgetOtherRefusals, forgetRefusal, keepRefusal } from './refused-months.js';

export const engagementMonthsJob: DomainJob = {
  name: 'employment/engagement-months',
  cron: '45 3 * * *',
  run: async (platform) => {
    await makeDueMonths(platform, platform.clock.today());
  },
};

export interface MadeMonths {
  readonly made: number;
  /** Engagements whose month could not be made: a person must see to them. */
  readonly refused: readonly { readonly id: string; readonly violations: Violation[] }[];
}

/**
 * Makes the contracts of the months that come near and of those that were missed, keeps what stands in
 * the way of the others, and ends what has passed its last day. Safe to repeat and to run twice: a
 * month has one contract, under the lock of its engagement.
 */
export async function makeDueMonths(platform: Platform, today: string): Promise<MadeMonths> {
  await platform.database.query(
    `update core.engagement set status = 'ENDED', version = version + 1
     where status = 'SIGNED' and last_day < $1::date`,
    [today],
  );
  let made = 0;
  const refused: { id: string; violations: Violation[] }[] = [];
  for (let last = firstId; ; ) {
    const due = await platform.database.query<DueRow>(dueStatement, [today, last, batchSize]);
    for (const { cooperativeId, id } of due) {
      const ctx = systemContext(platform, cooperativeId);
      const { contracts, violations } = await makeFor(ctx, id, today);
      made += contracts;
      if (violations.length > 0) refused.push({ id, violations });
    }
    if (due.length < batchSize) return { made, refused };
    last = (due.at(-1) as DueRow).id;
  }
}

/** Every month since it began that lacks its contract, and the next one from its day on. */
async function makeFor(ctx: Context, id: string, today: string) {
  let contracts = 0;
  const violations: Violation[] = [];
  const until = nextMonth(monthOf(today));
  const months = await transact(ctx, async (tx) => {
    const open = await openMonths(tx, await lockedEngagement(tx, id), { today, until });
    await forgetOtherRefusals(tx, id, open);
    return open;
  });
  for (const month of months) {
    const outcome = await makeOne(ctx, id, month, today);
    contracts += outcome.contracts;
    violations.push(...outcome.violations);
  }
  return { contracts, violations };
}

async function makeOne(ctx: Context, id: string, month: string, today: string) {
  try {
    return await transact(ctx, async (tx) => {
      const engagement = await lockedEngagement(tx, id);
      const none = { contracts: 0, violations: [] as Violation[] };
      if (!inForce.includes(engagement.status) || !(await isDue(tx, month, today))) return none;
      if (await isClosed(tx, id, month)) return none;
      const { contractId, violations } = await makeMonth({ ...ctx, tx }, engagement, month);
      if (violations.some(({ severity }) => severity === Severity.ERROR)) {
        throw new NotMade(violations);
      }
      await forgetRefusal(tx, id, month);
      if (contractId === null) return none;
      await record(tx, ctx, 'engagement.make-month', [
        engagementEvent('engagement.month-made', engagement, { month, contractId }),
      ]);
      return { contracts: 1, violations: [] };
    });
  } catch (error) {
    if (!(error instanceof NotMade)) throw error;
    const { violations } = error;
    const codes = violations.map(({ code }) => code);
    ctx.platform.log.warn({ engagementId: id, month, codes }, 'a month was not made');
    await transact(ctx, async (tx) =>
      keepRefusal(tx, ctx, await lockedEngagement(tx, id), { month, violations, today }),
    );
    return { contracts: 0, violations };
  }
}

class NotMade extends Error {
  constructor(readonly violations: Violation[]) {
    super('The month was not made.');
  }
}

/** A month that has begun is due; the next one as many days ahead as the co-operative decided. */
async function isDue(tx: Tx, month: string, today: string): Promise<boolean> {
  if (month <= today) return true;
  const policy = await policyAt(tx, today);
  return policy !== null && addDays(month, -policy.leadDays) <= today;
}

/** It has its contract, or needs none. */
async function isClosed(tx: Tx, engagementId: string, month: string): Promise<boolean> {
  const rows = await tx.query(
    `select from core.engagement_month
     where cooperative_id = $1 and engagement_id = $2 and month = $3::date
     union all select from core.engagement_month_waiver
     where cooperative_id = $1 and engagement_id = $2 and month = $3::date`,
    [tx.cooperativeId, engagementId, month],
  );
  return rows.length > 0;
}

interface DueRow {
  readonly cooperativeId: string;
  readonly id: string;
}

const batchSize = 500;
const firstId = '00000000-0000-0000-0000-000000000000';

/** One that has ended is owed the months that it was worked. */
const inForce: readonly EngagementStatus[] = [EngagementStatus.SIGNED, EngagementStatus.ENDED];

/** Those with a month, the next one included, that has no contract and is not waived. */
const dueStatement = `
  select e.cooperative_id as "cooperativeId", e.id from core.engagement e
  where e.status in ('SIGNED', 'ENDED') and e.id > $2
    and exists (
      select m::date from generate_series(date_trunc('month', e.from_day),
        least(date_trunc('month', $1::date) + interval '1 month', e.last_day), '1 month') m
      except select month from core.engagement_month
        where cooperative_id = e.cooperative_id and engagement_id = e.id
      except select month from core.engagement_month_waiver
        where cooperative_id = e.cooperative_id and engagement_id = e.id)
  order by e.id limit $3`;
