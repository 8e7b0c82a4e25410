/** From what clients send to what the services take, and back. */
import { activities } from '../../activity/activity.policy.js';
import type { Context } from '../../platform/context.js';
import { localId } from '../../platform/ids.js';
import { minorOf } from '../../platform/money.js';
import { byId, requireVisible } from '../../platform/read/read.js';
import type { Once } from '../../platform/write/once.js';
import type { TransitionOutcome } from '../../platform/write/transition.js';
import { contracts } from './contract.policy.js';
import type {
  ContractConditionsInput,
  ContractPayload,
  CreateContractInput,
  UpdateContractInput,
} from './contract.types.js';
import type { ContractState } from './contract-state.js';
import type { DraftOutcome, NewContract } from './create-contract.js';
import type { ContractChange } from './update-contract.js';

/** The budget is an amount of the activity's currency. */
export async function orderOf(ctx: Context, input: CreateContractInput): Promise<NewContract> {
  const { currency } = await requireVisible(ctx, activities, input.activityId, 'activityId');
  const budgetMinor = minorOf(input.budget, currency, 'budget');
  return {
    ...{ activityId: input.activityId, workerId: input.workerId, kind: input.kind },
    ...{ jointCommittee: input.jointCommittee ?? null, budgetMinor, days: input.days },
    ...conditionsOf(input),
  };
}

/** Null is as if left out, but for what may be none: function, age, agency. */
const conditionsOf = (input: ContractConditionsInput) => ({
  ...(input.function !== undefined && { functionCode: input.function }),
  ...(input.atRisk != null && { atRisk: input.atRisk }),
  ...(input.agencyId !== undefined && { agencyId: agencyOf(input.agencyId) }),
  ...(input.agencyReference !== undefined && { agencyReference: input.agencyReference }),
  ...(input.age !== undefined && { workerAge: input.age }),
  ...(input.workCountry != null && { workCountry: input.workCountry }),
});

const agencyOf = (id: string | null) => (id === null ? null : localId('Agency', id, 'agencyId'));

export async function changeOf(ctx: Context, input: UpdateContractInput): Promise<ContractChange> {
  const { id, expectedVersion, kind, jointCommittee, days, budget } = input;
  const change = { id, expectedVersion, jointCommittee, ...conditionsOf(input) };
  const terms = { ...(kind != null && { kind }), ...(days != null && { days }) };
  if (budget == null) return { ...change, ...terms };
  const { currency } = await requireVisible(ctx, contracts, id);
  return { ...change, ...terms, budgetMinor: minorOf(budget, currency, 'budget') };
}

export const onceOf = (input: { readonly idempotencyKey: string }): Once => ({
  key: input.idempotencyKey,
  input,
});

/** The contract as it now is; null when the step was refused or only tried. */
export async function answerOf(
  ctx: Context,
  outcome: DraftOutcome | TransitionOutcome<ContractState>,
): Promise<ContractPayload> {
  const id = 'id' in outcome ? outcome.id : outcome.after?.id;
  const contract = id == null ? null : await byId(ctx, contracts, id);
  return { contract, violations: [...outcome.violations] };
}
