/** What a thing does to the books of the legal entity that owns it. */
import type { Context } from '../../platform/context.js';
import { hostAccount } from '../accounts.js';
import { actorOf } from '../invoice/invoice-entries.js';
import { credit, debit, type Posting } from '../ledger/ledger.js';
import type { Asset } from './asset-rows.js';

/** It is owned, and what was paid for it is not used up yet. */
export const acquired = (ctx: Context, asset: Asset): Posting => ({
  ...headOf(ctx, asset, 'acquire'),
  ...{ kind: 'ASSET_ACQUIRED', eventOn: asset.fromDay },
  lines: [
    debit(hostAccount(asset.hostEntityId, 'asset.cost', asset.currency), asset.costMinor),
    credit(hostAccount(asset.hostEntityId, 'asset.funded', asset.currency), asset.costMinor),
  ],
});

/** A month of it is used up, by whom it was paid for. */
export const depreciated = (
  ctx: Context,
  asset: Asset,
  { month, amountMinor, eventOn }: Depreciation,
): Posting => ({
  ...headOf(ctx, asset, month.slice(0, 7)),
  ...{ kind: 'ASSET_DEPRECIATED', eventOn },
  lines: [
    debit(hostAccount(asset.hostEntityId, 'asset.funded', asset.currency), amountMinor),
    credit(hostAccount(asset.hostEntityId, 'asset.depreciated', asset.currency), amountMinor),
  ],
});

export interface Depreciation {
  readonly month: string;
  readonly amountMinor: bigint;
  readonly eventOn: string;
}

/** Sold or lost: it leaves with what was written off of it and with what was not. */
export const disposed = (ctx: Context, asset: Asset): Posting => {
  const { hostEntityId, currency, costMinor, depreciatedMinor } = asset;
  const account = (code: Parameters<typeof hostAccount>[1]) =>
    hostAccount(hostEntityId, code, currency);
  return {
    ...headOf(ctx, asset, 'dispose'),
    ...{ kind: 'ASSET_DISPOSED', eventOn: ctx.platform.clock.today() },
    lines: [
      debit(account('asset.depreciated'), depreciatedMinor),
      debit(account('asset.funded'), costMinor - depreciatedMinor),
      credit(account('asset.cost'), costMinor),
    ].filter(({ amountMinor }) => amountMinor !== 0n),
  };
};

const headOf = (ctx: Context, { id }: Asset, what: string) => ({
  ...{ ...actorOf(ctx), key: `asset:${id}:${what}`, sourceType: 'asset', sourceId: id },
});
