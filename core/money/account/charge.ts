/** What plugins' services cost an activity: taken once, and given back once. */
import { activities } from '../../activity/activity.policy.js';
import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { badInput, GezelError, notFound } from '../../platform/errors.js';
import { globalId, newId } from '../../platform/ids.js';
import { byId } from '../../platform/read/read.js';
import { transact } from '../../platform/write/transact.js';
import type { ChargeOrder } from '../../sdk/core-port.js';
import { cooperativeAccount } from '../accounts.js';
import { actorOf } from '../invoice/invoice-entries.js';
import { credit, debit, type Posting, post } from '../ledger/ledger.js';
import { sourceTypeOf } from '../ledger/source-type.js';
import { maximumAmountMinor } from '../limits.js';
import { insufficientFunds, MoneyRefused } from '../refused.js';
import { ruleOn } from '../sharing/charge-rule.js';
import { type ChargeShare, keepShares, paidByActivity, sharesOf } from '../sharing/charge-share.js';
import { activityMoney, lockActivity } from './activity-money.js';

/**
 * Takes the price of a service from what an activity has available. The same key takes it once: a
 * repeat answers the first, another order under it is IDEMPOTENCY_MISMATCH. Throws `MoneyRefused`
 * with the code INSUFFICIENT_FUNDS when the activity has less; nothing is advanced for it. Where the
 * co-operative has a rule for the service, others bear their shares of it.
 */
export async function charge(
  ctx: Context,
  order: ChargeOrder,
): Promise<{ readonly transactionId: string }> {
  const activity = await byId(ctx, activities, order.activityId);
  if (activity === null) throw notFound('Activity', globalId('Activity', order.activityId));
  if (order.amountMinor <= 0n || order.amountMinor > maximumAmountMinor) {
    throw badInput('A charge is an amount above zero and below a billion.', 'amountMinor');
  }
  if (order.currency !== activity.currency) {
    throw badInput(`The activity is charged in ${activity.currency}.`, 'currency');
  }
  return transact(ctx, async (tx) => {
    // Charges of one activity wait for each other, so a repeat sees what the first has done.
    await lockActivity(tx, order.activityId);
    const known = await chargeOf(tx, order.key);
    if (known !== null) return repeated(known, order);
    const { sector } = activity;
    const { service, activityId } = order;
    const day = ctx.platform.clock.today();
    const rule = await ruleOn(tx, tx.cooperativeId, { service, sector, activityId, day });
    const shares = await sharesOf(tx, order, sector, rule);
    await expectFunds(tx, { ...order, amountMinor: paidByActivity(shares) });
    const [posted] = await post(tx, tx.cooperativeId, [chargePosting(ctx, order, shares)]);
    const transactionId = (posted as { id: string }).id;
    await tx.query(
      `insert into core.service_charge (cooperative_id, id, key, activity_id, service, currency,
         amount_minor, transaction_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        ...[tx.cooperativeId, newId(), order.key, order.activityId, order.service],
        ...[order.currency, order.amountMinor, transactionId],
      ],
    );
    if (rule !== null) await keepShares(tx, order.key, shares, { ruleId: rule.id, sector });
    return { transactionId };
  });
}

/** The ledger's kind of a thing that was bought, by which it counts among purchases. */
export const goodsCharged = 'GOODS_CHARGED';

export interface Charge {
  readonly activityId: string;
  readonly service: string;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly transactionId: string;
  readonly refundId: string | null;
  /** Which line of budgets it counts to: its kind in the ledger says so. */
  readonly kind: string;
  /** What it was for, as the ledger names it. */
  readonly sourceType: string;
  readonly sourceId: string;
}

/** The charge of a key, under lock; null when it was never made. */
export async function chargeOf(tx: Tx, key: string): Promise<Charge | null> {
  const [charge] = await tx.query<Charge>(
    `select c.activity_id as "activityId", c.service, c.currency, c.amount_minor as "amountMinor",
       c.transaction_id as "transactionId", c.refund_id as "refundId",
       x.kind, x.source_type as "sourceType", x.source_id as "sourceId"
     from core.service_charge c
     join ledger.txn x on x.cooperative_id = c.cooperative_id and x.id = c.transaction_id
     where c.cooperative_id = $1 and c.key = $2 for no key update of c`,
    [tx.cooperativeId, key],
  );
  return charge ?? null;
}

function repeated(known: Charge, order: ChargeOrder): { readonly transactionId: string } {
  const same =
    known.activityId === order.activityId &&
    known.service === order.service &&
    known.currency === order.currency &&
    known.amountMinor === order.amountMinor;
  if (!same) throw new GezelError('IDEMPOTENCY_MISMATCH', { key: order.key });
  return { transactionId: known.transactionId };
}

function chargePosting(
  ctx: Context,
  { key, amountMinor, currency, source, budget }: ChargeOrder,
  shares: readonly ChargeShare[],
): Posting {
  const { cooperativeId } = ctx.viewer;
  return {
    ...actorOf(ctx),
    key: `charge:${key}`,
    kind: budget === 'PURCHASES' ? goodsCharged : 'SERVICE_CHARGED',
    sourceType: sourceTypeOf(source.type),
    sourceId: source.id,
    eventOn: ctx.platform.clock.today(),
    lines: [
      ...shares.map((share) => debit(share.account, share.amountMinor)),
      credit(cooperativeAccount(cooperativeId, 'service.income', currency), amountMinor),
    ],
  };
}

async function expectFunds(tx: Tx, order: ChargeOrder): Promise<void> {
  const { availableMinor } = await activityMoney(tx, order.activityId, order.currency);
  const missing = order.amountMinor - availableMinor;
  if (missing <= 0n) return;
  throw new MoneyRefused([insufficientFunds('activity.available', missing, order.currency)]);
}
