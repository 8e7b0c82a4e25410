import {
  type Attempted,
  badInput,
  Decimal,
  Field,
  InputType,
  locked,
  type Nearness,
  notFound,
  type PluginContext,
  type Point,
  text,
} from 'gezel/sdk';
import { MarketplacePlace } from './lists.entity.js';
import type { MarketplaceOffer } from './offer.entity.js';

/** Within so many kilometres of a point: over the great circle, which the database measures. */
export const nearOf = (of: Point, radiusKm: number): Nearness<MarketplaceOffer> => ({
  ...{ of, withinM: radiusKm * 1_000, held: 'places' },
  places: { entity: MarketplacePlace, code: 'code', position: 'position' },
});

export const kilometresOf = (metres: number | null): number | null =>
  metres === null ? null : Math.round(metres / 1_000);

export const isLocated = (place: MarketplacePlace): place is MarketplacePlace & Point =>
  place.latitude !== null && place.longitude !== null;

@InputType({ description: 'Where a place of the list is.' })
export class MarketplaceLocatePlaceInput {
  @Field(() => String, { description: 'Its code.' })
  code: string;

  @Field(() => Decimal, { description: 'Degrees north, WGS 84, e.g. "51.0543".' })
  latitude: string;

  @Field(() => Decimal, { description: 'Degrees east, e.g. "3.7174".' })
  longitude: string;

  @Field(() => String, { description: 'Where that comes from.' })
  source: string;
}

/** Says where a place is, or puts it right. */
export async function locatePlace(
  ctx: PluginContext,
  input: MarketplaceLocatePlaceInput,
): Promise<Attempted<MarketplacePlace>> {
  ctx.require('marketplace.manage');
  const [found] = await ctx.store.find(MarketplacePlace, { code: input.code }, { limit: 1 });
  if (found === undefined) throw notFound('MarketplacePlace', input.code);
  const change = {
    latitude: millionths(input.latitude, 90, 'latitude'),
    longitude: millionths(input.longitude, 180, 'longitude'),
    locatedBy: text(input.source, 'source', 500),
  };
  return ctx.attempt({ action: 'marketplace.locate-place' }, async (inside) => {
    const place = await locked(inside, MarketplacePlace, found.id);
    return {
      findings: [],
      write: async () => (await inside.store.update(MarketplacePlace, place.id, change)) ?? place,
    };
  });
}

export function millionths(degrees: string, most: number, path: string): number {
  const value = Number(degrees);
  if (/^-?\d{1,3}(\.\d{1,6})?$/.test(degrees) && Math.abs(value) <= most) {
    return Math.round(value * 1_000_000);
  }
  throw badInput(`Degrees from -${most} to ${most} with at most six decimals.`, path);
}
