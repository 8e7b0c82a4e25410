import { daysBetween } from './civil-days.js';
import type { PerformingArtsInsuranceOffer } from './insurance.entity.js';

export interface Cover {
  /** Civil days, both included. */
  readonly from: string;
  readonly until: string;
  readonly valueMinor: bigint;
  readonly currency: string;
}

/** The cheapest offer that holds on the first day and covers the value, if there is one. */
export function offerFor(
  offers: readonly PerformingArtsInsuranceOffer[],
  { from, valueMinor, currency }: Cover,
): PerformingArtsInsuranceOffer | undefined {
  return offers
    .filter((offer) => offer.currency === currency && offer.coverUpToMinor >= valueMinor)
    .filter((offer) => holdsOn(offer, from))
    .sort((a, b) => Number(a.premiumPerDayMinor - b.premiumPerDayMinor) || (a.id < b.id ? -1 : 1))
    .at(0);
}

export const holdsOn = (offer: PerformingArtsInsuranceOffer, day: string): boolean =>
  offer.fromDay <= day && (offer.untilDay === null || day < offer.untilDay);

export const daysOf = ({ from, until }: Pick<Cover, 'from' | 'until'>): number =>
  daysBetween(from, until) + 1;

/** Every day of the cover costs the same, so nothing is rounded. */
export const premiumMinor = (offer: PerformingArtsInsuranceOffer, cover: Cover): bigint =>
  offer.premiumPerDayMinor * BigInt(daysOf(cover));
