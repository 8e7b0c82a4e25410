import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Activity } from '../../activity/activity.entity.js';
import { activities } from '../../activity/activity.policy.js';
import { Member } from '../../member/member.entity.js';
import { members } from '../../member/member.policy.js';
import { known, type RequestContext } from '../../platform/context.js';
import { minorOf } from '../../platform/money.js';
import { connectionType } from '../../platform/read/connection-type.js';
import { PageArgs } from '../../platform/read/page-args.js';
import { byGlobalId, byId, requireVisible } from '../../platform/read/read.js';
import { Requires } from '../../platform/schema-rules.js';
import { Contract } from '../contract/contract.entity.js';
import { contracts } from '../contract/contract.policy.js';
import { ContractKind, contractKind } from '../contract/contract-kind.js';
import { onceOf } from '../contract/contract-requests.js';
import { draftEngagement } from './draft-engagement.js';
import { endEngagement } from './end-engagement.js';
import { Engagement, EngagementStatus } from './engagement.entity.js';
import { engagementActions, engagements } from './engagement.policy.js';
import * as types from './engagement.types.js';
import { engagementsOf, monthsOf, weekOf } from './engagement-reads.js';
import { setEngagementPolicy } from './set-policy.js';
import { settleYear } from './settle-year.js';
import { signEngagement } from './sign-engagement.js';

export const EngagementConnection = connectionType(Engagement, 'Engagement');

const what = { description: 'What is asked.' };

@Resolver(() => Engagement)
export class EngagementResolver {
  @Requires('contract.read')
  @Query(() => Engagement, { nullable: true, description: 'An employment without agreed end.' })
  engagement(
    @Ctx() ctx: RequestContext,
    @Arg('id', () => ID, { description: 'Global id.' }) id: string,
  ): Promise<Engagement | null> {
    return byGlobalId(known(ctx), engagements, id);
  }

  @FieldResolver(() => Activity, { nullable: true, description: 'The activity that pays it.' })
  activity(@Ctx() ctx: RequestContext, @Root() root: Engagement): Promise<Activity | null> {
    return byId(known(ctx), activities, root.activityId);
  }

  @FieldResolver(() => Member, { nullable: true, description: 'Who works.' })
  worker(@Ctx() ctx: RequestContext, @Root() root: Engagement): Promise<Member | null> {
    return byId(known(ctx), members, root.workerId);
  }

  @FieldResolver(() => ContractKind, { description: 'Its kind.' })
  kind(@Ctx() ctx: RequestContext, @Root() root: Engagement): Promise<ContractKind> {
    return contractKind(known(ctx), root.kindCode);
  }

  @FieldResolver(() => [types.WeekdayWork], {
    description: 'The days of the week that are worked.',
  })
  schedule(@Root() root: Engagement): types.WeekdayWork[] {
    return weekOf(root);
  }

  @FieldResolver(() => [types.EngagementMonth], {
    description: 'The last 24 months that have a contract, the newest first.',
  })
  months(@Ctx() ctx: RequestContext, @Root() root: Engagement): Promise<types.EngagementMonth[]> {
    return monthsOf(known(ctx), root);
  }

  @FieldResolver(() => [String], { description: 'What you may do with it now.' })
  viewerCan(@Ctx() ctx: RequestContext, @Root() root: Engagement): Promise<string[]> {
    return engagementActions(known(ctx), root);
  }
}

@Resolver(() => types.EngagementMonth)
export class EngagementMonthResolver {
  @FieldResolver(() => Contract, { nullable: true, description: 'The contract of the month.' })
  contract(@Ctx() ctx: RequestContext, @Root() { contractId }: types.EngagementMonth) {
    return byId(known(ctx), contracts, contractId);
  }
}

@Resolver(() => Activity)
export class ActivityEngagementsResolver {
  @FieldResolver(() => EngagementConnection, {
    description: 'Employment without agreed end that it pays, of what you may see.',
  })
  engagements(
    @Ctx() ctx: RequestContext,
    @Root() activity: Activity,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('status', () => [EngagementStatus], { nullable: true, description: 'Any of these.' })
    status?: EngagementStatus[] | null,
  ) {
    return engagementsOf(known(ctx), activity, args, status);
  }
}

@Resolver()
export class EngagementStepsResolver {
  @Requires('contract.write')
  @Mutation(() => types.EngagementPayload, {
    description: 'Prepares an employment without an agreed end, full or part time.',
  })
  async createEngagement(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => types.CreateEngagementInput, what) input: types.CreateEngagementInput,
  ): Promise<types.EngagementPayload> {
    const { currency } = await requireVisible(
      known(ctx),
      activities,
      input.activityId,
      'activityId',
    );
    const order = {
      ...input,
      fixedMinor: minorOf(input.budget, currency, 'budget'),
      advanceMinor: minorOf(input.advance ?? '0', currency, 'advance'),
    };
    return draftEngagement(known(ctx), order, onceOf(input));
  }

  @Requires('contract.write')
  @Mutation(() => types.EngagementPayload, {
    description: 'Signs it and the contract of its first month, if the activity can carry it.',
  })
  signEngagement(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => types.SignEngagementInput, what) input: types.SignEngagementInput,
  ): Promise<types.EngagementPayload> {
    return signEngagement(known(ctx), input, onceOf(input));
  }

  @Requires('contract.write')
  @Mutation(() => types.EngagementPayload, {
    description: 'Ends it on a day, or gives a draft up.',
  })
  endEngagement(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => types.EndEngagementInput, what) input: types.EndEngagementInput,
  ): Promise<types.EngagementPayload> {
    return endEngagement(known(ctx), input);
  }

  @Requires('contract.write')
  @Mutation(() => types.EngagementYearPayload, {
    description: 'Settles the year of a salaried entrepreneur; for people of the co-operative.',
  })
  async settleEngagementYear(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => types.SettleEngagementYearInput, what)
    input: types.SettleEngagementYearInput,
  ): Promise<types.EngagementYearPayload> {
    const { settlement, violations } = await settleYear(known(ctx), input, onceOf(input));
    return { settlement: types.yearOf(settlement), violations };
  }

  @Requires('autonomy.write')
  @Mutation(() => types.EngagementPolicyPayload, {
    description: 'Decides what an activity must be able to carry before it engages somebody.',
  })
  setEngagementPolicy(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => types.SetEngagementPolicyInput, what)
    input: types.SetEngagementPolicyInput,
  ): Promise<types.EngagementPolicyPayload> {
    return setEngagementPolicy(known(ctx), input);
  }
}
