import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Activity } from '../../activity/activity.entity.js';
import { activities } from '../../activity/activity.policy.js';
import { known, type RequestContext } from '../../platform/context.js';
import { localId } from '../../platform/ids.js';
import { page } from '../../platform/read/page.js';
import { PageArgs } from '../../platform/read/page-args.js';
import { byId } from '../../platform/read/read.js';
import { Requires } from '../../platform/schema-rules.js';
import { clearingAccounts, IntercoopClearing } from './clearing.js';
import { intercoopTransfers } from './intercoop.policy.js';
import * as types from './intercoop.types.js';
import { IntercoopTransfer } from './intercoop-transfer.entity.js';
import { transferToCooperative } from './send-transfer.js';
import { settleClearing } from './settle-clearing.js';

const what = { description: 'What is asked.' };

@Resolver(() => IntercoopTransfer)
export class IntercoopResolver {
  @Requires('budget.write')
  @Mutation(() => types.TransferToCooperativePayload, {
    description: 'Moves money to an activity of yours in another co-operative.',
  })
  async transferToCooperative(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => types.TransferToCooperativeInput, what)
    input: types.TransferToCooperativeInput,
  ): Promise<types.TransferToCooperativePayload> {
    const { after, violations } = await transferToCooperative(known(ctx), input);
    const transfer = after && (await byId(known(ctx), intercoopTransfers, after.id));
    return { transfer, violations };
  }

  @Requires('payment.match')
  @Mutation(() => types.SettleClearingPayload, {
    description: 'Pays what is owed to another co-operative, or says which money they paid.',
  })
  async settleClearing(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => types.SettleClearingInput, what) input: types.SettleClearingInput,
  ): Promise<types.SettleClearingPayload> {
    const { hostEntityId, bankLineId } = input;
    const { after, violations } = await settleClearing(known(ctx), {
      ...input,
      hostEntityId: hostEntityId && localId('HostEntity', hostEntityId, 'hostEntityId'),
      bankLineId: bankLineId && localId('BankLine', bankLineId, 'bankLineId'),
    });
    return { settled: after !== null, violations };
  }

  @Requires('payment.match')
  @Query(() => [IntercoopClearing], {
    description: 'What is open between this co-operative and the others of the umbrella.',
  })
  intercoopClearing(@Ctx() ctx: RequestContext): Promise<IntercoopClearing[]> {
    return clearingAccounts(known(ctx));
  }

  @FieldResolver(() => Activity, { nullable: true, description: 'The activity on this side.' })
  activity(@Ctx() ctx: RequestContext, @Root() transfer: IntercoopTransfer) {
    return byId(known(ctx), activities, transfer.activityId);
  }
}

@Resolver(() => Activity)
export class ActivityIntercoopResolver {
  @FieldResolver(() => types.IntercoopTransferConnection, {
    description: 'Its transfers with other co-operatives, the newest first.',
  })
  intercoopTransfers(
    @Ctx() ctx: RequestContext,
    @Root() activity: Activity,
    @Args(() => PageArgs) args: PageArgs,
  ) {
    const scope = { property: 'activityId', parentId: activity.id };
    return page(known(ctx), intercoopTransfers, args, {}, scope);
  }
}
