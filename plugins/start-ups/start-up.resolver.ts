import {
  Arg,
  CivilDate,
  Ctx,
  Field,
  FieldResolver,
  Int,
  ifChangeable,
  Money,
  Mutation,
  money,
  ObjectType,
  type PluginContext,
  Requires,
  Resolver,
  Root,
  Violation,
} from 'gezel/sdk';
import { equityOf } from './cap-table.js';
import { customersOf, StartUpCustomers } from './customers.js';
import { describeActivity, StartUpDescribeActivityInput } from './describe-activity.js';
import { StartUpEquityEvent, StartUpHolder, StartUpHolding } from './equity.entity.js';
import {
  classesOf,
  holdingsOf,
  StartUpSecurity,
  StartUpShareClass,
  securitiesOf,
} from './equity-view.js';
import { depreciatedMinor } from './forecast.js';
import { forecastCash, forecastOf, StartUpForecastCashInput } from './forecast-cash.js';
import {
  addInvestment,
  addTeamMember,
  StartUpAddInvestmentInput,
  StartUpAddTeamMemberInput,
} from './plan-ahead.js';
import { StartUpPurchaseAgreement } from './purchase.entity.js';
import { eventsUntil } from './record-equity.js';
import { StartUpForecast, StartUpScenario } from './scenario.entity.js';
import { StartUpSpinOff } from './spin-off.entity.js';
import { StartUpActivity, StartUpInvestment, StartUpTeamMember } from './start-up.entity.js';

@ObjectType({ simpleResolvers: true, description: 'The activity as it now is.' })
export class StartUpDescribeActivityPayload {
  @Field(() => StartUpActivity, { nullable: true, description: 'Null when refused.' })
  activity: StartUpActivity | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@ObjectType({ simpleResolvers: true, description: 'The new investment.' })
export class StartUpAddInvestmentPayload {
  @Field(() => StartUpInvestment, { nullable: true, description: 'Null when refused.' })
  investment: StartUpInvestment | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@ObjectType({ simpleResolvers: true, description: 'The new role in the team.' })
export class StartUpAddTeamMemberPayload {
  @Field(() => StartUpTeamMember, { nullable: true, description: 'Null when refused.' })
  teamMember: StartUpTeamMember | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@ObjectType({ simpleResolvers: true, description: 'The scenario with its forecast.' })
export class StartUpForecastCashPayload {
  @Field(() => StartUpScenario, { nullable: true, description: 'Null when refused.' })
  scenario: StartUpScenario | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@Resolver(() => StartUpInvestment)
export class InvestmentResolver {
  @FieldResolver(() => Money, {
    description: 'What it is worth on a day: its cost less the same part for each month begun.',
  })
  bookValue(
    @Root() investment: StartUpInvestment,
    @Ctx() { today }: PluginContext,
    @Arg('on', () => CivilDate, { nullable: true, description: 'The day; today when absent.' })
    on: string | null,
  ) {
    const { costMinor, currency, disposedOn } = investment;
    const day = on ?? today;
    if (disposedOn !== null && disposedOn <= day) return money(0n, currency);
    return money(costMinor - depreciatedMinor(investment, day), currency);
  }
}

@Resolver(() => StartUpScenario)
export class ScenarioResolver {
  @FieldResolver(() => StartUpForecast, { description: 'The cash by month, as things stand now.' })
  forecast(@Root() scenario: StartUpScenario, @Ctx() ctx: PluginContext) {
    return forecastOf(ctx, scenario);
  }
}

@Resolver(() => StartUpHolding)
export class HoldingResolver {
  @FieldResolver(() => StartUpHolder, {
    nullable: true,
    description: 'Whose shares they are; null: a plan’s, promised to nobody yet.',
  })
  holder(@Root() { holderId }: StartUpHolding, @Ctx() { store }: PluginContext) {
    return holderId === null ? null : store.get(StartUpHolder, holderId);
  }
}

@Resolver(() => StartUpActivity)
export class ActivityResolver {
  @FieldResolver(() => [StartUpInvestment], { description: 'What is bought to last: at most 100.' })
  investments(@Root() { activityId }: StartUpActivity, @Ctx() { store }: PluginContext) {
    return store.listBy(StartUpInvestment, 'activityId', activityId);
  }

  @FieldResolver(() => [StartUpTeamMember], { description: 'The team: at most 100 roles.' })
  team(@Root() { activityId }: StartUpActivity, @Ctx() { store }: PluginContext) {
    return store.listBy(StartUpTeamMember, 'activityId', activityId);
  }

  @FieldResolver(() => [StartUpScenario], { description: 'Its scenarios: at most 100.' })
  scenarios(@Root() { activityId }: StartUpActivity, @Ctx() { store }: PluginContext) {
    return store.listBy(StartUpScenario, 'activityId', activityId);
  }

  @FieldResolver(() => [StartUpHolder], { description: 'Who may have shares: at most 100.' })
  holders(@Root() { activityId }: StartUpActivity, @Ctx() { store }: PluginContext) {
    return store.listBy(StartUpHolder, 'activityId', activityId);
  }

  @FieldResolver(() => [StartUpPurchaseAgreement], {
    description: 'Agreements with suppliers: at most 100.',
  })
  purchaseAgreements(@Root() { activityId }: StartUpActivity, @Ctx() { store }: PluginContext) {
    return store.listBy(StartUpPurchaseAgreement, 'activityId', activityId);
  }

  @FieldResolver(() => [StartUpSpinOff], { description: 'Its spin-offs: at most 100.' })
  spinOffs(@Root() { activityId }: StartUpActivity, @Ctx() { store }: PluginContext) {
    return store.listBy(StartUpSpinOff, 'activityId', activityId);
  }

