/**
 * The guarantee fund: money of the co-operative that an activity may use before its clients pay. An
 * advance rests on income that is invoiced, and is repaid first when a client pays.
 *
 * These are parts of something larger (a tool, a salary): the caller has checked that the viewer may
 * do it for the activity, and gives the transaction. What is refused is thrown as `MoneyRefused`.
 */
import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { GezelError, notFound } from '../../platform/errors.js';
import { globalId } from '../../platform/ids.js';
import type { Finding } from '../../platform/write/violation.js';
import { activityMoney, lockActivity } from '../account/activity-money.js';
import { activityAccount, cooperativeAccount } from '../accounts.js';
import { actorOf } from '../invoice/invoice-entries.js';
import { smaller } from '../invoice/settlement.js';
import { credit, debit, type Line, post } from '../ledger/ledger.js';
import { insufficientFunds, MoneyRefused } from '../refused.js';
import { advanceFindings, type FundGround, fundGround, roomMinor } from './fund-room.js';

export interface FundOrder {
  readonly activityId: string;
  /** More than zero, in the currency of the activity. */
  readonly amountMinor: bigint;
  /** The same key moves the money once. */
  readonly key: string;
  /** The document behind it: a snake-case type, e.g. `assignment_step`, and its UUID. */
  readonly source: { readonly type: string; readonly id: string };
}

/** Makes money of the fund available to an activity. */
export async function advance(ctx: Context, order: FundOrder, tx: Tx): Promise<FundMove> {
  const { currency } = await lockedActivity(tx, order.activityId);
  const known = await moveOf(tx, `advance:${order.key}`);
  if (known !== null) return repeated(known, order);
  const ground = await lockFund(tx, ctx, { id: order.activityId, currency });
  return draw(tx, ctx, order, ground);
}

/**
 * As much of the amount as there is room for. Without any room the whole is refused, with every
 * limit that stands against it.
 */
export async function advanceUpTo(
  ctx: Context,
  order: FundOrder,
  tx: Tx,
): Promise<FundMove & { readonly amountMinor: bigint }> {
  const { currency } = await lockedActivity(tx, order.activityId);
  const known = await moveOf(tx, `advance:${order.key}`);
  if (known !== null) return { transactionId: known.id, amountMinor: known.amount };
  const ground = await lockFund(tx, ctx, { id: order.activityId, currency });
  const room = roomMinor(ground);
  const amountMinor = room > 0n ? smaller(order.amountMinor, room) : order.amountMinor;
  return { ...(await draw(tx, ctx, { ...order, amountMinor }, ground)), amountMinor };
}

function draw(tx: Tx, ctx: Context, order: FundOrder, ground: FundGround): Promise<FundMove> {
  const findings = advanceFindings(ground, order.amountMinor);
  if (findings.length > 0) throw new MoneyRefused(findings);
  const lines = advanceLines(tx.cooperativeId, { ...order, currency: ground.currency });
  return postMove(tx, ctx, order, { key: `advance:${order.key}`, kind: 'FUND_ADVANCED', lines });
}

/** Gives an advance, or a part of it, back out of the activity's available money. */
export async function repay(ctx: Context, order: FundOrder, tx: Tx): Promise<FundMove> {
  const { currency } = await lockedActivity(tx, order.activityId);
  const known = await moveOf(tx, `repay:${order.key}`);
  if (known !== null) return repeated(known, order);
  const money = await activityMoney(tx, order.activityId, currency);
  const findings = repayFindings(money, order.amountMinor, currency);
  if (findings.length > 0) throw new MoneyRefused(findings);
  const back = { ...order, currency, amountMinor: -order.amountMinor };
  const head = { key: `repay:${order.key}`, kind: 'FUND_REPAID' };
  return postMove(tx, ctx, order, { ...head, lines: advanceLines(tx.cooperativeId, back) });
}

export interface FundMove {
  readonly transactionId: string;
}

/**
 * What a decision over an advance rests on, under lock: the activity is locked by the caller, and
 * no other transaction takes money out of the fund until this one ends.
 */
export async function lockFund(
  tx: Tx,
  ctx: Context,
  activity: { readonly id: string; readonly currency: string },
): Promise<FundGround> {
  await lockFunds(tx);
  return fundGround(tx, tx.cooperativeId, activity, ctx.platform.clock.today());
}

/** After the activities: nobody else takes money out of the fund until the transaction ends. */
export async function lockFunds(tx: Tx): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('core.fund:' || $1, 0))`, [
    tx.cooperativeId,
  ]);
}

/** Money from the fund to the activity, and who owes it to whom; negative: back again. */
export function advanceLines(
  cooperativeId: string,
  order: { readonly activityId: string; readonly currency: string; readonly amountMinor: bigint },
): Line[] {
  const { activityId, currency, amountMinor } = order;
  return [
    debit(cooperativeAccount(cooperativeId, 'fund.available', currency), amountMinor),
    credit(activityAccount(activityId, 'activity.available', currency), amountMinor),
    debit(activityAccount(activityId, 'activity.advanced', currency), amountMinor),
    credit(cooperativeAccount(cooperativeId, 'fund.claims', currency), amountMinor),
  ];
}

function repayFindings(
  { advancedMinor, availableMinor }: { advancedMinor: bigint; availableMinor: bigint },
  amountMinor: bigint,
  currency: string,
): Finding[] {
  if (amountMinor <= 0n) return [{ code: 'fund.amount-not-positive', path: ['amount'] }];
  if (amountMinor > advancedMinor) return [{ code: 'fund.not-advanced', path: ['amount'] }];
  const missing = amountMinor - availableMinor;
  return missing > 0n ? [insufficientFunds('activity.available', missing, currency)] : [];
}

/** What was posted under a key; the ledger itself would take a repeat on a later day for another. */
async function moveOf(tx: Tx, key: string): Promise<{ id: string; amount: bigint } | null> {
  const [move] = await tx.query<{ id: string; amount: bigint }>(
    `select t.id, abs(e.amount) as amount
     from ledger.txn t
     join ledger.entry e on e.cooperative_id = t.cooperative_id and e.txn_id = t.id
     where t.cooperative_id = $1 and t.idem_key = $2 limit 1`,
    [tx.cooperativeId, key],
  );
  return move ?? null;
}

function repeated(known: { id: string; amount: bigint }, order: FundOrder): FundMove {
  if (known.amount !== order.amountMinor) {
    throw new GezelError('IDEMPOTENCY_MISMATCH', { key: order.key });
  }
  return { transactionId: known.id };
}

async function lockedActivity(tx: Tx, activityId: string) {
  const activity = await lockActivity(tx, activityId);
  if (activity === null) throw notFound('Activity', globalId('Activity', activityId));
  return activity;
}

async function postMove(
  tx: Tx,
  ctx: Context,
  { source }: FundOrder,
  posting: { readonly key: string; readonly kind: string; readonly lines: readonly Line[] },
): Promise<FundMove> {
  const eventOn = ctx.platform.clock.today();
  const head = { ...actorOf(ctx), sourceType: source.type, sourceId: source.id, eventOn };
  const [posted] = await post(tx, tx.cooperativeId, [{ ...head, ...posting }]);
  return { transactionId: (posted as { id: string }).id };
}
