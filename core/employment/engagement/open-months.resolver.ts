import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Member } from '../../member/member.entity.js';
import { members } from '../../member/member.policy.js';
import { known, type RequestContext } from '../../platform/context.js';
import { byId } from '../../platform/read/read.js';
import { Requires } from '../../platform/schema-rules.js';
import { Engagement } from './engagement.entity.js';
import { EngagementPayload } from './engagement.types.js';
import {
  EngagementWaivedMonth,
  RestoreEngagementMonthInput,
  WaiveEngagementMonthInput,
} from './open-months.types.js';
import { EngagementRefusedMonth } from './refused-month.entity.js';
import { refusedMonthsOf } from './refused-months.js';
import { restoreMonth, waivedMonthsOf, waiveMonth } from './waive-month.js';

@Resolver(() => Engagement)
export class OpenMonthsResolver {
  @FieldResolver(() => [EngagementRefusedMonth], {
    description:
      'Months whose contract could not be made, with what stands in the way: at most 120, the ' +
      'oldest first. One goes once it is made or waived.',
  })
  refusedMonths(@Ctx() ctx: RequestContext, @Root() root: Engagement) {
    return refusedMonthsOf(known(ctx), root);
  }

  @FieldResolver(() => [EngagementWaivedMonth], {
    description: 'The last 24 months that get no contract by decision, the newest first.',
  })
  waivedMonths(@Ctx() ctx: RequestContext, @Root() root: Engagement) {
    return waivedMonthsOf(known(ctx), root);
  }

  @Requires('contract.write')
  @Mutation(() => EngagementPayload, {
    description:
      'Lets a month that is over go without a contract, for the person did not work; for people of ' +
      'the co-operative.',
  })
  waiveEngagementMonth(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => WaiveEngagementMonthInput, { description: 'Which month, and why.' })
    input: WaiveEngagementMonthInput,
  ): Promise<EngagementPayload> {
    return waiveMonth(known(ctx), input);
  }

  @Requires('contract.write')
  @Mutation(() => EngagementPayload, {
    description:
      'Takes a waiver back while its year is not settled: the month is made the next morning; for ' +
      'people of the co-operative.',
  })
  restoreEngagementMonth(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => RestoreEngagementMonthInput, { description: 'Which month.' })
    input: RestoreEngagementMonthInput,
  ): Promise<EngagementPayload> {
    return restoreMonth(known(ctx), input);
  }
}

@Resolver(() => EngagementWaivedMonth)
export class WaivedMonthResolver {
  @FieldResolver(() => Member, { nullable: true, description: 'Who decided it.' })
  waivedBy(@Ctx() ctx: RequestContext, @Root() { waivedById }: EngagementWaivedMonth) {
    return byId(known(ctx), members, waivedById);
  }
}
