import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { Activity } from '../../activity/activity.entity.js';
import { activities } from '../../activity/activity.policy.js';
import { Member } from '../../member/member.entity.js';
import { members } from '../../member/member.policy.js';
import { known, type RequestContext } from '../../platform/context.js';
import { PageArgs } from '../../platform/read/page-args.js';
import { byGlobalId, byId } from '../../platform/read/read.js';
import { Requires } from '../../platform/schema-rules.js';
import { ContractDay, daysOf } from '../day/contract-day.js';
import { Contract } from './contract.entity.js';
import { contractActions, contracts } from './contract.policy.js';
import { ContractConnection, ContractFilter, ContractOrder } from './contract.types.js';
import { ContractKind, contractKind, contractKinds } from './contract-kind.js';
import { contractsOf, contractsPage } from './contract-list.js';

@Resolver(() => Contract)
export class ContractResolver {
  @Requires('contract.read')
  @Query(() => Contract, { nullable: true, description: 'A contract of employment.' })
  contract(
    @Ctx() ctx: RequestContext,
    @Arg('id', () => ID, { description: 'Global id.' }) id: string,
  ): Promise<Contract | null> {
    return byGlobalId(known(ctx), contracts, id);
  }

  @Requires('contract.read')
  @Query(() => ContractConnection, { description: 'The contracts that you may see.' })
  contracts(
    @Ctx() ctx: RequestContext,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => ContractFilter, { nullable: true, description: 'Which.' })
    filter?: ContractFilter | null,
    @Arg('orderBy', () => ContractOrder, { nullable: true, description: 'In which order.' })
    orderBy?: ContractOrder | null,
  ) {
    return contractsPage(known(ctx), args, filter, orderBy);
  }

  @Requires('contract.read')
  @Query(() => [ContractKind], { description: 'The kinds of contract that may be made now.' })
  contractKinds(@Ctx() ctx: RequestContext): Promise<ContractKind[]> {
    return contractKinds(known(ctx));
  }

  @FieldResolver(() => Activity, {
    nullable: true,
    description: 'The activity that it is made for; null when you may not see it.',
  })
  activity(@Ctx() ctx: RequestContext, @Root() contract: Contract): Promise<Activity | null> {
    return byId(known(ctx), activities, contract.activityId);
  }

  @FieldResolver(() => Member, {
    nullable: true,
    description: 'The member who works; null when you may not see them any more.',
  })
  worker(@Ctx() ctx: RequestContext, @Root() contract: Contract): Promise<Member | null> {
    return byId(known(ctx), members, contract.workerId);
  }

  @FieldResolver(() => ContractKind, { description: 'Its kind.' })
  kind(@Ctx() ctx: RequestContext, @Root() contract: Contract): Promise<ContractKind> {
    return contractKind(known(ctx), contract.kindCode);
  }

  @FieldResolver(() => [ContractDay], { description: 'The days of work, in their order.' })
  days(@Ctx() ctx: RequestContext, @Root() contract: Contract): Promise<ContractDay[]> {
    return daysOf(known(ctx), contract.id);
  }

  @FieldResolver(() => [String], { description: 'What you may do with it now.' })
  viewerCan(@Ctx() ctx: RequestContext, @Root() contract: Contract): Promise<string[]> {
    return contractActions(known(ctx), contract);
  }
}

@Resolver(() => Activity)
export class ActivityContractsResolver {
  @FieldResolver(() => ContractConnection, {
    description: 'Contracts of employment made for the activity, of those that you may see.',
  })
  contracts(
    @Ctx() ctx: RequestContext,
    @Root() activity: Activity,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => ContractFilter, { nullable: true, description: 'Which.' })
    filter?: ContractFilter | null,
    @Arg('orderBy', () => ContractOrder, { nullable: true, description: 'In which order.' })
    orderBy?: ContractOrder | null,
  ) {
    return contractsOf(known(ctx), activity, args, filter, orderBy);
  }
}
