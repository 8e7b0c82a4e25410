import {
  Arg,
  Ctx,
  ID,
  Mutation,
  type PluginContext,
  Query,
  Requires,
  Resolver,
  visible,
} from 'gezel/sdk';
import { agree } from './agree-own-money.js';
import { FinancingOwnMoney } from './own-money.entity.js';
import {
  FinancingAgreeOwnMoneyInput,
  FinancingCancelOwnMoneyInput,
  FinancingOwnMoneyPayload,
  FinancingReceiveOwnMoneyInput,
  FinancingReturnOwnMoneyInput,
  shown,
} from './own-money.inputs.js';
import { cancelOwnMoney, letGo, payBackNow, receive } from './own-money.js';

@Resolver()
export class OwnMoneyResolver {
  @Requires('financing.read')
  @Query(() => FinancingOwnMoney, { nullable: true, description: 'Own money of one member.' })
  financingOwnMoney(
    @Ctx() ctx: PluginContext,
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
  ): Promise<FinancingOwnMoney | null> {
    return visible(ctx, FinancingOwnMoney, id);
  }

  @Requires('financing.apply')
  @Mutation(() => FinancingOwnMoneyPayload, {
    nullable: true,
    description: 'Agrees that the manager puts own money into the activity, and how it goes back.',
  })
  async financingAgreeOwnMoney(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => FinancingAgreeOwnMoneyInput, { description: 'What is agreed.' })
    input: FinancingAgreeOwnMoneyInput,
  ): Promise<FinancingOwnMoneyPayload> {
    return shown(await agree(ctx, input));
  }

  @Requires('financing.decide')
  @Mutation(() => FinancingOwnMoneyPayload, {
    nullable: true,
    description: 'Says which movement of the bank brought it: the activity may then spend it.',
  })
  async financingReceiveOwnMoney(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => FinancingReceiveOwnMoneyInput, { description: 'What the bank brought.' })
    input: FinancingReceiveOwnMoneyInput,
  ): Promise<FinancingOwnMoneyPayload> {
    return shown(await receive(ctx, input));
  }

  @Requires('financing.apply')
  @Mutation(() => FinancingOwnMoneyPayload, {
    nullable: true,
    description: 'Pays own money back before its plan does, by a payout that is released.',
  })
  async financingPayBackOwnMoney(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => FinancingReturnOwnMoneyInput, { description: 'How much.' })
    input: FinancingReturnOwnMoneyInput,
  ): Promise<FinancingOwnMoneyPayload> {
    return shown(await payBackNow(ctx, input));
  }

  @Requires('financing.apply')
  @Mutation(() => FinancingOwnMoneyPayload, {
    nullable: true,
    description: 'Lets own money go: it stays with the activity. Only whose it is may.',
  })
  async financingLetOwnMoneyGo(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => FinancingReturnOwnMoneyInput, { description: 'How much.' })
    input: FinancingReturnOwnMoneyInput,
  ): Promise<FinancingOwnMoneyPayload> {
    return shown(await letGo(ctx, input));
  }

  @Requires('financing.apply')
  @Mutation(() => FinancingOwnMoneyPayload, {
    nullable: true,
    description: 'Gives up own money that has not come.',
  })
  async financingCancelOwnMoney(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => FinancingCancelOwnMoneyInput, { description: 'Which.' })
    input: FinancingCancelOwnMoneyInput,
  ): Promise<FinancingOwnMoneyPayload> {
    return shown(await cancelOwnMoney(ctx, input));
  }
}
