import type { PluginSeeds } from 'gezel/sdk';
import { MobilityVan, MobilityVanTariff, VanStatus } from './van.entity.js';

/**
 * A real co-operative begins without a van and without a tariff: no figures are known that could
 * stand here. Those of the demonstration are made up, say so, and have fixed ids.
 */
export const seeds: PluginSeeds = {
  demo: async ({ store }) => {
    for (const van of vans) {
      if ((await store.get(MobilityVan, van.id)) === null) await store.insert(MobilityVan, van);
    }
    for (const tariff of tariffs) {
      const row = { ...demonstration, ...tariff };
      if ((await store.get(MobilityVanTariff, row.id)) === null) {
        await store.insert(MobilityVanTariff, row);
      }
    }
  },
};

const brussels = { place: 'Brussel', status: VanStatus.IN_SERVICE };

const vans = [
  { id: id('01', 1), name: 'Kleine 1', plate: '1-DEM-001', category: 'van-small' },
  { id: id('01', 2), name: 'Kleine 2', plate: '1-DEM-002', category: 'van-small' },
  { id: id('01', 3), name: 'Grote 1', plate: '1-DEM-003', category: 'van-large' },
].map((van) => ({ ...van, ...brussels, seats: 3, kilometres: 20_000 }));

const demonstration = {
  ...{ currency: 'EUR', fromDay: '2020-01-01', demonstration: true },
  source: 'demonstration tariff: nobody has decided it',
};

const tariffs = [
  {
    ...{ id: id('02', 1), category: 'van-small', perDayMinor: 45_00n, kilometresPerDay: 100 },
    ...{ perKilometreMinor: 25n, depositMinor: 250_00n },
  },
  {
    ...{ id: id('02', 2), category: 'van-large', perDayMinor: 70_00n, kilometresPerDay: 100 },
    ...{ perKilometreMinor: 35n, depositMinor: 400_00n },
  },
];

/** UUIDs of version 7 that are the same in every co-operative; its key tells them apart. */
function id(table: string, n: number): string {
  return `019b0000-0000-7000-8000-${table}${n.toString(16).padStart(10, '0')}`;
}
