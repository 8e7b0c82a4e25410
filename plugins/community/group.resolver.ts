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
import {
  CommunityGroup,
  CommunityGroupMember,
  CommunityRecommendation,
  GroupStatus,
  RecommendationStatus,
} from './group.entity.js';
import {
  appointConvenor,
  CommunityAppointConvenorInput,
  CommunityEndGroupInput,
  CommunityJoinGroupInput,
  CommunityLeaveGroupInput,
  CommunityMoveRecommendationInput,
  CommunityOpenGroupInput,
  CommunityRecommendInput,
  endGroup,
  joinGroup,
  leaveGroup,
  moveRecommendation,
  openGroup,
  recommend,
  ways,
} from './groups.js';
import { CommunityHistory } from './history.entity.js';
import { GroupConnection, GroupMemberConnection, RecommendationConnection } from './lists.js';

@ObjectType({ simpleResolvers: true, description: 'The group as it now is, or why not.' })
export class CommunityGroupPayload {
  @Field(() => CommunityGroup, { nullable: true, description: 'The group.' })
  group: CommunityGroup | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@ObjectType({
  simpleResolvers: true,
  description: 'The place in the group as it now is, or why not.',
})
export class CommunityGroupMemberPayload {
  @Field(() => CommunityGroupMember, { nullable: true, description: 'The place in the group.' })
  groupMember: CommunityGroupMember | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@ObjectType({ simpleResolvers: true, description: 'The recommendation as it now is, or why not.' })
export class CommunityRecommendationPayload {
  @Field(() => CommunityRecommendation, { nullable: true, description: 'The recommendation.' })
  recommendation: CommunityRecommendation | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@Resolver(() => CommunityGroup)
export class GroupResolver {
  @FieldResolver(() => GroupMemberConnection, { description: 'Who is in it now.' })
  members(
    @Root() { id }: CommunityGroup,
    @Ctx() { store }: PluginContext,
    @Args(() => PageArgs) args: PageArgs,
  ): Page<CommunityGroupMember> {
    return store.page(CommunityGroupMember, args, {
      by: { property: 'groupId', id },
      where: { leftAt: null },
    });
  }

  @FieldResolver(() => RecommendationConnection, {
    description: 'What it has recommended, the newest first.',
  })
  recommendations(
    @Root() { id }: CommunityGroup,
    @Ctx() { store }: PluginContext,
    @Args(() => PageArgs) args: PageArgs,
  ): Page<CommunityRecommendation> {
    return store.page(CommunityRecommendation, args, { by: { property: 'groupId', id } });
  }

  @FieldResolver(() => Boolean, { description: 'Whether the caller is in it.' })
  async viewerBelongs(@Root() { id }: CommunityGroup, @Ctx() { store, viewer }: PluginContext) {
    const where = { memberId: viewer?.memberId ?? null, leftAt: null };
    return (
      (await store.listBy(CommunityGroupMember, 'groupId', id, { where, limit: 1 })).length > 0
    );
  }

  @Requires('community.read')
  @Query(() => CommunityGroup, { nullable: true, description: 'One group.' })
  communityGroup(
    @Ctx() { store }: PluginContext,
    @Arg('id', () => ID, { description: 'Its global id.' }) id: string,
  ): Promise<CommunityGroup | null> {
    return store.get(CommunityGroup, localId('CommunityGroup', id, 'id'));
  }

  @Requires('community.read')
  @Query(() => GroupConnection, {
    nullable: true,
    description: 'Groups and working groups, by name.',
  })
  communityGroups(
    @Ctx() { store }: PluginContext,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('status', () => GroupStatus, { nullable: true, description: 'Only these.' })
    status?: GroupStatus | null,
  ): Page<CommunityGroup> {
    return store.page(CommunityGroup, args, {
      where: { status: status ?? undefined },
      orderBy: { property: 'name', direction: 'asc' },
    });
  }

  @Requires('community.manage')
  @Mutation(() => CommunityGroupPayload, {
    nullable: true,
    description: 'Begins a group or working group.',
  })
  async communityOpenGroup(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => CommunityOpenGroupInput, { description: 'Which and how.' })
    input: CommunityOpenGroupInput,
  ): Promise<CommunityGroupPayload> {
    const { done, violations } = await openGroup(ctx, input);
    return { group: done, violations };
  }

  @Requires('community.manage')
  @Mutation(() => CommunityGroupPayload, {
    nullable: true,
    description: 'Ends a group; what it recommended goes on.',
  })
  async communityEndGroup(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => CommunityEndGroupInput, { description: 'Which and how.' })
    input: CommunityEndGroupInput,
  ): Promise<CommunityGroupPayload> {
    const { done, violations } = await endGroup(ctx, input);
    return { group: done, violations };
  }

