import {
  type AssignmentFacts,
  daysBetween,
  type JsonRecord,
  type OwnOffer,
  proposal,
  type ToolContext,
} from 'gezel/sdk';

/** A date of a tour, as "performing-arts.tour-dates" tells it. */
export interface TourDate {
  readonly day: string;
  readonly city: string | null;
}

/** Dates that follow each other, so that nobody goes home in between. */
export interface Leg {
  readonly days: readonly string[];
  /** Where it leads, each place once, in the order of the days. */
  readonly cities: readonly string[];
}

/** A van for each leg instead of one from the first day of the assignment to the last. */
export const vansOfTheTour = proposal({
  tool: 'mobility.van',
  propose: (ctx, facts, own) => forEachLeg(ctx, facts, own),
});

/** Tickets for each leg, from where the assignment begins to the place that is furthest on. */
export const ticketsOfTheTour = proposal({
  tool: 'mobility.train-tickets',
  propose: (ctx, facts, own) => forEachLeg(ctx, facts, own),
});

/** What the tool offers for each leg; what it offers by itself where no date is known. */
async function forEachLeg(
  ctx: ToolContext,
  facts: AssignmentFacts,
  own: OwnOffer,
): Promise<readonly JsonRecord[]> {
  const rows = await ctx.facts.read('performing-arts.tour-dates', ctx.assignment.activityId);
  const dates = rows.map(({ day, city }) => ({
    ...{ day: String(day), city: typeof city === 'string' ? city : null },
  }));
  const legs = legsOf(dates, facts.days);
  if (legs.length === 0) return own(facts);
  const offers: JsonRecord[] = [];
  for (const { days, cities } of legs) {
    const places = placesOf(facts.places, cities);
    offers.push(...(await own({ ...facts, days, places })));
  }
  return offers;
}

/** From where it begins to where the leg leads; its own places where no date names one. */
export function placesOf(asked: readonly string[], cities: readonly string[]): readonly string[] {
  const [home] = asked;
  if (home === undefined || cities.length === 0) return cities.length === 0 ? asked : cities;
  return [home, ...cities.filter((city) => city !== home)];
}

/** The dates on the days of the assignment, or all when it names none, cut where a day is free. */
export function legsOf(dates: readonly TourDate[], asked: readonly string[]): readonly Leg[] {
  const meant = dates
    .filter(({ day }) => asked.length === 0 || asked.includes(day))
    .sort((a, b) => (a.day < b.day ? -1 : 1));
  const legs: { days: string[]; cities: string[] }[] = [];
  for (const { day, city } of meant) {
    const last = legs.at(-1)?.days.at(-1);
    if (last === undefined || daysBetween(last, day) > 1) legs.push({ days: [], cities: [] });
    const leg = legs.at(-1);
    if (leg === undefined) continue;
    if (!leg.days.includes(day)) leg.days.push(day);
    if (city !== null && !leg.cities.includes(city)) leg.cities.push(city);
  }
  return legs;
}
