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
import { PetitionConnection, SignatureConnection } from './lists.js';
import { CommunityPetition, CommunitySignature, PetitionStatus } from './petition.entity.js';
import {
  answerPetition,
  CommunityAnswerPetitionInput,
  CommunityHandOverPetitionInput,
  CommunitySignPetitionInput,
  CommunityStartPetitionInput,
  CommunityWithdrawPetitionInput,
  handOverPetition,
  signPetition,
  startPetition,
  withdrawPetition,
} from './petitions.js';

@ObjectType({ simpleResolvers: true, description: 'The petition as it now is, or why not.' })
export class CommunityPetitionPayload {
  @Field(() => CommunityPetition, { nullable: true, description: 'The petition.' })
  petition: CommunityPetition | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@Resolver(() => CommunityPetition)
export class PetitionResolver {
  @FieldResolver(() => Member.type, { nullable: true, description: 'Who started it.' })
  starter(@Root() { starterId }: CommunityPetition): CoreReference | null {
    return starterId === null ? null : { id: starterId };
  }

  @FieldResolver(() => Boolean, { description: 'Whether the caller has signed it.' })
  async viewerSigned(@Root() { id }: CommunityPetition, @Ctx() { store, viewer }: PluginContext) {
    const where = { memberId: viewer?.memberId ?? null };
    return (
      (await store.listBy(CommunitySignature, 'petitionId', id, { where, limit: 1 })).length > 0
    );
  }

  @Requires('community.read')
  @Query(() => CommunityPetition, { nullable: true, description: 'One petition.' })
  communityPetition(
    @Ctx() { store }: PluginContext,
    @Arg('id', () => ID, { description: 'Its global id.' }) id: string,
  ): Promise<CommunityPetition | null> {
    return store.get(CommunityPetition, localId('CommunityPetition', id, 'id'));
  }

  @Requires('community.read')
  @Query(() => PetitionConnection, { nullable: true, description: 'Petitions, the newest first.' })
  communityPetitions(
    @Ctx() { store }: PluginContext,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('status', () => PetitionStatus, { nullable: true, description: 'Only these.' })
    status?: PetitionStatus | null,
  ): Page<CommunityPetition> {
    return store.page(CommunityPetition, args, { where: { status: status ?? undefined } });
  }

  @Requires('community.manage')
  @Query(() => SignatureConnection, {
    nullable: true,
    description: 'Who has signed a petition: for who hands it over.',
  })
  communitySignatures(
    @Ctx() ctx: PluginContext,
    @Arg('petitionId', () => ID, { description: 'The petition.' }) globalId: string,
    @Args(() => PageArgs) args: PageArgs,
  ): Page<CommunitySignature> {
    ctx.require('community.manage');
    const petitionId = localId('CommunityPetition', globalId, 'petitionId');
    return ctx.store.page(CommunitySignature, args, { where: { petitionId } });
  }

  @Requires('community.take-part')
  @Mutation(() => CommunityPetitionPayload, {
    nullable: true,
    description: 'Starts a petition; who starts it signs it.',
  })
  async communityStartPetition(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => CommunityStartPetitionInput, { description: 'Which and how.' })
    input: CommunityStartPetitionInput,
  ): Promise<CommunityPetitionPayload> {
    const { done, violations } = await startPetition(ctx, input);
    return { petition: done, violations };
  }

  @Requires('community.take-part')
  @Mutation(() => CommunityPetitionPayload, {
    nullable: true,
    description: 'The caller signs a petition, once, or takes the signature back.',
  })
  async communitySignPetition(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => CommunitySignPetitionInput, { description: 'Which and how.' })
    input: CommunitySignPetitionInput,
  ): Promise<CommunityPetitionPayload> {
    const { done, violations } = await signPetition(ctx, input);
    return { petition: done, violations };
  }

  @Requires('community.manage')
  @Mutation(() => CommunityPetitionPayload, {
    nullable: true,
    description: 'Hands a petition with enough signatures over to its addressee.',
  })
  async communityHandOverPetition(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => CommunityHandOverPetitionInput, { description: 'Which and how.' })
    input: CommunityHandOverPetitionInput,
  ): Promise<CommunityPetitionPayload> {
    const { done, violations } = await handOverPetition(ctx, input);
    return { petition: done, violations };
  }

  @Requires('community.manage')
  @Mutation(() => CommunityPetitionPayload, {
    nullable: true,
    description: 'Writes down what the addressee answered.',
  })
  async communityAnswerPetition(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => CommunityAnswerPetitionInput, { description: 'Which and how.' })
    input: CommunityAnswerPetitionInput,
  ): Promise<CommunityPetitionPayload> {
    const { done, violations } = await answerPetition(ctx, input);
    return { petition: done, violations };
  }

  @Requires('community.take-part')
  @Mutation(() => CommunityPetitionPayload, {
    nullable: true,
    description: 'Calls a petition off, by who started it.',
  })
  async communityWithdrawPetition(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => CommunityWithdrawPetitionInput, { description: 'Which and how.' })
    input: CommunityWithdrawPetitionInput,
  ): Promise<CommunityPetitionPayload> {
    const { done, violations } = await withdrawPetition(ctx, input);
    return { petition: done, violations };
  }
}

@Resolver(() => CommunitySignature)
export class SignatureResolver {
  @FieldResolver(() => Member.type, {
    nullable: true,
    description: 'Who signed; null: erased since.',
  })
  member(@Root() { memberId }: CommunitySignature): CoreReference | null {
    return memberId === null ? null : { id: memberId };
  }
}