  @Requires('community.take-part')
  @Mutation(() => CommunityGroupPayload, {
    nullable: true,
    description: 'The caller joins a group.',
  })
  async communityJoinGroup(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => CommunityJoinGroupInput, { description: 'Which and how.' })
    input: CommunityJoinGroupInput,
  ): Promise<CommunityGroupPayload> {
    const { done, violations } = await joinGroup(ctx, input);
    return { group: done, violations };
  }

  @Requires('community.take-part')
  @Mutation(() => CommunityGroupPayload, {
    nullable: true,
    description: 'The caller leaves a group.',
  })
  async communityLeaveGroup(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => CommunityLeaveGroupInput, { description: 'Which and how.' })
    input: CommunityLeaveGroupInput,
  ): Promise<CommunityGroupPayload> {
    const { done, violations } = await leaveGroup(ctx, input);
    return { group: done, violations };
  }

  @Requires('community.manage')
  @Mutation(() => CommunityGroupMemberPayload, {
    nullable: true,
    description: 'Says who convenes a group.',
  })
  async communityAppointConvenor(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => CommunityAppointConvenorInput, { description: 'Which and how.' })
    input: CommunityAppointConvenorInput,
  ): Promise<CommunityGroupMemberPayload> {
    const { done, violations } = await appointConvenor(ctx, input);
    return { groupMember: done, violations };
  }
}

@Resolver(() => CommunityGroupMember)
export class GroupMemberResolver {
  @FieldResolver(() => Member.type, { nullable: true, description: 'The member.' })
  member(@Root() { memberId }: CommunityGroupMember): CoreReference {
    return { id: memberId };
  }
}

@Resolver(() => CommunityRecommendation)
export class RecommendationResolver {
  @FieldResolver(() => [CommunityHistory], {
    description: 'Its last hundred steps with their reasons, the newest first.',
  })
  history(@Root() { id }: CommunityRecommendation, @Ctx() { store }: PluginContext) {
    const orderBy = { property: 'id', direction: 'desc' } as const;
    return store.listBy(CommunityHistory, 'subjectId', id, { orderBy });
  }

  @FieldResolver(() => CommunityGroup, { nullable: true, description: 'The working group.' })
  group(@Root() { groupId }: CommunityRecommendation, @Ctx() { store }: PluginContext) {
    return store.get(CommunityGroup, groupId);
  }

  @FieldResolver(() => [RecommendationStatus], {
    description: 'How it may stand next, where the caller may say so.',
  })
  viewerMay(@Root() { status }: CommunityRecommendation, @Ctx() { viewer }: PluginContext) {
    return viewer?.reach('community.manage') === undefined ? [] : (ways[status] ?? []);
  }

  @Requires('community.read')
  @Query(() => CommunityRecommendation, { nullable: true, description: 'One recommendation.' })
  communityRecommendation(
    @Ctx() { store }: PluginContext,
    @Arg('id', () => ID, { description: 'Its global id.' }) id: string,
  ): Promise<CommunityRecommendation | null> {
    return store.get(CommunityRecommendation, localId('CommunityRecommendation', id, 'id'));
  }

  @Requires('community.read')
  @Query(() => RecommendationConnection, {
    nullable: true,
    description: 'Recommendations of all groups, the newest first.',
  })
  communityRecommendations(
    @Ctx() { store }: PluginContext,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('status', () => RecommendationStatus, { nullable: true, description: 'Only these.' })
    status?: RecommendationStatus | null,
  ): Page<CommunityRecommendation> {
    return store.page(CommunityRecommendation, args, { where: { status: status ?? undefined } });
  }

  @Requires('community.take-part')
  @Mutation(() => CommunityRecommendationPayload, {
    nullable: true,
    description: 'Writes down a recommendation of a working group, by who convenes it.',
  })
  async communityRecommend(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => CommunityRecommendInput, { description: 'Which and how.' })
    input: CommunityRecommendInput,
  ): Promise<CommunityRecommendationPayload> {
    const { done, violations } = await recommend(ctx, input);
    return { recommendation: done, violations };
  }

  @Requires('community.manage')
  @Mutation(() => CommunityRecommendationPayload, {
    nullable: true,
    description: 'Says what becomes of a recommendation, and why.',
  })
  async communityMoveRecommendation(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => CommunityMoveRecommendationInput, { description: 'Which and how.' })
    input: CommunityMoveRecommendationInput,
  ): Promise<CommunityRecommendationPayload> {
    const { done, violations } = await moveRecommendation(ctx, input);
    return { recommendation: done, violations };
  }
}
