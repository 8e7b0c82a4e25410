import {
  Activity,
  Arg,
  Args,
  Client,
  type CoreReference,
  Ctx,
  count,
  Field,
  FieldResolver,
  ID,
  Int,
  ifChangeable,
  Mutation,
  ObjectType,
  type Page,
  PageArgs,
  type PluginContext,
  Query,
  Quote,
  Requires,
  Resolver,
  Root,
  Violation,
  visible,
} from 'gezel/sdk';
import { ProposalConnection, RequestConnection } from './connections.js';
import { draftQuote, MarketplaceDraftQuoteInput } from './draft-quote.js';
import { MarketplacePolicy } from './lists.entity.js';
import { policyOn } from './lists.js';
import { bestOffers, MarketplaceMatch, MarketplaceSeat } from './matching.js';
import {
  MarketplaceProposeInput,
  MarketplaceWithdrawRequestInput,
  propose,
  withdrawRequest,
} from './propose.js';
import { MarketplacePublishRequestInput, publishRequest } from './publish-request.js';
import {
  MarketplaceActivity,
  MarketplaceProposal,
  MarketplaceRequest,
  RequestStatus,
} from './request.entity.js';
import { searchTeam } from './search.js';

@ObjectType({ simpleResolvers: true, description: 'The request as it now is, or why not.' })
export class MarketplaceRequestPayload {
  @Field(() => MarketplaceRequest, { nullable: true, description: 'The request.' })
  request: MarketplaceRequest | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@ObjectType({ simpleResolvers: true, description: 'Who fits a request, and why.' })
export class MarketplaceMatching {
  @Field(() => MarketplacePolicy, {
    nullable: true,
    description: 'The policy of today by which it was scored.',
  })
  policy: MarketplacePolicy | null;

  @Field(() => [MarketplaceMatch], { description: 'The best first.' })
  matches: MarketplaceMatch[];

  @Field(() => [MarketplaceSeat], { description: 'Who together would fill the seats left.' })
  team: MarketplaceSeat[];

  @Field(() => [Violation], { description: 'Why nothing is scored, or the team is not whole.' })
  violations: Violation[];
}

@Resolver(() => MarketplaceActivity)
export class ActivityResolver {
  @FieldResolver(() => RequestConnection, { description: 'Whom it looks for, the newest first.' })
  requests(
    @Root() { activityId }: MarketplaceActivity,
    @Ctx() { store }: PluginContext,
    @Args(() => PageArgs) args: PageArgs,
  ): Page<MarketplaceRequest> {
    return store.page(MarketplaceRequest, args, { by: { property: 'activityId', id: activityId } });
  }
}

@Resolver(() => MarketplaceRequest)
export class RequestResolver {
  @FieldResolver(() => Activity.type, { nullable: true, description: 'The activity.' })
  activity(@Root() { activityId }: MarketplaceRequest): CoreReference {
    return { id: activityId };
  }

  @FieldResolver(() => Client.type, { nullable: true, description: 'The client of the work.' })
  client(@Root() { clientId }: MarketplaceRequest): CoreReference | null {
    return clientId === null ? null : { id: clientId };
  }

  @FieldResolver(() => Quote.type, {
    nullable: true,
    description: 'What was quoted to the client.',
  })
  quote(@Root() { quoteId }: MarketplaceRequest): CoreReference | null {
    return quoteId === null ? null : { id: quoteId };
  }

  @FieldResolver(() => ProposalConnection, { description: 'To whom it was proposed.' })
  proposals(
    @Root() { id }: MarketplaceRequest,
    @Ctx() { store }: PluginContext,
    @Args(() => PageArgs) args: PageArgs,
  ): Page<MarketplaceProposal> {
    return store.page(MarketplaceProposal, args, { by: { property: 'requestId', id } });
  }

