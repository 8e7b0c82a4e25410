import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  Mutation,
  ObjectType,
  type PluginContext,
  Requires,
  Resolver,
  Root,
  Violation,
} from 'gezel/sdk';
import { AudiovisualAssignContractInput, assignContract } from './assign-contract.js';
import { AudiovisualContract } from './contract.entity.js';
import { AudiovisualProduction } from './production.entity.js';
import { AudiovisualSpend } from './spend.entity.js';

@ObjectType({ simpleResolvers: true, description: 'How the contract now counts, or why not.' })
export class AudiovisualAssignContractPayload {
  @Field(() => AudiovisualContract, { nullable: true, description: 'For what it works.' })
  contract: AudiovisualContract | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@Resolver(() => AudiovisualContract)
export class ContractResolver {
  @FieldResolver(() => AudiovisualProduction, {
    nullable: true,
    description: 'For which it works.',
  })
  production(@Root() { productionId }: AudiovisualContract, @Ctx() { store }: PluginContext) {
    return store.get(AudiovisualProduction, productionId);
  }

  @FieldResolver(() => [AudiovisualSpend], { description: 'The lines of its cost, at most 100.' })
  spend(@Root() { contractId }: AudiovisualContract, @Ctx() { store }: PluginContext) {
    return store.listBy(AudiovisualSpend, 'contractId', contractId);
  }

  @Requires('audiovisual.write')
  @Mutation(() => AudiovisualAssignContractPayload, {
    nullable: true,
    description: 'Says for which production a contract works, and how its cost counts.',
  })
  async audiovisualAssignContract(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => AudiovisualAssignContractInput, { description: 'Which, and how.' })
    input: AudiovisualAssignContractInput,
  ): Promise<AudiovisualAssignContractPayload> {
    const { done, violations } = await assignContract(ctx, input);
    return { contract: done, violations };
  }
}
