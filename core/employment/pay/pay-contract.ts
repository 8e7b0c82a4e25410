import { paySalary, salaryFindings } from '../../money/payout/pay-salary.js';
import { unlessLedgerRefuses } from '../../money/refused.js';
import type { Context } from '../../platform/context.js';
import { localId } from '../../platform/ids.js';
import type { Once } from '../../platform/write/once.js';
import { runTransition, type TransitionOutcome } from '../../platform/write/transition.js';
import { ContractStatus } from '../contract/contract.entity.js';
import { type ContractState, lockContract } from '../contract/contract-state.js';
import type { Signature } from '../contract/sign-contract.js';
import { contractPay } from '../contract/transitions.js';
import type { DueContract } from '../pay-run/due-batch.js';
import { keepReserves } from '../pay-run/reserve.js';
import { payTerms } from './contract-pay.js';
import { salaryOf } from './salary-of.js';

/**
 * Pays a worked contract, whether the client has paid or not: from what the activity has available,
 * and for the rest from the guarantee fund. Books net, tax and contributions and makes the payout.
 */
export function payContract(
  ctx: Context,
  order: Signature,
  once: Once | null,
): Promise<TransitionOutcome<ContractState>> {
  const today = ctx.platform.clock.today();
  let due: DueContract;
  return unlessLedgerRefuses(ctx, () =>
    runTransition(ctx, contractPay, {
      id: localId('Contract', order.id),
      dryRun: order.dryRun,
      expectedVersion: order.expectedVersion,
      once,
      load: (tx, id) => lockContract(tx, ctx, id, 'payout.release'),
      next: (before) => ({
        ...before,
        status: ContractStatus.PAID,
        paidOn: today,
        version: before.version + 1,
      }),
      check: async (before, _after, tx) => {
        const { status, agencyId } = before;
        if (agencyId !== null) return [{ code: 'agency.its-own', path: ['id'] }];
        if (status !== 'WORKED') return [{ code: 'contract.not-worked', values: { status } }];
        due = { ...before, ...(await payTerms(tx, before, today)) };
        return salaryFindings(tx, ctx, salaryOf(due));
      },
      write: async (tx, before, after) => {
        const { payoutId, advancedMinor } = await paySalary(tx, ctx, salaryOf(due));
        await keepReserves(tx, [due], today);
        await tx.query(
          `update core.contract set status = 'PAID', paid_on = $3, version = $4
           where cooperative_id = $1 and id = $2`,
          [tx.cooperativeId, before.id, today, after.version],
        );
        const subject = { type: 'Contract', id: before.id };
        const payload = { payoutId, advancedMinor: advancedMinor.toString() };
        return [{ type: 'contract.paid', subject, activityId: before.activityId, payload }];
      },
    }),
  );
}
