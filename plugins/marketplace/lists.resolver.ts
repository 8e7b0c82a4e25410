import {
  Arg,
  Args,
  Ctx,
  Field,
  FieldResolver,
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
  FigureConnection,
  PlaceConnection,
  PolicyConnection,
  SkillConnection,
} from './connections.js';
import { locatePlace, MarketplaceLocatePlaceInput } from './distance.js';
import {
  addPlace,
  addSkill,
  MarketplaceAddPlaceInput,
  MarketplaceAddSkillInput,
  MarketplaceSetPolicyInput,
  setPolicy,
} from './keep-lists.js';
import { MarketplacePlace, MarketplacePolicy, MarketplaceSkill } from './lists.entity.js';
import { policyOn } from './lists.js';
import { MarketplaceFigure } from './offer.entity.js';

@ObjectType({ simpleResolvers: true, description: 'The skill, or why not.' })
export class MarketplaceSkillPayload {
  @Field(() => MarketplaceSkill, { nullable: true, description: 'The skill.' })
  skill: MarketplaceSkill | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@ObjectType({ simpleResolvers: true, description: 'The place, or why not.' })
export class MarketplacePlacePayload {
  @Field(() => MarketplacePlace, { nullable: true, description: 'The place.' })
  place: MarketplacePlace | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@ObjectType({ simpleResolvers: true, description: 'The policy, or why not.' })
export class MarketplacePolicyPayload {
  @Field(() => MarketplacePolicy, { nullable: true, description: 'The policy.' })
  policy: MarketplacePolicy | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@Resolver(() => MarketplaceSkill)
export class ListsResolver {
  @FieldResolver(() => String, { description: 'What it is called, in the language of the caller.' })
  title(@Root() { title }: MarketplaceSkill, @Ctx() { locale }: PluginContext): string {
    return title[locale];
  }

  @Requires('marketplace.read')
  @Query(() => SkillConnection, { nullable: true, description: 'Skills of the list, by code.' })
  marketplaceSkills(
    @Ctx() { store }: PluginContext,
    @Arg('sector', () => String, { nullable: true, description: 'Usual in this sector.' })
    sector: string | null | undefined,
    @Args(() => PageArgs) args: PageArgs,
  ): Page<MarketplaceSkill> {
    const orderBy = { property: 'code', direction: 'asc' } as const;
    return store.page(MarketplaceSkill, args, {
      where: sector == null ? {} : { sector },
      orderBy,
    });
  }

  @Requires('marketplace.read')
  @Query(() => PlaceConnection, { nullable: true, description: 'Places of the list, by code.' })
  marketplacePlaces(
    @Ctx() { store }: PluginContext,
    @Args(() => PageArgs) args: PageArgs,
  ): Page<MarketplacePlace> {
    const orderBy = { property: 'code', direction: 'asc' } as const;
    return store.page(MarketplacePlace, args, { orderBy });
  }

  @Requires('marketplace.read')
  @Query(() => PolicyConnection, {
    nullable: true,
    description: 'What scores were made of, the newest policy first.',
  })
  marketplacePolicies(
    @Ctx() { store }: PluginContext,
    @Args(() => PageArgs) args: PageArgs,
  ): Page<MarketplacePolicy> {
    const orderBy = { property: 'fromDay', direction: 'desc' } as const;
    return store.page(MarketplacePolicy, args, { orderBy });
  }

  @Requires('marketplace.read')
  @Query(() => FigureConnection, {
    nullable: true,
    description:
      'What skills cost a day in a sector, where enough people offer them; names no one.',
  })
  async marketplaceFigures(
    @Ctx() { store, today }: PluginContext,
    @Arg('sector', () => String, { description: 'Code of the sector.' }) sector: string,
    @Args(() => PageArgs) args: PageArgs,
  ): Promise<Page<MarketplaceFigure>> {
    const least = (await policyOn(store, today))?.leastPeople ?? 5;
    const orderBy = { property: 'skill', direction: 'asc' } as const;
    return store.page(MarketplaceFigure, args, {
      ...{ where: { sector, headcount: { from: least } }, orderBy },
    });
  }

  @Requires('marketplace.manage')
  @Mutation(() => MarketplaceSkillPayload, { nullable: true, description: 'Lists a skill.' })
  async marketplaceAddSkill(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => MarketplaceAddSkillInput, { description: 'The skill.' })
    input: MarketplaceAddSkillInput,
  ): Promise<MarketplaceSkillPayload> {
    const { done, violations } = await addSkill(ctx, input);
    return { skill: done, violations };
  }

  @Requires('marketplace.manage')
  @Mutation(() => MarketplacePlacePayload, { nullable: true, description: 'Lists a place.' })
  async marketplaceAddPlace(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => MarketplaceAddPlaceInput, { description: 'The place.' })
    input: MarketplaceAddPlaceInput,
  ): Promise<MarketplacePlacePayload> {
    const { done, violations } = await addPlace(ctx, input);
    return { place: done, violations };
  }

  @Requires('marketplace.manage')
  @Mutation(() => MarketplacePlacePayload, {
    nullable: true,
    description: 'Says where a place is, so that searches may say how far from it.',
  })
  async marketplaceLocatePlace(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => MarketplaceLocatePlaceInput, { description: 'Which and where.' })
    input: MarketplaceLocatePlaceInput,
  ): Promise<MarketplacePlacePayload> {
    const { done, violations } = await locatePlace(ctx, input);
    return { place: done, violations };
  }

  @Requires('marketplace.manage')
  @Mutation(() => MarketplacePolicyPayload, {
    nullable: true,
    description: 'Decides what scores are made of from a day on.',
  })
  async marketplaceSetPolicy(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => MarketplaceSetPolicyInput, { description: 'The policy.' })
    input: MarketplaceSetPolicyInput,
  ): Promise<MarketplacePolicyPayload> {
    const { done, violations } = await setPolicy(ctx, input);
    return { policy: done, violations };
  }
}
