import { requireManaged } from '../../activity/activity.policy.js';
import { openUntilEnd } from '../../activity/open-until-end.js';
import { members } from '../../member/member.policy.js';
import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { newId } from '../../platform/ids.js';
import { violationsOf } from '../../platform/model/say.js';
import { requireVisible } from '../../platform/read/read.js';
import { type Once, takeKey } from '../../platform/write/once.js';
import { record } from '../../platform/write/record.js';
import { transact } from '../../platform/write/transact.js';
import type { Finding, Violation } from '../../platform/write/violation.js';
import { ContractStatus } from './contract.entity.js';
import type { ContractState } from './contract-state.js';
import {
  type ContractTerms,
  priced,
  termsFindings,
  workDays,
  writeConditions,
  writeDays,
} from './contract-terms.js';
import { signatureChecklist } from './signature.js';

export interface NewContract extends ContractTerms {
  /** Global ids. */
  readonly activityId: string;
  readonly workerId: string;
}

export interface DraftOutcome {
  /** The UUID of the draft; null when it was refused. */
  readonly id: string | null;
  /** Errors refuse the draft; warnings are what still stands in the way of its signature. */
  readonly violations: Violation[];
}

/** A draft of a contract on an activity that the viewer manages; it may still be incomplete. */
export async function createContract(
  ctx: Context,
  order: NewContract,
  once: Once | null,
): Promise<DraftOutcome> {
  const activity = await requireManaged(ctx, order.activityId, 'contract.write');
  const worker = await requireVisible(ctx, members, order.workerId, 'workerId');
  const id = newId();
  const { kind, jointCommittee, budgetMinor } = order;
  try {
    return await transact(ctx, async (tx) => {
      const done = once && (await takeKey(tx, ctx, 'contract.create', once, id));
      if (done) return { id: done, violations: [] };
      const errors = await termsFindings(tx, order);
      if (!(await openUntilEnd(tx, activity.id))) {
        errors.push({ code: 'contract.activity-closed' });
      }
      if (errors.length > 0) throw new RefusedDraft(errors);
      const warnings = await insertDraft(tx, ctx, {
        ...blank,
        ...{ id, kind, jointCommittee, budgetMinor },
        activityId: activity.id,
        workerId: worker.id,
        currency: activity.currency,
        functionCode: order.functionCode ?? null,
        atRisk: order.atRisk ?? false,
        workerAge: order.workerAge ?? null,
        ...{ agencyId: order.agencyId ?? null, agencyReference: order.agencyReference ?? null },
        workCountry: order.workCountry ?? '',
        engagementId: order.engagementId ?? null,
        days: workDays(order),
      });
      const subject = { type: 'Contract', id };
      const event = { type: 'contract.created', subject, activityId: activity.id };
      await record(tx, ctx, 'contract.create', [event]);
      return { id, violations: violationsOf(ctx, warnings) };
    });
  } catch (error) {
    if (error instanceof RefusedDraft) {
      return { id: null, violations: violationsOf(ctx, error.findings) };
    }
    throw error;
  }
}

/** Carries the findings out of the transaction that it rolls back, key included. */
export class RefusedDraft extends Error {
  constructor(readonly findings: readonly Finding[]) {
    super('The draft was refused.');
  }
}

/** What stands in the way of a signature is only said of a draft. */
export const asWarnings = (findings: readonly Finding[]): Finding[] =>
  findings.map((finding) => ({ ...finding, severity: 'WARNING' as const }));

async function insertDraft(tx: Tx, ctx: Context, draft: ContractState): Promise<Finding[]> {
  const { figures, pay } = await priced(tx, draft);
  await tx.query(
    `insert into core.contract (cooperative_id, id, activity_id, worker_id, kind, joint_committee,
       status, currency, budget_minor, gross_minor, employee_contribution_minor,
       withholding_minor, net_minor, coefficient_id, created_by)
     values ($1, $2, $3, $4, $5, $6, 'DRAFT', $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      tx.cooperativeId,
      draft.id,
      draft.activityId,
      draft.workerId,
      draft.kind,
      draft.jointCommittee,
      draft.currency,
      draft.budgetMinor,
      pay?.grossMinor ?? null,
      pay?.employeeContributionMinor ?? null,
      pay?.withholdingMinor ?? null,
      pay?.netMinor ?? null,
      pay ? figures?.scheme?.id : null,
      ctx.viewer.memberId,
    ],
  );
  await writeDays(tx, draft, draft.days);
  await writeConditions(tx, draft);
  const today = ctx.platform.clock.today();
  const { findings } = await signatureChecklist(tx, draft, { figures, pay }, today);
  return asWarnings(findings);
}

const blank = {
  version: 1,
  number: null,
  status: ContractStatus.DRAFT,
  agreedMinor: null,
  grossMinor: null,
  employeeContributionMinor: null,
  withholdingMinor: null,
  netMinor: null,
  coefficientId: null,
  dueOn: null,
  signedOn: null,
  paidOn: null,
};
