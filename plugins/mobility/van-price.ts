import { daysBetween, type PluginStore } from 'gezel/sdk';
import type { MobilityRental } from './rental.entity.js';
import { MobilityVanTariff } from './van.entity.js';

/** Civil days, the last included. */
export interface Period {
  readonly from: string;
  readonly until: string;
}

export const daysOf = ({ from, until }: Period): number => daysBetween(from, until) + 1;

/** The tariff of a category for rentals that begin on a day; undefined where none was decided. */
export async function tariffOn(
  store: PluginStore,
  category: string,
  currency: string,
  day: string,
): Promise<MobilityVanTariff | undefined> {
  const begun = { category, currency, fromDay: { upTo: day } };
  const newest = { property: 'fromDay', direction: 'desc' } as const;
  const [tariff] = await store.find(MobilityVanTariff, begun, { orderBy: newest, limit: 1 });
  return tariff;
}

export const priceMinor = ({ perDayMinor }: MobilityVanTariff, period: Period): bigint =>
  perDayMinor * BigInt(daysOf(period));

export interface Return {
  readonly on: string;
  readonly kilometres: number;
  readonly damageMinor: bigint;
}

/**
 * What a return costs beyond the price: days after the last at the price of a day, kilometres beyond
 * those that all days include, and damage as the desk values it.
 */
export function extraMinor(
  { untilDay, fromDay, kilometresOut }: MobilityRental,
  { perDayMinor, perKilometreMinor, kilometresPerDay }: MobilityVanTariff,
  { on, kilometres, damageMinor }: Return,
): bigint {
  const lateDays = Math.max(0, daysBetween(untilDay, on));
  const days = daysOf({ from: fromDay, until: untilDay }) + lateDays;
  const driven = kilometres - (kilometresOut ?? kilometres);
  const beyond = Math.max(0, driven - days * kilometresPerDay);
  return perDayMinor * BigInt(lateDays) + perKilometreMinor * BigInt(beyond) + damageMinor;
}
