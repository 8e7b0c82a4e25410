/** Things that plugins buy for an activity, as the books of the co-operative have them. */
import { activities } from '../../activity/activity.policy.js';
import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { badInput, GezelError, notFound } from '../../platform/errors.js';
import { globalId } from '../../platform/ids.js';
import { byId } from '../../platform/read/read.js';
import { transact } from '../../platform/write/transact.js';
import type { Finding } from '../../platform/write/violation.js';
import type { AssetOrder, AssetPort, AssetState } from '../../sdk/asset-door.js';
import { lockActivity } from '../account/activity-money.js';
import { post, reversalOf } from '../ledger/ledger.js';
import { maximumAmountMinor } from '../limits.js';
import { acquired, disposed } from './asset-entries.js';
import { policyOn } from './asset-policy.js';
import { type Asset, type KeptAsset, lockAsset } from './asset-rows.js';

/** The things of a request: what may not be seen answers as if it were not there. */
export const assets = (ctx: Context): AssetPort => ({
  judge: (order) => transact(ctx, (tx) => judge(ctx, tx, order)),
  acquire: (order) => transact(ctx, (tx) => acquire(ctx, tx, order)),
  dispose: (assetId) => transact(ctx, (tx) => end(ctx, tx, assetId, 'DISPOSED')),
  cancel: (assetId) => transact(ctx, (tx) => end(ctx, tx, assetId, 'CANCELLED')),
  state: (assetId) =>
    transact(ctx, async (tx) => {
      const asset = await visibleAsset(ctx, tx, assetId);
      return asset && stateOf(asset);
    }),
});

async function judge(ctx: Context, tx: Tx, order: AssetOrder): Promise<Finding[]> {
  const policy = await policyOn(tx, tx.cooperativeId, order, ctx.platform.clock.today());
  if (policy === null || order.costMinor < policy.thresholdMinor) return [];
  const { shortestMonths: shortest, longestMonths: longest, source: title } = policy;
  if (order.months >= shortest && order.months <= longest) return [];
  const values = { months: order.months, shortest, longest };
  return [{ code: 'asset.useful-life', path: ['months'], values, source: { title } }];
}

/** Once an id: a repeat answers the first, another thing under it is IDEMPOTENCY_MISMATCH. */
async function acquire(ctx: Context, tx: Tx, order: AssetOrder): Promise<AssetState | null> {
  expectOrder(order);
  const { assetId, activityId, currency, service } = order;
  const seen = await byId(ctx, activities, activityId);
  if (seen === null) throw notFound('Activity', globalId('Activity', activityId));
  const activity = await lockActivity(tx, activityId);
  if (activity === null || currency !== seen.currency) {
    throw badInput(`The activity has its money in ${seen.currency}.`, 'currency');
  }
  const known = await lockAsset(tx, assetId);
  if (known !== null) return repeated(known, order);
  const today = ctx.platform.clock.today();
  const policy = await policyOn(tx, tx.cooperativeId, order, today);
  if (policy !== null && order.costMinor < policy.thresholdMinor) return null;
  const { title, costMinor, residualMinor, months } = order;
  const wears = costMinor > residualMinor;
  const asset: Asset = {
    ...{ id: assetId, service, activityId, hostEntityId: activity.hostEntityId, title, currency },
    ...{ costMinor, residualMinor, months, fromDay: today, depreciatedMinor: 0n },
    ...{ nextMonth: wears ? `${today.slice(0, 7)}-01` : null, status: 'IN_USE' },
  };
  const [posted] = await post(tx, tx.cooperativeId, [acquired(ctx, asset)]);
  await tx.query(
    `insert into core.asset (cooperative_id, id, service, activity_id, host_entity_id, title,
       currency, cost_minor, residual_minor, months, from_day, next_month, status, transaction_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'IN_USE', $13)`,
    [
      ...[tx.cooperativeId, assetId, service, activityId, asset.hostEntityId, title, currency],
      ...[costMinor, residualMinor, months, today, asset.nextMonth, posted?.id],
    ],
  );
  return stateOf(asset);
}

function expectOrder({ costMinor, residualMinor, months, title }: AssetOrder): void {
  if (costMinor <= 0n || costMinor > maximumAmountMinor) {
    throw badInput('A cost is above zero and below a billion.', 'costMinor');
  }
  if (residualMinor < 0n || residualMinor > costMinor) {
    throw badInput('What is left is from nothing to the cost.', 'residualMinor');
  }
  if (!Number.isInteger(months) || months < 1 || months > 600) {
    throw badInput('1 to 600 months are expected.', 'months');
  }
  if (title.trim() === '' || title.length > 200) {
    throw badInput('A title of 1 to 200 characters is expected.', 'title');
  }
}

function repeated(known: Asset, order: AssetOrder): AssetState {
  const same =
    known.activityId === order.activityId &&
    known.service === order.service &&
    known.currency === order.currency &&
    known.costMinor === order.costMinor &&
    known.residualMinor === order.residualMinor &&
    known.months === order.months;
  if (!same) throw new GezelError('IDEMPOTENCY_MISMATCH', { key: order.assetId });
  return stateOf(known);
}

/**
 * It is gone with what is left of it, or was never bought. Harmless when it was ended so before,
 * and where none was booked; what was written off cannot be called off.
 */
async function end(
  ctx: Context,
  tx: Tx,
  assetId: string,
  status: 'DISPOSED' | 'CANCELLED',
): Promise<AssetState | null> {
  const asset = await visibleAsset(ctx, tx, assetId);
  if (asset === null) return null;
  if (asset.status === status) return stateOf(asset);
  if (asset.status !== 'IN_USE' || (status === 'CANCELLED' && asset.depreciatedMinor > 0n)) {
    const values = { thing: 'Asset', expected: 'IN_USE', actual: asset.status };
    throw new GezelError('CONFLICT', values);
  }
  const eventOn = ctx.platform.clock.today();
  const key = `asset:${assetId}:cancel`;
  const posting =
    status === 'DISPOSED'
      ? disposed(ctx, asset)
      : await reversalOf(tx, tx.cooperativeId, asset.transactionId, { key, eventOn });
  await post(tx, tx.cooperativeId, [posting]);
  await tx.query(
    `update core.asset set status = $3, ended_on = $4, next_month = null
     where cooperative_id = $1 and id = $2`,
    [tx.cooperativeId, assetId, status, eventOn],
  );
  return stateOf({ ...asset, status });
}

async function visibleAsset(ctx: Context, tx: Tx, id: string): Promise<KeptAsset | null> {
  const asset = await lockAsset(tx, id);
  if (asset === null) return null;
  return (await byId(ctx, activities, asset.activityId)) === null ? null : asset;
}

const stateOf = ({ costMinor, depreciatedMinor, currency, status }: Asset): AssetState => ({
  ...{ costMinor, depreciatedMinor, currency, status },
  bookValueMinor: status === 'IN_USE' ? costMinor - depreciatedMinor : 0n,
});
