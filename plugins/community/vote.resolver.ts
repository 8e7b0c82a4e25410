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
import { CommunityCastVoteInput, castVote } from './cast-vote.js';
import { CommunityGiveOpinionInput, giveOpinion } from './give-opinion.js';
import { BallotConnection, OpinionConnection, VoteConnection } from './lists.js';
import { CommunityMeeting } from './meeting.entity.js';
import { CommunityOpinion } from './opinion.entity.js';
import {
  CommunityDraftVoteInput,
  CommunityOpenVoteInput,
  CommunitySealVoteInput,
  CommunityWithdrawVoteInput,
  draftVote,
  openVote,
  withdrawVote,
} from './prepare-vote.js';
import { sealVote } from './seal-vote.js';
import { CommunityBallot, CommunityVote, CommunityVoter, VoteStatus } from './vote.entity.js';

@ObjectType({ simpleResolvers: true, description: 'The vote as it now is, or why not.' })
export class CommunityVotePayload {
  @Field(() => CommunityVote, { nullable: true, description: 'The vote.' })
  vote: CommunityVote | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@ObjectType({ simpleResolvers: true, description: 'The opinion as it now is, or why not.' })
export class CommunityOpinionPayload {
  @Field(() => CommunityOpinion, { nullable: true, description: 'The opinion.' })
  opinion: CommunityOpinion | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@Resolver(() => CommunityVote)
export class VoteResolver {
  @FieldResolver(() => CommunityMeeting, {
    nullable: true,
    description: 'The meeting on whose agenda it is.',
  })
  meeting(@Root() { meetingId }: CommunityVote, @Ctx() { store }: PluginContext) {
    return meetingId === null ? null : store.get(CommunityMeeting, meetingId);
  }

  @FieldResolver(() => BallotConnection, {
    nullable: true,
    description: 'Who voted what, once it is sealed; null of a secret vote.',
  })
  ballots(
    @Root() { id, secret, status }: CommunityVote,
    @Ctx() { store }: PluginContext,
    @Args(() => PageArgs) args: PageArgs,
  ): Page<CommunityBallot> | null {
    if (secret || status !== VoteStatus.SEALED) return null;
    return store.page(CommunityBallot, args, { by: { property: 'voteId', id } });
  }

  @FieldResolver(() => OpinionConnection, {
    description: 'What members say in a consultation, the newest first.',
  })
  opinions(
    @Root() { id }: CommunityVote,
    @Ctx() { store }: PluginContext,
    @Args(() => PageArgs) args: PageArgs,
  ): Page<CommunityOpinion> {
    return store.page(CommunityOpinion, args, { by: { property: 'voteId', id } });
  }

  @FieldResolver(() => Boolean, { description: 'Whether the caller has voted.' })
  async viewerHasVoted(@Root() { id }: CommunityVote, @Ctx() { store, viewer }: PluginContext) {
    const where = { memberId: viewer?.memberId ?? null };
    return (await store.listBy(CommunityVoter, 'voteId', id, { where, limit: 1 })).length > 0;
  }

  @FieldResolver(() => [String], { description: 'What the caller may try with it now.' })
  viewerCan(
    @Root() { status, opensAt, closesAt }: CommunityVote,
    @Ctx() { viewer, now }: PluginContext,
  ): string[] {
    const manages = viewer?.reach('community.manage') !== undefined;
    const [draft, open] = [status === VoteStatus.DRAFT, status === VoteStatus.OPEN];
    const over = closesAt <= now;
    return [
      ...(open && !over && opensAt <= now ? ['community.cast-vote'] : []),
      ...(manages && draft && !over ? ['community.open-vote'] : []),
      ...(manages && (draft || (open && !over)) ? ['community.withdraw-vote'] : []),
      ...(manages && open && over ? ['community.seal-vote'] : []),
    ];
  }

  @Requires('community.read')
  @Query(() => CommunityVote, { nullable: true, description: 'One vote.' })
  async communityVote(
    @Ctx() { store, viewer }: PluginContext,
    @Arg('id', () => ID, { description: 'Its global id.' }) id: string,
  ): Promise<CommunityVote | null> {
    const vote = await store.get(CommunityVote, localId('CommunityVote', id, 'id'));
    const draft = vote?.status === VoteStatus.DRAFT;
    return draft && viewer?.reach('community.manage') === undefined ? null : vote;
  }

