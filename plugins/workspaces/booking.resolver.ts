import {
  Activity,
  Arg,
  Args,
  CivilDate,
  type CoreReference,
  Ctx,
  connectionType,
  Field,
  FieldResolver,
  ID,
  ifChangeable,
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
  visible,
} from 'gezel/sdk';
import { WorkspacesActivity } from './activity.entity.js';
import { bookSpace, WorkspacesBookInput } from './book-space.js';
import { SlotStatus, WorkspacesBooking, WorkspacesSlot } from './booking.entity.js';
import { cancelSlots, WorkspacesCancelInput } from './cancel-slots.js';
import { WorkspacesSpace, WorkspacesTariff } from './space.entity.js';

const BookingConnection = connectionType(WorkspacesBooking);
const SlotConnection = connectionType(WorkspacesSlot);

@ObjectType({ simpleResolvers: true, description: 'The booking as it now is, or why not.' })
export class WorkspacesBookingPayload {
  @Field(() => WorkspacesBooking, { nullable: true, description: 'The booking.' })
  booking: WorkspacesBooking | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@Resolver(() => WorkspacesActivity)
export class ActivityResolver {
  @FieldResolver(() => BookingConnection, { description: 'Its bookings, the newest first.' })
  bookings(
    @Root() { activityId }: WorkspacesActivity,
    @Ctx() { store }: PluginContext,
    @Args(() => PageArgs) args: PageArgs,
  ): Page<WorkspacesBooking> {
    return store.page(WorkspacesBooking, args, { by: { property: 'activityId', id: activityId } });
  }
}

@Resolver(() => WorkspacesBooking)
export class BookingResolver {
  @FieldResolver(() => WorkspacesSpace, { nullable: true, description: 'The space.' })
  space(@Root() { spaceId }: WorkspacesBooking, @Ctx() { store }: PluginContext) {
    return store.get(WorkspacesSpace, spaceId);
  }

  @FieldResolver(() => WorkspacesTariff, {
    nullable: true,
    description: 'The price and the terms under which it was booked.',
  })
  tariff(@Root() { tariffId }: WorkspacesBooking, @Ctx() { store }: PluginContext) {
    return store.get(WorkspacesTariff, tariffId);
  }

  @FieldResolver(() => [WorkspacesSlot], { description: 'Its slots by day: at most 60.' })
  slots(@Root() { id }: WorkspacesBooking, @Ctx() { store }: PluginContext) {
    const orderBy = { property: 'day', direction: 'asc' } as const;
    return store.listBy(WorkspacesSlot, 'bookingId', id, { orderBy });
  }

  @FieldResolver(() => Activity.type, { nullable: true, description: 'The activity that booked.' })
  activity(@Root() { activityId }: WorkspacesBooking): CoreReference {
    return { id: activityId };
  }

  @FieldResolver(() => [String], { description: 'What the caller may do with it now.' })
  async viewerCan(
    @Root() { id, activityId }: WorkspacesBooking,
    @Ctx() ctx: PluginContext,
  ): Promise<string[]> {
    const where = { status: SlotStatus.BOOKED, day: { from: ctx.today } };
    const left = await ctx.store.listBy(WorkspacesSlot, 'bookingId', id, { where, limit: 1 });
    const names = left.length === 0 ? [] : ['workspaces.cancel'];
    return ifChangeable(ctx, activityId, 'workspaces.write', names);
  }

  @Requires('workspaces.read')
  @Query(() => WorkspacesBooking, { nullable: true, description: 'One booking.' })
  workspacesBooking(
    @Ctx() ctx: PluginContext,
    @Arg('id', () => ID, { description: 'Its global id.' }) id: string,
  ): Promise<WorkspacesBooking | null> {
    return visible(ctx, WorkspacesBooking, id);
  }

  @Requires('workspaces.manage')
  @Query(() => SlotConnection, {
    nullable: true,
    description: 'Who has what of a space on a day: the work of who opens the door.',
  })
  workspacesSlots(
    @Ctx() { store }: PluginContext,
    @Arg('spaceId', () => ID, { description: 'The space.' }) globalId: string,
    @Arg('day', () => CivilDate, { description: 'The day.' }) day: string,
    @Args(() => PageArgs) args: PageArgs,
  ): Page<WorkspacesSlot> {
    const spaceId = localId('WorkspacesSpace', globalId, 'spaceId');
    const where = { spaceId, day, status: SlotStatus.BOOKED };
    return store.page(WorkspacesSlot, args, {
      ...{ where, orderBy: { property: 'seat', direction: 'asc' } },
    });
  }

  @Requires('workspaces.write')
  @Mutation(() => WorkspacesBookingPayload, {
    nullable: true,
    description: 'Books a room or desks, once or week by week: all of it or nothing.',
  })
  async workspacesBook(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => WorkspacesBookInput, { description: 'What and when.' })
    input: WorkspacesBookInput,
  ): Promise<WorkspacesBookingPayload> {
    const { done, violations } = await bookSpace(ctx, input);
    return { booking: done, violations };
  }

  @Requires('workspaces.write')
  @Mutation(() => WorkspacesBookingPayload, {
    nullable: true,
    description: 'Cancels slots; what goes back follows the terms of the booking.',
  })
  async workspacesCancel(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => WorkspacesCancelInput, { description: 'Which.' })
    input: WorkspacesCancelInput,
  ): Promise<WorkspacesBookingPayload> {
    const { done, violations } = await cancelSlots(ctx, input);
    return { booking: done, violations };
  }
}

@Resolver(() => WorkspacesSlot)
export class SlotResolver {
  @FieldResolver(() => WorkspacesBooking, { nullable: true, description: 'What it was booked in.' })
  booking(@Root() { bookingId }: WorkspacesSlot, @Ctx() { store }: PluginContext) {
    return store.get(WorkspacesBooking, bookingId);
  }
}
