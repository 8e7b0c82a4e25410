import { Arg, Ctx, Field, ID, InputType, Int, Mutation, Query, Resolver } from 'type-graphql';
import { known, type RequestContext } from '../../platform/context.js';
import { CivilDate } from '../../platform/scalars.js';
import { Requires } from '../../platform/schema-rules.js';
import { ContractPayload } from '../contract/contract.types.js';
import { answerOf } from '../contract/contract-requests.js';
import { DayKind, dayKinds } from './day-kind.js';
import { setDayKind } from './set-day-kind.js';

@InputType({ description: 'Days of a signed contract that turn out to be of another kind.' })
export class SetDayKindInput {
  @Field(() => ID, { description: 'The contract.' })
  contractId: string;

  @Field(() => [CivilDate], { description: 'Which of its days.' })
  days: string[];

  @Field(() => String, { description: 'Code of an absence from "dayKinds", or "work".' })
  kind: string;

  @Field(() => Int, { nullable: true, description: 'The version that you saw.' })
  expectedVersion?: number | null;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

@Resolver()
export class DayResolver {
  @Requires('contract.read')
  @Query(() => [DayKind], { description: 'The kinds of day that a contract may have now.' })
  dayKinds(@Ctx() ctx: RequestContext): Promise<DayKind[]> {
    return dayKinds(known(ctx));
  }

  @Requires('contract.write')
  @Mutation(() => ContractPayload, {
    description: 'Records absences of a signed contract, or that days were worked after all.',
  })
  async setDayKind(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => SetDayKindInput, { description: 'Which days, and what they are.' })
    input: SetDayKindInput,
  ): Promise<ContractPayload> {
    return answerOf(known(ctx), await setDayKind(known(ctx), input));
  }
}
