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
import { recordRound, StartUpRecordRoundInput } from './record-round.js';
import { StartUpFundingRound } from './round.entity.js';
import { StartUpActivity } from './start-up.entity.js';

@ObjectType({ simpleResolvers: true, description: 'The round that was recorded, or why not.' })
export class StartUpRecordRoundPayload {
  @Field(() => StartUpFundingRound, { nullable: true, description: 'Null when refused.' })
  round: StartUpFundingRound | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@Resolver(() => StartUpActivity)
export class RoundResolver {
  @FieldResolver(() => [StartUpFundingRound], {
    description: 'Its rounds of financing, the oldest first: at most 100.',
  })
  fundingRounds(@Root() { activityId }: StartUpActivity, @Ctx() { store }: PluginContext) {
    const orderBy = { property: 'day', direction: 'asc' } as const;
    return store.listBy(StartUpFundingRound, 'activityId', activityId, { orderBy });
  }

  @Requires('start-ups.write')
  @Mutation(() => StartUpRecordRoundPayload, {
    nullable: true,
    description:
      'Records a round of financing with the shares that it issues. It moves no money: what is put in ' +
      'is paid to the company.',
  })
  async startUpRecordRound(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => StartUpRecordRoundInput, { description: 'Who puts in how much.' })
    input: StartUpRecordRoundInput,
  ): Promise<StartUpRecordRoundPayload> {
    const { done, violations } = await recordRound(ctx, input);
    return { round: done, violations };
  }
}
