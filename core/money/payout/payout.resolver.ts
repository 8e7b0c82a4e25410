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
import { bankLines } from '../bank/bank.policy.js';
import { BankLine } from '../bank/bank-line.entity.js';
import { Payout } from './payout.entity.js';
import { payoutActions } from './payout.policy.js';
import { accountOf, again, fail, listPayouts, release, setAccount } from './payout.service.js';
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

  @Requires('payout.release')
  @Mutation(() => types.PayoutPayload, {
    description: 'Says that a payout on its way will not arrive: it is owed again.',
  })
  failPayout(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => types.FailPayoutInput, { description: 'Which payout, and why.' })
    input: types.FailPayoutInput,
  ): Promise<types.PayoutPayload> {
    return fail(known(ctx), input);
  }

  @Requires('payout.release')
  @Mutation(() => types.PayoutPayload, {
    description: 'Makes a payout anew that failed; it waits for another person to release it.',
  })
  repeatPayout(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => types.RepeatPayoutInput, { description: 'Which payout.' })
    input: types.RepeatPayoutInput,
  ): Promise<types.PayoutPayload> {
    return again(known(ctx), input);
  }

  @FieldResolver(() => Activity, {
    nullable: true,
    description: 'The activity that pays; null where the co-operative itself does.',
  })
  activity(@Ctx() ctx: RequestContext, @Root() payout: Payout): Promise<Activity | null> | null {
    return payout.activityId === null ? null : byId(known(ctx), activities, payout.activityId);
  }

  @FieldResolver(() => Member, {
    nullable: true,
    description: 'The member who is paid; null for a client who is paid back.',
  })
  payee(@Ctx() ctx: RequestContext, @Root() payout: Payout): Promise<Member | null> | null {
    return payout.payeeId === null ? null : byId(known(ctx), members, payout.payeeId);
  }

  @FieldResolver(() => BankLine, {
    nullable: true,
    description: 'The movement of the bank that paid it; null for whoever may not see the bank.',
  })
  bankLine(@Ctx() ctx: RequestContext, @Root() payout: Payout): Promise<BankLine | null> | null {
    return payout.settledLineId === null ? null : byId(known(ctx), bankLines, payout.settledLineId);
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
