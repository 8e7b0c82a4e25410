import {
  Arg,
  Args,
  CivilDate,
  Ctx,
  connectionType,
  Field,
  FieldResolver,
  ID,
  localId,
  Money,
  Mutation,
  money,
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
  addToPool,
  buy,
  EquipmentAddToPoolInput,
  EquipmentBuyInput,
  EquipmentLeaseInput,
  EquipmentRegisterOwnInput,
  lease,
  registerOwn,
} from './acquire.js';
import { ItemStatus, Owner, RentalStatus } from './codes.js';
import { bookValueMinor, EquipmentDepreciation, schedule } from './depreciation.js';
import { EquipmentRecordInsuranceInput, insuredOn, recordInsurance } from './insure.js';
import { EquipmentItem } from './item.entity.js';
import { EquipmentLease } from './lease.entity.js';
import { EquipmentRetireInput, retire } from './lease.js';
import { EquipmentRental } from './rental.entity.js';

@ObjectType({ simpleResolvers: true, description: 'Days on which a thing is booked.' })
export class EquipmentBookedDays {
  @Field(() => CivilDate, { description: 'First day.' })
  from: string;

  @Field(() => CivilDate, { description: 'Last day, included.' })
  until: string;
}

@ObjectType({ simpleResolvers: true, description: 'The thing as it now is, or why not.' })
export class EquipmentItemPayload {
  @Field(() => EquipmentItem, {
    nullable: true,
    description: 'What it now is; null: nothing changed.',
  })
  item: EquipmentItem | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

/** A leased thing ends with its lease. */
const changesOf = ({ owner, activityId }: EquipmentItem): string[] => [
  ...(owner === Owner.COOPERATIVE && activityId !== null ? ['equipment.sell'] : []),
  ...(owner === Owner.LESSOR ? [] : ['equipment.retire']),
  'equipment.record-insurance',
];

const ItemConnection = connectionType(EquipmentItem);

@Resolver(() => EquipmentItem)
export class ItemResolver {
  @FieldResolver(() => [EquipmentBookedDays], {
    description: 'The days from today on when it is booked, without saying by whom.',
  })
  async booked(@Root() { id }: EquipmentItem, @Ctx() { store, today }: PluginContext) {
    const rentals = await store.listBy(EquipmentRental, 'itemId', id, {
      where: { status: RentalStatus.BOOKED, untilDay: { from: today } },
      orderBy: { property: 'fromDay', direction: 'asc' },
    });
    return rentals.map(({ fromDay: from, untilDay: until }) => ({ from, until }));
  }

  @FieldResolver(() => [EquipmentLease], { description: 'Its lease; none when it is owned.' })
  leases(@Root() { id }: EquipmentItem, @Ctx() { store }: PluginContext) {
    return store.listBy(EquipmentLease, 'itemId', id);
  }

  @FieldResolver(() => Money, { nullable: true, description: 'What it is worth today.' })
  bookValue(@Root() item: EquipmentItem, @Ctx() { today }: PluginContext): Money | null {
    return item.acquiredOn === undefined ? null : money(bookValueMinor(item, today), item.currency);
  }

  @FieldResolver(() => [EquipmentDepreciation], {
    nullable: true,
    description: 'How it is written off, year by year.',
  })
  depreciation(@Root() item: EquipmentItem): EquipmentDepreciation[] | null {
    return item.acquiredOn === undefined ? null : schedule(item);
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description: 'Whether it is insured today; null: nobody said on which days.',
  })
  insured(@Root() item: EquipmentItem, @Ctx() { today }: PluginContext): boolean | null {
    return insuredOn(item, today);
  }

  @FieldResolver(() => [String], { description: 'What the caller may do with it now.' })
  async viewerCan(@Root() item: EquipmentItem, @Ctx() ctx: PluginContext): Promise<string[]> {
    if (item.status !== ItemStatus.IN_USE) return [];
    const may = (permission: string) => ctx.viewer?.reach(permission);
    if (item.activityId === null) {
      const rent = may('equipment.write') ? ['equipment.rent'] : [];
      return may('equipment.pool') ? [...rent, ...changesOf(item)] : rent;
    }
    const activity = await ctx.core.read('Activity', item.activityId);
    const reach = may('equipment.write');
    const own = reach === 'own' && activity?.managerId === ctx.viewer?.memberId;
    return reach === 'all' || own ? changesOf(item) : [];
  }

