import {
  type Attempted,
  areTimesOf,
  badInput,
  CivilDate,
  changeable,
  DateTime,
  Field,
  ID,
  InputType,
  locked,
  notFound,
  type PluginContext,
  type PluginFinding,
  text,
  visible,
} from 'gezel/sdk';
import { knownKinds } from './day-kinds.js';
import { PerformanceStatus, PerformingArtsPerformance } from './performance.entity.js';
import { PerformingArtsProduction } from './production.entity.js';
import { PerformingArtsTour } from './tour.entity.js';
import { PerformingArtsVenue } from './venue.entity.js';
import { isTooSmall, riderOf, tooSmall } from './write-rider.js';

@InputType({ description: 'One date to schedule.' })
export class PerformingArtsDateInput {
  @Field(() => CivilDate, { description: 'The day, today or later.' })
  day: string;

  @Field(() => String, { defaultValue: 'performance', description: 'Code of the kind of day.' })
  kind: string;

  @Field(() => ID, { nullable: true, description: 'Where, from the address book of the activity.' })
  venueId?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it begins; with `endsAt` or not.' })
  startsAt?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When it ends.' })
  endsAt?: Date | null;
}

@InputType({ description: 'One date of a production to schedule.' })
export class PerformingArtsScheduleDateInput {
  @Field(() => ID, { description: 'The production.' })
  productionId: string;

  @Field(() => PerformingArtsDateInput, { description: 'The date.' })
  date: PerformingArtsDateInput;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

@InputType({ description: 'Dates of a production that are scheduled together or not at all.' })
export class PerformingArtsScheduleTourInput {
  @Field(() => ID, { description: 'The production.' })
  productionId: string;

  @Field(() => String, {
    nullable: true,
    description: 'What the tour is called, 1 to 200 characters; as the production when absent.',
  })
  title?: string | null;

