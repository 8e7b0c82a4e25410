/**
 * A margin is known when its costs are: at an issue the fee is kept of what the costs so far leave,
 * and each month corrects it to the margin of the year, up or down.
 */
import { type Bracket, FeeBase } from '../../cooperative/fee-rule.entity.js';
import type { Context, Platform } from '../../platform/context.js';
import { inTransaction, type Tx } from '../../platform/database/transaction.js';
import { newId } from '../../platform/ids.js';
import { activityMoney, lockActivity } from '../account/activity-money.js';
import { post } from '../ledger/ledger.js';
import { feeOf } from './fee.js';
import { productionCosts } from './fee-ground.js';
import { feePosting } from './fee-posting.js';

/** Of the month that ended before today, once for each activity; what lacks the money is left. */
export async function settleMargins(platform: Platform, ctx: Context): Promise<void> {
  const { cooperativeId } = ctx.viewer;
  const month = previousMonth(platform.clock.today());
  const end = lastDayOf(month);
  const [rule] = await platform.database.query<MarginRule>(
    `select id, base, rate, brackets from core.fee_rule
     where cooperative_id = $1 and from_day <= $2::date
       and (until_day is null or until_day > $2::date)
     order by from_day desc limit 1`,
    [cooperativeId, end],
  );
  if (rule?.base !== FeeBase.MARGIN) return;
  const due = await platform.database.query<{ id: string }>(
    `select distinct f.activity_id as id from core.fee_line f
     where f.cooperative_id = $1 and f.year = extract(year from $2::date)
       and not exists (select from core.fee_line m
         where m.cooperative_id = f.cooperative_id and m.activity_id = f.activity_id
           and m.kind = 'MARGIN' and m.month = $3::date)`,
    [cooperativeId, end, month],
  );
  for (const { id } of due) {
    await inTransaction(platform.orm, cooperativeId, (tx) =>
      settleMargin(tx, ctx, rule, { activityId: id, month, end }),
    );
  }
}

interface MarginRule {
  readonly id: string;
  readonly base: FeeBase;
  readonly rate: number | null;
  readonly brackets: readonly Bracket[] | null;
}

interface MarginMonth {
  readonly activityId: string;
  readonly month: string;
  /** Its last day. */
  readonly end: string;
}

async function settleMargin(
  tx: Tx,
  ctx: Context,
  rule: MarginRule,
  { activityId, month, end }: MarginMonth,
): Promise<void> {
  const activity = await lockActivity(tx, activityId);
  if (activity === null) return;
  const sums = await yearOf(tx, activityId, month, end);
  if (sums.settled) return;
  const { cooperativeId } = tx;
  const costs = await productionCosts(tx, { cooperativeId, activityId, day: end });
  const margin = sums.income > costs ? sums.income - costs : 0n;
  const fee = feeOf(rule, 0n, margin).feeMinor - sums.fee;
  const { availableMinor } = await activityMoney(tx, activityId, activity.currency);
  if (fee > availableMinor) return;
  const id = newId();
  const day = ctx.platform.clock.today();
  await tx.query(
    `insert into core.fee_line (cooperative_id, id, activity_id, fee_rule_id, on_day, year, kind,
       month, base_minor, income_minor, base_before_minor, rate, fee_minor, rounding)
     values ($1, $2, $3, $4, $5, extract(year from $6::date), 'MARGIN', $6, $7, 0, $8, $9, $10, 0)`,
    [
      ...[cooperativeId, id, activityId, rule.id, day, month, margin - sums.base, sums.base],
      ...[rule.rate, fee],
    ],
  );
  if (fee === 0n) return;
  const { currency } = activity;
  const posting = feePosting(ctx, {
    ...{ id, kind: 'MARGIN', activityId, month, amountMinor: fee, currency, day },
  });
  await post(tx, cooperativeId, [posting]);
}

/** What the year had up to the end of the month, from the lines of its fees. */
async function yearOf(tx: Tx, activityId: string, month: string, end: string) {
  const [row] = await tx.query<Record<'income' | 'base' | 'fee', string> & { settled: boolean }>(
    `select coalesce(sum(coalesce(f.income_minor, f.base_minor)), 0)::text as income,
       coalesce(sum(f.base_minor), 0)::text as base, coalesce(sum(f.fee_minor), 0)::text as fee,
       coalesce(bool_or(f.kind = 'MARGIN' and f.month = $3::date), false) as settled
     from core.fee_line f
     where f.cooperative_id = $1 and f.activity_id = $2 and f.year = extract(year from $4::date)
       and f.kind in ('INVOICE', 'LOSS', 'MARGIN') and not f.internal and f.exemption_id is null
       and (f.on_day <= $4::date or f.kind = 'MARGIN')`,
    [tx.cooperativeId, activityId, month, end],
  );
  const { income = '0', base = '0', fee = '0', settled = false } = row ?? {};
  return { income: BigInt(income), base: BigInt(base), fee: BigInt(fee), settled };
}

/** "2027-01-15" → "2026-12-01". */
export function previousMonth(day: string): string {
  const date = new Date(`${day.slice(0, 7)}-01T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() - 1);
  return date.toISOString().slice(0, 10);
}

function lastDayOf(month: string): string {
  const date = new Date(`${month}T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + 1, 0);
  return date.toISOString().slice(0, 10);
}
