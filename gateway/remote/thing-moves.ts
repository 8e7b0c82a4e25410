import { z } from 'zod';
import { aMove } from './a-move.js';
import { named, ofAsset, ofDeposit } from './move-owners.js';
import { chargeMove, id, key, minor, price, thingOwned } from './move-shapes.js';

/** What a plugin elsewhere has the core do for things: their deposits, books and budget. */
export const thingMoves = {
  'budgets.judge': aMove({
    ...{ shape: z.object(chargeMove).omit({ key: true }), owner: async () => null },
    run: (core, order) => core.budgets.judge(order),
  }),
  'deposits.hold': aMove({
    ...{ shape: z.object(price), owner: named },
    ended: `select from core.deposit
      where cooperative_id = $1 and key = $2 and kept_minor is not null`,
    run: (core, order) => core.deposits.hold(order),
  }),
  'deposits.giveBack': aMove({
    shape: z.object({ key, keptMinor: minor }),
    owner: (ctx, order) => ofDeposit(ctx, order.key),
    run: (core, order) => core.deposits.giveBack(order),
  }),
  'deposits.state': aMove({
    ...{ shape: key, owner: ofDeposit },
    run: (core, order) => core.deposits.state(order),
  }),
  'deposits.held': aMove({
    ...{ shape: id, owner: async () => null },
    run: (core, activityId) => core.deposits.held(activityId),
  }),
  'assets.judge': aMove({
    ...{ shape: thingOwned, owner: async () => null },
    run: (core, order) => core.assets.judge(order),
  }),
  'assets.acquire': aMove({
    ...{ shape: thingOwned, owner: named },
    ended: `select from core.asset where cooperative_id = $1 and id = $2 and status = 'CANCELLED'`,
    endedAs: ({ assetId }) => assetId,
    run: (core, order) => core.assets.acquire(order),
  }),
  'assets.dispose': aMove({
    ...{ shape: id, owner: ofAsset },
    run: (core, assetId) => core.assets.dispose(assetId),
  }),
  'assets.cancel': aMove({
    ...{ shape: id, owner: ofAsset },
    run: (core, assetId) => core.assets.cancel(assetId),
  }),
  'assets.state': aMove({
    ...{ shape: id, owner: ofAsset },
    run: (core, assetId) => core.assets.state(assetId),
  }),
};
