import { daysBetween, heldOn, type PluginStore } from 'gezel/sdk';
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
    { ...heldOn(from), currency, coverUpToMinor: { from: valueMinor } },
    { orderBy: { property: 'premiumPerDayMinor', direction: 'asc' }, limit: 1 },
  );
  return cheapest;
}

export const daysOf = ({ from, until }: Pick<Cover, 'from' | 'until'>): number =>
  daysBetween(from, until) + 1;

/** Every day of the cover costs the same, so nothing is rounded. */
export const premiumMinor = (offer: PerformingArtsInsuranceOffer, cover: Cover): bigint =>
  offer.premiumPerDayMinor * BigInt(daysOf(cover));