  @Field(() => [PerformingArtsDateInput], { description: 'The dates, 1 to 100.' })
  dates: PerformingArtsDateInput[];

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/** A tour and its dates, in the order in which they were given. */
export interface Scheduled {
  readonly tour: PerformingArtsTour;
  readonly dates: PerformingArtsPerformance[];
}

/** Makes a tour of dates that are options, or nothing with all that stands in the way. */
export function scheduleTour(
  ctx: PluginContext,
  { title, ...input }: PerformingArtsScheduleTourInput,
): Promise<Attempted<Scheduled>> {
  const called = text(title, 'title');
  const { dates } = input;
  if (dates.length < 1 || dates.length > mostDates) {
    throw badInput(`A tour has 1 to ${mostDates} dates.`, 'dates');
  }
  const places = dates.map((date, i) => ({ date, path: ['dates', String(i)] }));
  return schedule(ctx, input, places, (inside, production, venues) =>
    insertTour(inside, production, { title: called, dates, venues }),
  );
}

/** Schedules one date, which is of no tour. */
export function scheduleDate(
  ctx: PluginContext,
  { date, ...input }: PerformingArtsScheduleDateInput,
): Promise<Attempted<PerformingArtsPerformance[]>> {
  const places = [{ date, path: ['date'] }];
  return schedule(ctx, input, places, (inside, { id: productionId, activityId }, venues) =>
    insertAll(inside, [date], { activityId, productionId, tourId: null }, venues),
  );
}

async function schedule<Made>(
  ctx: PluginContext,
  input: { readonly productionId: string; readonly dryRun?: boolean | null },
  places: readonly Placed[],
  write: (
    inside: PluginContext,
    production: PerformingArtsProduction,
    venues: readonly (PerformingArtsVenue | null)[],
  ) => Promise<Made>,
): Promise<Attempted<Made>> {
  const production = await changeable(ctx, PerformingArtsProduction, input.productionId, {
    permission: 'performing-arts.write',
    path: 'productionId',
  });
  const { id } = production;
  const venues = await venuesOf(ctx, places, production.activityId);
  const step = {
    action: 'performing-arts.schedule-tour',
    about: { type: 'PerformingArtsProduction', id },
    dryRun: input.dryRun,
  };
  return ctx.attempt(step, async (inside) => {
    await locked(inside, PerformingArtsProduction, id);
    return {
      findings: [
        ...(await dateFindings(inside, id, places)),
        ...(await stageFindings(inside, id, places, venues)),
      ],
      write: () => write(inside, production, venues),
    };
  });
}

/** A named limit: one mutation, one list. */
const mostDates = 100;

export interface Placed {
  readonly date: PerformingArtsDateInput;
  readonly path: readonly string[];
}

/** The venue of each date; one that is not in the activity's address book is NOT_FOUND. */
function venuesOf(
  ctx: PluginContext,
  dates: readonly Placed[],
  activityId: string,
): Promise<(PerformingArtsVenue | null)[]> {
  return Promise.all(
    dates.map(async ({ date: { venueId }, path }) => {
      if (venueId == null) return null;
      const place = [...path, 'venueId'].join('.');
      const venue = await visible(ctx, PerformingArtsVenue, venueId, place);
      if (venue?.activityId !== activityId) throw notFound('PerformingArtsVenue', venueId);
      return venue;
    }),
  );
}

/** What stands against these dates of a production. */
export async function dateFindings(
  inside: PluginContext,
  productionId: string,
  dates: readonly Placed[],
): Promise<PluginFinding[]> {
  const known = await knownKinds(inside, unique(dates.map(({ date }) => date.kind)));
  const taken = await takenBy(inside, productionId, unique(dates.map(({ date }) => date.day)));
  return dates.flatMap(({ date, path }) => {
    const { day, kind, startsAt, endsAt } = date;
    const found: PluginFinding[] = [];
    if (!areTimesOf(day, startsAt, endsAt)) {
      found.push({ code: 'performing-arts.times-unclear', path, values: { day } });
    }
    if (day < inside.today) {
      found.push({ code: 'performing-arts.date-in-the-past', path, values: { day } });
    }
    if (!known.has(kind)) {
      found.push({ code: 'performing-arts.unknown-day-kind', path, values: { kind } });
    }
    if (taken.has(slotOf(date))) {
      found.push({ code: 'performing-arts.date-taken', path, values: { day } });
    }
    taken.add(slotOf(date));
    return found;
  });
}

/** A stage that is known to be too small for the rider is a thing to talk about, not a refusal. */
async function stageFindings(
  { store }: PluginContext,
  productionId: string,
  dates: readonly Placed[],
  venues: readonly (PerformingArtsVenue | null)[],
): Promise<PluginFinding[]> {
  const rider = await riderOf(store, productionId);
  if (rider === undefined) return [];
  return dates.flatMap(({ date: { day }, path }, i) => {
    const venue = venues[i] ?? null;
    return venue && isTooSmall(venue, rider) ? [tooSmall(day, venue, [...path, 'venueId'])] : [];
  });
}

/** The slots that the production has already on these days. */
async function takenBy(
  inside: PluginContext,
  productionId: string,
  days: readonly string[],
): Promise<Set<string>> {
  const standing = await inside.store.find(PerformingArtsPerformance, {
    ...{ productionId, day: { in: days } },
    status: { in: [OPTION, CONFIRMED, PLAYED] },
  });
  return new Set(standing.map(({ kindCode, ...date }) => slotOf({ ...date, kind: kindCode })));
}

const { OPTION, CONFIRMED, PLAYED } = PerformanceStatus;

const unique = (values: readonly string[]): string[] => [...new Set(values)];

/** A matinée and an evening are two slots; the same hour twice is one. */
const slotOf = ({ day, kind, startsAt }: PerformingArtsDateInput): string =>
  `${day} ${kind} ${startsAt?.toISOString() ?? ''}`;

/** A tour, by the name of its production when it has none of its own, and its dates. */
export async function insertTour(
  inside: PluginContext,
  { id: productionId, activityId, title }: PerformingArtsProduction,
  asked: {
    readonly title?: string | null;
    readonly dates: readonly PerformingArtsDateInput[];
    readonly venues: readonly (PerformingArtsVenue | null)[];
    readonly stepId?: string;
  },
): Promise<Scheduled> {
  const row = { activityId, productionId, title: asked.title ?? title, madeAt: inside.now };
  const tour = await inside.store.insert(PerformingArtsTour, row);
  const of = { activityId, productionId, tourId: tour.id, stepId: asked.stepId };
  return { tour, dates: await insertAll(inside, asked.dates, of, asked.venues) };
}

/** Every date as an option. */
async function insertAll(
  { store, now }: PluginContext,
  dates: readonly PerformingArtsDateInput[],
  of: Pick<PerformingArtsPerformance, 'activityId' | 'productionId' | 'tourId'> & {
    readonly stepId?: string;
  },
  venues: readonly (PerformingArtsVenue | null)[],
): Promise<PerformingArtsPerformance[]> {
  const made: PerformingArtsPerformance[] = [];
  for (const [i, { day, kind, startsAt, endsAt }] of dates.entries()) {
    const row = { ...of, venueId: venues[i]?.id ?? null, kindCode: kind, day, startsAt, endsAt };
    const status = PerformanceStatus.OPTION;
    made.push(await store.insert(PerformingArtsPerformance, { ...row, status, changedAt: now }));
  }
  return made;
}
