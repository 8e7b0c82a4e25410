import { fact } from 'gezel/sdk';
import { PerformanceStatus, PerformingArtsPerformance } from './performance.entity.js';
import { PerformingArtsProduction } from './production.entity.js';
import {
  PerformingArtsSubsidy,
  PerformingArtsSubsidyScheme,
  SubsidyStatus,
} from './subsidy.entity.js';
import { PerformingArtsVenue } from './venue.entity.js';

/** Where an activity plays from today on, for bridges. */
export const tourDates = fact({
  name: 'performing-arts.tour-dates',
  description:
    'Options and confirmed dates of an activity from today on, by day, at most 100: { day, ' +
    'productionId, confirmed, city, country, partySize }; city and country null: not known.',
  rows: async ({ store, today }, activityId) => {
    const dates = await store.find(
      PerformingArtsPerformance,
      { activityId, day: { from: today }, status: { in: [OPTION, CONFIRMED] } },
      { orderBy: { property: 'day', direction: 'asc' } },
    );
    return Promise.all(
      dates.map(async ({ day, productionId, venueId, status }) => {
        const venue = venueId === null ? null : await store.get(PerformingArtsVenue, venueId);
        const production = await store.get(PerformingArtsProduction, productionId);
        const place = { city: venue?.city ?? null, country: venue?.country ?? null };
        const confirmed = status === CONFIRMED;
        return {
          day,
          productionId,
          confirmed,
          ...place,
          partySize: production?.peopleOnTour ?? null,
        };
      }),
    );
  },
});

/** What funders have still to pay an activity, for bridges. */
export const openSubsidies = fact({
  name: 'performing-arts.open-subsidies',
  description:
    'Granted subsidies of an activity of which a part is still to come: { id, title, funder, ' +
    'currency, startsOn, endsOn, advanceMinor, balanceMinor, reportDueOn }; minor units as text, ' +
    '"0" for what has come.',
  rows: async ({ store }, activityId) => {
    const status = { in: [SubsidyStatus.GRANTED, SubsidyStatus.REPORTED] };
    const granted = await store.find(PerformingArtsSubsidy, { activityId, status });
    const ids = [...new Set(granted.map(({ schemeId }) => schemeId))];
    const schemes = await store.find(PerformingArtsSubsidyScheme, { id: { in: ids } });
    const funders = new Map(schemes.map(({ id, funder }) => [id, funder]));
    return granted.map((one) => ({
      ...{ id: one.id, title: one.title, funder: funders.get(one.schemeId) ?? '' },
      ...{ currency: one.currency, startsOn: one.startsOn, endsOn: one.endsOn },
      reportDueOn: one.reportDueOn,
      advanceMinor: String(one.advanceReceivedOn === null ? (one.advanceMinor ?? 0n) : 0n),
      balanceMinor: String(one.balanceReceivedOn === null ? (one.balanceMinor ?? 0n) : 0n),
    }));
  },
});

const { OPTION, CONFIRMED } = PerformanceStatus;
