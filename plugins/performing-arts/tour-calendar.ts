import {
  type CalendarEvent,
  type CalendarTime,
  calendarFile,
  type DownloadDefinition,
  globalId,
  type Locale,
  type PluginContext,
  printedLocale,
  visible,
} from 'gezel/sdk';
import { PerformingArtsDayKind } from './day-kind.entity.js';
import { PerformanceStatus, type PerformingArtsPerformance } from './performance.entity.js';
import { PerformingArtsProduction } from './production.entity.js';
import { PerformingArtsTour } from './tour.entity.js';
import { datesOf } from './tour-dates.js';
import { PerformingArtsVenue } from './venue.entity.js';

/** The dates of a tour for a calendar, as they are when it is fetched. */
export const tourCalendar: DownloadDefinition = {
  name: 'performing-arts.tour-calendar',
  open: async (ctx, { id, locale }) => {
    if (ctx.viewer?.reach('performing-arts.read') === undefined || !id) return null;
    const tour = await visible(ctx, PerformingArtsTour, globalId('PerformingArtsTour', id));
    if (tour === null) return null;
    const dates = await datesOf(ctx, tour);
    const events = dates.map((date) => eventOf(ctx, tour, date, printedLocale(locale)));
    const body = calendarFile('Performing arts', await Promise.all(events));
    return { ...fileOf(tour), body: Buffer.from(body, 'utf8') };
  },
};

export const fileOf = ({ id }: Pick<PerformingArtsTour, 'id'>) => ({
  mediaType: 'text/calendar',
  filename: `tour-${id.slice(-12)}.ics`,
});

async function eventOf(
  { store }: PluginContext,
  tour: PerformingArtsTour,
  date: PerformingArtsPerformance,
  locale: Locale,
): Promise<CalendarEvent> {
  const { id, changedAt, venueId, kindCode, practical } = date;
  const production = await store.get(PerformingArtsProduction, date.productionId);
  const kind = await store.get(PerformingArtsDayKind, kindCode);
  const venue = venueId === null ? null : await store.get(PerformingArtsVenue, venueId);
  return {
    ...{ uid: `${id}@performing-arts`, sequence: sequenceOf(changedAt), changedAt },
    ...{ when: timeOf(date), status: statuses[date.status] },
    summary: `${production?.title ?? tour.title}: ${kind?.titles[locale] ?? kindCode}`,
    description: [tour.title, practical].filter(Boolean).join('\n'),
    location: venue === null ? null : `${venue.name}, ${venue.city} (${venue.country})`,
  };
}

/** Seconds since 2020: they rise with each change, and stay within 31 bits until 2088. */
const sequenceOf = (changedAt: Date): number =>
  Math.max(0, Math.floor((changedAt.getTime() - Date.UTC(2020)) / 1_000));

const timeOf = ({ day, startsAt, endsAt }: PerformingArtsPerformance): CalendarTime =>
  startsAt === null || endsAt === null ? { day } : { startsAt, endsAt };

const statuses = {
  [PerformanceStatus.OPTION]: 'TENTATIVE',
  [PerformanceStatus.CONFIRMED]: 'CONFIRMED',
  [PerformanceStatus.PLAYED]: 'CONFIRMED',
  [PerformanceStatus.CANCELLED]: 'CANCELLED',
} as const;
