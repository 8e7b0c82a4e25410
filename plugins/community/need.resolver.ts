import {
  Arg,
  Args,
  CivilDate,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Int,
  localId,
  Mutation,
  ObjectType,
  type Page,
  PageArgs,
  type PluginContext,
  Query,
  Requires,
  Resolver,
  Root,
  registerEnumType,
  Violation,
} from 'gezel/sdk';
import { CommunityHistory } from './history.entity.js';
import { NeedConnection, WeightingConnection } from './lists.js';
import { CommunityNeed, CommunitySupport, CommunityWeighting, NeedStatus } from './need.entity.js';
import {
  askNeed,
  CommunityAskNeedInput,
  CommunityMergeNeedInput,
  CommunityMoveNeedInput,
  CommunitySetWeightingInput,
  CommunitySupportNeedInput,
  mergeNeed,
  moveNeed,
  setWeighting,
  supportNeed,
} from './needs.js';
import { reportNeeds } from './report-needs.js';
import { type Weight, type WeightPart, weightingOn, weightsOf } from './weigh.js';

export enum WeightOf {
  SUPPORTERS = 'SUPPORTERS',
  PRACTICES = 'PRACTICES',
  MONTHS = 'MONTHS',
}
registerEnumType(WeightOf, {
  name: 'CommunityWeightOf',
  description: 'For what a need gets points.',
  valuesConfig: {
    SUPPORTERS: { description: 'Those who ask for it.' },
    PRACTICES: { description: 'Practices that ask for it.' },
    MONTHS: { description: 'Whole months of waiting, up to the most that count.' },
  },
});

@ObjectType({ description: 'A part of the weight of a need.' })
export class CommunityWeight {
  @Field(() => WeightOf, { description: 'For what.' })
  of: WeightPart;

  @Field(() => Int, { description: 'How many.' })
  quantity: number;

  @Field(() => Int, { description: 'Points for each.' })
  each: number;

  @Field(() => Int, { description: 'The product.' })
  points: number;
}

@ObjectType({ simpleResolvers: true, description: 'How many ask for a need in one practice.' })
export class CommunityNeedCell {
  @Field(() => String, { description: 'Code of the practice.' })
  practice: string;

  @Field(() => Int, { nullable: true, description: 'How many; null: too few to be said.' })
  supporters: number | null;
}

@ObjectType({ simpleResolvers: true, description: 'A need in the report by practice.' })
export class CommunityReportedNeed {
  @Field(() => CommunityNeed, { description: 'The need.' })
  need: CommunityNeed;

  @Field(() => [CommunityNeedCell], { description: 'By practice; none while few ask at all.' })
  cells: CommunityNeedCell[];
}

@ObjectType({ simpleResolvers: true, description: 'The need as it now is, or why not.' })
export class CommunityNeedPayload {
  @Field(() => CommunityNeed, { nullable: true, description: 'The need.' })
  need: CommunityNeed | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@ObjectType({ simpleResolvers: true, description: 'The weighting as it now is, or why not.' })
export class CommunityWeightingPayload {
  @Field(() => CommunityWeighting, { nullable: true, description: 'The weighting.' })
  weighting: CommunityWeighting | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@Resolver(() => CommunityNeed)
export class NeedResolver {
  @FieldResolver(() => [CommunityHistory], {
    description: 'Its last hundred steps with their reasons, the newest first.',
  })
  history(@Root() { id }: CommunityNeed, @Ctx() { store }: PluginContext) {
    const orderBy = { property: 'id', direction: 'desc' } as const;
    return store.listBy(CommunityHistory, 'subjectId', id, { orderBy });
  }

  @FieldResolver(() => CommunityNeed, {
    nullable: true,
    description: 'The need it became part of.',
  })
  mergedInto(@Root() { mergedIntoId }: CommunityNeed, @Ctx() { store }: PluginContext) {
    return mergedIntoId === null ? null : store.get(CommunityNeed, mergedIntoId);
  }

  @FieldResolver(() => Boolean, { description: 'Whether the caller asks for it.' })
  async viewerSupports(@Root() { id }: CommunityNeed, @Ctx() { store, viewer }: PluginContext) {
    const where = { memberId: viewer?.memberId ?? null };
    return (await store.listBy(CommunitySupport, 'needId', id, { where, limit: 1 })).length > 0;
  }

  @Requires('community.read')
  @Query(() => CommunityNeed, { nullable: true, description: 'One need.' })
  communityNeed(
    @Ctx() { store }: PluginContext,
    @Arg('id', () => ID, { description: 'Its global id.' }) id: string,
  ): Promise<CommunityNeed | null> {
    return store.get(CommunityNeed, localId('CommunityNeed', id, 'id'));
  }

