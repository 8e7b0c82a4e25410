import {
  Arg,
  Args,
  CivilDate,
  Ctx,
  connectionType,
  Field,
  FieldResolver,
  heldOn,
  ifChangeable,
  Mutation,
  ObjectType,
  type Page,
  PageArgs,
  type PluginContext,
  Query,
  Requires,
  Resolver,
  Root,
  Violation,
} from 'gezel/sdk';
import {
  billRights,
  PerformingArtsBillRightsInput,
  PerformingArtsDeclareRightsInput,
  PerformingArtsWithdrawRightsInput,
  sendRights,
  withdrawRights,
} from './change-rights.js';
import { draftRights, PerformingArtsDraftRightsInput } from './declare-rights.js';
import { PerformingArtsPerformance } from './performance.entity.js';
import {
  PerformingArtsRightsDeclaration,
  PerformingArtsRightsTariff,
  RightsStatus,
} from './rights.entity.js';
import { PerformingArtsRightsContract } from './rights-terms.entity.js';
import { PerformingArtsSetRightsTariffInput, setRightsTariff } from './set-rights-tariff.js';

@ObjectType({ simpleResolvers: true, description: 'The tariff as it now holds, or why not.' })
export class PerformingArtsSetRightsTariffPayload {
  @Field(() => PerformingArtsRightsTariff, { nullable: true, description: 'The new tariff.' })
  tariff: PerformingArtsRightsTariff | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@ObjectType({ simpleResolvers: true, description: 'The declaration as it now is, or why not.' })
export class PerformingArtsRightsPayload {
  @Field(() => PerformingArtsRightsDeclaration, { nullable: true, description: 'It.' })
  declaration: PerformingArtsRightsDeclaration | null;

  @Field(() => [Violation], { description: 'What stands in the way, and what to look at.' })
  violations: Violation[];
}

const TariffConnection = connectionType(PerformingArtsRightsTariff);

@Resolver(() => PerformingArtsRightsDeclaration)
export class RightsResolver {
  @FieldResolver(() => PerformingArtsPerformance, { nullable: true, description: 'Which date.' })
  date(
    @Root() { performanceId }: PerformingArtsRightsDeclaration,
    @Ctx() { store }: PluginContext,
  ) {
    return store.get(PerformingArtsPerformance, performanceId);
  }

  @FieldResolver(() => PerformingArtsRightsContract, {
    nullable: true,
    description: 'The contract of its authors, if they have one.',
  })
  contract(
    @Root() { contractId }: PerformingArtsRightsDeclaration,
    @Ctx() { store }: PluginContext,
  ) {
    return contractId === null ? null : store.get(PerformingArtsRightsContract, contractId);
  }

  @FieldResolver(() => [String], { description: 'What the caller may do with it now.' })
  viewerCan(
    @Root() { activityId, status }: PerformingArtsRightsDeclaration,
    @Ctx() ctx: PluginContext,
  ) {
    return ifChangeable(ctx, activityId, 'performing-arts.write', stepsFrom[status]);
  }

  @Requires('performing-arts.read')
  @Query(() => TariffConnection, {
    nullable: true,
    description: 'What societies of authors ask for a date on a day.',
  })
  performingArtsRightsTariffs(
    @Ctx() { store, today }: PluginContext,
    @Arg('on', () => CivilDate, { nullable: true, description: 'The day; today when absent.' })
    on: string | null,
    @Args(() => PageArgs) args: PageArgs,
  ): Page<PerformingArtsRightsTariff> {
    return store.page(PerformingArtsRightsTariff, args, { where: heldOn(on ?? today) });
  }

  @Requires('performing-arts.reference')
  @Mutation(() => PerformingArtsSetRightsTariffPayload, {
    nullable: true,
    description: 'Records what a society asks from a day on, in place of what it asked before.',
  })
  async performingArtsSetRightsTariff(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => PerformingArtsSetRightsTariffInput, { description: 'The tariff.' })
    input: PerformingArtsSetRightsTariffInput,
  ): Promise<PerformingArtsSetRightsTariffPayload> {
    const { done, violations } = await setRightsTariff(ctx, input);
    return { tariff: done, violations };
  }

  @Requires('performing-arts.write')
  @Mutation(() => PerformingArtsRightsPayload, {
    nullable: true,
    description: 'Drafts the declaration of a played date to a society of authors.',
  })
  async performingArtsDraftRights(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => PerformingArtsDraftRightsInput, { description: 'What was played.' })
    input: PerformingArtsDraftRightsInput,
  ): Promise<PerformingArtsRightsPayload> {
    const { done, violations } = await draftRights(ctx, input);
    return { declaration: done, violations };
  }

  @Requires('performing-arts.write')
  @Mutation(() => PerformingArtsRightsPayload, {
    nullable: true,
    description: 'Says that the society has the declaration.',
  })
  async performingArtsDeclareRights(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => PerformingArtsDeclareRightsInput, { description: 'Which one.' })
    input: PerformingArtsDeclareRightsInput,
  ): Promise<PerformingArtsRightsPayload> {
    const { done, violations } = await sendRights(ctx, input);
    return { declaration: done, violations };
  }

  @Requires('performing-arts.write')
  @Mutation(() => PerformingArtsRightsPayload, {
    nullable: true,
    description: 'Keeps what the society asks; warns when it is not what its tariff makes.',
  })
  async performingArtsBillRights(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => PerformingArtsBillRightsInput, { description: 'What it asks.' })
    input: PerformingArtsBillRightsInput,
  ): Promise<PerformingArtsRightsPayload> {
    const { done, violations } = await billRights(ctx, input);
    return { declaration: done, violations };
  }

  @Requires('performing-arts.write')
  @Mutation(() => PerformingArtsRightsPayload, {
    nullable: true,
    description: 'Takes a declaration back that is not billed yet.',
  })
  async performingArtsWithdrawRights(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => PerformingArtsWithdrawRightsInput, { description: 'Which one.' })
    input: PerformingArtsWithdrawRightsInput,
  ): Promise<PerformingArtsRightsPayload> {
    const { done, violations } = await withdrawRights(ctx, input);
    return { declaration: done, violations };
  }
}

const withdraw = 'performing-arts.withdraw-rights';

const stepsFrom = {
  [RightsStatus.DRAFT]: ['performing-arts.declare-rights', withdraw],
  [RightsStatus.DECLARED]: ['performing-arts.bill-rights', withdraw],
  [RightsStatus.BILLED]: [],
  [RightsStatus.WITHDRAWN]: [],
} as const;
