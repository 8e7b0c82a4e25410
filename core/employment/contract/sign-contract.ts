import { budgetFindings, type Commitment } from '../../money/budget/budget-check.js';
import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { localId } from '../../platform/ids.js';
import type { Once } from '../../platform/write/once.js';
import { runTransition, type TransitionOutcome } from '../../platform/write/transition.js';
import { refuses } from '../../platform/write/violation.js';
import { declarationFindings, queueBeginning } from '../dimona/queue-declaration.js';
import { arrangeFormalities } from '../formality/arrange-formalities.js';
import { amountsOf, type KeptPay, keepPay } from '../pay/contract-pay.js';
import { workingDayAfter } from '../rules/calendar.js';
import { ContractStatus } from './contract.entity.js';
import { type ContractState, lockContract } from './contract-state.js';
import { priced } from './contract-terms.js';
import type { Lawful } from './law-facts.js';
import { signatureChecklist } from './signature.js';
import { contractSign } from './transitions.js';

export interface Signature {
  /** The global id. */
  readonly id: string;
  readonly expectedVersion?: number | null;
  readonly dryRun?: boolean | null;
}

/**
 * Signs a draft: it gets its number, its amounts are fixed, its days are the worker's and nobody
 * else's, and the day on which pay is due is known. Afterwards only an absence, or the end of the engagement that
 * it is a month of, makes it cost less, until it is paid.
 */
export async function signContract(
  ctx: Context,
  order: Signature,
  once: Once | null,
): Promise<TransitionOutcome<ContractState>> {
  const today = ctx.platform.clock.today();
  let signed: ContractState | undefined;
  /** Null: an agency pays it. */
  let kept: KeptPay | null | undefined;
  let lawful: Lawful | null = null;
  const outcome = await runTransition(ctx, contractSign, {
    id: localId('Contract', order.id),
    dryRun: order.dryRun,
    expectedVersion: order.expectedVersion,
    once,
    load: (tx, id) => lockContract(tx, ctx, id, 'contract.write'),
    next: (before) => ({ ...before, status: ContractStatus.SIGNED, signedOn: today }),
    check: async (before, after, tx) => {
      if (before.status !== 'DRAFT') {
        return [{ code: 'contract.not-draft', values: { status: before.status } }];
      }
      await lockParties(tx, before);
      const { figures, pay } = await priced(tx, before);
      const checklist = await signatureChecklist(tx, before, { figures, pay }, today);
      lawful = checklist.lawful;
      const findings = [
        ...checklist.findings,
        ...(await declarationFindings(tx, ctx.platform.vault, before, today)),
      ];
      const last = before.days.at(-1)?.day;
      if (!refuses(findings) && pay && figures?.rules && figures.policy && figures.scheme && last) {
        const { calendar } = figures.rules;
        const dueOn = workingDayAfter(calendar, last, figures.policy.payAfterWorkingDays);
        const byAgency = before.agencyId !== null;
        const amounts = { ...amountsOf(pay), coefficientId: figures.scheme.id };
        signed = { ...after, ...amounts, dueOn: byAgency ? null : dueOn };
        kept = byAgency ? null : { scheme: figures.scheme, pay };
        findings.push(...(await budgetFindings(tx, ctx, commitmentOf(signed, dueOn))));
      }
      return findings;
    },
    write: async (tx) => {
      if (signed === undefined || kept === undefined) {
        throw new Error('A contract without its figures was not refused.');
      }
      signed = { ...signed, number: await takeNumber(tx, today), version: signed.version + 1 };
      await writeSignature(tx, signed);
      await queueBeginning(tx, signed, today, ctx.platform.clock.now());
      if (kept !== null) await keepPay(tx, signed.id, kept);
      await arrangeFormalities(tx, signed, lawful);
      const subject = { type: 'Contract', id: signed.id };
      const payload = { number: signed.number, workerId: signed.workerId };
      return [{ type: 'contract.signed', subject, activityId: signed.activityId, payload }];
    },
  });
  return outcome.after === null || signed === undefined ? outcome : { ...outcome, after: signed };
}

/** All that the activity spends on it, on the day that its pay is due. */
const commitmentOf = (
  { id, activityId, budgetMinor }: ContractState,
  dueOn: string,
): Commitment => ({
  ...{ activityId, source: { type: 'contract', id }, kind: 'WORK' },
  ...{ amountMinor: budgetMinor, day: dueOn },
});

/**
 * The activity, so that it is not closed meanwhile; then the worker, so that two contracts of one
 * person are signed one after the other and each sees the other's days. Always in this order.
 */
async function lockParties(tx: Tx, { activityId, workerId }: ContractState): Promise<void> {
  for (const [table, id] of [
    ['activity', activityId],
    ['member', workerId],
  ]) {
    await tx.query(
      `select from core.${table} where cooperative_id = $1 and id = $2 for no key update`,
      [tx.cooperativeId, id],
    );
  }
}

/** The next number of the year; a signature that is rolled back gives it back. */
async function takeNumber(tx: Tx, today: string): Promise<string> {
  const year = Number(today.slice(0, 4));
  const [row] = await tx.query<{ last_number: number }>(
    `insert into core.contract_counter (cooperative_id, year, last_number) values ($1, $2, 1)
     on conflict (cooperative_id, year) do update
       set last_number = core.contract_counter.last_number + 1
     returning last_number`,
    [tx.cooperativeId, year],
  );
  return `C${year}-${String(row?.last_number).padStart(6, '0')}`;
}

async function writeSignature(tx: Tx, signed: ContractState): Promise<void> {
  await tx.query(
    `with days as (
       update core.contract_day set bound = true where cooperative_id = $1 and contract_id = $2)
     update core.contract set status = 'SIGNED', number = $3, signed_on = $4, due_on = $5,
       gross_minor = $6, employee_contribution_minor = $7, withholding_minor = $8, net_minor = $9,
       coefficient_id = $10, version = $11
     where cooperative_id = $1 and id = $2`,
    [
      tx.cooperativeId,
      signed.id,
      signed.number,
      signed.signedOn,
      signed.dueOn,
      signed.grossMinor,
      signed.employeeContributionMinor,
      signed.withholdingMinor,
      signed.netMinor,
      signed.coefficientId,
      signed.version,
    ],
  );
}