  @Requires('community.read')
  @Query(() => NeedConnection, {
    nullable: true,
    description: 'The register of needs, what weighs most first.',
  })
  communityNeeds(
    @Ctx() { store }: PluginContext,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('status', () => NeedStatus, { nullable: true, description: 'Only these.' })
    status?: NeedStatus | null,
  ): Page<CommunityNeed> {
    return store.page(CommunityNeed, args, {
      where: { status: status ?? undefined },
      orderBy: { property: 'sortPoints', direction: 'desc' },
    });
  }

  @Requires('community.read')
  @Query(() => [CommunityWeight], {
    nullable: true,
    description: 'Why a need weighs what it weighs on a day; null while no weighting holds then.',
  })
  async communityNeedWeight(
    @Ctx() { store, today }: PluginContext,
    @Arg('needId', () => ID, { description: 'The need.' }) globalId: string,
    @Arg('day', () => CivilDate, { nullable: true, description: 'Today when absent.' })
    on?: string | null,
  ): Promise<Weight[] | null> {
    const need = await store.get(CommunityNeed, localId('CommunityNeed', globalId, 'needId'));
    const day = on ?? today;
    const policy = await weightingOn(store, day);
    return need === null || policy === null ? null : weightsOf(need, policy, day);
  }

  @Requires('community.read')
  @Query(() => [CommunityReportedNeed], {
    nullable: true,
    description:
      'The fifty needs that weigh most, by practice. Numbers in which somebody could be recognised ' +
      'are not said, nor those from which they could be computed.',
  })
  communityNeedsReport(
    @Ctx() ctx: PluginContext,
    @Arg('practice', () => String, { nullable: true, description: 'Only what it asks for.' })
    practice?: string | null,
  ): Promise<CommunityReportedNeed[]> {
    return reportNeeds(ctx, practice ?? null);
  }

  @Requires('community.read')
  @Query(() => WeightingConnection, {
    nullable: true,
    description: 'How needs are and were weighed, the newest day first.',
  })
  communityWeightings(
    @Ctx() { store }: PluginContext,
    @Args(() => PageArgs) args: PageArgs,
  ): Page<CommunityWeighting> {
    const orderBy = { property: 'fromDay', direction: 'desc' } as const;
    return store.page(CommunityWeighting, args, { orderBy });
  }

  @Requires('community.take-part')
  @Mutation(() => CommunityNeedPayload, {
    nullable: true,
    description: 'Asks something of the co-operative; who asks supports it.',
  })
  async communityAskNeed(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => CommunityAskNeedInput, { description: 'Which and how.' })
    input: CommunityAskNeedInput,
  ): Promise<CommunityNeedPayload> {
    const { done, violations } = await askNeed(ctx, input);
    return { need: done, violations };
  }

  @Requires('community.take-part')
  @Mutation(() => CommunityNeedPayload, {
    nullable: true,
    description: 'The caller asks for it too, once, or no longer.',
  })
  async communitySupportNeed(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => CommunitySupportNeedInput, { description: 'Which and how.' })
    input: CommunitySupportNeedInput,
  ): Promise<CommunityNeedPayload> {
    const { done, violations } = await supportNeed(ctx, input);
    return { need: done, violations };
  }

  @Requires('community.manage')
  @Mutation(() => CommunityNeedPayload, {
    nullable: true,
    description: 'Joins two needs that are the same; answers the one that stays.',
  })
  async communityMergeNeed(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => CommunityMergeNeedInput, { description: 'Which and how.' })
    input: CommunityMergeNeedInput,
  ): Promise<CommunityNeedPayload> {
    const { done, violations } = await mergeNeed(ctx, input);
    return { need: done, violations };
  }

  @Requires('community.manage')
  @Mutation(() => CommunityNeedPayload, {
    nullable: true,
    description: 'Says what becomes of a need, and why.',
  })
  async communityMoveNeed(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => CommunityMoveNeedInput, { description: 'Which and how.' })
    input: CommunityMoveNeedInput,
  ): Promise<CommunityNeedPayload> {
    const { done, violations } = await moveNeed(ctx, input);
    return { need: done, violations };
  }

  @Requires('community.manage')
  @Mutation(() => CommunityWeightingPayload, {
    nullable: true,
    description: 'Decides how needs are weighed from a day on.',
  })
  async communitySetWeighting(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => CommunitySetWeightingInput, { description: 'Which and how.' })
    input: CommunitySetWeightingInput,
  ): Promise<CommunityWeightingPayload> {
    const { done, violations } = await setWeighting(ctx, input);
    return { weighting: done, violations };
  }
}
