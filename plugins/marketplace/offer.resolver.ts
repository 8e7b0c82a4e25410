import {
  Arg,
  Args,
  type CoreReference,
  Ctx,
  Field,
  FieldResolver,
  ID,
  localId,
  Member,
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
import { changeOffer, MarketplaceChangeOfferInput } from './change-offer.js';
import { OfferConnection } from './connections.js';
import { MarketplaceMember, MarketplaceOffer, OfferStatus } from './offer.entity.js';
import {
  MarketplacePublishOfferInput,
  MarketplaceSetFreeDaysInput,
  MarketplaceWithdrawOfferInput,
  publishOffer,
  setFreeDays,
  withdrawOffer,
} from './publish-offer.js';
import { OfferSearch, searchOffers } from './search-offers.js';

@ObjectType({ simpleResolvers: true, description: 'The offer as it now is, or why not.' })
export class MarketplaceOfferPayload {
  @Field(() => MarketplaceOffer, { nullable: true, description: 'The offer.' })
  offer: MarketplaceOffer | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@Resolver(() => MarketplaceMember)
export class MemberResolver {
  @FieldResolver(() => OfferConnection, { description: 'What it offers, the newest first.' })
  offers(
    @Root() { memberId }: MarketplaceMember,
    @Ctx() { store }: PluginContext,
    @Args(() => PageArgs) args: PageArgs,
  ): Page<MarketplaceOffer> {
    return store.page(MarketplaceOffer, args, { by: { property: 'memberId', id: memberId } });
  }
}

@Resolver(() => MarketplaceOffer)
export class OfferResolver {
  @FieldResolver(() => Member.type, {
    nullable: true,
    description: 'Who offers it; null for those who may not see this member.',
  })
  member(@Root() { memberId }: MarketplaceOffer): CoreReference {
    return { id: memberId };
  }

  @FieldResolver(() => [String], { description: 'What the caller may do with it now.' })
  viewerCan(
    @Root() { memberId, status }: MarketplaceOffer,
    @Ctx() { viewer }: PluginContext,
  ): string[] {
    const reach = viewer?.reach('marketplace.offer');
    const own = reach === 'all' || (reach === 'own' && viewer?.memberId === memberId);
    if (!own || status !== OfferStatus.OPEN) return [];
    return ['marketplace.change-offer', 'marketplace.set-free-days', 'marketplace.withdraw-offer'];
  }

  @Requires('marketplace.read')
  @Query(() => MarketplaceOffer, { nullable: true, description: 'One offer.' })
  marketplaceOffer(
    @Ctx() { store }: PluginContext,
    @Arg('id', () => ID, { description: 'Its global id.' }) id: string,
  ): Promise<MarketplaceOffer | null> {
    return store.get(MarketplaceOffer, localId('MarketplaceOffer', id));
  }

  @Requires('marketplace.read')
  @Query(() => OfferConnection, {
    nullable: true,
    description:
      'What is offered: with a radius the nearest first, otherwise the newest, or the best. Offers ' +
      'without a place are among them only where no place is asked for.',
  })
  marketplaceOffers(
    @Ctx() ctx: PluginContext,
    @Args(() => OfferSearch) search: OfferSearch,
    @Args(() => PageArgs) args: PageArgs,
  ): Promise<Page<MarketplaceOffer>> {
    return searchOffers(ctx, search, args);
  }

  @Requires('marketplace.offer')
  @Mutation(() => MarketplaceOfferPayload, { nullable: true, description: 'Offers work.' })
  async marketplacePublishOffer(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => MarketplacePublishOfferInput, { description: 'The offer.' })
    input: MarketplacePublishOfferInput,
  ): Promise<MarketplaceOfferPayload> {
    const { done, violations } = await publishOffer(ctx, input);
    return { offer: done, violations };
  }

  @Requires('marketplace.offer')
  @Mutation(() => MarketplaceOfferPayload, {
    nullable: true,
    description: 'Changes an offer; what was proposed keeps its words and its price.',
  })
  async marketplaceChangeOffer(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => MarketplaceChangeOfferInput, { description: 'What changes.' })
    input: MarketplaceChangeOfferInput,
  ): Promise<MarketplaceOfferPayload> {
    const { done, violations } = await changeOffer(ctx, input);
    return { offer: done, violations };
  }

  @Requires('marketplace.offer')
  @Mutation(() => MarketplaceOfferPayload, {
    nullable: true,
    description: 'Says when somebody is free; days that were accepted stay taken.',
  })
  async marketplaceSetFreeDays(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => MarketplaceSetFreeDaysInput, { description: 'The days.' })
    input: MarketplaceSetFreeDaysInput,
  ): Promise<MarketplaceOfferPayload> {
    const { done, violations } = await setFreeDays(ctx, input);
    return { offer: done, violations };
  }

  @Requires('marketplace.offer')
  @Mutation(() => MarketplaceOfferPayload, {
    nullable: true,
    description: 'Takes an offer back; what was accepted stands.',
  })
  async marketplaceWithdrawOffer(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => MarketplaceWithdrawOfferInput, { description: 'Which.' })
    input: MarketplaceWithdrawOfferInput,
  ): Promise<MarketplaceOfferPayload> {
    const { done, violations } = await withdrawOffer(ctx, input);
    return { offer: done, violations };
  }
}
