import {
  Arg,
  Args,
  Ctx,
  connectionType,
  count,
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
  shown,
  Violation,
} from 'gezel/sdk';
import { InquiryStatus, MarketplaceInquiry } from './inquiry.entity.js';
import { policyOn } from './lists.js';
import { bestOffers, MarketplaceMatch } from './matching.js';
import { MarketplaceRequest } from './request.entity.js';
import { MarketplaceRequestPayload } from './request.resolver.js';
import { admitInquiry, MarketplaceAdmitInquiryInput, sendInquiry } from './send-inquiry.js';
import {
  closeInquiry,
  MarketplaceCloseInquiryInput,
  MarketplaceReceiveInquiryInput,
  MarketplaceTakeInquiryInput,
  receiveInquiry,
  takeInquiry,
} from './take-inquiry.js';

@ObjectType({ simpleResolvers: true, description: 'The inquiry as it now is, or why not.' })
export class MarketplaceInquiryPayload {
  @Field(() => MarketplaceInquiry, { nullable: true, description: 'The inquiry.' })
  inquiry: MarketplaceInquiry | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

const InquiryConnection = connectionType(MarketplaceInquiry);

@Resolver(() => MarketplaceInquiry)
export class InquiryResolver {
  @FieldResolver(() => MarketplaceRequest, {
    nullable: true,
    description: 'What it became; null for those who do not see the activity.',
  })
  async request(@Root() { requestId }: MarketplaceInquiry, @Ctx() ctx: PluginContext) {
    if (requestId === null) return null;
    return shown(ctx, await ctx.store.get(MarketplaceRequest, requestId));
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Who asks; null but for the staff and for the activity that took it.',
  })
  async clientName(@Root() inquiry: MarketplaceInquiry, @Ctx() ctx: PluginContext) {
    return (await knowsClient(ctx, inquiry)) ? inquiry.clientName : null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'How they are reached; null but for the staff and for the activity that took it.',
  })
  async contact(@Root() inquiry: MarketplaceInquiry, @Ctx() ctx: PluginContext) {
    return (await knowsClient(ctx, inquiry)) ? inquiry.contact : null;
  }

  @Requires('marketplace.read')
  @Query(() => MarketplaceInquiry, { nullable: true, description: 'One inquiry.' })
  async marketplaceInquiry(
    @Ctx() ctx: PluginContext,
    @Arg('id', () => ID, { description: 'Its global id.' }) id: string,
  ): Promise<MarketplaceInquiry | null> {
    return letIn(ctx, await ctx.store.get(MarketplaceInquiry, localId('MarketplaceInquiry', id)));
  }

  @Requires('marketplace.read')
  @Query(() => InquiryConnection, {
    nullable: true,
    description: 'What clients ask for, the newest first; what is only sent is the staff’s to see.',
  })
  marketplaceInquiries(
    @Ctx() { store, require }: PluginContext,
    @Arg('status', () => InquiryStatus, { nullable: true, description: 'OPEN when absent.' })
    status: InquiryStatus | null | undefined,
    @Args(() => PageArgs) args: PageArgs,
  ): Page<MarketplaceInquiry> {
    if (status === InquiryStatus.SENT) require('marketplace.receive');
    return store.page(MarketplaceInquiry, args, {
      where: { status: status ?? InquiryStatus.OPEN },
    });
  }

  @Requires('marketplace.receive')
  @Query(() => [MarketplaceMatch], {
    nullable: true,
    description: 'Who fits an inquiry best today, with the reason of every point.',
  })
  async marketplaceInquiryMatches(
    @Ctx() ctx: PluginContext,
    @Arg('inquiryId', () => ID, { description: 'The inquiry.' }) inquiryId: string,
    @Arg('limit', () => Int, { nullable: true, description: '1 to 100; 20 when absent.' })
    limit: number | null,
  ): Promise<MarketplaceMatch[] | null> {
    count(limit, 'limit', 100);
    const id = localId('MarketplaceInquiry', inquiryId, 'inquiryId');
    const inquiry = await ctx.store.get(MarketplaceInquiry, id);
    const policy = await policyOn(ctx.store, ctx.today);
    if (inquiry === null || policy === undefined) return null;
    return (await bestOffers(ctx, inquiry, policy)).slice(0, limit ?? 20);
  }

  @Requires('marketplace.receive')
  @Mutation(() => MarketplaceInquiryPayload, {
    nullable: true,
    description: 'Notes what a client asks for, so that an activity can take it.',
  })
  async marketplaceReceiveInquiry(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => MarketplaceReceiveInquiryInput, { description: 'What and by whom.' })
    input: MarketplaceReceiveInquiryInput,
  ): Promise<MarketplaceInquiryPayload> {
    const { done, violations } = await receiveInquiry(ctx, input);
    return { inquiry: done, violations };
  }

  @Requires('marketplace.send')
  @Mutation(() => MarketplaceInquiryPayload, {
    nullable: true,
    description:
      'Sends what a client asks for, by the form of a website whose API token may do just this. At ' +
      'most a hundred wait for the staff, three of one client.',
  })
  async marketplaceSendInquiry(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => MarketplaceReceiveInquiryInput, { description: 'What and by whom.' })
    input: MarketplaceReceiveInquiryInput,
  ): Promise<MarketplaceInquiryPayload> {
    const { done, violations } = await sendInquiry(ctx, input);
    return { inquiry: done, violations };
  }

  @Requires('marketplace.receive')
  @Mutation(() => MarketplaceInquiryPayload, {
    nullable: true,
    description: 'Lets in what a client sent: any activity can take it then.',
  })
  async marketplaceAdmitInquiry(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => MarketplaceAdmitInquiryInput, { description: 'Which.' })
    input: MarketplaceAdmitInquiryInput,
  ): Promise<MarketplaceInquiryPayload> {
    const { done, violations } = await admitInquiry(ctx, input);
    return { inquiry: done, violations };
  }

  @Requires('marketplace.request')
  @Mutation(() => MarketplaceRequestPayload, {
    nullable: true,
    description: 'Makes an inquiry a request of an activity; the first who takes it has it.',
  })
  async marketplaceTakeInquiry(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => MarketplaceTakeInquiryInput, { description: 'Which, and for what.' })
    input: MarketplaceTakeInquiryInput,
  ): Promise<MarketplaceRequestPayload> {
    const { done, violations } = await takeInquiry(ctx, input);
    return { request: done, violations };
  }

  @Requires('marketplace.receive')
  @Mutation(() => MarketplaceInquiryPayload, {
    nullable: true,
    description: 'Says that nobody is to take it any more, and why.',
  })
  async marketplaceCloseInquiry(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => MarketplaceCloseInquiryInput, { description: 'Which and why.' })
    input: MarketplaceCloseInquiryInput,
  ): Promise<MarketplaceInquiryPayload> {
    const { done, violations } = await closeInquiry(ctx, input);
    return { inquiry: done, violations };
  }
}

/** What nobody of the staff has looked at is not there for others. */
const letIn = (
  { viewer }: PluginContext,
  inquiry: MarketplaceInquiry | null,
): MarketplaceInquiry | null =>
  inquiry?.status === InquiryStatus.SENT && viewer?.reach('marketplace.receive') === undefined
    ? null
    : inquiry;

/** A client’s name and address are not the whole co-operative’s to read. */
async function knowsClient(
  ctx: PluginContext,
  { requestId }: MarketplaceInquiry,
): Promise<boolean> {
  if (ctx.viewer?.reach('marketplace.receive') !== undefined) return true;
  if (requestId === null) return false;
  return (await shown(ctx, await ctx.store.get(MarketplaceRequest, requestId))) !== null;
}
