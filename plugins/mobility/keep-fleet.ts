import {
  type Attempted,
  badInput,
  CivilDate,
  Currency,
  code,
  count,
  Decimal,
  Field,
  ID,
  InputType,
  Int,
  localId,
  locked,
  minorOf,
  type PluginContext,
  text,
} from 'gezel/sdk';
import { MobilityRental, RentalStatus } from './rental.entity.js';
import { MobilityVan, MobilityVanTariff, VanStatus } from './van.entity.js';

@InputType({ description: 'A van that joins the fleet.' })
export class MobilityAddVanInput {
  @Field(() => String, { description: 'What people call it.' })
  name: string;

  @Field(() => String, { description: 'Number plate: at most 20 characters.' })
  plate: string;

  @Field(() => String, { description: 'Code of its category, e.g. "van-8-m3".' })
  category: string;

  @Field(() => String, { description: 'Where it is fetched and brought back.' })
  place: string;

  @Field(() => Int, { description: 'Seats, the driver’s included: 1 to 100.' })
  seats: number;

  @Field(() => Int, { description: 'Its odometer, in kilometres: 0 to 10000000.' })
  kilometres: number;
}

export async function addVan(
  ctx: PluginContext,
  input: MobilityAddVanInput,
): Promise<Attempted<MobilityVan>> {
  ctx.require('mobility.desk');
  const row = {
    name: text(input.name, 'name'),
    plate: text(input.plate, 'plate', 20).trim().toUpperCase(),
    category: code(input.category, 'category'),
    place: text(input.place, 'place'),
    seats: count(input.seats, 'seats', 100),
    kilometres: whole(input.kilometres, 'kilometres', 10_000_000),
    status: VanStatus.IN_SERVICE,
  };
  return ctx.attempt({ action: 'mobility.add-van' }, async ({ store }) => {
    const { plate, status } = row;
    const [same] = await store.find(MobilityVan, { plate, status }, { limit: 1 });
    const known = { code: 'mobility.plate-known', path: ['plate'], values: { plate } };
    return {
      findings: same === undefined ? [] : [known],
      write: () => store.insert(MobilityVan, row),
    };
  });
}

@InputType({ description: 'A van that leaves the fleet.' })
export class MobilityRetireVanInput {
  @Field(() => ID, { description: 'The van.' })
  id: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/** A van that somebody has, or counts on, stays. */
export async function retireVan(
  ctx: PluginContext,
  { id: globalId, dryRun }: MobilityRetireVanInput,
): Promise<Attempted<MobilityVan>> {
  ctx.require('mobility.desk');
  const id = localId('MobilityVan', globalId);
  return ctx.attempt({ action: 'mobility.retire-van', dryRun }, async (inside) => {
    const van = await locked(inside, MobilityVan, id);
    const { store } = inside;
    const wanted = { vanId: id, status: { in: [RentalStatus.BOOKED, RentalStatus.OUT] } };
    const [rental] = await store.find(MobilityRental, wanted, { limit: 1 });
    const retired = van.status === VanStatus.RETIRED;
    return {
      findings: [
        ...(retired ? [{ code: 'mobility.van-is-retired', path: ['id'] }] : []),
        ...(rental === undefined
          ? []
          : [{ code: 'mobility.van-is-wanted', path: ['id'], values: { day: rental.untilDay } }]),
      ],
      write: async () =>
        (await store.update(MobilityVan, id, { status: VanStatus.RETIRED })) ?? van,
    };
  });
}

@InputType({ description: 'What a category of vans costs from a day on.' })
export class MobilitySetVanTariffInput {
  @Field(() => String, { description: 'Code of the category of vans.' })
  category: string;

  @Field(() => Currency, { description: 'The currency of the amounts.' })
  currency: string;

  @Field(() => Decimal, { description: 'The price of one day: more than nothing.' })
  perDay: string;

  @Field(() => Int, { description: 'Kilometres that one day includes: 0 to 100000.' })
  kilometresPerDay: number;

  @Field(() => Decimal, { description: 'The price of a kilometre beyond those.' })
  perKilometre: string;

  @Field(() => Decimal, { description: 'What is held until the van is back; 0: nothing.' })
  deposit: string;

  @Field(() => CivilDate, { description: 'The first day of a rental on which it holds.' })
  from: string;

  @Field(() => String, { description: 'Who decided it, where and when.' })
  source: string;
}

/** Decides a tariff; what was promised under another stays as promised. */
export async function setVanTariff(
  ctx: PluginContext,
  input: MobilitySetVanTariffInput,
): Promise<Attempted<MobilityVanTariff>> {
  ctx.require('mobility.desk');
  const { currency, from: fromDay } = input;
  const amount = (path: 'perDay' | 'perKilometre' | 'deposit', leastMinor: bigint): bigint => {
    const minor = minorOf(input[path], currency, path);
    if (minor < leastMinor) throw badInput('The amount is too low.', path);
    return minor;
  };
  const row = {
    category: code(input.category, 'category'),
    kilometresPerDay: whole(input.kilometresPerDay, 'kilometresPerDay', 100_000),
    perDayMinor: amount('perDay', 1n),
    perKilometreMinor: amount('perKilometre', 0n),
    depositMinor: amount('deposit', 0n),
    source: text(input.source, 'source', 500),
    ...{ currency, fromDay, demonstration: false },
  };
  const past = { code: 'mobility.begins-in-the-past', path: ['from'], values: { from: fromDay } };
  return ctx.attempt({ action: 'mobility.set-van-tariff' }, async ({ store, today }) => ({
    findings: fromDay < today ? [past] : [],
    write: () => store.insert(MobilityVanTariff, row),
  }));
}

/** A whole number from 0. */
export const whole = (value: number, path: string, limit: number): number =>
  value === 0 ? 0 : count(value, path, limit);
