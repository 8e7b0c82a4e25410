/** From the inputs of clients to the services of payouts, and from outcomes to payloads. */
import type { Context } from '../../platform/context.js';
import { type Fragment, idsOf, sql } from '../../platform/database/rows.js';
import { localId } from '../../platform/ids.js';
import { type Page, page } from '../../platform/read/page.js';
import type { PageArgs } from '../../platform/read/page-args.js';
import { byId, visibleRows } from '../../platform/read/read.js';
import { failPayout } from './fail-payout.js';
import type { Payout } from './payout.entity.js';
import { payouts, seesAccount } from './payout.policy.js';
import type {
  FailPayoutInput,
  PayoutFilter,
  PayoutOrder,
  PayoutPayload,
  ReleasePayoutsInput,
  ReleasePayoutsPayload,
  RepeatPayoutInput,
  SetPayoutAccountInput,
  SetPayoutAccountPayload,
} from './payout.types.js';
import { setPayoutAccount } from './payout-account.js';
import { releasePayouts } from './release-payouts.js';
import { repeatPayout } from './repeat-payout.js';

export interface PayoutList {
  readonly args: PageArgs;
  readonly filter?: PayoutFilter | null;
  readonly orderBy?: PayoutOrder | null;
}

export function listPayouts(ctx: Context, { args, filter, orderBy }: PayoutList): Page<Payout> {
  return page(ctx, payouts, args, { orderBy, where: filter == null ? [] : conditions(filter) });
}

export async function release(
  ctx: Context,
  input: ReleasePayoutsInput,
): Promise<ReleasePayoutsPayload> {
  const payoutIds = input.payoutIds.map((id) => localId('Payout', id, 'payoutIds'));
  const { released, violations } = await releasePayouts(ctx, { ...input, payoutIds });
  if (!released) return { payouts: null, violations };
  const found = await visibleRows(ctx, payouts, sql`t.id = any(${idsOf(payoutIds)})`);
  return { payouts: found, violations };
}

export async function fail(ctx: Context, input: FailPayoutInput): Promise<PayoutPayload> {
  const payoutId = localId('Payout', input.payoutId, 'payoutId');
  const { after, violations } = await failPayout(ctx, { ...input, payoutId });
  return { payout: after === null ? null : await byId(ctx, payouts, payoutId), violations };
}

export async function again(ctx: Context, input: RepeatPayoutInput): Promise<PayoutPayload> {
  const failed = localId('Payout', input.payoutId, 'payoutId');
  const { payoutId, violations } = await repeatPayout(ctx, { ...input, payoutId: failed });
  return { payout: payoutId === null ? null : await byId(ctx, payouts, payoutId), violations };
}

export function setAccount(
  ctx: Context,
  { memberId, ...account }: SetPayoutAccountInput,
): Promise<SetPayoutAccountPayload> {
  const own = memberId == null ? ctx.viewer.memberId : localId('Member', memberId, 'memberId');
  return setPayoutAccount(ctx, { ...account, memberId: own });
}

/** The account that it went to, for those who may know it. */
export function accountOf(ctx: Context, payout: Payout): string | null {
  return seesAccount(ctx.viewer, payout) ? payout.payeeIban : null;
}

function conditions(filter: PayoutFilter): Fragment[] {
  const where: Fragment[] = [];
  if (filter.activityId != null) {
    where.push(sql`t.activity_id = ${localId('Activity', filter.activityId, 'filter.activityId')}`);
  }
  if (filter.payeeId != null) {
    where.push(sql`t.payee_id = ${localId('Member', filter.payeeId, 'filter.payeeId')}`);
  }
  if (filter.fileId != null) {
    where.push(sql`t.file_id = ${localId('PayoutFile', filter.fileId, 'filter.fileId')}`);
  }
  if (filter.status != null) where.push(sql`t.status = any(${filter.status}::text[])`);
  if (filter.dueUntil != null) where.push(sql`t.due_on <= ${filter.dueUntil}::date`);
  return where;
}
