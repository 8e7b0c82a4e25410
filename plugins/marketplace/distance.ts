import {
  type Attempted,
  badInput,
  Decimal,
  Field,
  InputType,
  locked,
  notFound,
  type PluginContext,
  type PluginStore,
  text,
} from 'gezel/sdk';
import { MarketplacePlace } from './lists.entity.js';

/** Millionths of a degree, as a place has them once it was located. */
export interface Located {
  readonly latitude: number;
  readonly longitude: number;
}

/** Kilometres over the great circle, rounded: on a sphere, so within half a percent of the road map. */
export function kilometres(one: Located, other: Located): number {
  const radians = (millionths: number) => (millionths / 1_000_000) * (Math.PI / 180);
  const [a, b] = [radians(one.latitude), radians(other.latitude)];
  const half = (x: number) => Math.sin(x / 2) ** 2;
  const east = radians(other.longitude - one.longitude);
  const share = half(b - a) + Math.cos(a) * Math.cos(b) * half(east);
  return Math.round(2 * 6_371 * Math.asin(Math.min(1, Math.sqrt(share))));
}

/** The places of the list within a radius of one of them, itself left out, with their distances. */
export async function placesWithin(
  store: PluginStore,
  centre: MarketplacePlace,
  radiusKm: number,
): Promise<ReadonlyMap<string, number>> {
  const near: [string, number][] = [];
  if (!isLocated(centre)) return new Map();
  for (let last: string | undefined; ; ) {
    const page = await store.find<MarketplacePlace>(
      MarketplacePlace,
      last === undefined ? {} : { id: { after: last } },
    );
    for (const place of page) {
      if (place.code === centre.code || !isLocated(place)) continue;
      const km = kilometres(centre, place);
      if (km <= radiusKm) near.push([place.code, km]);
    }
    if (page.length < 100) break;
    last = page.at(-1)?.id;
  }
  return new Map(near.sort(([, a], [, b]) => a - b).slice(0, nearLimit));
}

/** Places that one search looks at: the nearest. */
const nearLimit = 100;

export const isLocated = (place: MarketplacePlace): place is MarketplacePlace & Located =>
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

function millionths(degrees: string, most: number, path: string): number {
  const value = Number(degrees);
  if (/^-?\d{1,3}(\.\d{1,6})?$/.test(degrees) && Math.abs(value) <= most) {
    return Math.round(value * 1_000_000);
  }
  throw badInput(`Degrees from -${most} to ${most} with at most six decimals.`, path);
}
