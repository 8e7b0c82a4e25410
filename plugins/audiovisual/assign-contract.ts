import {
  type Attempted,
  changeable,
  Field,
  ID,
  InputType,
  localId,
  notFound,
  type PluginContext,
} from 'gezel/sdk';
import { AudiovisualContract } from './contract.entity.js';
import { activityFindings } from './create-production.js';
import { AudiovisualProduction } from './production.entity.js';
import { AudiovisualSpend, TaxShelterEligibility } from './spend.entity.js';

@InputType({ description: 'For which production a contract works, and how its cost counts.' })
export class AudiovisualAssignContractInput {
  @Field(() => ID, { description: 'The contract: of the production’s activity.' })
  contractId: string;

  @Field(() => ID, { description: 'The production.' })
  productionId: string;

  @Field(() => TaxShelterEligibility, { description: 'How its cost counts for the tax shelter.' })
  eligibility: TaxShelterEligibility;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/**
 * Says how the cost of a contract counts; what was recorded of it counts so from then on. It stays
 * with its production once a cost of it is recorded there.
 */
export async function assignContract(
  ctx: PluginContext,
  input: AudiovisualAssignContractInput,
): Promise<Attempted<AudiovisualContract>> {
  const { id: productionId, activityId } = await changeable(
    ...([ctx, AudiovisualProduction, input.productionId] as const),
    { permission: 'audiovisual.write', path: 'productionId' },
  );
  const contractId = localId('Contract', input.contractId, 'contractId');
  const contract = await ctx.core.read('Contract', contractId);
  if (contract?.activityId !== activityId) throw notFound('Contract', input.contractId);
  const { eligibility } = input;
  const about = { type: 'Contract', id: contractId };
  const step = { action: 'audiovisual.assign-contract', about, dryRun: input.dryRun };
  return ctx.attempt(step, async (inside) => {
    const { store } = inside;
    const closed = await activityFindings(inside, activityId);
    await store.lock(AudiovisualContract, contractId);
    const recorded = await store.find(AudiovisualSpend, { contractId });
    const elsewhere = recorded.filter((spend) => spend.productionId !== productionId);
    const code = 'audiovisual.contract-of-other-production';
    return {
      findings: [...closed, ...(elsewhere.length > 0 ? [{ code, path: ['productionId'] }] : [])],
      write: async () => {
        for (const { id } of recorded) await store.update(AudiovisualSpend, id, { eligibility });
        const row = { activityId, productionId, eligibility, changedAt: inside.now };
        return (
          (await store.update(AudiovisualContract, contractId, row)) ??
          store.insert(AudiovisualContract, { contractId, ...row })
        );
      },
    };
  });
}
