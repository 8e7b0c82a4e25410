import { insertPayouts } from '../../money/payout/make-payout.js';
import type { Platform } from '../../platform/context.js';
import { inTransaction, type Tx } from '../../platform/database/transaction.js';
import type { DomainJob } from '../../platform/domain.js';
import { systemContext } from '../../platform/host/system-viewer.js';
import { newId } from '../../platform/ids.js';
import { record } from '../../platform/write/record.js';
import { least } from '../rules/pay-line.js';

/** On the first of each month; repeated on a later day it pays those that it missed. */
export const instalmentsJob: DomainJob = {
  name: 'employment/pay-instalments',
  cron: '45 5 1 * *',
  run: async (platform) => {
    await payInstalments(platform, platform.clock.today());
  },
};

/**
 * Pays every worker for whom net pay is kept one monthly part, or all of it when they no longer want
 * parts: out of the activity whose pay is kept the longest, then the next. Once a month, whoever runs
 * it and however often it is killed. Answers how many payouts were made; throws at the end where a
 * member’s broke off, so that the queue tries that one again.
 */
export async function payInstalments(platform: Platform, today: string): Promise<number> {
  const owed = await platform.database.query<{ cooperativeId: string }>(
    'select distinct cooperative_id as "cooperativeId" from core.pay_reserve',
  );
  let made = 0;
  let failed = 0;
  for (const { cooperativeId } of owed) {
    for (let last = firstId; ; ) {
      const batch = await payAfter(platform, cooperativeId, { today, after: last });
      made += batch.made;
      failed += batch.failed;
      if (batch.last === null) break;
      last = batch.last;
    }
  }
  platform.hub.wake();
  if (failed > 0) throw new Error(`The monthly parts of ${failed} members were not paid.`);
  return made;
}

interface Batch {
  readonly made: number;
  readonly failed: number;
  /** The last member that it went through; null: there are no more. */
  readonly last: string | null;
}

/** A batch that breaks off is paid one by one, so that only the member that it is about waits. */
async function payAfter(
  platform: Platform,
  cooperativeId: string,
  from: { readonly today: string; readonly after: string },
  size = batchSize,
): Promise<Batch> {
  try {
    return await inTransaction(platform.orm, cooperativeId, (tx) =>
      payNext(platform, tx, from, size),
    );
  } catch (error) {
    if (size > 1) return payAfter(platform, cooperativeId, from, 1);
    const [memberId = null] = await inTransaction(platform.orm, cooperativeId, (tx) =>
      lockMembers(tx, from.after, 1),
    );
    platform.log.error({ err: error, memberId, cooperativeId }, 'a monthly part was not paid');
    return { made: 0, failed: 1, last: memberId };
  }
}

interface KeptPart {
  readonly memberId: string;
  readonly activityId: string;
  readonly currency: string;
  readonly keptMinor: bigint;
  /** Null: all of it. */
  readonly instalmentMinor: bigint | null;
}

async function payNext(
  platform: Platform,
  tx: Tx,
  { today, after }: { readonly today: string; readonly after: string },
  size: number,
): Promise<Batch> {
  const members = await lockMembers(tx, after, size);
  const parts = await keptParts(tx, members, today);
  const payouts = [...Map.groupBy(parts, (part) => `${part.memberId} ${part.currency}`).values()]
    .flatMap(partsOfMonth)
    .map((part) => ({ ...part, id: newId(), reserveId: newId() }));
  const ctx = systemContext(platform, tx.cooperativeId, tx);
  await insertPayouts(
    tx,
    ctx,
    payouts.map(({ id, reserveId, memberId, activityId, currency, amountMinor }) => ({
      ...{ id, activityId, payeeId: memberId, amountMinor, currency, dueOn: today },
      source: { type: 'pay_instalment', id: reserveId },
    })),
  );
  await takeFromReserves(tx, payouts, today);
  if (payouts.length > 0) {
    const events = payouts.map(({ id, activityId, amountMinor }) => ({
      ...{ type: 'pay-instalment.made', subject: { type: 'Payout', id }, activityId },
      payload: { amountMinor: `${amountMinor}` },
    }));
    await record(tx, ctx, 'pay-instalments.pay', events);
  }
  return {
    ...{ made: payouts.length, failed: 0 },
    last: members.length < size ? null : (members.at(-1) ?? null),
  };
}

/** Under lock, so that two servers cannot pay one part twice. */
async function lockMembers(tx: Tx, after: string, size: number): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `select m.id from core.member m
     where m.cooperative_id = $1 and m.id > $2 and exists (
       select from core.pay_reserve r
       where r.cooperative_id = m.cooperative_id and r.member_id = m.id)
     order by m.id limit $3 for no key update of m`,
    [tx.cooperativeId, after, size],
  );
  return rows.map(({ id }) => id);
}

/** What is kept by activity, the oldest first; nothing of who was paid a part this month. */
async function keptParts(tx: Tx, members: readonly string[], today: string): Promise<KeptPart[]> {
  return tx.query<KeptPart & Record<string, unknown>>(
    `select r.member_id as "memberId", r.activity_id as "activityId", r.currency,
       sum(r.amount_minor)::bigint as "keptMinor", h.instalment_minor as "instalmentMinor"
     from core.pay_reserve r
     left join lateral (
       select instalment_minor from core.pay_choice h
       where h.cooperative_id = r.cooperative_id and h.member_id = r.member_id
         and h.from_day <= $3::date
       order by h.from_day desc limit 1) h on true
     where r.cooperative_id = $1 and r.member_id = any($2::uuid[]) and not exists (
       select from core.pay_reserve done
       where done.cooperative_id = r.cooperative_id and done.member_id = r.member_id
         and done.payout_id is not null and done.on_day >= date_trunc('month', $3::date))
     group by r.member_id, r.activity_id, r.currency, h.instalment_minor
     having sum(r.amount_minor) > 0
     order by r.member_id, min(r.on_day), r.activity_id`,
    [tx.cooperativeId, members, today],
  );
}

/** One worker's part of a month in one currency, out of one activity after the other. */
function partsOfMonth(kept: readonly KeptPart[]) {
  const whole = kept.reduce((sum, { keptMinor }) => sum + keptMinor, 0n);
  let left = kept[0]?.instalmentMinor ?? whole;
  return kept.flatMap(({ keptMinor, ...part }) => {
    const amountMinor = least(keptMinor, left);
    left -= amountMinor;
    return amountMinor > 0n ? [{ ...part, amountMinor }] : [];
  });
}

async function takeFromReserves(
  tx: Tx,
  payouts: readonly {
    readonly id: string;
    readonly reserveId: string;
    readonly memberId: string;
    readonly activityId: string;
    readonly currency: string;
    readonly amountMinor: bigint;
  }[],
  today: string,
): Promise<void> {
  if (payouts.length === 0) return;
  const rows = payouts.map(({ amountMinor, ...row }) => ({
    ...{ ...row, instalmentMinor: undefined, amount: `${-amountMinor}` },
  }));
  await tx.query(
    `insert into core.pay_reserve (cooperative_id, id, member_id, activity_id, currency,
       amount_minor, on_day, payout_id)
     select $1, r."reserveId", r."memberId", r."activityId", r.currency, r.amount, $2, r.id
     from jsonb_to_recordset($3::jsonb) as r(id uuid, "reserveId" uuid, "memberId" uuid,
       "activityId" uuid, currency text, amount bigint)`,
    [tx.cooperativeId, today, JSON.stringify(rows)],
  );
}

const batchSize = 200;
const firstId = '00000000-0000-0000-0000-000000000000';
