import type { Context, Platform } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import type { DomainJob } from '../../platform/domain.js';
import { systemContext } from '../../platform/host/system-viewer.js';
import { violationsOf } from '../../platform/model/say.js';
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
    const { failed } = await makeDueMonths(platform, platform.clock.today());
    // The queue tries again soon: what broke may have been the moment's, and a made month stays made.
    if (failed.length > 0) throw new Error(`${failed.length} engagements were not gone through.`);
  },
};

export interface MadeMonths {
  readonly made: number;
  /** Engagements whose month could not be made: a person must see to them. */
  readonly refused: readonly { readonly id: string; readonly violations: Violation[] }[];
  /** Those of them that broke off by an error: nothing of the others depends on them. */
  readonly failed: readonly string[];
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
  const failed: string[] = [];
  for (let last = firstId; ; ) {
    const due = await platform.database.query<DueRow>(dueStatement, [today, last, batchSize]);
    for (const { cooperativeId, id } of due) {
      const ctx = systemContext(platform, cooperativeId);
      const outcome = await makeFor(ctx, id, today);
      made += outcome.contracts;
      if (outcome.violations.length > 0) refused.push({ id, violations: outcome.violations });
      if (outcome.broke) failed.push(id);
    }
    if (due.length < batchSize) return { made, refused, failed };
    last = (due.at(-1) as DueRow).id;
  }
}

interface Outcome {
  readonly contracts: number;
  readonly violations: Violation[];
  /** By an error that nobody foresaw. */
  readonly broke: boolean;
}

/**
 * Every month since it began that lacks its contract, and the next one from its day on. Whatever
 * happens to one month, the others are tried; whatever happens to one engagement, the next is.
 */
async function makeFor(ctx: Context, id: string, today: string): Promise<Outcome> {
  const outcomes: Outcome[] = [];
  try {
    const until = nextMonth(monthOf(today));
    const months = await transact(ctx, async (tx) => {
      const open = await openMonths(tx, await lockedEngagement(tx, id), { today, until });
      await forgetOtherRefusals(tx, id, open);
      return open;
    });
    for (const month of months) outcomes.push(await makeOne(ctx, id, month, today));
  } catch (error) {
    ctx.platform.log.error({ err: error, engagementId: id }, 'an engagement was not gone through');
    outcomes.push({ contracts: 0, violations: [], broke: true });
  }
  return {
    contracts: outcomes.reduce((sum, { contracts }) => sum + contracts, 0),
    violations: outcomes.flatMap(({ violations }) => violations),
    broke: outcomes.some(({ broke }) => broke),
  };
}

async function makeOne(ctx: Context, id: string, month: string, today: string): Promise<Outcome> {
  const none: Outcome = { contracts: 0, violations: [], broke: false };
  try {
    return await transact(ctx, async (tx) => {
      const engagement = await lockedEngagement(tx, id);
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
      return { ...none, contracts: 1 };
    });
  } catch (error) {
    const broke = !(error instanceof NotMade);
    const violations = broke ? failureOf(ctx) : error.violations;
    const codes = violations.map(({ code }) => code);
    const about = { engagementId: id, month, codes, requestId: ctx.requestId };
    if (broke) ctx.platform.log.error({ err: error, ...about }, 'a month could not be made');
    else ctx.platform.log.warn(about, 'a month was not made');
    await transact(ctx, async (tx) =>
      keepRefusal(tx, ctx, await lockedEngagement(tx, id), { month, violations, today }),
    );
    return { ...none, violations, broke };
  }
}

/** What went wrong is for who runs the server, under this reference; the people see that it did. */
const failureOf = (ctx: Context): Violation[] =>
  violationsOf(ctx, [{ code: 'engagement.month-failed', values: { reference: ctx.requestId } }]);

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
