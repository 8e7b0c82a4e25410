import {
  type Attempted,
  addDays,
  CivilDate,
  Field,
  ID,
  InputType,
  localId,
  type PluginContext,
  type PluginFinding,
} from 'gezel/sdk';
import { takeFreeVan } from './free-vans.js';
import { noteActivity } from './note-activity.js';
import { MobilityRental, RentalStatus } from './rental.entity.js';
import type { MobilityVan, MobilityVanTariff } from './van.entity.js';
import { daysOf, type Period, priceMinor, tariffOn } from './van-price.js';

@InputType({ description: 'A van to book for an activity.' })
export class MobilityBookVanInput {
  @Field(() => ID, { description: 'The activity that pays.' })
  activityId: string;

  @Field(() => String, { description: 'Code of the category of van, e.g. of `mobilityVanOffers`.' })
  category: string;

  @Field(() => CivilDate, { description: 'First day.' })
  from: string;

  @Field(() => CivilDate, { description: 'Last day, included.' })
  until: string;

  @Field(() => String, { description: 'Makes a repeated request harmless.' })
  idempotencyKey: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/** Books whichever van of the category is free: pays the days and holds the deposit. */
export async function bookVan(
  ctx: PluginContext,
  input: MobilityBookVanInput,
): Promise<Attempted<MobilityRental>> {
  const { category, from, until, idempotencyKey: key, dryRun } = input;
  const activityId = localId('Activity', input.activityId, 'activityId');
  const { currency } = await ctx.core.require('Activity', activityId, 'mobility.write');
  const id = ctx.newId();
  const once = { key, input, entity: MobilityRental, id };
  return ctx.attempt({ action: 'mobility.book-van', dryRun, once }, async (inside) => {
    const tariff = await tariffOn(inside.store, category, currency, from);
    const findings = await bookingFindings(inside, activityId, input, tariff);
    const wanted = findings.length === 0 && tariff !== undefined;
    if (wanted) await noteActivity(inside, activityId);
    const van = wanted ? await takeFreeVan(inside, category, input) : null;
    if (wanted && van === null) findings.push(noneFree(input));
    return {
      findings,
      write: async () => {
        const rental = await rent(inside, van as MobilityVan, {
          ...{ id, activityId, from, until, currency },
          ...termsOf(tariff as MobilityVanTariff, input),
        });
        inside.emit(booked(rental));
        return rental;
      },
    };
  });
}

/** What others are told of a rental, whoever booked it. */
export const booked = ({ id, activityId, fromDay, untilDay }: MobilityRental) => ({
  ...{ type: 'mobility.van-booked', activityId, payload: { from: fromDay, until: untilDay } },
  subject: { type: 'MobilityRental', id },
});

/** It is the activity's no more, before its first day. */
export const calledOff = ({ id, activityId }: MobilityRental) => ({
  ...{ type: 'mobility.van-called-off', activityId, subject: { type: 'MobilityRental', id } },
});

/** What was promised for the days, whatever the tariff becomes. */
export interface RentalTerms {
  readonly tariffId: string;
  readonly priceMinor: bigint;
  readonly depositMinor: bigint;
}

export const termsOf = (tariff: MobilityVanTariff, period: Period): RentalTerms => ({
  tariffId: tariff.id,
  priceMinor: priceMinor(tariff, period),
  depositMinor: tariff.depositMinor,
});

export interface Rent extends Period, RentalTerms {
  readonly id: string;
  readonly activityId: string;
  readonly currency: string;
}

/** Writes the rental of a van that is locked and free, pays it and holds its deposit. */
export async function rent(
  { core, store, now }: PluginContext,
  { id: vanId }: MobilityVan,
  { id, activityId, from, until, currency, tariffId, priceMinor, depositMinor }: Rent,
): Promise<MobilityRental> {
  const order = { key: id, activityId, currency, service: 'mobility.van' };
  const source = { type: 'MobilityRental', id };
  await core.charge({ ...order, amountMinor: priceMinor, source });
  if (depositMinor > 0n) await core.deposits.hold({ ...order, amountMinor: depositMinor, source });
  return store.insert(MobilityRental, {
    ...{ id, activityId, vanId, tariffId, priceMinor, depositMinor, currency },
    ...{ fromDay: from, untilDay: until, heldUntil: until, status: RentalStatus.BOOKED },
    ...{ extraMinor: 0n, owedMinor: 0n, changedAt: now },
  });
}

/** All that can be said against a booking before a van is looked for. */
export async function bookingFindings(
  { core, today, config }: PluginContext,
  activityId: string,
  { category, from, until }: Period & { readonly category: string },
  tariff: MobilityVanTariff | undefined,
): Promise<PluginFinding[]> {
  const found: PluginFinding[] = [];
  const about = (code: string, path: string, values: PluginFinding['values']) =>
    void found.push({ code, path: [path], values });
  const { status } = (await core.activity(activityId)) ?? { status: 'CLOSED' };
  if (status === 'CLOSED') about('mobility.activity-closed', 'activityId', {});
  if (from < today) about('mobility.begins-in-the-past', 'from', { from });
  const limit = config.longestRentalDays as number;
  const lastDay = addDays(today, config.bookAheadDays as number);
  if (until < from) about('mobility.ends-early', 'until', { from, until });
  else if (daysOf({ from, until }) > limit) about('mobility.too-many-days', 'until', { limit });
  if (until > lastDay) about('mobility.too-far-ahead', 'until', { lastDay });
  if (tariff === undefined) about('mobility.no-tariff', 'category', { category, day: from });
  return found;
}

export const noneFree = ({
  category,
  from,
  until,
}: Period & { readonly category: string }): PluginFinding => ({
  ...{ code: 'mobility.no-van-free', path: ['category'] },
  values: { category, from, until },
});
