import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Activity } from '../../activity/activity.entity.js';
import { activities } from '../../activity/activity.policy.js';
import { Member } from '../../member/member.entity.js';
import { members } from '../../member/member.policy.js';
import { known, type RequestContext } from '../../platform/context.js';
import { connectionType } from '../../platform/read/connection-type.js';
import { PageArgs } from '../../platform/read/page-args.js';
import { byId } from '../../platform/read/read.js';
import { Iban } from '../../platform/scalars.js';
import { Requires } from '../../platform/schema-rules.js';
import { Payout } from './payout.entity.js';
import { payoutActions } from './payout.policy.js';
import { accountOf, listPayouts, release, setAccount } from './payout.service.js';
import * as types from './payout.types.js';

export const PayoutConnection = connectionType(Payout, 'Payout');

@Resolver(() => Payout)
export class PayoutResolver {
  @Requires('ledger.read')
  @Query(() => PayoutConnection, { description: 'The payouts that you may see.' })
  payouts(
    @Ctx() ctx: RequestContext,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => types.PayoutFilter, { nullable: true, description: 'Which payouts.' })
    filter?: types.PayoutFilter | null,
    @Arg('orderBy', () => types.PayoutOrder, {
      nullable: true,
      description: 'Newest first if absent.',
    })
    orderBy?: types.PayoutOrder | null,
  ) {
    return listPayouts(known(ctx), { args, filter, orderBy });
  }

  @Requires('payout.release')
  @Mutation(() => types.ReleasePayoutsPayload, {
    description: 'Lets money leave: payouts that another person made, all or none.',
  })
  releasePayouts(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => types.ReleasePayoutsInput, { description: 'Which payouts.' })
    input: types.ReleasePayoutsInput,
  ): Promise<types.ReleasePayoutsPayload> {
    return release(known(ctx), input);
  }

  @Requires('member.write')
  @Mutation(() => types.SetPayoutAccountPayload, {
    description: 'Says on which account a member is paid from now on.',
  })
  setPayoutAccount(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => types.SetPayoutAccountInput, { description: 'The account.' })
    input: types.SetPayoutAccountInput,
  ): Promise<types.SetPayoutAccountPayload> {
    return setAccount(known(ctx), input);
  }

  @FieldResolver(() => Activity, { nullable: true, description: 'The activity that pays.' })
  activity(@Ctx() ctx: RequestContext, @Root() payout: Payout): Promise<Activity | null> {
    return byId(known(ctx), activities, payout.activityId);
  }

  @FieldResolver(() => Member, { nullable: true, description: 'Who is paid.' })
  payee(@Ctx() ctx: RequestContext, @Root() payout: Payout): Promise<Member | null> {
    return byId(known(ctx), members, payout.payeeId);
  }

  @FieldResolver(() => Iban, {
    nullable: true,
    description: 'Where it went; null until it is released and for whoever may not know it.',
  })
  iban(@Ctx() ctx: RequestContext, @Root() payout: Payout): string | null {
    return accountOf(known(ctx), payout);
  }

  @FieldResolver(() => [String], { description: 'What you may do with it now.' })
  viewerCan(@Ctx() ctx: RequestContext, @Root() payout: Payout): string[] {
    return payoutActions(known(ctx).viewer, payout);
  }
}
