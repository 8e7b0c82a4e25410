/** The months that the morning's job could not make: kept for people to see to, until they are made. */
import type { Context } from '../../platform/context.js';
import { idsOf, sql } from '../../platform/database/rows.js';
import type { Tx } from '../../platform/database/transaction.js';
import { locales, type Sentence, type Translator } from '../../platform/messages.js';
import { record } from '../../platform/write/record.js';
import { findingOf, Violation } from '../../platform/write/violation.js';
import { Engagement, type EngagementState } from './engagement.entity.js';
import { engagements } from './engagement.policy.js';
import { engagementEvent } from './engagement-state.js';
import { EngagementRefusedMonth } from './open-months.types.js';

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
       (cooperative_id, engagement_id, month, violations, since, tried_on)
     select $1::uuid, $2::uuid, $3::date, $4::jsonb, $5::date, $5::date
     where not exists (select from core.engagement_month
         where cooperative_id = $1 and engagement_id = $2 and month = $3)
       and not exists (select from core.engagement_month_waiver
         where cooperative_id = $1 and engagement_id = $2 and month = $3)
     on conflict (cooperative_id, engagement_id, month) do update
       set violations = excluded.violations, tried_on = excluded.tried_on
     returning xmax = 0 as first`,
    [tx.cooperativeId, engagement.id, month, JSON.stringify(stored), today],
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
    const rows = await ctx.platform.rows(Engagement).values(
      sql`select k.id, r.month, r.violations, r.since, r.tried_on
          from unnest(${idsOf(ids)}) k(id) cross join lateral (
            select * from core.engagement_month_refusal n
            where n.cooperative_id = ${ctx.viewer.cooperativeId} and n.engagement_id = k.id
            order by n.month limit 120) r
          order by k.id, r.month`,
    );
    const byId = Map.groupBy(rows, ([id]) => id as string);
    return ids.map((id) => (byId.get(id) ?? []).map((row) => refusedMonth(ctx, row)));
  };
  return ctx.loaders
    .batch<EngagementRefusedMonth[]>(engagements, 'refused-months', load)
    .load(engagement.id);
}

function refusedMonth(
  { locale }: Context,
  [, month, violations, since, triedOn]: readonly unknown[],
): EngagementRefusedMonth {
  const said = (violations as StoredViolation[]).map(({ sentence, ...one }) =>
    Object.assign(new Violation(), { ...one, message: sentence[locale] }),
  );
  return Object.assign(new EngagementRefusedMonth(), { month, since, triedOn, violations: said });
}

interface StoredViolation extends Omit<Violation, 'message'> {
  readonly sentence: Sentence;
}

function storedOf(messages: Translator, violation: Violation): StoredViolation {
  const { message, ...rest } = violation;
  const finding = findingOf(violation);
  const say = (locale: (typeof locales)[number]) =>
    finding === undefined ? message : messages.say(locale, finding.code, finding.values);
  const sentence = Object.fromEntries(locales.map((locale) => [locale, say(locale)]));
  return { ...rest, sentence: sentence as Sentence };
}
