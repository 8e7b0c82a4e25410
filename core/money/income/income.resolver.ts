import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Activity } from '../../activity/activity.entity.js';
import { activities } from '../../activity/activity.policy.js';
import { type Context, known, type RequestContext } from '../../platform/context.js';
import { localId } from '../../platform/ids.js';
import { connectionType } from '../../platform/read/connection-type.js';
import { page } from '../../platform/read/page.js';
import { PageArgs } from '../../platform/read/page-args.js';
import { byGlobalId, byId } from '../../platform/read/read.js';
import { Requires } from '../../platform/schema-rules.js';
import { Income } from './income.entity.js';
import { incomes } from './income.policy.js';
import { IncomePayload, RecordIncomeInput, ReverseIncomeInput } from './income.types.js';
import { recordIncome } from './record-income.js';
import { reverseIncome } from './reverse-income.js';

export const IncomeConnection = connectionType(Income, 'Income');

@Resolver(() => Income)
export class IncomeResolver {
  @Requires('ledger.read')
  @Query(() => Income, { nullable: true, description: 'One income that you may see.' })
  income(
    @Ctx() ctx: RequestContext,
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
  ): Promise<Income | null> {
    return byGlobalId(known(ctx), incomes, id);
  }

  @Requires('payment.match')
  @Mutation(() => IncomePayload, {
    description: 'Books money of the bank as an income of an activity, less the fee.',
  })
  async recordIncome(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => RecordIncomeInput, { description: 'What came in.' })
    input: RecordIncomeInput,
  ): Promise<IncomePayload> {
    const activityId = localId('Activity', input.activityId, 'activityId');
    const bankLineId = localId('BankLine', input.bankLineId, 'bankLineId');
    return payload(
      known(ctx),
      await recordIncome(known(ctx), { ...input, activityId, bankLineId }),
    );
  }

  @Requires('payment.match')
  @Mutation(() => IncomePayload, { description: 'Takes back an income that was recorded wrongly.' })
  async reverseIncome(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => ReverseIncomeInput, { description: 'Which, and why.' })
    input: ReverseIncomeInput,
  ): Promise<IncomePayload> {
    const incomeId = localId('Income', input.incomeId, 'incomeId');
    return payload(known(ctx), await reverseIncome(known(ctx), { ...input, incomeId }));
  }

  @FieldResolver(() => Activity, { nullable: true, description: 'Whose income it is.' })
  activity(@Ctx() ctx: RequestContext, @Root() income: Income): Promise<Activity | null> {
    return byId(known(ctx), activities, income.activityId);
  }
}

@Resolver(() => Activity)
export class ActivityIncomeResolver {
  @FieldResolver(() => IncomeConnection, {
    description: 'Its incomes that are no invoices; none for whoever may not see its accounts.',
  })
  incomes(
    @Ctx() ctx: RequestContext,
    @Root() activity: Activity,
    @Args(() => PageArgs) args: PageArgs,
  ) {
    const options = { orderBy: null, where: [], filterKey: '' };
    const scope = { property: 'activityId', parentId: activity.id };
    return page(known(ctx), incomes, args, options, scope);
  }
}

async function payload(
  ctx: Context,
  outcome: {
    readonly after: { readonly id: string } | null;
    readonly violations: IncomePayload['violations'];
  },
): Promise<IncomePayload> {
  const { after, violations } = outcome;
  return { income: after && (await byId(ctx, incomes, after.id)), violations };
}
