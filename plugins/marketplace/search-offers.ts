import {
  ArgsType,
  badInput,
  CivilDate,
  Currency,
  count,
  Decimal,
  Field,
  Int,
  minorOf,
  type Nearness,
  type Page,
  type PageArgs,
  type PluginContext,
  type PluginStore,
  type Point,
  registerEnumType,
  type Where,
} from 'gezel/sdk';
import { isLocated, kilometresOf, millionths, nearOf } from './distance.js';
import { knownPlaces, policyOn } from './lists.js';
import { explained, partsOf, type Sought } from './matching.js';
import { MarketplaceOffer, OfferStatus } from './offer.entity.js';

export enum OfferOrder {
  DISTANCE = 'DISTANCE',
  SCORE = 'SCORE',
}
registerEnumType(OfferOrder, {
  name: 'MarketplaceOfferOrder',
  description: 'Which offers come first.',
  valuesConfig: {
    DISTANCE: { description: 'The nearest; needs a radius.' },
    SCORE: {
      description:
        'The best, by the policy of today; needs skills. Days and a budget then count in the score, ' +
        'as they do for a request, where otherwise they are conditions.',
    },
  },
});

/** What offers are looked for by, without any request. */
@ArgsType()
export class OfferSearch {
  @Field(() => [String], { nullable: true, description: 'With any of these skills: at most 20.' })
  skills?: string[] | null;

  @Field(() => [CivilDate], { nullable: true, description: 'Free on all these days: at most 60.' })
  days?: string[] | null;

  @Field(() => Decimal, { nullable: true, description: 'At most this a day; needs the currency.' })
  budget?: string | null;

  @Field(() => Currency, { nullable: true, description: 'In this currency.' })
  currency?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'In this place of the list; with a radius, around it.',
  })
  place?: string | null;

  @Field(() => Decimal, {
    nullable: true,
    description: 'Instead of a place of the list: degrees north, WGS 84. Needs the radius.',
  })
  latitude?: string | null;

  @Field(() => Decimal, { nullable: true, description: 'With the latitude: degrees east.' })
  longitude?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Only offers with a place within as many kilometres: 1 to 500.',
  })
  radiusKm?: number | null;

  @Field(() => OfferOrder, {
    nullable: true,
    description: 'Which come first; when absent the nearest with a radius, else the newest.',
  })
  orderBy?: OfferOrder | null;
}

/** Offers that stand, a page at a time; what was measured of each says its reasons. */
export async function searchOffers(
  ctx: PluginContext,
  search: OfferSearch,
  args: PageArgs,
): Promise<Page<MarketplaceOffer>> {
  const { store } = ctx;
  const asked = checked(search);
  const { skills, days, budgetMinor, radiusKm, place } = asked;
  const near = radiusKm === null ? undefined : nearOf(await centreOf(store, search), radiusKm);
  const where: Where<MarketplaceOffer> = {
    status: OfferStatus.OPEN,
    ...(search.currency != null && { currency: search.currency }),
    ...(skills.length > 0 && { skills: { anyOf: skills } }),
    ...(near === undefined && place !== null && { places: { anyOf: [place] } }),
  };
  if (search.orderBy === OfferOrder.SCORE) return bestFirst(ctx, args, asked, { where, near });
  const wanted: Where<MarketplaceOffer> = {
    ...where,
    ...(budgetMinor !== null && { dayPriceMinor: { upTo: budgetMinor } }),
    ...(days.length > 0 && { free: { holds: days } }),
  };
  if (near !== undefined) {
    return store.search(MarketplaceOffer, args, {
      ...{ order: 'nearest', where: wanted, near },
      each: (offer, { metres }) => {
        offer.distanceKm = kilometresOf(metres);
      },
    });
  }
  if (search.orderBy === OfferOrder.DISTANCE) {
    throw badInput('The nearest come first within a radius.', 'radiusKm');
  }
  return store.page(MarketplaceOffer, args, { where: wanted });
}

interface Found {
  readonly where: Where<MarketplaceOffer>;
  readonly near: Nearness<MarketplaceOffer> | undefined;
}

async function bestFirst(
  ctx: PluginContext,
  args: PageArgs,
  sought: Asked,
  { where, near }: Found,
): Promise<Page<MarketplaceOffer>> {
  const policy = await policyOn(ctx.store, ctx.today);
  if (policy === undefined) throw badInput('No policy says what a score is made of.', 'orderBy');
  if (sought.skills.length === 0) throw badInput('A score is of skills: say which.', 'skills');
  const parts = partsOf(sought, policy, { region: null, radiusKm: sought.radiusKm });
  return ctx.store.search(MarketplaceOffer, args, {
    ...{ order: 'best', where, near, parts: parts.map(({ rank }) => rank) },
    each: (offer, measured) => {
      offer.distanceKm = kilometresOf(measured.metres);
      offer.score = measured.score;
      offer.parts = explained(ctx, offer, parts, measured);
    },
  });
}

type Asked = Sought & { readonly radiusKm: number | null };

/** What is asked for, each figure within its bounds. */
function checked({ budget = null, currency, place = null, ...search }: OfferSearch): Asked {
  if (budget !== null && currency == null) throw badInput('In which currency?', 'currency');
  const budgetMinor = budget === null ? null : minorOf(budget, currency as string, 'budget');
  if (budgetMinor !== null && budgetMinor <= 0n) {
    throw badInput('The budget is more than nothing.', 'budget');
  }
  if (search.radiusKm == null && (search.latitude != null || search.longitude != null)) {
    throw badInput('A point needs a radius.', 'radiusKm');
  }
  return {
    ...{ budgetMinor, currency: currency ?? '', place },
    radiusKm: count(search.radiusKm ?? null, 'radiusKm', 500),
    skills: atMost(20, search.skills, 'skills'),
    days: atMost(60, search.days, 'days'),
  };
}

function atMost(limit: number, given: readonly string[] | null = [], path: string): string[] {
  const each = [...new Set(given)];
  if (each.length > limit) throw badInput(`At most ${limit} are expected.`, path);
  return each;
}

/** A place of the list that somebody has located, or a point: one of the two. */
async function centreOf(store: PluginStore, search: OfferSearch): Promise<Point> {
  const { place, latitude, longitude } = search;
  const isPoint = latitude != null && longitude != null;
  if ((place != null) === isPoint || (latitude != null) !== (longitude != null)) {
    throw badInput('A radius is around a place, or around a latitude and a longitude.', 'radiusKm');
  }
  if (latitude != null && longitude != null) {
    return {
      latitude: millionths(latitude, 90, 'latitude'),
      longitude: millionths(longitude, 180, 'longitude'),
    };
  }
  const [there] = await knownPlaces(store, [place as string], 'place');
  if (there !== undefined && isLocated(there)) return there;
  throw badInput('Nobody has said where this place is: no distance is known.', 'place');
}
