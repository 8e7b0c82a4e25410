import type { Context } from '../../platform/context.js';
import { newId } from '../../platform/ids.js';
import { violationsOf } from '../../platform/model/say.js';
import { takeKey } from '../../platform/write/once.js';
import { record } from '../../platform/write/record.js';
import { transact } from '../../platform/write/transact.js';
import type { Violation } from '../../platform/write/violation.js';
import { requireRelease } from './fail-payout.js';
import { lockPayout } from './lock-payout.js';
import { insertPayout } from './make-payout.js';
import { PayoutStatus } from './payout.entity.js';

export interface RepeatedPayout {
  /** The new payout, which waits for release; null when refused. */
  readonly payoutId: string | null;
  readonly violations: Violation[];
}

/**
 * Makes a payout anew that failed: what it pays is still owed. It goes to the payee's account of the
 * day on which it is released, and waits for another person like any other.
 */
export async function repeatPayout(
  ctx: Context,
  step: { readonly payoutId: string; readonly idempotencyKey: string },
): Promise<RepeatedPayout> {
  requireRelease(ctx);
  return transact(ctx, async (tx) => {
    const once = { key: step.idempotencyKey, input: step };
    const before = await lockPayout(tx, step.payoutId);
    const [later] = await tx.query<{ id: string }>(
      'select id from core.payout where cooperative_id = $1 and replaces_id = $2',
      [tx.cooperativeId, before.id],
    );
    // A repeat of the request answers the payout that the first made.
    const done = later && (await takeKey(tx, ctx, 'payout.repeat', once, newId()));
    if (later && done !== null) return { payoutId: later.id, violations: [] };
    if (later || before.status !== PayoutStatus.FAILED) {
      const code = later ? 'payout.already-repeated' : 'payout.not-failed';
      const violations = violationsOf(ctx, [{ code, path: ['payoutId'] }]);
      return { payoutId: null, violations };
    }
    await takeKey(tx, ctx, 'payout.repeat', once, before.id);
    const { source, remittance, account, activityId } = before;
    const payoutId = await insertPayout(tx, ctx, {
      ...{ activityId, payeeId: before.payeeId, hostEntityId: before.hostEntityId },
      ...{ amountMinor: before.amountMinor, currency: before.currency, payable: before.payable },
      ...{ dueOn: before.dueOn, source, remittance, replacesId: before.id },
      ...(before.payeeId === null && account !== null && { account }),
    });
    const subject = { type: 'Payout', id: payoutId };
    const fact = { type: 'payout.repeated', subject, activityId };
    await record(tx, ctx, 'payout.repeat', [fact]);
    return { payoutId, violations: [] };
  });
}
