import type { Context } from '../../platform/context.js';
import { GezelError } from '../../platform/errors.js';
import { lineFindings, tidy } from '../../platform/model/text.js';
import { requireReach } from '../../platform/viewer.js';
import { runTransition, type TransitionOutcome } from '../../platform/write/transition.js';
import type { Finding } from '../../platform/write/violation.js';
import { hostAccount } from '../accounts.js';
import { actorOf } from '../invoice/invoice-entries.js';
import { credit, debit, post } from '../ledger/ledger.js';
import { unlessLedgerRefuses } from '../refused.js';
import { lockPayout } from './lock-payout.js';
import { PayoutStatus } from './payout.entity.js';
import { type PayoutState, payoutFailed } from './payout.policy.js';

/** The id is a UUID. */
export interface PayoutFailure {
  readonly payoutId: string;
  readonly reason: string;
  readonly dryRun?: boolean | null;
  readonly idempotencyKey: string;
}

/**
 * Says that a payout on its way will not arrive, because the bank said so: it is owed again, and can
 * be repeated. Not for whoever released it, and not while its file waits for release. A debit that
 * comes all the same stays on the suspense account, where it is seen.
 */
export async function failPayout(
  ctx: Context,
  step: PayoutFailure,
): Promise<TransitionOutcome<PayoutState>> {
  requireRelease(ctx);
  const reason = tidy(step.reason);
  return unlessLedgerRefuses(ctx, () =>
    runTransition<PayoutState>(ctx, payoutFailed, {
      id: step.payoutId,
      dryRun: step.dryRun,
      once: { key: step.idempotencyKey, input: step },
      load: (tx, id) => lockPayout(tx, id),
      next: (before) => ({
        ...before,
        status: PayoutStatus.FAILED,
        version: before.version + 1,
      }),
      check: (before) => [...lineFindings('reason', reason, 200), ...findingsOf(ctx, before)],
      write: async (tx, before) => {
        const { id, activityId, amountMinor, currency, hostEntityId, payable } = before;
        await tx.query(
          `update core.payout set status = 'FAILED', failed_by = $3, failure_reason = $4,
             version = version + 1
           where cooperative_id = $1 and id = $2`,
          [tx.cooperativeId, id, ctx.viewer.memberId, reason],
        );
        await post(tx, tx.cooperativeId, [
          {
            ...actorOf(ctx),
            ...{ key: `payout:${id}:failed`, kind: 'PAYOUT_FAILED' },
            ...{ sourceType: 'payout', sourceId: id, eventOn: ctx.platform.clock.today() },
            lines: [
              debit(hostAccount(hostEntityId, 'payouts.clearing', currency), amountMinor),
              credit(hostAccount(hostEntityId, payable, currency), amountMinor),
            ],
          },
        ]);
        const payload = { amountMinor: `${amountMinor}`, currency };
        return [{ type: 'payout.failed', subject: { type: 'Payout', id }, activityId, payload }];
      },
    }),
  );
}

/** Payouts are handled for the whole co-operative. */
export function requireRelease(ctx: Context): void {
  if (requireReach(ctx.viewer, 'payout.release') !== 'all') {
    throw new GezelError('FORBIDDEN', { permission: 'payout.release' });
  }
}

function findingsOf(ctx: Context, payout: PayoutState): Finding[] {
  const at = (code: string): Finding => ({ code, path: ['payoutId'] });
  const { status, releasedBy, fileStatus } = payout;
  if (status !== PayoutStatus.RELEASED && status !== PayoutStatus.UNKNOWN) {
    return [at('payout.not-on-its-way')];
  }
  const found: Finding[] = [];
  if (releasedBy === ctx.viewer.memberId) found.push(at('payout.released-by-you'));
  if (fileStatus === 'MADE') found.push(at('payout.file-waits'));
  return found;
}