  @Requires('community.read')
  @Query(() => VoteConnection, {
    nullable: true,
    description: 'Votes and consultations, the last to close first; drafts for who prepares them.',
  })
  communityVotes(
    @Ctx() { store, viewer }: PluginContext,
    @Args(() => PageArgs) args: PageArgs,
  ): Page<CommunityVote> {
    const { OPEN, SEALED, WITHDRAWN } = VoteStatus;
    const manages = viewer?.reach('community.manage') !== undefined;
    const where = manages ? {} : { status: { in: [OPEN, SEALED, WITHDRAWN] } };
    const orderBy = { property: 'closesAt', direction: 'desc' } as const;
    return store.page(CommunityVote, args, { where, orderBy });
  }

  @Requires('community.take-part')
  @Mutation(() => CommunityOpinionPayload, {
    nullable: true,
    description: 'Says something in an open consultation, or says it otherwise.',
  })
  async communityGiveOpinion(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => CommunityGiveOpinionInput, { description: 'Where and what.' })
    input: CommunityGiveOpinionInput,
  ): Promise<CommunityOpinionPayload> {
    const { done, violations } = await giveOpinion(ctx, input);
    return { opinion: done, violations };
  }

  @Requires('community.manage')
  @Mutation(() => CommunityVotePayload, {
    nullable: true,
    description: 'Prepares a vote or a consultation.',
  })
  async communityDraftVote(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => CommunityDraftVoteInput, { description: 'Which and how.' })
    input: CommunityDraftVoteInput,
  ): Promise<CommunityVotePayload> {
    const { done, violations } = await draftVote(ctx, input);
    return { vote: done, violations };
  }

  @Requires('community.manage')
  @Mutation(() => CommunityVotePayload, {
    nullable: true,
    description: 'Opens a vote: who may vote is counted, and nothing of it changes any more.',
  })
  async communityOpenVote(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => CommunityOpenVoteInput, { description: 'Which and how.' })
    input: CommunityOpenVoteInput,
  ): Promise<CommunityVotePayload> {
    const { done, violations } = await openVote(ctx, input);
    return { vote: done, violations };
  }

  @Requires('community.take-part')
  @Mutation(() => CommunityVotePayload, {
    nullable: true,
    description: 'Casts the vote of the caller: once, and for good.',
  })
  async communityCastVote(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => CommunityCastVoteInput, { description: 'Which and how.' })
    input: CommunityCastVoteInput,
  ): Promise<CommunityVotePayload> {
    const { done, violations } = await castVote(ctx, input);
    return { vote: done, violations };
  }

  @Requires('community.manage')
  @Mutation(() => CommunityVotePayload, {
    nullable: true,
    description: 'Seals a vote that is over, before it seals itself.',
  })
  async communitySealVote(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => CommunitySealVoteInput, { description: 'Which and how.' })
    input: CommunitySealVoteInput,
  ): Promise<CommunityVotePayload> {
    const { done, violations } = await sealVote(ctx, input);
    return { vote: done, violations };
  }

  @Requires('community.manage')
  @Mutation(() => CommunityVotePayload, {
    nullable: true,
    description: 'Calls a vote off before it is over.',
  })
  async communityWithdrawVote(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => CommunityWithdrawVoteInput, { description: 'Which and how.' })
    input: CommunityWithdrawVoteInput,
  ): Promise<CommunityVotePayload> {
    const { done, violations } = await withdrawVote(ctx, input);
    return { vote: done, violations };
  }
}

@Resolver(() => CommunityOpinion)
export class OpinionResolver {
  @FieldResolver(() => Member.type, { nullable: true, description: 'Who says it.' })
  member(@Root() { memberId }: CommunityOpinion): CoreReference {
    return { id: memberId };
  }
}

@Resolver(() => CommunityBallot)
export class BallotResolver {
  @FieldResolver(() => Member.type, { nullable: true, description: 'Who voted.' })
  member(@Root() { memberId }: CommunityBallot): CoreReference {
    return { id: memberId };
  }
}
