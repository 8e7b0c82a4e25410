import type { Context } from '../../platform/context.js';
import { violationsOf } from '../../platform/model/say.js';
import { takeKey } from '../../platform/write/once.js';
import { record } from '../../platform/write/record.js';
import { transact } from '../../platform/write/transact.js';
import type { Violation } from '../../platform/write/violation.js';
import { requireRelease } from '../payout/fail-payout.js';
import { PayoutFileStatus } from './payout-file.entity.js';
import { lockFile, type PayoutFileStep } from './release-payout-file.js';

/** Gives up a file that nobody released: its payouts are released still, and can go in another. */
export async function withdrawPayoutFile(
  ctx: Context,
  step: PayoutFileStep,
): Promise<{ readonly withdrawn: boolean; readonly violations: Violation[] }> {
  requireRelease(ctx);
  return transact(ctx, async (tx) => {
    const file = await lockFile(tx, step.fileId);
    const once = { key: step.idempotencyKey, input: step };
    if (file.status === PayoutFileStatus.WITHDRAWN) {
      const before = await takeKey(tx, ctx, 'payout-file.withdraw', once, file.id);
      if (before !== null) return { withdrawn: true, violations: [] };
    }
    if (file.status !== PayoutFileStatus.MADE) {
      const found = [{ code: 'payout-file.not-waiting', path: ['fileId'] }];
      return { withdrawn: false, violations: violationsOf(ctx, found) };
    }
    if (step.dryRun) return { withdrawn: false, violations: [] };
    await takeKey(tx, ctx, 'payout-file.withdraw', once, file.id);
    await tx.query(
      `with payouts as (
         update core.payout set file_id = null, version = version + 1
         where cooperative_id = $1 and file_id = $2
       )
       update core.payout_file set status = 'WITHDRAWN', version = version + 1
       where cooperative_id = $1 and id = $2`,
      [tx.cooperativeId, file.id],
    );
    const subject = { type: 'PayoutFile', id: file.id };
    await record(tx, ctx, 'payout-file.withdraw', [{ type: 'payout-file.withdrawn', subject }]);
    return { withdrawn: true, violations: [] };
  });
}
