import {
  Args,
  Ctx,
  connectionType,
  FieldResolver,
  type Page,
  PageArgs,
  type PluginContext,
  Resolver,
  Root,
} from 'gezel/sdk';
import { FinancingActivity } from './activity.entity.js';
import { LoanConnection } from './loan.connection.js';
import { FinancingLoan } from './loan.entity.js';
import { FinancingOwnMoney } from './own-money.entity.js';

const OwnMoneyConnection = connectionType(FinancingOwnMoney);

@Resolver(() => FinancingActivity)
export class ActivityResolver {
  @FieldResolver(() => LoanConnection, { description: 'Its loans and applications, newest first.' })
  loans(
    @Root() { activityId }: FinancingActivity,
    @Ctx() { store }: PluginContext,
    @Args(() => PageArgs) args: PageArgs,
  ): Page<FinancingLoan> {
    return store.page(FinancingLoan, args, { by: { property: 'activityId', id: activityId } });
  }

  @FieldResolver(() => OwnMoneyConnection, {
    description: 'Own money of its manager that it works with, newest first.',
  })
  ownMoney(
    @Root() { activityId }: FinancingActivity,
    @Ctx() { store }: PluginContext,
    @Args(() => PageArgs) args: PageArgs,
  ): Page<FinancingOwnMoney> {
    return store.page(FinancingOwnMoney, args, { by: { property: 'activityId', id: activityId } });
  }
}
