import { requireManaged } from '../../activity/activity.policy.js';
import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { localId, newId } from '../../platform/ids.js';
import { lineFindings, tidy } from '../../platform/model/text.js';
import { minorOf } from '../../platform/money.js';
import { runTransition, type TransitionOutcome } from '../../platform/write/transition.js';
import type { Finding } from '../../platform/write/violation.js';
import { activityMoney, lockActivity } from '../account/activity-money.js';
import { activityAccount, clearingAccount } from '../accounts.js';
import { actorOf } from '../invoice/invoice-entries.js';
import { credit, debit, type Posting, post } from '../ledger/ledger.js';
import { maximumTextLength } from '../limits.js';
import { insufficientFunds, unlessLedgerRefuses } from '../refused.js';
import { type IntercoopState, intercoopSent } from './intercoop.policy.js';

/** The activities are global ids; the other co-operative is named by its slug. */
export interface IntercoopOrder {
  readonly fromActivityId: string;
  readonly toCooperative: string;
  readonly toActivityId: string;
  readonly amount: string;
  readonly reason: string;
  readonly dryRun?: boolean | null;
  readonly idempotencyKey: string;
}

/**
 * Sends money of an activity to one in another co-operative in which the same person is a member.
 * It leaves this ledger at once; whether it arrives is the other side's to say, and what is refused
 * comes back.
 */
export async function transferToCooperative(
  ctx: Context,
  order: IntercoopOrder,
): Promise<TransitionOutcome<IntercoopState>> {
  const from = await requireManaged(ctx, order.fromActivityId, 'budget.write', 'fromActivityId');
  const id = newId();
  const state: IntercoopState = {
    ...{ id, activityId: from.id, currency: from.currency, reason: tidy(order.reason) },
    partnerId: await partnerOf(ctx, order.toCooperative),
    partnerActivityId: localId('Activity', order.toActivityId, 'toActivityId'),
    amountMinor: minorOf(order.amount, from.currency, 'amount'),
  };
  return unlessLedgerRefuses(ctx, () =>
    runTransition<IntercoopState>(ctx, intercoopSent, {
      ...{ id, dryRun: order.dryRun, once: { key: order.idempotencyKey, input: order } },
      load: async (_tx, wanted) => ({ ...state, id: wanted }),
      next: (before) => before,
      check: (before, _after, tx) => findings(tx, before),
      write: async (tx, before) => {
        await book(tx, ctx, before);
        const { activityId, amountMinor, currency, partnerId } = before;
        const payload = { amountMinor: `${amountMinor}`, currency, partnerId };
        const subject = { type: 'IntercoopTransfer', id: before.id };
        return [{ type: 'intercoop.sent', subject, activityId, payload }];
      },
    }),
  );
}

/** Another co-operative of which the same person is an active member; null says nothing of others. */
async function partnerOf(ctx: Context, slug: string): Promise<string | null> {
  const [found] = await ctx.platform.database.query<{ id: string }>(
    `select c.id from core.cooperative c
     join core.member m on m.cooperative_id = c.id and m.subject = $2 and m.status = 'ACTIVE'
     where c.slug = $1 and c.id <> $3`,
    [slug, ctx.viewer.subject, ctx.viewer.cooperativeId],
    'intercoop-partner',
  );
  return found?.id ?? null;
}

async function findings(tx: Tx, transfer: IntercoopState): Promise<Finding[]> {
  const { activityId, currency, amountMinor, partnerId, reason } = transfer;
  const found: Finding[] = lineFindings('reason', reason, maximumTextLength);
  if (partnerId === null) found.push({ code: 'intercoop.no-partner', path: ['toCooperative'] });
  const activity = await lockActivity(tx, activityId);
  if (activity?.status !== 'OPEN') found.push({ code: 'budget.activity-closed' });
  if (amountMinor <= 0n) {
    found.push({ code: 'transfer.amount', path: ['amount'], values: { currency } });
  }
  const { availableMinor } = await activityMoney(tx, activityId, currency);
  const missing = amountMinor - availableMinor;
  if (missing > 0n) found.push(insufficientFunds('activity.available', missing, currency));
  return found;
}

async function book(tx: Tx, ctx: Context, transfer: IntercoopState): Promise<void> {
  const { id, activityId, partnerId, partnerActivityId, currency, amountMinor, reason } = transfer;
  if (partnerId === null) throw new Error('A transfer without a partner was not refused.');
  await tx.query(
    `insert into core.intercoop_transfer (cooperative_id, id, direction, partner_id, activity_id,
       partner_activity_id, currency, amount_minor, reason, on_day, state, made_by, next_at)
     values ($1, $2, 'OUT', $3, $4, $5, $6, $7, $8, $9, 'SENT', $10, $11)`,
    [
      ...[tx.cooperativeId, id, partnerId, activityId, partnerActivityId, currency, amountMinor],
      ...[reason, ctx.platform.clock.today(), ctx.viewer.memberId, ctx.platform.clock.now()],
    ],
  );
  await post(tx, tx.cooperativeId, [sendingOf(ctx, { ...transfer, partnerId })]);
}

function sendingOf(
  ctx: Context,
  transfer: IntercoopState & { readonly partnerId: string },
): Posting {
  const { id, activityId, partnerId, currency, amountMinor } = transfer;
  return {
    ...actorOf(ctx),
    ...{ key: `intercoop:${id}:send`, kind: 'INTERCOOP_SENT' },
    ...{ sourceType: 'intercoop_transfer', sourceId: id, eventOn: ctx.platform.clock.today() },
    lines: [
      debit(activityAccount(activityId, 'activity.available', currency), amountMinor),
      credit(clearingAccount(partnerId, currency), amountMinor),
    ],
  };
}
