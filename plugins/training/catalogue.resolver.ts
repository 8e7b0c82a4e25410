import {
  Arg,
  Args,
  Ctx,
  connectionType,
  Field,
  FieldResolver,
  ID,
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
  Violation,
} from 'gezel/sdk';
import { CourseStatus, SessionStatus, TrainingCourse, TrainingSession } from './course.entity.js';
import {
  addSession,
  cancelCourse,
  cancelSession,
  draftCourse,
  publishCourse,
  TrainingAddSessionInput,
  TrainingCancelSessionInput,
  TrainingCourseStepInput,
  TrainingDraftCourseInput,
} from './keep-catalogue.js';
import { RegistrationConnection } from './lists.js';
import { RegistrationStatus, TrainingRegistration } from './registration.entity.js';

const CourseConnection = connectionType(TrainingCourse);
const SessionConnection = connectionType(TrainingSession);

@ObjectType({ simpleResolvers: true, description: 'The course as it now is, or why not.' })
export class TrainingCoursePayload {
  @Field(() => TrainingCourse, { nullable: true, description: 'The course.' })
  course: TrainingCourse | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@ObjectType({ simpleResolvers: true, description: 'The session as it now is, or why not.' })
export class TrainingSessionPayload {
  @Field(() => TrainingSession, { nullable: true, description: 'The session.' })
  session: TrainingSession | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

const manages = ({ viewer }: PluginContext): boolean =>
  viewer?.reach('training.manage') !== undefined;

@Resolver(() => TrainingCourse)
export class CourseResolver {
  @FieldResolver(() => [TrainingSession], { description: 'Its sessions to come, the next first.' })
  sessions(@Root() { id }: TrainingCourse, @Ctx() { store, today }: PluginContext) {
    const where = { lastDay: { from: today }, status: SessionStatus.OPEN };
    const orderBy = { property: 'firstDay', direction: 'asc' } as const;
    return store.listBy(TrainingSession, 'courseId', id, { where, orderBy, limit: 50 });
  }

  @FieldResolver(() => [String], { description: 'What the caller may do with it now.' })
  viewerCan(@Root() { status }: TrainingCourse, @Ctx() ctx: PluginContext): string[] {
    if (!manages(ctx) || status === CourseStatus.CANCELLED) return [];
    const next = status === CourseStatus.DRAFT ? 'training.publish-course' : 'training.add-session';
    return [next, 'training.cancel-course'];
  }

  @Requires('training.read')
  @Query(() => CourseConnection, {
    nullable: true,
    description: 'The catalogue, by title; who keeps it may ask for drafts and what is past.',
  })
  trainingCourses(
    @Ctx() ctx: PluginContext,
    @Arg('status', () => CourseStatus, { nullable: true, description: 'PUBLISHED when absent.' })
    asked: CourseStatus | null,
    @Args(() => PageArgs) args: PageArgs,
  ): Page<TrainingCourse> {
    const status = asked ?? CourseStatus.PUBLISHED;
    if (status !== CourseStatus.PUBLISHED) ctx.require('training.manage');
    const orderBy = { property: 'title', direction: 'asc' } as const;
    return ctx.store.page(TrainingCourse, args, { where: { status }, orderBy });
  }

  @Requires('training.manage')
  @Mutation(() => TrainingCoursePayload, { nullable: true, description: 'Prepares a course.' })
  async trainingDraftCourse(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => TrainingDraftCourseInput, { description: 'The course.' })
    input: TrainingDraftCourseInput,
  ): Promise<TrainingCoursePayload> {
    const { done, violations } = await draftCourse(ctx, input);
    return { course: done, violations };
  }

  @Requires('training.manage')
  @Mutation(() => TrainingCoursePayload, {
    nullable: true,
    description: 'Puts a course in the catalogue.',
  })
  async trainingPublishCourse(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => TrainingCourseStepInput, { description: 'Which.' })
    input: TrainingCourseStepInput,
  ): Promise<TrainingCoursePayload> {
    const { done, violations } = await publishCourse(ctx, input);
    return { course: done, violations };
  }

  @Requires('training.manage')
  @Mutation(() => TrainingCoursePayload, {
    nullable: true,
    description: 'Takes a course without sessions to come out of the catalogue.',
  })
  async trainingCancelCourse(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => TrainingCourseStepInput, { description: 'Which.' })
    input: TrainingCourseStepInput,
  ): Promise<TrainingCoursePayload> {
    const { done, violations } = await cancelCourse(ctx, input);
    return { course: done, violations };
  }
}

@Resolver(() => TrainingSession)
export class SessionResolver {
  @FieldResolver(() => TrainingCourse, { nullable: true, description: 'The course.' })
  course(@Root() { courseId }: TrainingSession, @Ctx() { store }: PluginContext) {
    return store.get(TrainingCourse, courseId);
  }

  @FieldResolver(() => [String], { description: 'What the caller may do with it now.' })
  viewerCan(@Root() session: TrainingSession, @Ctx() ctx: PluginContext): string[] {
    const { status, firstDay, lastDay } = session;
    if (status === SessionStatus.CANCELLED) return [];
    const may = ctx.viewer?.reach('training.write') && firstDay >= ctx.today;
    return [
      ...(may ? ['training.register'] : []),
      ...(manages(ctx) && lastDay >= ctx.today ? ['training.cancel-session'] : []),
    ];
  }

  @Requires('training.read')
  @Query(() => SessionConnection, {
    nullable: true,
    description: 'Sessions to come of all courses, the next first.',
  })
  trainingSessions(
    @Ctx() { store, today }: PluginContext,
    @Args(() => PageArgs) args: PageArgs,
  ): Page<TrainingSession> {
    const where = { status: SessionStatus.OPEN, firstDay: { from: today } };
    const orderBy = { property: 'firstDay', direction: 'asc' } as const;
    return store.page(TrainingSession, args, { where, orderBy });
  }

  @Requires('training.manage')
  @Query(() => RegistrationConnection, {
    nullable: true,
    description: 'Who takes part in a session or waits, who came first before the others.',
  })
  trainingParticipants(
    @Ctx() { store }: PluginContext,
    @Arg('sessionId', () => ID, { description: 'The session.' }) globalId: string,
    @Arg('status', () => RegistrationStatus, {
      nullable: true,
      description: 'REGISTERED when absent.',
    })
    status: RegistrationStatus | null,
    @Args(() => PageArgs) args: PageArgs,
  ): Page<TrainingRegistration> {
    const sessionId = localId('TrainingSession', globalId, 'sessionId');
    const orderBy = { property: 'registeredAt', direction: 'asc' } as const;
    const where = { sessionId, status: status ?? RegistrationStatus.REGISTERED };
    return store.page(TrainingRegistration, args, { where, orderBy });
  }

  @Requires('training.manage')
  @Mutation(() => TrainingSessionPayload, { nullable: true, description: 'Adds a session.' })
  async trainingAddSession(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => TrainingAddSessionInput, { description: 'The session.' })
    input: TrainingAddSessionInput,
  ): Promise<TrainingSessionPayload> {
    const { done, violations } = await addSession(ctx, input);
    return { session: done, violations };
  }

  @Requires('training.manage')
  @Mutation(() => TrainingSessionPayload, {
    nullable: true,
    description: 'Cancels a session: everybody gets back what was paid.',
  })
  async trainingCancelSession(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => TrainingCancelSessionInput, { description: 'Which.' })
    input: TrainingCancelSessionInput,
  ): Promise<TrainingSessionPayload> {
    const { done, violations } = await cancelSession(ctx, input);
    return { session: done, violations };
  }
}
