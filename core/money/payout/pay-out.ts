import { activities } from '../../activity/activity.policy.js';
import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { badInput, GezelError, notFound } from '../../platform/errors.js';
import { globalId } from '../../platform/ids.js';
import { byId } from '../../platform/read/read.js';
import { Iban } from '../../platform/scalars.js';
import { transact } from '../../platform/write/transact.js';
import type { PayOutOrder } from '../../sdk/money-doors.js';
import { activityMoney, lockActivity } from '../account/activity-money.js';
import { activityAccount, hostAccount } from '../accounts.js';
import { actorOf } from '../invoice/invoice-entries.js';
import { credit, debit, post } from '../ledger/ledger.js';
import { sourceTypeOf } from '../ledger/source-type.js';
import { expectAmount } from '../loan/loan.js';
import { insufficientFunds, MoneyRefused } from '../refused.js';
import { requireRelease } from './fail-payout.js';
import { insertPayout } from './make-payout.js';

/**
 * Pays what an activity has available to somebody outside, as a payout that another person releases.
 * The same key does it once, and no other key pays the same document. Throws `MoneyRefused` for that,
 * and when there is less.
 */
export async function payOut(
  ctx: Context,
  order: PayOutOrder,
): Promise<{ readonly payoutId: string }> {
  requireRelease(ctx);
  expectAmount(order);
  const { activityId, currency } = order;
  const activity = await byId(ctx, activities, activityId);
  if (activity === null) throw notFound('Activity', globalId('Activity', activityId));
  if (currency !== activity.currency) {
    throw badInput(`The activity has its money in ${activity.currency}.`, 'currency');
  }
  const iban = Iban.parseValue(order.iban) as string;
  return transact(ctx, async (tx) => {
    const held = await lockActivity(tx, activityId);
    const known = await doneBefore(tx, order);
    if (known !== null) return known;
    await expectFirst(tx, order);
    await expectFunds(tx, order);
    return { payoutId: await pay(ctx, tx, { ...order, iban }, held?.hostEntityId ?? '') };
  }).catch(toldOnce);
}

/** What failed is still owed, and made anew as a repeat: paid out here it would be taken twice. */
async function expectFirst(tx: Tx, { source: { type, id } }: PayOutOrder): Promise<void> {
  const [paid] = await tx.query(
    `select from core.payout
     where cooperative_id = $1 and source_type = $2 and source_id = $3 and status <> 'FAILED'
     union all
     select from core.payout
     where cooperative_id = $1 and source_type = $2 and source_id = $3 and status = 'FAILED'
     limit 1`,
    [tx.cooperativeId, sourceTypeOf(type), id],
  );
  if (paid !== undefined) throw paidBefore();
}

/** Another activity's payout of the same document may come first at the same moment. */
function toldOnce(error: { readonly constraint?: string }): never {
  throw error.constraint === 'payout_of_source' ? paidBefore() : error;
}

const paidBefore = () => new MoneyRefused([{ code: 'payout.paid-before' }]);

async function expectFunds(tx: Tx, { activityId, amountMinor, currency }: PayOutOrder) {
  const { availableMinor } = await activityMoney(tx, activityId, currency);
  const missing = amountMinor - availableMinor;
  if (missing <= 0n) return;
  throw new MoneyRefused([insufficientFunds('activity.available', missing, currency)]);
}

async function pay(
  ctx: Context,
  tx: Tx,
  order: PayOutOrder,
  hostEntityId: string,
): Promise<string> {
  const { key, activityId, amountMinor, currency, iban, remittance } = order;
  const eventOn = ctx.platform.clock.today();
  const source = { type: sourceTypeOf(order.source.type), id: order.source.id };
  const holder = order.holder.slice(0, 140);
  const payoutId = await insertPayout(tx, ctx, {
    ...{ amountMinor, currency, dueOn: eventOn, activityId, payeeId: null, source, remittance },
    ...{ payable: 'payouts.payable', account: { iban, holder } },
  });
  await post(tx, tx.cooperativeId, [
    {
      ...actorOf(ctx),
      ...{ key: `pay-out:${key}`, kind: 'SERVICE_PAID_OUT', eventOn },
      ...{ sourceType: source.type, sourceId: source.id },
      lines: [
        debit(activityAccount(activityId, 'activity.available', currency), amountMinor),
        credit(hostAccount(hostEntityId, 'payouts.payable', currency), amountMinor),
      ],
    },
  ]);
  await tx.query(
    `insert into core.service_payout (cooperative_id, key, service, activity_id, payout_id, content)
     values ($1, $2, $3, $4, $5, $6)`,
    [tx.cooperativeId, key, order.service, activityId, payoutId, contentOf(order)],
  );
  return payoutId;
}

/** What the key has paid before; with another content it is refused. */
async function doneBefore(
  tx: Tx,
  order: PayOutOrder,
): Promise<{ readonly payoutId: string } | null> {
  const [known] = await tx.query<{ payoutId: string; same: boolean }>(
    `select payout_id as "payoutId", content = $3::jsonb as same from core.service_payout
     where cooperative_id = $1 and key = $2`,
    [tx.cooperativeId, order.key, contentOf(order)],
  );
  if (known === undefined) return null;
  if (!known.same) throw new GezelError('IDEMPOTENCY_MISMATCH', { key: order.key });
  return { payoutId: known.payoutId };
}

const contentOf = ({ activityId, amountMinor, currency, iban, holder, source }: PayOutOrder) =>
  JSON.stringify({
    ...{ activityId, amount: `${amountMinor}`, currency, holder, source },
    iban: Iban.parseValue(iban),
  });
