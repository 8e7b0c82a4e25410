import {
  Arg,
  Args,
  CivilDate,
  Ctx,
  connectionType,
  Field,
  FieldResolver,
  heldOn,
  ID,
  ifChangeable,
  Money,
  Mutation,
  money,
  ObjectType,
  type Page,
  PageArgs,
  type PluginContext,
  Query,
  Requires,
  Resolver,
  Root,
  Violation,
  visible,
} from 'gezel/sdk';
import {
  decideSubsidy,
  PerformingArtsDecideSubsidyInput,
  PerformingArtsReportSubsidyInput,
  PerformingArtsWithdrawSubsidyInput,
  reportSubsidy,
  withdrawSubsidy,
} from './change-subsidy.js';
import { PerformingArtsProduction } from './production.entity.js';
import { PerformingArtsReceiveSubsidyInput, receiveSubsidy } from './receive-subsidy.js';
import {
  PerformingArtsRecordSubsidyCostInput,
  PerformingArtsRemoveSubsidyCostInput,
  recordSubsidyCost,
  removeSubsidyCost,
} from './record-subsidy-cost.js';
import { PerformingArtsRequestSubsidyInput, requestSubsidy } from './request-subsidy.js';
import { PerformingArtsSetSubsidySchemeInput, setSubsidyScheme } from './set-subsidy-scheme.js';
import {
  PerformingArtsSubsidy,
  PerformingArtsSubsidyScheme,
  SubsidyStatus,
} from './subsidy.entity.js';
import { PerformingArtsSubsidyCost, SubsidyCostConnection } from './subsidy-cost.entity.js';

@ObjectType({ simpleResolvers: true, description: 'The cost, or why there is none.' })
export class PerformingArtsSubsidyCostPayload {
  @Field(() => PerformingArtsSubsidyCost, { nullable: true, description: 'The cost.' })
  cost: PerformingArtsSubsidyCost | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@ObjectType({ simpleResolvers: true, description: 'The scheme as it now holds, or why not.' })
export class PerformingArtsSetSubsidySchemePayload {
  @Field(() => PerformingArtsSubsidyScheme, { nullable: true, description: 'The new terms.' })
  scheme: PerformingArtsSubsidyScheme | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@ObjectType({ simpleResolvers: true, description: 'The file as it now is, or why not.' })
export class PerformingArtsSubsidyPayload {
  @Field(() => PerformingArtsSubsidy, { nullable: true, description: 'The subsidy file.' })
  subsidy: PerformingArtsSubsidy | null;

  @Field(() => [Violation], { description: 'What stands in the way, and what to look at.' })
  violations: Violation[];
}

const SchemeConnection = connectionType(PerformingArtsSubsidyScheme);

@Resolver(() => PerformingArtsSubsidy)
export class SubsidyResolver {
  @FieldResolver(() => PerformingArtsSubsidyScheme, {
    nullable: true,
    description: 'The terms under which it was asked.',
  })
  scheme(@Root() { schemeId }: PerformingArtsSubsidy, @Ctx() { store }: PluginContext) {
    return store.get(PerformingArtsSubsidyScheme, schemeId);
  }

  @FieldResolver(() => PerformingArtsProduction, {
    nullable: true,
    description: 'The production that it is for, if any.',
  })
  production(@Root() { productionId }: PerformingArtsSubsidy, @Ctx() { store }: PluginContext) {
    return productionId === null ? null : store.get(PerformingArtsProduction, productionId);
  }

  @FieldResolver(() => SubsidyCostConnection, { description: 'What it was spent on.' })
  costs(
    @Root() { id }: PerformingArtsSubsidy,
    @Ctx() { store }: PluginContext,
    @Args(() => PageArgs) args: PageArgs,
  ): Page<PerformingArtsSubsidyCost> {
    return store.page(PerformingArtsSubsidyCost, args, { by: { property: 'subsidyId', id } });
  }

  @FieldResolver(() => Money, { description: 'All that it was spent on, together.' })
  async spent(@Root() { id, currency }: PerformingArtsSubsidy, @Ctx() { store }: PluginContext) {
    const by = { property: 'subsidyId', id } as const;
    const [all] = await store.totals(PerformingArtsSubsidyCost, { by, sum: ['amountMinor'] });
    return money(all?.sum.amountMinor ?? 0n, currency);
  }

  @FieldResolver(() => [String], { description: 'What the caller may do with it now.' })
  async viewerCan(
    @Root() { activityId, status }: PerformingArtsSubsidy,
    @Ctx() ctx: PluginContext,
  ) {
    const own = await ifChangeable(ctx, activityId, 'performing-arts.write', stepsFrom[status]);
    const booked = await ifChangeable(ctx, activityId, 'performing-arts.book', bookedFrom[status]);
    return [...own, ...booked];
  }

  @Requires('performing-arts.read')
  @Query(() => PerformingArtsSubsidy, { nullable: true, description: 'A file by its id.' })
  performingArtsSubsidy(
    @Ctx() ctx: PluginContext,
    @Arg('id', () => ID, { description: 'Global id.' }) id: string,
  ): Promise<PerformingArtsSubsidy | null> {
    return visible(ctx, PerformingArtsSubsidy, id);
  }

  @Requires('performing-arts.read')
  @Query(() => SchemeConnection, {
    nullable: true,
    description: 'How funders pay a project that begins on a day.',
  })
  performingArtsSubsidySchemes(
    @Ctx() { store, today }: PluginContext,
    @Arg('on', () => CivilDate, { nullable: true, description: 'The day; today when absent.' })
    on: string | null,
    @Args(() => PageArgs) args: PageArgs,
  ): Page<PerformingArtsSubsidyScheme> {
    return store.page(PerformingArtsSubsidyScheme, args, { where: heldOn(on ?? today) });
  }