  @FieldResolver(() => StartUpCustomers, {
    description: 'Its clients of a period, and how much of it depends on few of them.',
  })
  customers(
    @Root() { activityId }: StartUpActivity,
    @Ctx() ctx: PluginContext,
    @Arg('from', () => CivilDate, { description: 'First day.' }) from: string,
    @Arg('until', () => CivilDate, { description: 'Last day, included.' }) until: string,
  ): Promise<StartUpCustomers> {
    return customersOf(ctx, activityId, { from, until });
  }

  @FieldResolver(() => [StartUpHolding], {
    description: 'Cap table: who has how many shares on a day, from all that happened until then.',
  })
  async capTable(
    @Root() { activityId }: StartUpActivity,
    @Ctx() ctx: PluginContext,
    @Arg('on', () => CivilDate, { nullable: true, description: 'The day; today when absent.' })
    on: string | null,
    @Arg('fullyDiluted', () => Boolean, {
      nullable: true,
      description:
        'As if all that is promised were taken: options, warrants and what plans hold; convertibles ' +
        'at their cap or the last price of their class.',
    })
    fullyDiluted: boolean | null,
  ): Promise<StartUpHolding[]> {
    const day = on ?? ctx.today;
    const equity = equityOf(await eventsUntil(ctx, activityId, day));
    return holdingsOf(equity, fullyDiluted ? { on: day } : undefined);
  }

  @FieldResolver(() => [StartUpShareClass], { description: 'Its classes of shares on a day.' })
  async shareClasses(
    @Root() { activityId }: StartUpActivity,
    @Ctx() ctx: PluginContext,
    @Arg('on', () => CivilDate, { nullable: true, description: 'The day; today when absent.' })
    on: string | null,
  ): Promise<StartUpShareClass[]> {
    return classesOf(equityOf(await eventsUntil(ctx, activityId, on ?? ctx.today)));
  }

  @FieldResolver(() => [StartUpSecurity], {
    description: 'Plans, options, warrants and convertibles that were made until a day.',
  })
  async securities(
    @Root() { activityId }: StartUpActivity,
    @Ctx() ctx: PluginContext,
    @Arg('on', () => CivilDate, { nullable: true, description: 'The day; today when absent.' })
    on: string | null,
  ): Promise<StartUpSecurity[]> {
    const day = on ?? ctx.today;
    return securitiesOf(equityOf(await eventsUntil(ctx, activityId, day)), day);
  }

  @FieldResolver(() => [StartUpEquityEvent], {
    description: 'What happened to its shares, in order: at most 100 after a place.',
  })
  equityEvents(
    @Root() { activityId }: StartUpActivity,
    @Ctx() { store }: PluginContext,
    @Arg('after', () => Int, { nullable: true, description: 'The place of the last one seen.' })
    after: number | null,
  ) {
    return store.listBy(StartUpEquityEvent, 'activityId', activityId, {
      where: { sequence: { after: after ?? 0 } },
      orderBy: { property: 'sequence', direction: 'asc' },
    });
  }

  @FieldResolver(() => [String], { description: 'What the caller may do with it now.' })
  viewerCan(@Root() { activityId }: StartUpActivity, @Ctx() ctx: PluginContext) {
    return ifChangeable(ctx, activityId, 'start-ups.write', [
      ...['start-ups.describe-activity', 'start-ups.add-investment', 'start-ups.add-team-member'],
      ...['start-ups.forecast-cash', 'start-ups.add-holder', 'start-ups.record-equity'],
      ...['start-ups.record-round', 'start-ups.agree-purchase', 'start-ups.prepare-spin-off'],
    ]);
  }

  @Requires('start-ups.write')
  @Mutation(() => StartUpDescribeActivityPayload, {
    nullable: true,
    description: 'Makes an activity a start-up, or changes what is known of it.',
  })
  async startUpDescribeActivity(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => StartUpDescribeActivityInput, { description: 'What is to be known.' })
    input: StartUpDescribeActivityInput,
  ): Promise<StartUpDescribeActivityPayload> {
    const { done, violations } = await describeActivity(ctx, input);
    return { activity: done, violations };
  }

  @Requires('start-ups.write')
  @Mutation(() => StartUpAddInvestmentPayload, {
    nullable: true,
    description: 'Adds something that is bought to last.',
  })
  async startUpAddInvestment(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => StartUpAddInvestmentInput, { description: 'What is to be known.' })
    input: StartUpAddInvestmentInput,
  ): Promise<StartUpAddInvestmentPayload> {
    const { done, violations } = await addInvestment(ctx, input);
    return { investment: done, violations };
  }

  @Requires('start-ups.write')
  @Mutation(() => StartUpAddTeamMemberPayload, {
    nullable: true,
    description: 'Adds a role to the team.',
  })
  async startUpAddTeamMember(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => StartUpAddTeamMemberInput, { description: 'What is to be known.' })
    input: StartUpAddTeamMemberInput,
  ): Promise<StartUpAddTeamMemberPayload> {
    const { done, violations } = await addTeamMember(ctx, input);
    return { teamMember: done, violations };
  }

  @Requires('start-ups.write')
  @Mutation(() => StartUpForecastCashPayload, {
    nullable: true,
    description: 'Forecasts the cash of a scenario, and keeps it by its name.',
  })
  async startUpForecastCash(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => StartUpForecastCashInput, { description: 'What is to be known.' })
    input: StartUpForecastCashInput,
  ): Promise<StartUpForecastCashPayload> {
    const { done, violations } = await forecastCash(ctx, input);
    return { scenario: done, violations };
  }
}
