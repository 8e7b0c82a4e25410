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
import { CommunityGroup } from './group.entity.js';
import { MeetingConnection, RegistrationConnection } from './lists.js';
import {
  CommunityMeeting,
  CommunityRegistration,
  MeetingStatus,
  RegistrationStatus,
} from './meeting.entity.js';
import {
  CommunityCancelMeetingInput,
  CommunityPlanMeetingInput,
  CommunityRecordMinutesInput,
  CommunityRegisterInput,
  CommunitySetAgendaInput,
  cancelMeeting,
  planMeeting,
  recordMinutes,
  register,
  setAgenda,
} from './meetings.js';

@ObjectType({ simpleResolvers: true, description: 'The meeting as it now is, or why not.' })
export class CommunityMeetingPayload {
  @Field(() => CommunityMeeting, { nullable: true, description: 'The meeting.' })
  meeting: CommunityMeeting | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@ObjectType({ simpleResolvers: true, description: 'The registration as it now is, or why not.' })
export class CommunityRegistrationPayload {
  @Field(() => CommunityRegistration, { nullable: true, description: 'The registration.' })
  registration: CommunityRegistration | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@Resolver(() => CommunityMeeting)
export class MeetingResolver {
  @FieldResolver(() => CommunityGroup, { nullable: true, description: 'Who meets; null: all.' })
  group(@Root() { groupId }: CommunityMeeting, @Ctx() { store }: PluginContext) {
    return groupId === null ? null : store.get(CommunityGroup, groupId);
  }

  @FieldResolver(() => RegistrationConnection, {
    description: 'Who comes or came, the newest first.',
  })
  registrations(
    @Root() { id }: CommunityMeeting,
    @Ctx() { store }: PluginContext,
    @Args(() => PageArgs) args: PageArgs,
  ): Page<CommunityRegistration> {
    return store.page(CommunityRegistration, args, { by: { property: 'meetingId', id } });
  }

  @FieldResolver(() => Boolean, { description: 'Whether the caller is registered.' })
  async viewerComes(@Root() { id }: CommunityMeeting, @Ctx() { store, viewer }: PluginContext) {
    const where = { memberId: viewer?.memberId ?? null, status: RegistrationStatus.REGISTERED };
    return (
      (await store.listBy(CommunityRegistration, 'meetingId', id, { where, limit: 1 })).length > 0
    );
  }

  @Requires('community.read')
  @Query(() => CommunityMeeting, { nullable: true, description: 'One meeting.' })
  communityMeeting(
    @Ctx() { store }: PluginContext,
    @Arg('id', () => ID, { description: 'Its global id.' }) id: string,
  ): Promise<CommunityMeeting | null> {
    return store.get(CommunityMeeting, localId('CommunityMeeting', id, 'id'));
  }

  @Requires('community.read')
  @Query(() => MeetingConnection, { nullable: true, description: 'Meetings, the last day first.' })
  communityMeetings(
    @Ctx() { store }: PluginContext,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('status', () => MeetingStatus, { nullable: true, description: 'Only these.' })
    status?: MeetingStatus | null,
  ): Page<CommunityMeeting> {
    return store.page(CommunityMeeting, args, {
      where: { status: status ?? undefined },
      orderBy: { property: 'day', direction: 'desc' },
    });
  }

  @Requires('community.take-part')
  @Mutation(() => CommunityMeetingPayload, {
    nullable: true,
    description: 'Plans a meeting, of all or of a group that the caller convenes.',
  })
  async communityPlanMeeting(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => CommunityPlanMeetingInput, { description: 'Which and how.' })
    input: CommunityPlanMeetingInput,
  ): Promise<CommunityMeetingPayload> {
    const { done, violations } = await planMeeting(ctx, input);
    return { meeting: done, violations };
  }

  @Requires('community.take-part')
  @Mutation(() => CommunityMeetingPayload, {
    nullable: true,
    description: 'Sets the agenda of a meeting that is planned.',
  })
  async communitySetAgenda(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => CommunitySetAgendaInput, { description: 'Which and how.' })
    input: CommunitySetAgendaInput,
  ): Promise<CommunityMeetingPayload> {
    const { done, violations } = await setAgenda(ctx, input);
    return { meeting: done, violations };
  }

  @Requires('community.take-part')
  @Mutation(() => CommunityMeetingPayload, { nullable: true, description: 'Calls a meeting off.' })
  async communityCancelMeeting(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => CommunityCancelMeetingInput, { description: 'Which and how.' })
    input: CommunityCancelMeetingInput,
  ): Promise<CommunityMeetingPayload> {
    const { done, violations } = await cancelMeeting(ctx, input);
    return { meeting: done, violations };
  }

  @Requires('community.take-part')
  @Mutation(() => CommunityMeetingPayload, {
    nullable: true,
    description: 'Writes the minutes, and who was there.',
  })
  async communityRecordMinutes(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => CommunityRecordMinutesInput, { description: 'Which and how.' })
    input: CommunityRecordMinutesInput,
  ): Promise<CommunityMeetingPayload> {
    const { done, violations } = await recordMinutes(ctx, input);
    return { meeting: done, violations };
  }

  @Requires('community.take-part')
  @Mutation(() => CommunityRegistrationPayload, {
    nullable: true,
    description: 'The caller comes to a meeting, or does not after all.',
  })
  async communityRegister(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => CommunityRegisterInput, { description: 'Which and how.' })
    input: CommunityRegisterInput,
  ): Promise<CommunityRegistrationPayload> {
    const { done, violations } = await register(ctx, input);
    return { registration: done, violations };
  }
}

@Resolver(() => CommunityRegistration)
export class RegistrationResolver {
  @FieldResolver(() => Member.type, { nullable: true, description: 'Who comes.' })
  member(@Root() { memberId }: CommunityRegistration): CoreReference {
    return { id: memberId };
  }
}
