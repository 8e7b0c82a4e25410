import {
  type Condition,
  Field,
  ID,
  Int,
  type Measured,
  money,
  ObjectType,
  type PluginContext,
  type PluginFinding,
  type RankPart,
} from 'gezel/sdk';
import { isLocated, kilometresOf, nearOf } from './distance.js';
import { MarketplacePlace, type MarketplacePolicy } from './lists.entity.js';
import { MarketplaceMatchPart, MarketplaceOffer, OfferStatus } from './offer.entity.js';
import { isFree } from './periods.js';
import type { MarketplaceRequest } from './request.entity.js';

@ObjectType({ simpleResolvers: true, description: 'How well an offer fits a request.' })
export class MarketplaceMatch {
  @Field(() => MarketplaceOffer, { description: 'The offer.' })
  offer: MarketplaceOffer;

  @Field(() => Int, { description: 'The weighted mean of the parts: 0 to 1000.' })
  score: number;

  @Field(() => [MarketplaceMatchPart], { description: 'What makes the score.' })
  parts: MarketplaceMatchPart[];
}

@ObjectType({ simpleResolvers: true, description: 'Who of a team does what.' })
export class MarketplaceSeat {
  @Field(() => ID, { description: 'Global id of the offer.' })
  offerId: string;

  @Field(() => [String], { description: 'Codes of the skills that it is chosen for.' })
  skills: string[];
}

/** What is sought, as far as a score needs it. */
export type Sought = Pick<
  MarketplaceRequest,
  'skills' | 'days' | 'place' | 'budgetMinor' | 'currency'
> &
  Partial<Pick<MarketplaceRequest, 'radiusKm'>>;

/**
 * The offers that fit best, the best first: at most a hundred. The database finds them by their
 * skills and computes the score; what is said of it here is read from the same points.
 */
export async function bestOffers(
  ctx: PluginContext,
  sought: Sought,
  policy: MarketplacePolicy,
): Promise<MarketplaceMatch[]> {
  const { place, currency, skills, radiusKm = null } = sought;
  const [there] =
    place === null ? [] : await ctx.store.find(MarketplacePlace, { code: place }, { limit: 1 });
  const near =
    radiusKm !== null && there !== undefined && isLocated(there)
      ? nearOf(there, radiusKm)
      : undefined;
  const parts = partsOf(sought, policy, { region: there?.region ?? null, radiusKm });
  const where = { status: OfferStatus.OPEN, currency, skills: { anyOf: skills } };
  const ranked = await ctx.store.rank(MarketplaceOffer, {
    ...{ where, near, parts: parts.map(({ rank }) => rank) },
  });
  return ranked.map(({ row, ...measured }) => ({
    ...{ offer: row, score: measured.score, parts: explained(ctx, row, parts, measured) },
  }));
}

/** The points of each part, each with its reason in the language of the caller. */
export const explained = (
  ctx: PluginContext,
  offer: MarketplaceOffer,
  parts: readonly Part[],
  measured: Measured,
): MarketplaceMatchPart[] =>
  parts.map(({ part, rank, because }, i) => ({
    ...{ part, weight: rank.weight, points: measured.points[i] as number },
    reason: say(ctx, because(offer, measured)),
  }));

export interface Part {
  readonly part: string;
  readonly rank: RankPart<MarketplaceOffer>;
  readonly because: (offer: MarketplaceOffer, measured: Measured) => PluginFinding;
}

/** What was not asked for has no part: it neither helps nor harms. */
export function partsOf(sought: Sought, policy: MarketplacePolicy, around: Around): Part[] {
  const parts = [skillsPart(sought, policy)];
  if (sought.days.length > 0) parts.push(daysPart(sought, policy));
  if (sought.budgetMinor !== null) parts.push(pricePart(sought, sought.budgetMinor, policy));
  if (sought.place !== null) parts.push(placePart(sought.place, around, policy));
  return parts;
}

const skillsPart = ({ skills }: Sought, { skillsWeight: weight }: MarketplacePolicy): Part => ({
  part: 'skills',
  rank: { weight, required: true, share: 'skills', of: skills },
  because: (offer) => {
    const held = skills.filter((one) => offer.skills.includes(one));
    const values = { held: held.length, sought: skills.length, skills: held.join(', ') };
    return { code: 'marketplace.because-skills', values };
  },
});

const daysPart = ({ days }: Sought, { availabilityWeight: weight }: MarketplacePolicy): Part => ({
  part: 'availability',
  rank: { weight, required: true, share: 'free', of: days },
  because: ({ free }) => {
    const values = { free: days.filter((day) => isFree(free, day)).length, days: days.length };
    return { code: 'marketplace.because-days', values };
  },
});

function pricePart(
  { currency }: Sought,
  full: bigint,
  { priceWeight: weight, tolerancePercent }: MarketplacePolicy,
): Part {
  const none = (full * BigInt(100 + tolerancePercent)) / 100n;
  return {
    part: 'price',
    rank: { weight, cheapness: 'dayPriceMinor', full, none },
    because: ({ dayPriceMinor }) => {
      const [price, budget] = [dayPriceMinor, full].map((one) => money(one, currency).amount);
      const values = { price, budget, currency };
      return dayPriceMinor <= full
        ? { code: 'marketplace.because-within-budget', values }
        : { code: 'marketplace.because-above-budget', values };
    },
  };
}

/** What is near a place: its region, or where a radius is said, places within it. */
interface Around {
  readonly region: string | null;
  readonly radiusKm: number | null;
}

function placePart(
  place: string,
  { region, radiusKm }: Around,
  { placeWeight: weight, sameRegionPoints: points }: MarketplacePolicy,
): Part {
  const inRegion = region === null ? [] : [{ where: { regions: anyOf(region) }, points }];
  const near = radiusKm === null ? inRegion : [{ where: {}, isNear: true as const, points }];
  return {
    part: 'place',
    rank: { weight, steps: [{ where: { places: anyOf(place) }, points: 1_000 }, ...near] },
    because: ({ places, regions }, { metres }) => {
      const values = { place };
      if (places.includes(place)) return { code: 'marketplace.because-there', values };
      if (radiusKm !== null) return byDistance(place, radiusKm, kilometresOf(metres));
      if (region !== null && regions.includes(region)) {
        return { code: 'marketplace.because-near', values };
      }
      return { code: 'marketplace.because-elsewhere', values };
    },
  };
}

const byDistance = (place: string, radiusKm: number, km: number | null): PluginFinding =>
  km === null || km > radiusKm
    ? { code: 'marketplace.because-too-far', values: { place } }
    : { code: 'marketplace.because-within', values: { place, km } };

const anyOf = (code: string): Condition<string[]> => ({ anyOf: [code] });

const say = (ctx: PluginContext, because: PluginFinding): string =>
  ctx.violations([because])[0]?.message ?? '';
