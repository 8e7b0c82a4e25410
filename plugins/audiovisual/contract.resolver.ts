import {
  Arg,
  CivilDate,
  Ctx,
  Field,
  FieldResolver,
  Money,
  Mutation,
  money,
  ObjectType,
  type PluginContext,
  Requires,
  Resolver,
  Root,
  Violation,
} from 'gezel/sdk';
import { AudiovisualAssignContractInput, assignContract } from './assign-contract.js';
import { AudiovisualContract } from './contract.entity.js';
import { type ContractCost, readCosts } from './contract-cost.js';
import { AudiovisualProduction } from './production.entity.js';
import { AudiovisualSpend, SpendNature, TaxShelterEligibility } from './spend.entity.js';

@ObjectType({ simpleResolvers: true, description: 'How the contract now counts, or why not.' })
export class AudiovisualAssignContractPayload {
  @Field(() => AudiovisualContract, { nullable: true, description: 'For what it works.' })
  contract: AudiovisualContract | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@ObjectType({ description: 'What a contract costs on one of its days, and for what.' })
export class AudiovisualContractCost {
  @Field(() => CivilDate, { description: 'The day.' })
  day: string;

  @Field(() => Money, { description: 'Its part of what employing costs, by its hours.' })
  cost: Money;

  @Field(() => TaxShelterEligibility, { description: 'How it counts for the tax shelter.' })
  eligibility: TaxShelterEligibility;

  @Field(() => SpendNature, { description: 'What it is.' })
  nature: SpendNature;

  productionId: string;
}

@Resolver(() => AudiovisualContractCost)
export class ContractCostResolver {
  @FieldResolver(() => AudiovisualProduction, { nullable: true, description: 'For which it is.' })
  production(@Root() { productionId }: AudiovisualContractCost, @Ctx() { store }: PluginContext) {
    return store.get(AudiovisualProduction, productionId);
  }
}

@Resolver(() => AudiovisualContract)
export class ContractResolver {
  @FieldResolver(() => AudiovisualProduction, {
    nullable: true,
    description: 'For which it works on all days of which nothing else is said; null: on none.',
  })
  async production(
    @Root() { productionId }: AudiovisualContract,
    @Ctx() { store }: PluginContext,
  ): Promise<AudiovisualProduction | null> {
    return productionId === null ? null : store.get(AudiovisualProduction, productionId);
  }

  @FieldResolver(() => [AudiovisualContractCost], {
    description:
      'What it costs each production on each day once it is signed, at most 100; empty while it is ' +
      'not, and for those who may not see what it costs.',
  })
  async costs(
    @Root() row: AudiovisualContract,
    @Ctx() ctx: PluginContext,
  ): Promise<AudiovisualContractCost[]> {
    const [contract, costs] = await Promise.all([
      ctx.core.read('Contract', row.contractId),
      readCosts(ctx, row),
    ]);
    if (contract === null || costs === null) return [];
    return costs.slice(0, 100).map((one) => shown(one, contract.currency));
  }

  @FieldResolver(() => [AudiovisualSpend], {
    description:
      'Lines of its cost that were typed by hand, at most 100: they count instead of it.',
  })
  spend(@Root() { contractId }: AudiovisualContract, @Ctx() { store }: PluginContext) {
    return store.listBy(AudiovisualSpend, 'contractId', contractId);
  }

  @Requires('audiovisual.write')
  @Mutation(() => AudiovisualAssignContractPayload, {
    nullable: true,
    description: 'Says for which production a contract works, on which days, and how it counts.',
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

const shown = ({ amountMinor, ...cost }: ContractCost, currency: string) => ({
  ...{ ...cost, cost: money(amountMinor, currency) },
});
