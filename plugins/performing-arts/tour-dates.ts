import type { PluginContext } from 'gezel/sdk';
import { PerformanceStatus, PerformingArtsPerformance } from './performance.entity.js';
import type { PerformingArtsTour } from './tour.entity.js';

const { OPTION, CONFIRMED, PLAYED, CANCELLED } = PerformanceStatus;

/** The dates of a tour by their day, cancelled ones too: at most the 100 that one tour has. */
export const datesOf = ({ store }: PluginContext, { id }: PerformingArtsTour) =>
  store.listBy(PerformingArtsPerformance, 'tourId', id, {
    orderBy: { property: 'day', direction: 'asc' },
  });

type Dates = readonly Pick<PerformingArtsPerformance, 'day' | 'status'>[];

/** The first and the last day that take place; of a tour that is cancelled, those that it had. */
export function spanOf(dates: Dates): { readonly from: string; readonly until: string } | null {
  const standing = dates.filter(({ status }) => status !== CANCELLED);
  const days = (standing.length > 0 ? standing : dates).map(({ day }) => day).sort();
  const [from, until] = [days[0], days.at(-1)];
  return from === undefined || until === undefined ? null : { from, until };
}

/** As certain as the least certain date that takes place; cancelled once none does. */
export function statusOf(dates: Dates): PerformanceStatus {
  const found = new Set(dates.map(({ status }) => status));
  return [OPTION, CONFIRMED, PLAYED].find((status) => found.has(status)) ?? CANCELLED;
}
