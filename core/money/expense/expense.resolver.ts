import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { Activity } from '../../activity/activity.entity.js';
import { activities } from '../../activity/activity.policy.js';
import { Member } from '../../member/member.entity.js';
import { members } from '../../member/member.policy.js';
import { known, type RequestContext } from '../../platform/context.js';
import { Download } from '../../platform/files/downloads.js';
import { connectionType } from '../../platform/read/connection-type.js';
import { page } from '../../platform/read/page.js';
import { PageArgs } from '../../platform/read/page-args.js';
import { byGlobalId, byId } from '../../platform/read/read.js';
import { CivilDate } from '../../platform/scalars.js';
import { Requires } from '../../platform/schema-rules.js';
import { projectOf } from '../budget/budget-reads.js';
import { Project } from '../budget/project.entity.js';
import { Payout } from '../payout/payout.entity.js';
import { payouts } from '../payout/payout.policy.js';
import { Expense } from './expense.entity.js';
import { expenseActions, expenseAdvances, expenses, vehicles } from './expense.policy.js';
import { ExpenseFilter, ExpenseOrder } from './expense.types.js';
import { ExpenseAdvance } from './expense-advance.entity.js';
import { ExpenseLine } from './expense-line.entity.js';
import * as reads from './expense-reads.js';
import { ExpenseCategory } from './expense-rules.types.js';
import { Vehicle } from './vehicle.entity.js';

export const ExpenseConnection = connectionType(Expense, 'Expense');
export const ExpenseAdvanceConnection = connectionType(ExpenseAdvance, 'ExpenseAdvance');

const filtered = { nullable: true, description: 'Which ones.' };
const ordered = { nullable: true, description: 'Newest first if absent.' };
const owner = { nullable: true, description: 'Whose it is, if you may see the member.' };
const spender = { nullable: true, description: 'The activity for which it is spent.' };
const paid = {
  nullable: true,
  description: 'How the member is paid, if you may see that; null when nothing is owed.',
};

@Resolver(() => Expense)
export class ExpenseResolver {
  @Requires('activity.read')
  @Query(() => Expense, { nullable: true, description: 'One sheet that you may see.' })
  expense(
    @Ctx() ctx: RequestContext,
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
  ): Promise<Expense | null> {
    return byGlobalId(known(ctx), expenses, id);
  }

  @Requires('activity.read')
  @Query(() => ExpenseConnection, { description: 'The sheets of expenses that you may see.' })
  expenses(
    @Ctx() ctx: RequestContext,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => ExpenseFilter, filtered) filter?: ExpenseFilter | null,
    @Arg('orderBy', () => ExpenseOrder, ordered) orderBy?: ExpenseOrder | null,
  ) {
    return reads.listExpenses(known(ctx), { args, filter, orderBy });
  }

  @Requires('activity.read')
  @Query(() => [ExpenseCategory], { description: 'What may be claimed on a day, by code.' })
  expenseCategories(
    @Ctx() ctx: RequestContext,
    @Arg('on', () => CivilDate, { nullable: true, description: 'The day; today if absent.' })
    on?: string | null,
  ): Promise<ExpenseCategory[]> {
    return reads.categoriesOn(known(ctx), on ?? ctx.platform.clock.today());
  }

  @FieldResolver(() => Member, owner)
  member(@Ctx() ctx: RequestContext, @Root() sheet: Expense): Promise<Member | null> {
    return byId(known(ctx), members, sheet.memberId);
  }

  @FieldResolver(() => Activity, spender)
  activity(@Ctx() ctx: RequestContext, @Root() sheet: Expense): Promise<Activity | null> {
    return byId(known(ctx), activities, sheet.activityId);
  }

  @FieldResolver(() => [ExpenseLine], { description: 'Its lines, in order; at most 100.' })
  lines(@Ctx() ctx: RequestContext, @Root() sheet: Expense): Promise<ExpenseLine[]> {
    return reads.linesOfExpense(known(ctx), sheet);
  }

  @FieldResolver(() => ExpenseAdvance, { nullable: true, description: 'What paid it already.' })
  async advance(@Ctx() ctx: RequestContext, @Root() { advanceId }: Expense) {
    return advanceId && (await byId(known(ctx), expenseAdvances, advanceId));
  }

  @FieldResolver(() => Project, { nullable: true, description: 'The project that it belongs to.' })
  project(@Ctx() ctx: RequestContext, @Root() sheet: Expense): Promise<Project | null> {
    return projectOf(known(ctx), 'expense', sheet.id);
  }

  @FieldResolver(() => Payout, paid)
  async payout(@Ctx() ctx: RequestContext, @Root() { payoutId }: Expense) {
    return payoutId && (await byId(known(ctx), payouts, payoutId));
  }

  @FieldResolver(() => [String], { description: 'What you may do with it now.' })
  viewerCan(@Ctx() ctx: RequestContext, @Root() sheet: Expense): string[] {
    return expenseActions(known(ctx).viewer, sheet);
  }
}

