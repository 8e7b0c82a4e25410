import type { Context } from '../../platform/context.js';
import { requireVisible } from '../../platform/read/read.js';
import { runTransition } from '../../platform/write/transition.js';
import type { Finding } from '../../platform/write/violation.js';
import { AllowanceStatus } from './allowance.entity.js';
import { type AllowanceState, allowanceCancel, allowances } from './allowance.policy.js';
import {
  type AllowanceOutcome,
  allowanceAnswer,
  allowanceEvent,
  lockedAllowance,
  requireAllowing,
} from './allowance-state.js';

export interface AllowanceStep {
  /** The global id. */
  readonly id: string;
  readonly expectedVersion?: number | null;
  readonly dryRun?: boolean | null;
}

/** Cancels a registration before its first day; its days are free again. */
export async function cancelAllowance(
  ctx: Context,
  input: AllowanceStep,
): Promise<AllowanceOutcome> {
  const seen = await requireVisible(ctx, allowances, input.id);
  await requireAllowing(ctx, seen);
  const today = ctx.platform.clock.today();
  const outcome = await runTransition(ctx, allowanceCancel, {
    id: seen.id,
    dryRun: input.dryRun,
    expectedVersion: input.expectedVersion,
    load: lockedAllowance,
    next: (before) => ({
      ...before,
      status: AllowanceStatus.CANCELLED,
      version: before.version + 1,
    }),
    check: (before) => cancelFindings(before, today),
    write: async (tx, before, after) => {
      await tx.query(
        `with days as (
           update core.amateur_allowance_day set bound = false
           where cooperative_id = $1 and allowance_id = $2)
         update core.amateur_allowance set status = 'CANCELLED', version = $3
         where cooperative_id = $1 and id = $2`,
        [tx.cooperativeId, before.id, after.version],
      );
      return [allowanceEvent('allowance.cancelled', before)];
    },
  });
  return allowanceAnswer(ctx, outcome);
}

function cancelFindings({ status, firstDay }: AllowanceState, today: string): Finding[] {
  if (status !== 'REGISTERED') return [{ code: 'allowance.not-registered', values: { status } }];
  if (firstDay > today) return [];
  return [{ code: 'allowance.begun', values: { first: firstDay, today } }];
}
