import {
  Activity,
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
import { answerProposal, MarketplaceAnswerProposalInput } from './answer.js';
import { ProposalConnection } from './connections.js';
import { MarketplaceOffer } from './offer.entity.js';
import { MarketplaceProposal, ProposalStatus } from './request.entity.js';

@ObjectType({ simpleResolvers: true, description: 'The proposal as it now is, or why not.' })
export class MarketplaceProposalPayload {
  @Field(() => MarketplaceProposal, { nullable: true, description: 'The proposal.' })
  proposal: MarketplaceProposal | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@Resolver(() => MarketplaceProposal)
export class ProposalResolver {
  @FieldResolver(() => MarketplaceOffer, {
    nullable: true,
    description: 'The offer; null when who offered it was erased.',
  })
  offer(@Root() { offerId }: MarketplaceProposal, @Ctx() { store }: PluginContext) {
    return offerId === null ? null : store.get(MarketplaceOffer, offerId);
  }

  @FieldResolver(() => Member.type, {
    nullable: true,
    description: 'Who offers; null for those who may not see this member.',
  })
  member(@Root() { memberId }: MarketplaceProposal): CoreReference {
    return { id: memberId };
  }

  @FieldResolver(() => Activity.type, {
    nullable: true,
    description: 'Who asks; null for those who may not see this activity.',
  })
  activity(@Root() { activityId }: MarketplaceProposal): CoreReference {
    return { id: activityId };
  }

  @FieldResolver(() => [String], { description: 'What the caller may do with it now.' })
  viewerCan(
    @Root() { memberId, status }: MarketplaceProposal,
    @Ctx() { viewer }: PluginContext,
  ): string[] {
    const reach = viewer?.reach('marketplace.offer');
    const own = reach === 'all' || (reach === 'own' && viewer?.memberId === memberId);
    return own && status === ProposalStatus.PROPOSED ? ['marketplace.answer'] : [];
  }

  @Requires('marketplace.read')
  @Query(() => ProposalConnection, {
    nullable: true,
    description: 'What was proposed to a member, the newest first; to the caller when absent.',
  })
  async marketplaceProposals(
    @Ctx() ctx: PluginContext,
    @Arg('memberId', () => ID, { nullable: true, description: 'To whom.' })
    globalId: string | null | undefined,
    @Args(() => PageArgs) args: PageArgs,
  ): Promise<Page<MarketplaceProposal> | null> {
    const id = globalId == null ? ctx.viewer?.memberId : localId('Member', globalId, 'memberId');
    if (id === undefined || (await ctx.core.member(id)) === null) return null;
    await ctx.core.require('Member', id, 'marketplace.read');
    const by = { property: 'memberId', id } as const;
    return ctx.store.page(MarketplaceProposal, args, { by });
  }

  @Requires('marketplace.offer')
  @Mutation(() => MarketplaceProposalPayload, {
    nullable: true,
    description: 'Accepts or declines what was proposed; what is accepted takes its days.',
  })
  async marketplaceAnswerProposal(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => MarketplaceAnswerProposalInput, { description: 'The answer.' })
    input: MarketplaceAnswerProposalInput,
  ): Promise<MarketplaceProposalPayload> {
    const { done, violations } = await answerProposal(ctx, input);
    return { proposal: done, violations };
  }
}