  @FieldResolver(() => [String], { description: 'What the caller may do with it now.' })
  viewerCan(
    @Root() { activityId, status, clientId }: MarketplaceRequest,
    @Ctx() ctx: PluginContext,
  ): Promise<string[]> {
    const open = status === RequestStatus.OPEN ? ['marketplace.propose'] : [];
    const quotes = clientId === null ? [] : ['marketplace.draft-quote'];
    const live = [...open, ...quotes, 'marketplace.withdraw-request'];
    const names = status === RequestStatus.WITHDRAWN ? [] : live;
    return ifChangeable(ctx, activityId, 'marketplace.request', names);
  }

  @Requires('marketplace.read')
  @Query(() => MarketplaceRequest, { nullable: true, description: 'One request.' })
  marketplaceRequest(
    @Ctx() ctx: PluginContext,
    @Arg('id', () => ID, { description: 'Its global id.' }) id: string,
  ): Promise<MarketplaceRequest | null> {
    return visible(ctx, MarketplaceRequest, id);
  }

  @Requires('marketplace.request')
  @Query(() => MarketplaceMatching, {
    nullable: true,
    description: 'Who fits a request best today, with the reason of every point.',
  })
  async marketplaceMatches(
    @Ctx() ctx: PluginContext,
    @Arg('requestId', () => ID, { description: 'The request.' }) requestId: string,
    @Arg('limit', () => Int, { nullable: true, description: '1 to 100; 20 when absent.' })
    limit: number | null,
  ): Promise<MarketplaceMatching | null> {
    count(limit, 'limit', 100);
    const request = await visible(ctx, MarketplaceRequest, requestId, 'requestId');
    if (request === null) return null;
    await ctx.core.require('Activity', request.activityId, 'marketplace.request');
    const policy = (await policyOn(ctx.store, ctx.today)) ?? null;
    const { chosen, findings } = await searchTeam(ctx, request);
    const matches = policy === null ? [] : await bestOffers(ctx, request, policy);
    return {
      ...{ policy, matches: matches.slice(0, limit ?? 20), violations: ctx.violations(findings) },
      team: chosen.map(({ offer: { id }, skills }) => ({
        ...{ offerId: `MarketplaceOffer:${id}`, skills: [...skills] },
      })),
    };
  }

  @Requires('marketplace.request')
  @Mutation(() => MarketplaceRequestPayload, { nullable: true, description: 'Looks for people.' })
  async marketplacePublishRequest(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => MarketplacePublishRequestInput, { description: 'Whom.' })
    input: MarketplacePublishRequestInput,
  ): Promise<MarketplaceRequestPayload> {
    const { done, violations } = await publishRequest(ctx, input);
    return { request: done, violations };
  }

  @Requires('marketplace.request')
  @Mutation(() => MarketplaceRequestPayload, {
    nullable: true,
    description: 'Proposes the work to some of those who offer.',
  })
  async marketplacePropose(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => MarketplaceProposeInput, { description: 'To whom.' })
    input: MarketplaceProposeInput,
  ): Promise<MarketplaceRequestPayload> {
    const { done, violations } = await propose(ctx, input);
    return { request: done, violations };
  }

  @Requires('marketplace.request')
  @Mutation(() => MarketplaceRequestPayload, {
    nullable: true,
    description: 'Drafts a quote for the client, with a line for everybody who accepted.',
  })
  async marketplaceDraftQuote(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => MarketplaceDraftQuoteInput, { description: 'Of which request.' })
    input: MarketplaceDraftQuoteInput,
  ): Promise<MarketplaceRequestPayload> {
    const { done, violations } = await draftQuote(ctx, input);
    return { request: done, violations };
  }

  @Requires('marketplace.request')
  @Mutation(() => MarketplaceRequestPayload, {
    nullable: true,
    description: 'Looks for nobody any more: proposals are taken back, and days are free again.',
  })
  async marketplaceWithdrawRequest(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => MarketplaceWithdrawRequestInput, { description: 'Which.' })
    input: MarketplaceWithdrawRequestInput,
  ): Promise<MarketplaceRequestPayload> {
    const { done, violations } = await withdrawRequest(ctx, input);
    return { request: done, violations };
  }
}
