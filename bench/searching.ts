/**
 * The free search over the same offers: skills, days, a budget and a radius around a point, twenty to
 * a page, the nearest first and the best first, asked of the graph and counted as answered.
 */
import { execute, parse } from 'graphql';
import { coreDomains } from '../core/domains.js';
import { systemContext } from '../core/platform/host/system-viewer.js';
import { newId } from '../core/platform/ids.js';
import type { OpenPlatform } from '../core/platform/open.js';
import { addDays } from '../core/sdk/civil-days.js';
import type { PluginDefinition } from '../core/sdk/define.js';
import { buildGraph } from '../gateway/graph/build-graph.js';

export interface SearchFigure {
  readonly nearestMs: number;
  readonly bestMs: number;
}

const searches = 200;

const query = parse(`query ($skills: [String!], $days: [Date!], $latitude: Decimal,
  $longitude: Decimal, $orderBy: MarketplaceOfferOrder) {
  marketplaceOffers(skills: $skills, days: $days, latitude: $latitude, longitude: $longitude,
    radiusKm: 50, budget: "400", currency: "EUR", orderBy: $orderBy, first: 20) {
    nodes { id offeredAs distanceKm score parts { part points reason } } } }`);

/** Medians over as many searches, each in a town of its own, of each of the two orders. */
export async function searchTimes(
  platform: OpenPlatform,
  plugin: PluginDefinition,
  cooperativeId: string,
): Promise<SearchFigure> {
  await platform.database.query(
    `insert into core.plugin_decision (cooperative_id, id, plugin, state, reference)
     values ($1, $2, $3, 'ENABLED', 'The bench')`,
    [cooperativeId, newId(), plugin.name],
  );
  platform.host.forget(cooperativeId);
  const { schema } = await buildGraph({ domains: coreDomains, plugins: [plugin], compose: false });
  const first = addDays(platform.clock.today(), 55);
  const median = async (orderBy: string) => {
    const times: number[] = [];
    let found = 0;
    for (let n = 0; n < searches; n++) {
      const variableValues = {
        ...{ orderBy, days: [first, addDays(first, 1)], skills: [`skill-${(n * 7) % 200}`] },
        latitude: (50 + ((n * 37) % 100) / 100).toFixed(2),
        longitude: (3 + ((n * 53) % 200) / 100).toFixed(2),
      };
      const contextValue = systemContext(platform, cooperativeId);
      const begun = performance.now();
      const answer = await execute({ schema, document: query, variableValues, contextValue });
      times.push(performance.now() - begun);
      if (answer.errors !== undefined) throw answer.errors[0];
      found += (answer.data as unknown as Answer).marketplaceOffers.nodes.length;
    }
    if (found < searches) throw new Error(`${searches} searches found ${found} offers.`);
    return times.sort((a, b) => a - b)[searches / 2] as number;
  };
  return { nearestMs: await median('DISTANCE'), bestMs: await median('SCORE') };
}

interface Answer {
  readonly marketplaceOffers: { readonly nodes: readonly object[] };
}
