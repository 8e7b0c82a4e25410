import {
  Arg,
  Args,
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
} from 'gezel/sdk';
import { LeaseStatus, RentalStatus } from './codes.js';
import {
  EquipmentExtendLeaseInput,
  EquipmentTransferLeaseInput,
  extendLease,
  transferLease,
} from './end-lease.js';
import { EquipmentInstalment } from './instalment.entity.js';
import { EquipmentItem } from './item.entity.js';
import { EquipmentLease } from './lease.entity.js';
import { EquipmentEndLeaseInput, endLease } from './lease.js';
import {
  cancelRental,
  EquipmentRentalInput,
  EquipmentRentInput,
  EquipmentReturnInput,
  giveBack,
  rent,
} from './rent.js';
import { EquipmentRental } from './rental.entity.js';

@ObjectType({ simpleResolvers: true, description: 'The rental as it now is, or why not.' })
export class EquipmentRentalPayload {
  @Field(() => EquipmentRental, {
    nullable: true,
    description: 'What it now is; null: nothing changed.',
  })
  rental: EquipmentRental | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@ObjectType({ simpleResolvers: true, description: 'The lease as it now is, or why not.' })
export class EquipmentLeasePayload {
  @Field(() => EquipmentLease, {
    nullable: true,
    description: 'What it now is; null: nothing changed.',
  })
  lease: EquipmentLease | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

const RentalConnection = connectionType(EquipmentRental);

@Resolver(() => EquipmentRental)
export class RentalResolver {
  @FieldResolver(() => EquipmentItem, { nullable: true, description: 'The thing.' })
  item(@Root() { itemId }: EquipmentRental, @Ctx() { store }: PluginContext) {
    return store.get(EquipmentItem, itemId);
  }

  @FieldResolver(() => [String], { description: 'What the caller may do with it now.' })
  viewerCan(@Root() rental: EquipmentRental, @Ctx() ctx: PluginContext) {
    const { activityId, status, fromDay } = rental;
    const may = status === RentalStatus.BOOKED && fromDay > ctx.today;
    const names = may ? ['equipment.cancel-rental'] : [];
    return ifChangeable(ctx, activityId, 'equipment.write', names);
  }

  @Requires('equipment.read')
  @Query(() => RentalConnection, {
    nullable: true,
    description: 'What an activity rents, the newest first.',
  })
  async equipmentRentals(
    @Ctx() ctx: PluginContext,
    @Arg('activityId', () => ID, { description: 'The activity.' }) activityId: string,
    @Args(() => PageArgs) args: PageArgs,
  ): Promise<Page<EquipmentRental> | null> {
    const id = localId('Activity', activityId, 'activityId');
    if ((await ctx.core.read('Activity', id)) === null) return null;
    return ctx.store.page(EquipmentRental, args, { by: { property: 'activityId', id } });
  }

  @Requires('equipment.write')
  @Mutation(() => EquipmentRentalPayload, {
    nullable: true,
    description: 'Rents a thing of the pool: takes the price and holds the deposit.',
  })
  async equipmentRent(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => EquipmentRentInput, { description: 'What is asked.' })
    input: EquipmentRentInput,
  ): Promise<EquipmentRentalPayload> {
    const { done, violations } = await rent(ctx, input);
    return { rental: done, violations };
  }

  @Requires('equipment.write')
  @Mutation(() => EquipmentRentalPayload, {
    nullable: true,
    description: 'Calls a rental off before its first day; everything goes back.',
  })
  async equipmentCancelRental(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => EquipmentRentalInput, { description: 'What is asked.' })
    input: EquipmentRentalInput,
  ): Promise<EquipmentRentalPayload> {
    const { done, violations } = await cancelRental(ctx, input);
    return { rental: done, violations };
  }

  @Requires('equipment.pool')
  @Mutation(() => EquipmentRentalPayload, {
    nullable: true,
    description:
      'Takes a thing back: what is kept for damage, and the rest of the deposit goes back.',
  })
  async equipmentReturn(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => EquipmentReturnInput, { description: 'What is asked.' })
    input: EquipmentReturnInput,
  ): Promise<EquipmentRentalPayload> {
    const { done, violations } = await giveBack(ctx, input);
    return { rental: done, violations };
  }
}

@Resolver(() => EquipmentLease)
export class LeaseResolver {
  @FieldResolver(() => [EquipmentInstalment], { description: 'Its parts.' })
  instalments(@Root() { id }: EquipmentLease, @Ctx() { store }: PluginContext) {
    const orderBy = { property: 'dueOn', direction: 'asc' } as const;
    return store.listBy(EquipmentInstalment, 'leaseId', id, { orderBy });
  }

  @FieldResolver(() => [String], { description: 'What the caller may do with it now.' })
  async viewerCan(@Root() { activityId, status }: EquipmentLease, @Ctx() ctx: PluginContext) {
    if (status !== LeaseStatus.RUNNING) return [];
    const names = ['equipment.end-lease', 'equipment.extend-lease'];
    return [
      ...(await ifChangeable(ctx, activityId, 'equipment.write', names)),
      ...(await ifChangeable(ctx, activityId, 'equipment.pool', ['equipment.transfer-lease'])),
    ];
  }

  @Requires('equipment.write')
  @Mutation(() => EquipmentLeasePayload, {
    nullable: true,
    description: 'Ends a lease that is paid: the thing is kept for the option, or goes back.',
  })
  async equipmentEndLease(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => EquipmentEndLeaseInput, { description: 'What is asked.' })
    input: EquipmentEndLeaseInput,
  ): Promise<EquipmentLeasePayload> {
    const { done, violations } = await endLease(ctx, input);
    return { lease: done, violations };
  }

  @Requires('equipment.write')
  @Mutation(() => EquipmentLeasePayload, {
    nullable: true,
    description: 'Lets a lease run on with more parts, as its lessor agreed.',
  })
  async equipmentExtendLease(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => EquipmentExtendLeaseInput, { description: 'What was agreed.' })
    input: EquipmentExtendLeaseInput,
  ): Promise<EquipmentLeasePayload> {
    const { done, violations } = await extendLease(ctx, input);
    return { lease: done, violations };
  }

  @Requires('equipment.pool')
  @Mutation(() => EquipmentLeasePayload, {
    nullable: true,
    description: 'Lets a company take a lease over, with the thing, once its lessor consents.',
  })
  async equipmentTransferLease(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => EquipmentTransferLeaseInput, { description: 'Who takes it over.' })
    input: EquipmentTransferLeaseInput,
  ): Promise<EquipmentLeasePayload> {
    const { done, violations } = await transferLease(ctx, input);
    return { lease: done, violations };
  }
}
