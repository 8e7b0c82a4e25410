import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { notFound } from '../../platform/errors.js';
import { globalId } from '../../platform/ids.js';
import { runTransition, type TransitionOutcome } from '../../platform/write/transition.js';
import type { Finding } from '../../platform/write/violation.js';
import { requireRelease } from '../payout/fail-payout.js';
import { PayoutFileStatus } from './payout-file.entity.js';
import { type PayoutFileState, payoutFileReleased } from './payout-file.policy.js';
import { fileDocument } from './payout-file-document.js';

/** The id is a UUID. */
export interface PayoutFileStep {
  readonly fileId: string;
  readonly dryRun?: boolean | null;
  readonly expectedVersion?: number | null;
  readonly idempotencyKey: string;
}

/**
 * Lets a file go to the bank: from now on it can be fetched. Not for whoever made it. Its payments
 * are added up once more, and the sum must be the one that its maker saw.
 */
export async function releasePayoutFile(
  ctx: Context,
  step: PayoutFileStep,
): Promise<TransitionOutcome<PayoutFileState>> {
  requireRelease(ctx);
  return runTransition<PayoutFileState>(ctx, payoutFileReleased, {
    id: step.fileId,
    dryRun: step.dryRun,
    expectedVersion: step.expectedVersion,
    once: { key: step.idempotencyKey, input: step },
    load: (tx, id) => lockFile(tx, id),
    next: (before) => ({
      ...before,
      status: PayoutFileStatus.RELEASED,
      releasedBy: ctx.viewer.memberId,
      version: before.version + 1,
    }),
    check: (before) => findingsOf(ctx, before),
    write: async (tx, before) => {
      const { contentHash, payments, controlSumMinor } = await fileDocument(
        tx,
        tx.cooperativeId,
        before,
      );
      if (payments !== before.paymentCount || controlSumMinor !== before.controlSumMinor) {
        throw new Error(`The payout file ${before.id} does not add up to what was made.`);
      }
      await tx.query(
        `update core.payout_file set status = 'RELEASED', released_by = $3, released_at = $4,
           content_hash = $5, version = version + 1
         where cooperative_id = $1 and id = $2`,
        [
          ...[tx.cooperativeId, before.id, ctx.viewer.memberId, ctx.platform.clock.now()],
          contentHash,
        ],
      );
      const subject = { type: 'PayoutFile', id: before.id };
      const payload = { payments, amountMinor: `${controlSumMinor}`, currency: before.currency };
      return [{ type: 'payout-file.released', subject, payload }];
    },
  });
}

export async function lockFile(tx: Tx, id: string): Promise<PayoutFileState> {
  const [file] = await tx.query<PayoutFileState>(
    `select id, status, execution_on as "executionOn", currency, debtor,
       payment_count as "paymentCount", control_sum_minor as "controlSumMinor", made_by as "madeBy", made_at as "madeAt",
       released_by as "releasedBy", version
     from core.payout_file where cooperative_id = $1 and id = $2 for no key update`,
    [tx.cooperativeId, id],
  );
  if (file === undefined) throw notFound('PayoutFile', globalId('PayoutFile', id));
  return file;
}

function findingsOf(ctx: Context, file: PayoutFileState): Finding[] {
  const at = (code: string, values: object = {}): Finding => ({
    ...{ code, path: ['fileId'], values: { ...values } },
  });
  if (file.status !== PayoutFileStatus.MADE) return [at('payout-file.not-waiting')];
  const found: Finding[] = [];
  if (file.madeBy === ctx.viewer.memberId) found.push(at('payout-file.four-eyes'));
  if (file.executionOn < ctx.platform.clock.today()) {
    found.push(at('payout-file.too-late', { day: file.executionOn }));
  }
  return found;
}
