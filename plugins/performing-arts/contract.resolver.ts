import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  ifChangeable,
  Mutation,
  ObjectType,
  type PluginContext,
  Requires,
  Resolver,
  Root,
  shown,
  Violation,
} from 'gezel/sdk';
import { PerformingArtsContract, PerformingArtsContractDay } from './contract.entity.js';
import { PerformingArtsDayKind } from './day-kind.entity.js';
import {
  describeContractDays,
  PerformingArtsDescribeContractDaysInput,
} from './describe-contract-days.js';
import { PerformingArtsPerformance } from './performance.entity.js';

@ObjectType({ simpleResolvers: true, description: 'The contract as now described, or why not.' })
export class PerformingArtsDescribeContractDaysPayload {
  @Field(() => PerformingArtsContract, { nullable: true, description: 'What its days are for.' })
  contract: PerformingArtsContract | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@Resolver(() => PerformingArtsContract)
export class ContractResolver {
  @FieldResolver(() => [PerformingArtsContractDay], { description: 'The days that are described.' })
  days(
    @Root() { contractId }: PerformingArtsContract,
    @Ctx() { store }: PluginContext,
  ): Promise<PerformingArtsContractDay[]> {
    return store.listBy(PerformingArtsContractDay, 'contractId', contractId, {
      orderBy: { property: 'day', direction: 'asc' },
    });
  }

  @FieldResolver(() => [String], { description: 'What the caller may do with it now.' })
  async viewerCan(
    @Root() { contractId, activityId }: PerformingArtsContract,
    @Ctx() ctx: PluginContext,
  ): Promise<string[]> {
    const contract = await ctx.core.read('Contract', contractId);
    if (contract?.status !== 'DRAFT') return [];
    return ifChangeable(ctx, activityId, 'performing-arts.write', [
      'performing-arts.describe-contract-days',
    ]);
  }

  @Requires('performing-arts.write')
  @Mutation(() => PerformingArtsDescribeContractDaysPayload, {
    nullable: true,
    description: 'Says what days of a draft contract are for; its signature is judged by it.',
  })
  async performingArtsDescribeContractDays(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => PerformingArtsDescribeContractDaysInput, { description: 'The days.' })
    input: PerformingArtsDescribeContractDaysInput,
  ): Promise<PerformingArtsDescribeContractDaysPayload> {
    const { done, violations } = await describeContractDays(ctx, input);
    return { contract: done, violations };
  }
}

@Resolver(() => PerformingArtsContractDay)
export class ContractDayResolver {
  @FieldResolver(() => PerformingArtsDayKind, { nullable: true, description: 'What kind of day.' })
  kind(@Root() { kindCode }: PerformingArtsContractDay, @Ctx() { store }: PluginContext) {
    return store.get(PerformingArtsDayKind, kindCode);
  }

  @FieldResolver(() => PerformingArtsPerformance, {
    nullable: true,
    description: 'The date of a production that is worked on; null for who does not see it.',
  })
  async date(
    @Root() { performanceId }: PerformingArtsContractDay,
    @Ctx() ctx: PluginContext,
  ): Promise<PerformingArtsPerformance | null> {
    // A worker sees the contract, but the activity only while taking part in it.
    if (performanceId === null) return null;
    return shown(ctx, await ctx.store.get(PerformingArtsPerformance, performanceId));
  }
}