@Resolver(() => ExpenseLine)
export class ExpenseLineResolver {
  @FieldResolver(() => [Download], { description: 'Its receipts; at most 10.' })
  receipts(@Ctx() ctx: RequestContext, @Root() line: ExpenseLine): Promise<Download[]> {
    return reads.receiptsOf(known(ctx), line);
  }

  @FieldResolver(() => Vehicle, { nullable: true, description: 'Of a trip: the vehicle.' })
  async vehicle(@Ctx() ctx: RequestContext, @Root() { vehicleId }: ExpenseLine) {
    return vehicleId && (await byId(known(ctx), vehicles, vehicleId));
  }
}

@Resolver(() => ExpenseAdvance)
export class ExpenseAdvanceResolver {
  @FieldResolver(() => Member, owner)
  member(@Ctx() ctx: RequestContext, @Root() advance: ExpenseAdvance): Promise<Member | null> {
    return byId(known(ctx), members, advance.memberId);
  }

  @FieldResolver(() => Activity, spender)
  activity(@Ctx() ctx: RequestContext, @Root() advance: ExpenseAdvance): Promise<Activity | null> {
    return byId(known(ctx), activities, advance.activityId);
  }

  @FieldResolver(() => Payout, paid)
  async payout(@Ctx() ctx: RequestContext, @Root() { payoutId }: ExpenseAdvance) {
    return payoutId && (await byId(known(ctx), payouts, payoutId));
  }
}

@Resolver(() => Activity)
export class ActivityExpensesResolver {
  @FieldResolver(() => ExpenseConnection, {
    description: 'Sheets of expenses for it: your own, or all for who manages it.',
  })
  expenses(
    @Ctx() ctx: RequestContext,
    @Root() activity: Activity,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => ExpenseFilter, filtered) filter?: ExpenseFilter | null,
    @Arg('orderBy', () => ExpenseOrder, ordered) orderBy?: ExpenseOrder | null,
  ) {
    return reads.listExpenses(known(ctx), { args, filter, orderBy }, activity);
  }

  @FieldResolver(() => ExpenseAdvanceConnection, {
    description: 'Advances of expenses from it: your own, or all for who manages it.',
  })
  expenseAdvances(
    @Ctx() ctx: RequestContext,
    @Root() activity: Activity,
    @Args(() => PageArgs) args: PageArgs,
  ) {
    const scope = { property: 'activityId', parentId: activity.id };
    return page(known(ctx), expenseAdvances, args, {}, scope);
  }
}

@Resolver(() => Member)
export class MemberVehiclesResolver {
  @FieldResolver(() => [Vehicle], {
    description: 'The vehicles with which kilometres are claimed, for those who may see them.',
  })
  vehicles(@Ctx() ctx: RequestContext, @Root() member: Member): Promise<Vehicle[]> {
    return reads.vehiclesOf(known(ctx), member);
  }
}
