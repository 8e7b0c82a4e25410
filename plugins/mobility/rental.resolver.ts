import {
  Activity,
  Arg,
  Args,
  type CoreReference,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Int,
  ifChangeable,
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
import { bookVan, MobilityBookVanInput } from './book-van.js';
import { RentalConnection } from './lists.js';
import { MobilityRental, RentalStatus } from './rental.entity.js';
import {
  cancelRental,
  handOverVan,
  MobilityCancelRentalInput,
  MobilityHandOverVanInput,
  MobilityReturnVanInput,
  returnVan,
} from './rental-steps.js';
import { lateDays } from './tell-late.job.js';
import { MobilityVan } from './van.entity.js';

@ObjectType({ simpleResolvers: true, description: 'The rental as it now is, or why not.' })
export class MobilityRentalPayload {
  @Field(() => MobilityRental, { nullable: true, description: 'The rental.' })
  rental: MobilityRental | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@Resolver(() => MobilityRental)
export class RentalResolver {
  @FieldResolver(() => MobilityVan, { nullable: true, description: 'The van.' })
  van(@Root() { vanId }: MobilityRental, @Ctx() { store }: PluginContext) {
    return store.get(MobilityVan, vanId);
  }

  @FieldResolver(() => Activity.type, { nullable: true, description: 'The activity that has it.' })
  activity(@Root() { activityId }: MobilityRental): CoreReference {
    return { id: activityId };
  }

  @FieldResolver(() => Int, {
    description: 'How many days it is, or was, late: each costs a day of the tariff.',
  })
  lateDays(@Root() rental: MobilityRental, @Ctx() { today }: PluginContext): number {
    return lateDays(rental, today);
  }

  @FieldResolver(() => [String], { description: 'What the caller may do with it now.' })
  async viewerCan(@Root() rental: MobilityRental, @Ctx() ctx: PluginContext): Promise<string[]> {
    const { activityId, status, fromDay } = rental;
    const booked = status === RentalStatus.BOOKED;
    const own = booked && ctx.today < fromDay ? ['mobility.cancel-rental'] : [];
    const desk = booked ? ['mobility.hand-over-van'] : [];
    if (status === RentalStatus.OUT) desk.push('mobility.return-van');
    return [
      ...(await ifChangeable(ctx, activityId, 'mobility.write', own)),
      ...(await ifChangeable(ctx, activityId, 'mobility.desk', desk)),
    ];
  }

  @Requires('mobility.read')
  @Query(() => MobilityRental, { nullable: true, description: 'One rental.' })
  mobilityRental(
    @Ctx() ctx: PluginContext,
    @Arg('id', () => ID, { description: 'Its global id.' }) id: string,
  ): Promise<MobilityRental | null> {
    return visible(ctx, MobilityRental, id);
  }

  @Requires('mobility.desk')
  @Query(() => RentalConnection, {
    nullable: true,
    description: 'Rentals of all activities in one state, the first days first: the desk’s work.',
  })
  mobilityRentals(
    @Ctx() { store }: PluginContext,
    @Arg('status', () => RentalStatus, { description: 'How far they are.' }) status: RentalStatus,
    @Args(() => PageArgs) args: PageArgs,
  ): Page<MobilityRental> {
    const orderBy = { property: 'fromDay', direction: 'asc' } as const;
    return store.page(MobilityRental, args, { where: { status }, orderBy });
  }

  @Requires('mobility.write')
  @Mutation(() => MobilityRentalPayload, {
    nullable: true,
    description: 'Books a van: its price is paid and its deposit held at once.',
  })
  async mobilityBookVan(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => MobilityBookVanInput, { description: 'What and when.' })
    input: MobilityBookVanInput,
  ): Promise<MobilityRentalPayload> {
    const { done, violations } = await bookVan(ctx, input);
    return { rental: done, violations };
  }

  @Requires('mobility.write')
  @Mutation(() => MobilityRentalPayload, {
    nullable: true,
    description: 'Cancels a rental before its first day: price and deposit go back.',
  })
  async mobilityCancelRental(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => MobilityCancelRentalInput, { description: 'Which.' })
    input: MobilityCancelRentalInput,
  ): Promise<MobilityRentalPayload> {
    const { done, violations } = await cancelRental(ctx, input);
    return { rental: done, violations };
  }

  @Requires('mobility.desk')
  @Mutation(() => MobilityRentalPayload, { nullable: true, description: 'Hands a van over.' })
  async mobilityHandOverVan(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => MobilityHandOverVanInput, { description: 'Which, and its state.' })
    input: MobilityHandOverVanInput,
  ): Promise<MobilityRentalPayload> {
    const { done, violations } = await handOverVan(ctx, input);
    return { rental: done, violations };
  }

  @Requires('mobility.desk')
  @Mutation(() => MobilityRentalPayload, {
    nullable: true,
    description: 'Takes a van back and settles what it cost, out of the deposit first.',
  })
  async mobilityReturnVan(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => MobilityReturnVanInput, { description: 'Which, and its state.' })
    input: MobilityReturnVanInput,
  ): Promise<MobilityRentalPayload> {
    const { done, violations } = await returnVan(ctx, input);
    return { rental: done, violations };
  }
}
