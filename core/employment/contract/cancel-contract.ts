import type { Context } from '../../platform/context.js';
import { localId } from '../../platform/ids.js';
import type { Once } from '../../platform/write/once.js';
import { runTransition, type TransitionOutcome } from '../../platform/write/transition.js';
import type { Finding } from '../../platform/write/violation.js';
import { beginningState, isDeclared, queueCancellation } from '../dimona/queue-declaration.js';
import { ContractStatus } from './contract.entity.js';
import { type ContractState, lockContract } from './contract-state.js';
import type { Signature } from './sign-contract.js';
import { contractCancel } from './transitions.js';

/**
 * Cancels a contract whose work has not begun; its days are free again. It keeps its number, so the
 * numbers of a year stay without gaps.
 */
export function cancelContract(
  ctx: Context,
  order: Signature,
  once: Once | null,
): Promise<TransitionOutcome<ContractState>> {
  const today = ctx.platform.clock.today();
  return runTransition(ctx, contractCancel, {
    id: localId('Contract', order.id),
    dryRun: order.dryRun,
    expectedVersion: order.expectedVersion,
    once,
    load: (tx, id) => lockContract(tx, ctx, id, 'contract.write'),
    next: (before) => ({
      ...before,
      status: ContractStatus.CANCELLED,
      version: before.version + 1,
    }),
    check: async (before, _after, tx) =>
      cancelFindings(before, today, await beginningState(tx, before.id)),
    write: async (tx, before, after) => {
      await tx.query(
        `with days as (
           update core.contract_day set bound = false
           where cooperative_id = $1 and contract_id = $2),
         formalities as (
           update core.formality set status = 'CANCELLED', version = version + 1
           where cooperative_id = $1 and contract_id = $2 and status = 'OPEN'),
         unpaid as (
           -- What a settled year left to be paid waits for the next month again.
           update core.engagement_settlement s set paid_month = null
           from core.engagement_month m
           where m.cooperative_id = $1 and m.contract_id = $2 and m.settlement_minor > 0
             and s.cooperative_id = m.cooperative_id and s.engagement_id = m.engagement_id
             and s.paid_month = m.month)
         update core.contract set status = 'CANCELLED', version = $3
         where cooperative_id = $1 and id = $2`,
        [tx.cooperativeId, before.id, after.version],
      );
      await queueCancellation(tx, before.id, ctx.platform.clock.now());
      const subject = { type: 'Contract', id: before.id };
      const payload = { was: before.status };
      return [{ type: 'contract.cancelled', subject, activityId: before.activityId, payload }];
    },
  });
}

function cancelFindings(
  { status, days }: ContractState,
  today: string,
  declaration: string | null,
): Finding[] {
  if (status !== 'DRAFT' && status !== 'SIGNED') {
    return [{ code: 'contract.not-cancellable', values: { status } }];
  }
  const first = days[0]?.day;
  if (status === 'DRAFT' || first === undefined || first > today) return [];
  // What could not be declared did not begin, whatever day it is.
  if (declaration !== null && !isDeclared(declaration)) return [];
  return [{ code: 'contract.work-begun', values: { first } }];
}
