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
import { GuidanceAdviser } from './adviser.entity.js';
import { AppointmentStatus, GuidanceAppointment } from './appointment.entity.js';
import { hasBegun } from './availability.js';
import { bookAppointment, GuidanceBookInput } from './book-appointment.js';
import { calendarFileOf } from './calendar.js';
import {
  cancelAppointment,
  GuidanceCancelInput,
  GuidanceRecordOutcomeInput,
  GuidanceRescheduleInput,
  recordOutcome,
  reschedule,
} from './change-appointment.js';
import { AppointmentConnection } from './lists.js';
import { adviserFor, mayFor, seen } from './whose.js';

@ObjectType({ simpleResolvers: true, description: 'The appointment as it now is, or why not.' })
export class GuidanceAppointmentPayload {
  @Field(() => GuidanceAppointment, { nullable: true, description: 'The appointment.' })
  appointment: GuidanceAppointment | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

const byDay = { property: 'day', direction: 'asc' } as const;

@Resolver(() => GuidanceAppointment)
export class AppointmentResolver {
  @FieldResolver(() => GuidanceAdviser, { nullable: true, description: 'With whom.' })
  adviser(@Root() { adviserId }: GuidanceAppointment, @Ctx() { store }: PluginContext) {
    return store.get(GuidanceAdviser, adviserId);
  }

  @FieldResolver(() => Member.type, { nullable: true, description: 'For whom.' })
  member(@Root() { memberId }: GuidanceAppointment): CoreReference {
    return { id: memberId };
  }

  @FieldResolver(() => Activity.type, { nullable: true, description: 'What activity it is about.' })
  activity(@Root() { activityId }: GuidanceAppointment): CoreReference | null {
    return activityId === null ? null : { id: activityId };
  }

  @FieldResolver(() => [String], { description: 'What the caller may do with it now.' })
  viewerCan(@Root() row: GuidanceAppointment, @Ctx() ctx: PluginContext): string[] {
    const { status, memberId, adviserId } = row;
    const { BOOKED, NEEDS_TIME, CANCELLED } = AppointmentStatus;
    const begun = hasBegun(ctx, row);
    const open = status === BOOKED || status === NEEDS_TIME;
    const books = open && mayFor(ctx, 'guidance.book', memberId);
    const ended = begun && status !== CANCELLED && status !== NEEDS_TIME;
    return [
      ...(books ? ['guidance.reschedule'] : []),
      ...(books && (status === NEEDS_TIME || !begun) ? ['guidance.cancel'] : []),
      ...(ended && mayFor(ctx, 'guidance.advise', adviserId) ? ['guidance.record-outcome'] : []),
    ];
  }

  @Requires('guidance.read')
  @Query(() => GuidanceAppointment, { nullable: true, description: 'One appointment.' })
  guidanceAppointment(
    @Ctx() ctx: PluginContext,
    @Arg('id', () => ID, { description: 'Its global id.' }) id: string,
  ): Promise<GuidanceAppointment | null> {
    return seen(ctx, GuidanceAppointment, id);
  }

  @Requires('guidance.advise')
  @Query(() => AppointmentConnection, {
    nullable: true,
    description: 'The appointments of an adviser that are to be held, by day, from today on.',
  })
  guidanceAgenda(
    @Ctx() ctx: PluginContext,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('adviserId', () => ID, { nullable: true, description: 'The caller when absent.' })
    globalId?: string | null,
  ): Page<GuidanceAppointment> {
    const adviserId = adviserFor(ctx, globalId);
    const { BOOKED, NEEDS_TIME } = AppointmentStatus;
    const where = { adviserId, day: { from: ctx.today }, status: { in: [BOOKED, NEEDS_TIME] } };
    return ctx.store.page(GuidanceAppointment, args, { where, orderBy: byDay });
  }

  @Requires('guidance.read')
  @Query(() => Download, {
    nullable: true,
    description: 'An appointment as a file for calendars; fetched again, it brings what changed.',
  })
  async guidanceCalendarFile(
    @Ctx() ctx: PluginContext,
    @Arg('appointmentId', () => ID, { description: 'The appointment.' }) id: string,
  ): Promise<Download | null> {
    const row = await seen(ctx, GuidanceAppointment, id, 'appointmentId');
    if (row === null) return null;
    return ctx.files.link('guidance.appointment', { appointmentId: row.id }, calendarFileOf(row));
  }

  @Requires('guidance.book')
  @Mutation(() => GuidanceAppointmentPayload, {
    nullable: true,
    description: 'Books a time of an adviser; nobody else gets it, whoever asks at once.',
  })
  async guidanceBook(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => GuidanceBookInput, { description: 'With whom and when.' })
    input: GuidanceBookInput,
  ): Promise<GuidanceAppointmentPayload> {
    const { done, violations } = await bookAppointment(ctx, input);
    return { appointment: done, violations };
  }

  @Requires('guidance.book')
  @Mutation(() => GuidanceAppointmentPayload, {
    nullable: true,
    description: 'Moves an appointment to another time of the same adviser.',
  })
  async guidanceReschedule(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => GuidanceRescheduleInput, { description: 'Which and when.' })
    input: GuidanceRescheduleInput,
  ): Promise<GuidanceAppointmentPayload> {
    const { done, violations } = await reschedule(ctx, input);
    return { appointment: done, violations };
  }

  @Requires('guidance.book')
  @Mutation(() => GuidanceAppointmentPayload, {
    nullable: true,
    description: 'Calls an appointment off before it begins.',
  })
  async guidanceCancel(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => GuidanceCancelInput, { description: 'Which.' }) input: GuidanceCancelInput,
  ): Promise<GuidanceAppointmentPayload> {
    const { done, violations } = await cancelAppointment(ctx, input);
    return { appointment: done, violations };
  }

  @Requires('guidance.advise')
  @Mutation(() => GuidanceAppointmentPayload, {
    nullable: true,
    description: 'Says whether the member came, once it has begun.',
  })
  async guidanceRecordOutcome(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => GuidanceRecordOutcomeInput, { description: 'Which and what.' })
    input: GuidanceRecordOutcomeInput,
  ): Promise<GuidanceAppointmentPayload> {
    const { done, violations } = await recordOutcome(ctx, input);
    return { appointment: done, violations };
  }
}
