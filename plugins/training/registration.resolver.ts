import {
  Activity,
  Arg,
  Args,
  type CoreReference,
  Ctx,
  Download,
  Field,
  FieldResolver,
  ID,
  ifChangeable,
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
  visible,
} from 'gezel/sdk';
import { TrainingActivity } from './activity.entity.js';
import { recordAttendance, TrainingRecordAttendanceInput } from './attendance.js';
import { earnedBy, fileOf } from './certificate.js';
import { TrainingSession } from './course.entity.js';
import { RegistrationConnection } from './lists.js';
import {
  cancelRegistration,
  register,
  TrainingCancelRegistrationInput,
  TrainingRegisterInput,
} from './register.js';
import { RegistrationStatus, TrainingRegistration } from './registration.entity.js';

@ObjectType({ simpleResolvers: true, description: 'The registration as it now is, or why not.' })
export class TrainingRegistrationPayload {
  @Field(() => TrainingRegistration, { nullable: true, description: 'The registration.' })
  registration: TrainingRegistration | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@Resolver(() => TrainingActivity)
export class ActivityResolver {
  @FieldResolver(() => RegistrationConnection, { description: 'Registrations, the newest first.' })
  registrations(
    @Root() { activityId }: TrainingActivity,
    @Ctx() { store }: PluginContext,
    @Args(() => PageArgs) args: PageArgs,
  ): Page<TrainingRegistration> {
    const by = { property: 'activityId', id: activityId } as const;
    return store.page(TrainingRegistration, args, { by });
  }
}

@Resolver(() => TrainingRegistration)
export class RegistrationResolver {
  @FieldResolver(() => TrainingSession, { nullable: true, description: 'The session.' })
  session(@Root() { sessionId }: TrainingRegistration, @Ctx() { store }: PluginContext) {
    return store.get(TrainingSession, sessionId);
  }

  @FieldResolver(() => Member.type, { nullable: true, description: 'Who takes part.' })
  member(@Root() { memberId }: TrainingRegistration): CoreReference {
    return { id: memberId };
  }

  @FieldResolver(() => Activity.type, { nullable: true, description: 'The activity that pays.' })
  activity(@Root() { activityId }: TrainingRegistration): CoreReference {
    return { id: activityId };
  }

  @FieldResolver(() => [String], { description: 'What the caller may do with it now.' })
  async viewerCan(
    @Root() { activityId, sessionId, status }: TrainingRegistration,
    @Ctx() ctx: PluginContext,
  ): Promise<string[]> {
    const session = await ctx.store.get(TrainingSession, sessionId);
    const cancels =
      status !== RegistrationStatus.CANCELLED && ctx.today < (session?.firstDay ?? '');
    const own = cancels ? ['training.cancel-registration'] : [];
    const keeps = ctx.viewer?.reach('training.manage') !== undefined;
    const seated = status === RegistrationStatus.REGISTERED;
    return [
      ...(await ifChangeable(ctx, activityId, 'training.write', own)),
      ...(keeps && seated ? ['training.record-attendance'] : []),
    ];
  }

  @Requires('training.read')
  @Query(() => TrainingRegistration, { nullable: true, description: 'One registration.' })
  trainingRegistration(
    @Ctx() ctx: PluginContext,
    @Arg('id', () => ID, { description: 'Its global id.' }) id: string,
  ): Promise<TrainingRegistration | null> {
    return visible(ctx, TrainingRegistration, id);
  }

  @Requires('training.read')
  @Query(() => Download, {
    nullable: true,
    description: 'The certificate, in the caller’s language; null while it is not earned.',
  })
  async trainingCertificate(
    @Ctx() ctx: PluginContext,
    @Arg('registrationId', () => ID, { description: 'The registration.' }) id: string,
  ): Promise<Download | null> {
    const row = await visible(ctx, TrainingRegistration, id, 'registrationId');
    const earned = await earnedBy(ctx, row);
    if (earned === null) return null;
    const { registration } = earned;
    const params = { registrationId: registration.id };
    return ctx.files.link('training.certificate', params, fileOf(registration));
  }

  @Requires('training.write')
  @Mutation(() => TrainingRegistrationPayload, {
    nullable: true,
    description: 'Registers somebody: a seat, which is paid, or a place in the waiting list.',
  })
  async trainingRegister(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => TrainingRegisterInput, { description: 'Who and for what.' })
    input: TrainingRegisterInput,
  ): Promise<TrainingRegistrationPayload> {
    const { done, violations } = await register(ctx, input);
    return { registration: done, violations };
  }

  @Requires('training.write')
  @Mutation(() => TrainingRegistrationPayload, {
    nullable: true,
    description: 'Cancels a registration before the first day: what was paid goes back.',
  })
  async trainingCancelRegistration(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => TrainingCancelRegistrationInput, { description: 'Which.' })
    input: TrainingCancelRegistrationInput,
  ): Promise<TrainingRegistrationPayload> {
    const { done, violations } = await cancelRegistration(ctx, input);
    return { registration: done, violations };
  }

  @Requires('training.manage')
  @Mutation(() => TrainingRegistrationPayload, {
    nullable: true,
    description: 'Says on which days somebody was there.',
  })
  async trainingRecordAttendance(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => TrainingRecordAttendanceInput, { description: 'Who and when.' })
    input: TrainingRecordAttendanceInput,
  ): Promise<TrainingRegistrationPayload> {
    const { done, violations } = await recordAttendance(ctx, input);
    return { registration: done, violations };
  }
}
