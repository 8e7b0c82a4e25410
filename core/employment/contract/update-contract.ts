import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { GezelError } from '../../platform/errors.js';
import { localId } from '../../platform/ids.js';
import { violationsOf } from '../../platform/model/say.js';
import { record } from '../../platform/write/record.js';
import { transact } from '../../platform/write/transact.js';
import type { Finding } from '../../platform/write/violation.js';
import { type ContractState, lockContract } from './contract-state.js';
import {
  type ContractTerms,
  priced,
  termsFindings,
  workDays,
  writeConditions,
  writeDays,
} from './contract-terms.js';
import { asWarnings, type DraftOutcome, RefusedDraft } from './create-contract.js';
import { signatureChecklist } from './signature.js';

export interface ContractChange extends Partial<ContractTerms> {
  /** The global id. */
  readonly id: string;
  readonly expectedVersion?: number | null;
}

/** Changes what a draft says; what is not given stays. A signed contract is cancelled instead. */
export async function updateContract(ctx: Context, change: ContractChange): Promise<DraftOutcome> {
  const id = localId('Contract', change.id);
  try {
    return await transact(ctx, async (tx) => {
      const before = await lockContract(tx, ctx, id, 'contract.write');
      expectVersion(before, change.expectedVersion);
      if (before.status !== 'DRAFT') {
        const values = { status: before.status };
        throw new RefusedDraft([{ code: 'contract.not-draft', values }]);
      }
      const terms = { ...before, ...given(change) };
      const errors = await termsFindings(tx, terms);
      if (errors.length > 0) throw new RefusedDraft(errors);
      const warnings = await writeDraft(tx, ctx, { ...terms, days: workDays(terms) });
      const subject = { type: 'Contract', id };
      const event = { type: 'contract.changed', subject, activityId: before.activityId };
      await record(tx, ctx, 'contract.update', [event]);
      return { id, violations: violationsOf(ctx, warnings) };
    });
  } catch (error) {
    if (error instanceof RefusedDraft) {
      return { id: null, violations: violationsOf(ctx, error.findings) };
    }
    throw error;
  }
}

async function writeDraft(tx: Tx, ctx: Context, draft: ContractState): Promise<Finding[]> {
  const { figures, pay } = await priced(tx, draft);
  await tx.query(
    `update core.contract set kind = $3, joint_committee = $4, budget_minor = $5,
       gross_minor = $6, employee_contribution_minor = $7, withholding_minor = $8, net_minor = $9,
       coefficient_id = $10, version = version + 1
     where cooperative_id = $1 and id = $2`,
    [
      tx.cooperativeId,
      draft.id,
      draft.kind,
      draft.jointCommittee,
      draft.budgetMinor,
      pay?.grossMinor ?? null,
      pay?.employeeContributionMinor ?? null,
      pay?.withholdingMinor ?? null,
      pay?.netMinor ?? null,
      pay ? figures?.scheme?.id : null,
    ],
  );
  await writeDays(tx, draft, draft.days);
  await writeConditions(tx, draft);
  const today = ctx.platform.clock.today();
  const { findings } = await signatureChecklist(tx, draft, { figures, pay }, today);
  return asWarnings(findings);
}

/** What the change names, and nothing that it leaves out. */
function given(change: ContractChange): Partial<ContractTerms> {
  const named = Object.entries(change).filter(
    ([term, value]) => value !== undefined && changeable.has(term),
  );
  return Object.fromEntries(named);
}

const changeable: ReadonlySet<string> = new Set([
  ...['kind', 'jointCommittee', 'budgetMinor', 'days', 'functionCode', 'atRisk', 'workCountry'],
  ...['workerAge', 'agencyId', 'agencyReference'],
]);

function expectVersion(contract: ContractState, expected: number | null | undefined): void {
  if (expected == null || expected === contract.version) return;
  throw new GezelError('CONFLICT', { thing: 'Contract', expected, actual: contract.version });
}