  @Requires('equipment.read')
  @Query(() => EquipmentItem, { nullable: true, description: 'A thing by its id.' })
  async equipmentItem(
    @Ctx() ctx: PluginContext,
    @Arg('id', () => ID, { description: 'Global id.' }) id: string,
  ): Promise<EquipmentItem | null> {
    const item = await ctx.store.get(EquipmentItem, localId('EquipmentItem', id, 'id'));
    if (item === null || item.activityId === null) return item;
    return (await ctx.core.read('Activity', item.activityId)) === null ? null : item;
  }

  @Requires('equipment.read')
  @Query(() => ItemConnection, { nullable: true, description: 'What members can rent.' })
  equipmentPool(
    @Ctx() { store }: PluginContext,
    @Args(() => PageArgs) args: PageArgs,
  ): Page<EquipmentItem> {
    return store.page(EquipmentItem, args, {
      where: { activityId: null, status: ItemStatus.IN_USE },
    });
  }

  @Requires('equipment.read')
  @Query(() => ItemConnection, {
    nullable: true,
    description: 'What an activity has bought or leases.',
  })
  async equipmentItems(
    @Ctx() ctx: PluginContext,
    @Arg('activityId', () => ID, { description: 'The activity.' }) activityId: string,
    @Args(() => PageArgs) args: PageArgs,
  ): Promise<Page<EquipmentItem> | null> {
    const id = localId('Activity', activityId, 'activityId');
    if ((await ctx.core.read('Activity', id)) === null) return null;
    return ctx.store.page(EquipmentItem, args, { by: { property: 'activityId', id } });
  }

  @Requires('equipment.write')
  @Mutation(() => EquipmentItemPayload, {
    nullable: true,
    description: 'Buys a thing through the co-operative with the money of the activity.',
  })
  async equipmentBuy(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => EquipmentBuyInput, { description: 'What is asked.' })
    input: EquipmentBuyInput,
  ): Promise<EquipmentItemPayload> {
    const { done, violations } = await buy(ctx, input);
    return { item: done, violations };
  }

  @Requires('equipment.write')
  @Mutation(() => EquipmentItemPayload, {
    nullable: true,
    description: 'Leases a thing: its parts are taken from the activity as they are due.',
  })
  async equipmentLease(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => EquipmentLeaseInput, { description: 'What is asked.' })
    input: EquipmentLeaseInput,
  ): Promise<EquipmentItemPayload> {
    const { done, violations } = await lease(ctx, input);
    return { item: done, violations };
  }

  @Requires('equipment.pool')
  @Mutation(() => EquipmentItemPayload, {
    nullable: true,
    description: 'Adds a thing that members can rent.',
  })
  async equipmentAddToPool(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => EquipmentAddToPoolInput, { description: 'What is asked.' })
    input: EquipmentAddToPoolInput,
  ): Promise<EquipmentItemPayload> {
    const { done, violations } = await addToPool(ctx, input);
    return { item: done, violations };
  }

  @Requires('equipment.write')
  @Mutation(() => EquipmentItemPayload, {
    nullable: true,
    description: 'Registers a thing of the member’s own, which costs the activity nothing.',
  })
  async equipmentRegisterOwn(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => EquipmentRegisterOwnInput, { description: 'What it is.' })
    input: EquipmentRegisterOwnInput,
  ): Promise<EquipmentItemPayload> {
    const { done, violations } = await registerOwn(ctx, input);
    return { item: done, violations };
  }

  @Requires('equipment.write')
  @Mutation(() => EquipmentItemPayload, {
    nullable: true,
    description: 'Says under which policy a thing is insured, and on which days.',
  })
  async equipmentRecordInsurance(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => EquipmentRecordInsuranceInput, { description: 'How it is insured.' })
    input: EquipmentRecordInsuranceInput,
  ): Promise<EquipmentItemPayload> {
    const { done, violations } = await recordInsurance(ctx, input);
    return { item: done, violations };
  }

  @Requires('equipment.write')
  @Mutation(() => EquipmentItemPayload, {
    nullable: true,
    description: 'Takes a thing out of use: broken, lost or sold.',
  })
  async equipmentRetire(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => EquipmentRetireInput, { description: 'Which.' })
    { id }: EquipmentRetireInput,
  ): Promise<EquipmentItemPayload> {
    const { done, violations } = await retire(ctx, localId('EquipmentItem', id, 'id'));
    return { item: done, violations };
  }
}
