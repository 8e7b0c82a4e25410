import { daysBetween, type PluginStore, type Where } from 'gezel/sdk';
import { PerformingArtsInsuranceOffer } from './insurance.entity.js';

export interface Cover {
  /** Civil days, both included. */
  readonly from: string;
  readonly until: string;
  readonly valueMinor: bigint;
  readonly currency: string;
}

/** The cheapest offer that holds on the first day and covers the value, if there is one. */
export async function offerFor(
  store: Pick<PluginStore, 'find'>,
  { from, valueMinor, currency }: Cover,
): Promise<PerformingArtsInsuranceOffer | undefined> {
  const [cheapest] = await store.find(
    PerformingArtsInsuranceOffer,
    { ...holdingOn(from), currency, coverUpToMinor: { from: valueMinor } },
    { orderBy: { property: 'premiumPerDayMinor', direction: 'asc' }, limit: 1 },
  );
  return cheapest;
}

/** The offers that hold on a day: the first day is included, the last is not. */
export const holdingOn = (day: string): Where<PerformingArtsInsuranceOffer> => ({
  fromDay: { upTo: day },
  untilDay: { after: day, orNull: true },
});

export const holdsOn = (offer: PerformingArtsInsuranceOffer, day: string): boolean =>
  offer.fromDay <= day && (offer.untilDay === null || day < offer.untilDay);

export const daysOf = ({ from, until }: Pick<Cover, 'from' | 'until'>): number =>
  daysBetween(from, until) + 1;

/** Every day of the cover costs the same, so nothing is rounded. */
export const premiumMinor = (offer: PerformingArtsInsuranceOffer, cover: Cover): bigint =>
  offer.premiumPerDayMinor * BigInt(daysOf(cover));
