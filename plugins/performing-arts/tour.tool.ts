import {
  calendarDay,
  declined,
  globalId,
  localId,
  ofAssignment,
  type PluginFinding,
  StepRefusal,
  type ToolContext,
  tool,
  unsaid,
} from 'gezel/sdk';
import { closedFindings } from './describe-activity.js';
import { PerformanceStatus, PerformingArtsPerformance } from './performance.entity.js';
import { PerformingArtsProduction } from './production.entity.js';
import { dateFindings, insertTour, type Placed } from './schedule-tour.js';
import { PerformingArtsVenue } from './venue.entity.js';

export interface TourInput {
  readonly productionId: string;
  readonly dates: readonly {
    readonly day: string;
    readonly kind?: string;
    readonly venueId?: string;
  }[];
}

/** Schedules the dates on which a production is played, as options that organisers still confirm. */
export const tour = tool<TourInput, null>({
  name: 'performing-arts.tour',
  title: { nl: 'Tournee', fr: 'Tournée', en: 'Tour', de: 'Tournee' },
  description: 'Schedules dates of a production as options, each in a place or not yet.',
  permission: 'performing-arts.write',
  meets: ['tour'],
  input: {
    type: 'object',
    required: ['productionId', 'dates'],
    additionalProperties: false,
    properties: {
      productionId: { type: 'string', format: 'id', description: 'The production.' },
      dates: {
        ...{ type: 'array', minItems: 1, maxItems: 100, description: 'The dates.' },
        items: {
          type: 'object',
          required: ['day'],
          additionalProperties: false,
          properties: {
            day: { type: 'string', format: 'date', description: 'The day, today or later.' },
            kind: {
              ...{ type: 'string', maxLength: 63 },
              description: 'Code of the kind of day; "performance" when absent.',
            },
            venueId: { type: 'string', format: 'id', description: 'Where, when that is known.' },
          },
        },
      },
    },
  },

  // Where something is scheduled on these days already, the member has begun to plan otherwise.
  propose: async ({ store, assignment: { activityId } }, { days }) => {
    if (days.length === 0) return unsaid('days');
    if (days.length > 100) return null;
    const newest = { property: 'id', direction: 'desc' } as const;
    const own = { orderBy: newest, limit: 1 };
    const [production] = await store.find(PerformingArtsProduction, { activityId }, own);
    if (production === undefined) return declined('performing-arts.no-production');
    const there = { activityId, day: { in: days }, status: { in: standing } };
    const [begun] = await store.find(PerformingArtsPerformance, there, { limit: 1 });
    if (begun !== undefined) {
      return declined('performing-arts.scheduled-already', { day: begun.day });
    }
    const productionId = globalId('PerformingArtsProduction', production.id);
    return { productionId, dates: days.map((day) => ({ day })) };
  },

  plan: async (ctx, input) => {
    const { activityId } = ctx.assignment;
    const activity = await ctx.core.require('Activity', activityId, 'performing-arts.write');
    const { production, places } = await tourOf(ctx, input);
    const findings = [
      ...closedFindings(activity),
      ...(await dateFindings(ctx, production.id, places)),
    ];
    return { costMinor: 0n, currency: activity.currency, findings, plan: null };
  },

  start: async (ctx, input) => {
    const { production, places, venues } = await tourOf(ctx, input);
    await ctx.store.lock(PerformingArtsProduction, production.id);
    // What came between the plan and this step.
    const findings: PluginFinding[] = await dateFindings(ctx, production.id, places);
    if (findings.length > 0) throw new StepRefusal(findings);
    const dates = places.map(({ date }) => date);
    const scheduled = { dates, venues, stepId: ctx.stepId };
    const { tour: made } = await insertTour(ctx, production, scheduled);
    return { reference: globalId('PerformingArtsTour', made.id), state: 'DONE' };
  },

  cancel: async (ctx) => {
    const scheduled = await ctx.store.find(PerformingArtsPerformance, { stepId: ctx.stepId });
    for (const { id } of scheduled) {
      const date = await ctx.store.lock(PerformingArtsPerformance, id);
      // What has been agreed or played since is the organiser's too.
      if (date?.status !== PerformanceStatus.OPTION) continue;
      const change = { status: PerformanceStatus.CANCELLED, changedAt: ctx.now };
      await ctx.store.update(PerformingArtsPerformance, id, change);
    }
  },
});

const standing = [PerformanceStatus.OPTION, PerformanceStatus.CONFIRMED, PerformanceStatus.PLAYED];

interface Tour {
  readonly production: PerformingArtsProduction;
  readonly places: readonly Placed[];
  readonly venues: readonly (PerformingArtsVenue | null)[];
}

async function tourOf(ctx: ToolContext, input: TourInput): Promise<Tour> {
  const { store, assignment } = ctx;
  const productionId = localId('PerformingArtsProduction', input.productionId, 'productionId');
  const found = await store.get(PerformingArtsProduction, productionId);
  const production = ofAssignment(found, assignment, 'productionId');
  const places = input.dates.map(({ day, kind = 'performance' }, i) => {
    return { date: { day: calendarDay(day, 'dates'), kind }, path: ['dates', String(i)] };
  });
  const venues = await Promise.all(input.dates.map(({ venueId }) => venueOf(ctx, venueId ?? null)));
  return { production, places, venues };
}

async function venueOf({ store, assignment }: ToolContext, id: string | null) {
  if (id === null) return null;
  const venue = await store.get(PerformingArtsVenue, localId('PerformingArtsVenue', id, 'dates'));
  return ofAssignment(venue, assignment, 'dates');
}
