import type { Context } from '../../platform/context.js';
import { runTransition, type TransitionOutcome } from '../../platform/write/transition.js';
import { type Amended, amendedPay, writeAmended } from './amend-pay.js';
import { ContractStatus } from './contract.entity.js';
import { type ContractState, lockContract } from './contract-state.js';
import { contractShorten } from './transitions.js';

export interface Shortening {
  readonly contractId: string;
  /** The days after it are withdrawn; one day at least stays. */
  readonly lastDay: string;
  /** What is agreed for the days that stay. */
  readonly agreedMinor: bigint;
  readonly dryRun?: boolean | null;
}

/** Withdraws the last days of a signed contract that is not paid yet, and prices what stays anew. */
export function shortenContract(
  ctx: Context,
  { contractId, lastDay, agreedMinor, dryRun }: Shortening,
): Promise<TransitionOutcome<ContractState>> {
  let amended: Amended;
  return runTransition(ctx, contractShorten, {
    id: contractId,
    dryRun,
    load: (tx, id) => lockContract(tx, ctx, id, 'contract.write'),
    next: (before) => ({
      ...before,
      ...{ agreedMinor, version: before.version + 1 },
      days: before.days.filter(({ day }) => day <= lastDay),
    }),
    check: async ({ status }, after, tx) => {
      if (status !== ContractStatus.SIGNED && status !== ContractStatus.WORKED) {
        return [{ code: 'day.contract-not-signed', values: { status } }];
      }
      amended = await amendedPay(tx, after);
      return amended.findings;
    },
    write: async (tx, before) => {
      await tx.query(
        `delete from core.contract_day
         where cooperative_id = $1 and contract_id = $2 and day > $3::date`,
        [tx.cooperativeId, before.id, lastDay],
      );
      await writeAmended(tx, amended);
      const subject = { type: 'Contract', id: before.id };
      const payload = { lastDay, was: before.days.at(-1)?.day };
      return [{ type: 'contract.shortened', subject, activityId: before.activityId, payload }];
    },
  });
}
