/** The months that the morning's job could not make: kept for people to see to, until they are made. */
import type { Context } from '../../platform/context.js';
import { idsOf, sql } from '../../platform/database/rows.js';
import type { Tx } from '../../platform/database/transaction.js';
import { newId } from '../../platform/ids.js';
import { locales, type Sentence, type Translator } from '../../platform/messages.js';
import { visibleRows } from '../../platform/read/read.js';
import { record } from '../../platform/write/record.js';
import { findingOf, type Violation } from '../../platform/write/violation.js';
import type { Engagement, EngagementState } from './engagement.entity.js';
import { engagementEvent } from './engagement-state.js';
import type { EngagementRefusedMonth, StoredViolation } from './refused-month.entity.js';
import { refusedMonths } from './refused-month.policy.js';

export interface MonthRefusal {
  /** The first day of the month. */
  readonly month: string;
  readonly violations: readonly Violation[];
  readonly today: string;
}

/**
 * What stands in the way today, over what stood there before; since when is kept. Told once. The
 * caller holds the engagement's lock: a month made or waived meanwhile is not refused.
 */
export async function keepRefusal(
  tx: Tx,
  ctx: Context,
  engagement: EngagementState,
  { month, violations, today }: MonthRefusal,
): Promise<void> {
  const stored = violations.map((one) => storedOf(ctx.platform.messages, one));
  const [kept] = await tx.query<{ first: boolean }>(
    `insert into core.engagement_month_refusal
       (cooperative_id, id, engagement_id, month, violations, since, tried_on)
     select $1::uuid, $6::uuid, $2::uuid, $3::date, $4::jsonb, $5::date, $5::date
     where not exists (select from core.engagement_month
         where cooperative_id = $1 and engagement_id = $2 and month = $3)
       and not exists (select from core.engagement_month_waiver
         where cooperative_id = $1 and engagement_id = $2 and month = $3)
     on conflict (cooperative_id, engagement_id, month) do update
       set violations = excluded.violations, tried_on = excluded.tried_on
     returning xmax = 0 as first`,
    [tx.cooperativeId, engagement.id, month, JSON.stringify(stored), today, newId()],
  );
  if (!kept?.first) return;
  const codes = violations.map(({ code }) => code);
  const told = engagementEvent('engagement.month-refused', engagement, { month, codes });
  await record(tx, ctx, 'engagement.refuse-month', [told]);
}

export async function forgetRefusal(tx: Tx, engagementId: string, month: string): Promise<void> {
  await tx.query(
    `delete from core.engagement_month_refusal
     where cooperative_id = $1 and engagement_id = $2 and month = $3`,
    [tx.cooperativeId, engagementId, month],
  );
}

/** Of an engagement that ends: nothing after its last day is owed. */
export async function forgetRefusalsAfter(tx: Tx, engagementId: string, lastDay: string) {
  await tx.query(
    `delete from core.engagement_month_refusal
     where cooperative_id = $1 and engagement_id = $2 and month > $3`,
    [tx.cooperativeId, engagementId, lastDay],
  );
}

/** All but those of the months that are still without a contract. */
export async function forgetOtherRefusals(
  tx: Tx,
  engagementId: string,
  open: readonly string[],
): Promise<void> {
  await tx.query(
    `delete from core.engagement_month_refusal
     where cooperative_id = $1 and engagement_id = $2 and not month = any($3::date[])`,
    [tx.cooperativeId, engagementId, open],
  );
}

/** The oldest first; those of siblings in one statement. */
export function refusedMonthsOf(
  ctx: Context,
  engagement: Engagement,
): Promise<EngagementRefusedMonth[]> {
  const load = async (ids: readonly string[]) => {
    const oldest = sql`t.id in (
      select o.id from unnest(${idsOf(ids)}) k(id) cross join lateral (
        select r.id from core.engagement_month_refusal r
        where r.cooperative_id = ${ctx.viewer.cooperativeId} and r.engagement_id = k.id
        order by r.month limit 120) o)
      order by t.month`;
    const byEngagement = Map.groupBy(
      await visibleRows(ctx, refusedMonths, oldest),
      ({ engagementId }) => engagementId,
    );
    return ids.map((id) => byEngagement.get(id) ?? []);
  };
  return ctx.loaders
    .batch<EngagementRefusedMonth[]>(refusedMonths, 'of-engagement', load)
    .load(engagement.id);
}

function storedOf(messages: Translator, violation: Violation): StoredViolation {
  const { message, ...rest } = violation;
  const finding = findingOf(violation);
  const say = (locale: (typeof locales)[number]) =>
    finding === undefined ? message : messages.say(locale, finding.code, finding.values);
  const sentence = Object.fromEntries(locales.map((locale) => [locale, say(locale)]));
  return { ...rest, sentence: sentence as Sentence };
}
