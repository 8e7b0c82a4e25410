/** Deposits as plugins hold and return them, each once a key. */
import { activities } from '../../activity/activity.policy.js';
import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { badInput, GezelError, notFound } from '../../platform/errors.js';
import { globalId } from '../../platform/ids.js';
import { byId } from '../../platform/read/read.js';
import { transact } from '../../platform/write/transact.js';
import type {
  DepositOrder,
  DepositPort,
  DepositState,
  HeldDeposit,
} from '../../sdk/money-doors.js';
import { activityMoney, lockActivity } from '../account/activity-money.js';
import { activityAccount, cooperativeAccount, depositAccount } from '../accounts.js';
import { actorOf } from '../invoice/invoice-entries.js';
import { credit, debit, type Line, post } from '../ledger/ledger.js';
import { expectAmount } from '../loan/loan.js';
import { insufficientFunds, MoneyRefused } from '../refused.js';

/** The deposits of a request: what may not be seen answers as if it were not there. */
export const deposits = (ctx: Context): DepositPort => ({
  hold: (order) => transact(ctx, (tx) => hold(ctx, tx, order)),
  giveBack: (order) => transact(ctx, (tx) => giveBack(ctx, tx, order)),
  state: (key) => transact(ctx, (tx) => visibleDeposit(ctx, tx, key)),
  held: (activityId) => transact(ctx, (tx) => heldOf(ctx, tx, activityId)),
});

async function heldOf(ctx: Context, tx: Tx, activityId: string): Promise<HeldDeposit[]> {
  if ((await byId(ctx, activities, activityId)) === null) return [];
  const rows = await tx.query<HeldDeposit & { sourceType: string; sourceId: string }>(
    `select service, source_type as "sourceType", source_id as "sourceId", currency,
       amount_minor as "amountMinor"
     from core.deposit where cooperative_id = $1 and activity_id = $2 and return_id is null
     order by transaction_id limit 1000`,
    [tx.cooperativeId, activityId],
  );
  return rows.map(({ service, sourceType: type, sourceId: id, currency, amountMinor }) => ({
    ...{ service, source: { type, id }, currency, amountMinor },
  }));
}

async function hold(ctx: Context, tx: Tx, order: DepositOrder): Promise<DepositState> {
  const { activityId, amountMinor, currency, key } = order;
  expectAmount(order);
  const activity = await byId(ctx, activities, activityId);
  if (activity === null) throw notFound('Activity', globalId('Activity', activityId));
  if (currency !== activity.currency) {
    throw badInput(`The activity has its money in ${activity.currency}.`, 'currency');
  }
  await lockActivity(tx, activityId);
  const known = await readDeposit(tx, key);
  if (known !== null) {
    if (isSame(known, order)) return known;
    throw new GezelError('IDEMPOTENCY_MISMATCH', { key });
  }
  const { availableMinor } = await activityMoney(tx, activityId, currency);
  const missing = amountMinor - availableMinor;
  if (missing > 0n) {
    throw new MoneyRefused([insufficientFunds('activity.available', missing, currency)]);
  }
  const transactionId = await move(ctx, tx, order, {
    ...{ key: `deposit:${key}:hold`, kind: 'DEPOSIT_HELD' },
    lines: [
      debit(activityAccount(activityId, 'activity.available', currency), amountMinor),
      credit(depositAccount(activityId, currency), amountMinor),
    ],
  });
  await tx.query(
    `insert into core.deposit (cooperative_id, key, activity_id, service, source_type, source_id,
       currency, amount_minor, transaction_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      ...[tx.cooperativeId, key, activityId, order.service, order.source.type, order.source.id],
      ...[currency, amountMinor, transactionId],
    ],
  );
  return { amountMinor, currency, keptMinor: null };
}

async function giveBack(
  ctx: Context,
  tx: Tx,
  { key, keptMinor }: { readonly key: string; readonly keptMinor: bigint },
): Promise<DepositState> {
  const seen = await visibleDeposit(ctx, tx, key);
  if (seen === null) throw notFound('Deposit', key);
  await lockActivity(tx, seen.activityId);
  const deposit = (await readDeposit(tx, key)) as Deposit;
  const { activityId, currency, amountMinor, sourceType: type, sourceId: id } = deposit;
  if (keptMinor < 0n || keptMinor > amountMinor) {
    throw badInput('What is kept is nothing, the deposit, or between.', 'keptMinor');
  }
  if (deposit.keptMinor !== null) {
    if (deposit.keptMinor === keptMinor) return deposit;
    throw new GezelError('IDEMPOTENCY_MISMATCH', { key });
  }
  const back = activityAccount(activityId, 'activity.available', currency);
  const kept = cooperativeAccount(tx.cooperativeId, 'service.income', currency);
  const lines = [
    debit(depositAccount(activityId, currency), amountMinor),
    credit(back, amountMinor - keptMinor),
    credit(kept, keptMinor),
  ].filter((line) => line.amountMinor !== 0n);
  const head = { key: `deposit:${key}:return`, kind: 'DEPOSIT_RETURNED' };
  const returnId = await move(ctx, tx, { source: { type, id } }, { ...head, lines });
  await tx.query(
    `update core.deposit set kept_minor = $3, return_id = $4
     where cooperative_id = $1 and key = $2`,
    [tx.cooperativeId, key, keptMinor, returnId],
  );
  return { amountMinor, currency, keptMinor };
}

interface Posting {
  readonly key: string;
  readonly kind: string;
  readonly lines: readonly Line[];
}

async function move(
  ctx: Context,
  tx: Tx,
  { source }: Pick<DepositOrder, 'source'>,
  posting: Posting,
): Promise<string> {
  const eventOn = ctx.platform.clock.today();
  const from = { sourceType: 'deposit', sourceId: source.id, eventOn };
  const [posted] = await post(tx, tx.cooperativeId, [{ ...actorOf(ctx), ...from, ...posting }]);
  return (posted as { id: string }).id;
}

interface Deposit extends DepositState {
  readonly activityId: string;
  readonly service: string;
  readonly sourceType: string;
  readonly sourceId: string;
}

async function visibleDeposit(ctx: Context, tx: Tx, key: string): Promise<Deposit | null> {
  const deposit = await readDeposit(tx, key);
  if (deposit === null) return null;
  return (await byId(ctx, activities, deposit.activityId)) === null ? null : deposit;
}

async function readDeposit(tx: Tx, key: string): Promise<Deposit | null> {
  const [row] = await tx.query<Deposit>(
    `select activity_id as "activityId", service, source_type as "sourceType",
       source_id as "sourceId", currency, amount_minor as "amountMinor", kept_minor as "keptMinor"
     from core.deposit where cooperative_id = $1 and key = $2 for no key update`,
    [tx.cooperativeId, key],
  );
  return row ?? null;
}

const isSame = (known: Deposit, order: DepositOrder): boolean =>
  known.activityId === order.activityId &&
  known.service === order.service &&
  known.sourceId === order.source.id &&
  known.currency === order.currency &&
  known.amountMinor === order.amountMinor;
