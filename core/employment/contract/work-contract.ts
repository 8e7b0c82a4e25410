import type { Context } from '../../platform/context.js';
import { localId } from '../../platform/ids.js';
import { runTransition, type TransitionOutcome } from '../../platform/write/transition.js';
import type { Finding } from '../../platform/write/violation.js';
import { beginningState } from '../dimona/queue-declaration.js';
import { ContractStatus } from './contract.entity.js';
import { type ContractState, lockContract } from './contract-state.js';
import { undeclaredFindings } from './mark-worked.js';
import type { Signature } from './sign-contract.js';
import { contractWork } from './transitions.js';

/** Says that the days were worked as agreed, on the last of them at the earliest. */
export function markContractWorked(
  ctx: Context,
  order: Signature,
): Promise<TransitionOutcome<ContractState>> {
  const today = ctx.platform.clock.today();
  return runTransition(ctx, contractWork, {
    id: localId('Contract', order.id),
    dryRun: order.dryRun,
    expectedVersion: order.expectedVersion,
    load: (tx, id) => lockContract(tx, ctx, id, 'contract.write'),
    next: (before) => ({ ...before, status: ContractStatus.WORKED, version: before.version + 1 }),
    check: async (before, _after, tx) => [
      ...workFindings(before, today),
      ...undeclaredFindings(await beginningState(tx, before.id)),
    ],
    write: async (tx, before, after) => {
      await tx.query(
        `update core.contract set status = 'WORKED', version = $3
         where cooperative_id = $1 and id = $2`,
        [tx.cooperativeId, before.id, after.version],
      );
      const subject = { type: 'Contract', id: before.id };
      return [{ type: 'contract.worked', subject, activityId: before.activityId }];
    },
  });
}

function workFindings({ status, days }: ContractState, today: string): Finding[] {
  if (status !== 'SIGNED') return [{ code: 'contract.not-signed', values: { status } }];
  const last = days.at(-1)?.day ?? '';
  return last <= today ? [] : [{ code: 'contract.not-over', values: { last } }];
}
