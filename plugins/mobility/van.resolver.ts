import {
  Arg,
  Args,
  badInput,
  CivilDate,
  Ctx,
  Currency,
  connectionType,
  Field,
  FieldResolver,
  Int,
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
import { freeVans, inService } from './free-vans.js';
import {
  addVan,
  MobilityAddVanInput,
  MobilityRetireVanInput,
  MobilitySetVanTariffInput,
  retireVan,
  setVanTariff,
} from './keep-fleet.js';
import { MobilityVan, MobilityVanTariff } from './van.entity.js';
import { daysOf, priceMinor, tariffOn } from './van-price.js';

const VanConnection = connectionType(MobilityVan);
const TariffConnection = connectionType(MobilityVanTariff);

@ObjectType({ simpleResolvers: true, description: 'What can be booked for some days.' })
export class MobilityVanOffer {
  @Field(() => String, { description: 'Code of the category of vans.' })
  category: string;

  @Field(() => Int, { description: 'Vans of it that nobody has on any of the days.' })
  free: number;

  @Field(() => Money, { description: 'What the days cost.' })
  price: Money;

  @Field(() => MobilityVanTariff, { description: 'The tariff that the price follows.' })
  tariff: MobilityVanTariff;
}

@ObjectType({ simpleResolvers: true, description: 'The van as it now is, or why not.' })
export class MobilityVanPayload {
  @Field(() => MobilityVan, { nullable: true, description: 'The van.' })
  van: MobilityVan | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@ObjectType({ simpleResolvers: true, description: 'The new tariff, or why there is none.' })
export class MobilitySetVanTariffPayload {
  @Field(() => MobilityVanTariff, { nullable: true, description: 'The new tariff.' })
  tariff: MobilityVanTariff | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@Resolver(() => MobilityVan)
export class VanResolver {
  @FieldResolver(() => [String], { description: 'What the caller may do with it now.' })
  viewerCan(@Root() { status }: MobilityVan, @Ctx() ctx: PluginContext): string[] {
    const keeps = ctx.viewer?.reach('mobility.desk') !== undefined;
    return keeps && status === 'IN_SERVICE' ? ['mobility.retire-van'] : [];
  }

  @Requires('mobility.read')
  @Query(() => VanConnection, { nullable: true, description: 'The fleet, by name.' })
  mobilityVans(
    @Ctx() { store }: PluginContext,
    @Args(() => PageArgs) args: PageArgs,
  ): Page<MobilityVan> {
    return store.page(MobilityVan, args, { orderBy: { property: 'name', direction: 'asc' } });
  }

  @Requires('mobility.read')
  @Query(() => TariffConnection, { nullable: true, description: 'All tariffs, the newest first.' })
  mobilityVanTariffs(
    @Ctx() { store }: PluginContext,
    @Args(() => PageArgs) args: PageArgs,
  ): Page<MobilityVanTariff> {
    return store.page(MobilityVanTariff, args);
  }

  @Requires('mobility.read')
  @Query(() => [MobilityVanOffer], {
    nullable: true,
    description: 'What can be booked for some days: each category that has a tariff, by its code.',
  })
  async mobilityVanOffers(
    @Ctx() ctx: PluginContext,
    @Arg('from', () => CivilDate, { description: 'First day.' }) from: string,
    @Arg('until', () => CivilDate, { description: 'Last day, included.' }) until: string,
    @Arg('currency', () => Currency, { nullable: true, description: 'EUR when absent.' })
    currency: string | null,
  ): Promise<MobilityVanOffer[]> {
    const period = { from, until };
    if (until < from || daysOf(period) > 366) {
      throw badInput('The last day is from none to 365 days after the first.', 'until');
    }
    const { store } = ctx;
    const vans = await inService(store);
    const free = new Set(await freeVans(ctx, vans, period));
    const offers: MobilityVanOffer[] = [];
    for (const [category, all] of [...Map.groupBy(vans, (van) => van.category)].sort()) {
      const tariff = await tariffOn(store, category, currency ?? 'EUR', from);
      if (tariff === undefined) continue;
      const price = money(priceMinor(tariff, period), tariff.currency);
      offers.push({ category, tariff, price, free: all.filter((van) => free.has(van)).length });
    }
    return offers;
  }

  @Requires('mobility.desk')
  @Mutation(() => MobilityVanPayload, { nullable: true, description: 'Adds a van to the fleet.' })
  async mobilityAddVan(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => MobilityAddVanInput, { description: 'The van.' })
    input: MobilityAddVanInput,
  ): Promise<MobilityVanPayload> {
    const { done, violations } = await addVan(ctx, input);
    return { van: done, violations };
  }

  @Requires('mobility.desk')
  @Mutation(() => MobilityVanPayload, {
    nullable: true,
    description: 'Takes a van that nobody counts on out of the fleet.',
  })
  async mobilityRetireVan(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => MobilityRetireVanInput, { description: 'The van.' })
    input: MobilityRetireVanInput,
  ): Promise<MobilityVanPayload> {
    const { done, violations } = await retireVan(ctx, input);
    return { van: done, violations };
  }

  @Requires('mobility.desk')
  @Mutation(() => MobilitySetVanTariffPayload, {
    nullable: true,
    description: 'Decides what a category of vans costs from a day on.',
  })
  async mobilitySetVanTariff(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => MobilitySetVanTariffInput, { description: 'The tariff.' })
    input: MobilitySetVanTariffInput,
  ): Promise<MobilitySetVanTariffPayload> {
    const { done, violations } = await setVanTariff(ctx, input);
    return { tariff: done, violations };
  }
}