  @Requires('performing-arts.reference')
  @Mutation(() => PerformingArtsSetSubsidySchemePayload, {
    nullable: true,
    description: 'Records how a funder pays from a day on, in place of how it paid before.',
  })
  async performingArtsSetSubsidyScheme(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => PerformingArtsSetSubsidySchemeInput, { description: 'The terms.' })
    input: PerformingArtsSetSubsidySchemeInput,
  ): Promise<PerformingArtsSetSubsidySchemePayload> {
    const { done, violations } = await setSubsidyScheme(ctx, input);
    return { scheme: done, violations };
  }

  @Requires('performing-arts.write')
  @Mutation(() => PerformingArtsSubsidyPayload, {
    nullable: true,
    description: 'Opens a subsidy file: what is asked of a funder, for which days.',
  })
  async performingArtsRequestSubsidy(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => PerformingArtsRequestSubsidyInput, { description: 'What is asked.' })
    input: PerformingArtsRequestSubsidyInput,
  ): Promise<PerformingArtsSubsidyPayload> {
    const { done, violations } = await requestSubsidy(ctx, input);
    return { subsidy: done, violations };
  }

  @Requires('performing-arts.write')
  @Mutation(() => PerformingArtsSubsidyPayload, {
    nullable: true,
    description: 'Keeps what the funder decided; a grant is divided into advance and balance.',
  })
  async performingArtsDecideSubsidy(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => PerformingArtsDecideSubsidyInput, { description: 'The decision.' })
    input: PerformingArtsDecideSubsidyInput,
  ): Promise<PerformingArtsSubsidyPayload> {
    const { done, violations } = await decideSubsidy(ctx, input);
    return { subsidy: done, violations };
  }

  @Requires('performing-arts.write')
  @Mutation(() => PerformingArtsSubsidyPayload, {
    nullable: true,
    description: 'Keeps that the report was handed in; warns when it is late.',
  })
  async performingArtsReportSubsidy(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => PerformingArtsReportSubsidyInput, { description: 'The report.' })
    input: PerformingArtsReportSubsidyInput,
  ): Promise<PerformingArtsSubsidyPayload> {
    const { done, violations } = await reportSubsidy(ctx, input);
    return { subsidy: done, violations };
  }

  @Requires('performing-arts.write')
  @Mutation(() => PerformingArtsSubsidyCostPayload, {
    nullable: true,
    description: 'Records what a subsidy was spent on, on the days of its project.',
  })
  async performingArtsRecordSubsidyCost(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => PerformingArtsRecordSubsidyCostInput, { description: 'The cost.' })
    input: PerformingArtsRecordSubsidyCostInput,
  ): Promise<PerformingArtsSubsidyCostPayload> {
    const { done, violations } = await recordSubsidyCost(ctx, input);
    return { cost: done, violations };
  }

  @Requires('performing-arts.write')
  @Mutation(() => PerformingArtsSubsidyCostPayload, {
    nullable: true,
    description: 'Takes a cost out of the account of a subsidy; answers it as it was.',
  })
  async performingArtsRemoveSubsidyCost(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => PerformingArtsRemoveSubsidyCostInput, { description: 'Which.' })
    input: PerformingArtsRemoveSubsidyCostInput,
  ): Promise<PerformingArtsSubsidyCostPayload> {
    const { done, violations } = await removeSubsidyCost(ctx, input);
    return { cost: done, violations };
  }

  @Requires('performing-arts.book')
  @Mutation(() => PerformingArtsSubsidyPayload, {
    nullable: true,
    description:
      'Says that a movement of the bank is the funder’s advance or balance: an income of the ' +
      'activity, less the fee.',
  })
  async performingArtsReceiveSubsidy(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => PerformingArtsReceiveSubsidyInput, { description: 'What came.' })
    input: PerformingArtsReceiveSubsidyInput,
  ): Promise<PerformingArtsSubsidyPayload> {
    const { done, violations } = await receiveSubsidy(ctx, input);
    return { subsidy: done, violations };
  }

  @Requires('performing-arts.write')
  @Mutation(() => PerformingArtsSubsidyPayload, {
    nullable: true,
    description: 'Takes a request back that is not decided yet.',
  })
  async performingArtsWithdrawSubsidy(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => PerformingArtsWithdrawSubsidyInput, { description: 'Which one.' })
    input: PerformingArtsWithdrawSubsidyInput,
  ): Promise<PerformingArtsSubsidyPayload> {
    const { done, violations } = await withdrawSubsidy(ctx, input);
    return { subsidy: done, violations };
  }
}

const cost = 'performing-arts.record-subsidy-cost';

const stepsFrom: Readonly<Record<SubsidyStatus, readonly string[]>> = {
  [SubsidyStatus.REQUESTED]: [
    ...['performing-arts.decide-subsidy', 'performing-arts.withdraw-subsidy', cost],
  ],
  [SubsidyStatus.GRANTED]: ['performing-arts.report-subsidy', cost],
  [SubsidyStatus.REPORTED]: [cost],
  [SubsidyStatus.REFUSED]: [],
  [SubsidyStatus.CLOSED]: [],
  [SubsidyStatus.WITHDRAWN]: [],
};

const receive = 'performing-arts.receive-subsidy';

const bookedFrom: Readonly<Record<SubsidyStatus, readonly string[]>> = {
  ...{ [SubsidyStatus.REQUESTED]: [], [SubsidyStatus.REFUSED]: [], [SubsidyStatus.CLOSED]: [] },
  ...{ [SubsidyStatus.GRANTED]: [receive], [SubsidyStatus.REPORTED]: [receive] },
  [SubsidyStatus.WITHDRAWN]: [],
};
