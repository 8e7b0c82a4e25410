import {
  Arg,
  Args,
  Ctx,
  FieldResolver,
  ID,
  Int,
  Mutation,
  Query,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql';
import { known, type RequestContext } from '../../platform/context.js';
import { money } from '../../platform/money.js';
import { page } from '../../platform/read/page.js';
import { PageArgs } from '../../platform/read/page-args.js';
import { byGlobalId, byId } from '../../platform/read/read.js';
import { Requires } from '../../platform/schema-rules.js';
import { onceOf } from '../contract/contract-requests.js';
import { PayRun } from './pay-run.entity.js';
import { payRuns } from './pay-run.policy.js';
import {
  PayRunConnection,
  PayRunRefusal,
  StartPayRunInput,
  StartPayRunPayload,
} from './pay-run.types.js';
import { payRunProgress } from './pay-run-progress.js';
import { refusalsOf } from './refusals.js';
import { startPayRun } from './start-pay-run.js';

@Resolver(() => PayRun)
export class PayRunResolver {
  @Requires('payout.release')
  @Query(() => PayRun, { nullable: true, description: 'A pay run.' })
  payRun(
    @Ctx() ctx: RequestContext,
    @Arg('id', () => ID, { description: 'Global id.' }) id: string,
  ): Promise<PayRun | null> {
    return byGlobalId(known(ctx), payRuns, id);
  }

  @Requires('payout.release')
  @Query(() => PayRunConnection, { description: 'Pay runs, the newest first.' })
  payRuns(@Ctx() ctx: RequestContext, @Args(() => PageArgs) args: PageArgs) {
    return page(known(ctx), payRuns, args, {});
  }

  @Requires('payout.release')
  @Mutation(() => StartPayRunPayload, {
    description: 'Pays what is due now rather than in the morning; follow it by "payRunProgress".',
  })
  async startPayRun(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => StartPayRunInput, { description: 'What to pay.' })
    input: StartPayRunInput,
  ): Promise<StartPayRunPayload> {
    const { id, due, violations } = await startPayRun(known(ctx), input, onceOf(input));
    const payRun = id === null ? null : await byId(known(ctx), payRuns, id);
    const net = money(due.netMinor, due.currency);
    return { payRun, contracts: due.contracts, net, violations };
  }

  @Requires('payout.release')
  @Subscription(() => PayRun, {
    description: 'A pay run as it stands now, and after each batch until it is over.',
    subscribe: ({ args, context }) =>
      payRunProgress(known(context as RequestContext), args.id as string),
  })
  payRunProgress(
    @Root() run: PayRun,
    @Arg('id', () => ID, { description: 'Global id of the run.' }) _id: string,
  ): PayRun {
    return run;
  }

  @FieldResolver(() => [PayRunRefusal], { description: 'Whom it could not pay, and why.' })
  refusals(
    @Ctx() ctx: RequestContext,
    @Root() run: PayRun,
    @Arg('first', () => Int, { description: '1 to 100.', defaultValue: 50 }) first: number,
    @Arg('after', () => ID, { nullable: true, description: 'The contract after which to go on.' })
    after?: string | null,
  ): Promise<PayRunRefusal[]> {
    return refusalsOf(known(ctx), run, first, after ?? null);
  }
}
