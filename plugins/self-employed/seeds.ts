import type { PluginSeeds } from 'gezel/sdk';
import { Occupation, SelfEmployedScale, SelfEmployedThreshold } from './figures.entity.js';

/**
 * A real co-operative enters the figures of the law with their source: none is known well enough to
 * stand here. Those of the demonstration are made up, say so, and have fixed ids.
 */
export const seeds: PluginSeeds = {
  demo: async ({ store }) => {
    for (const scale of scales) {
      if ((await store.get(SelfEmployedScale, scale.id)) === null) {
        await store.insert(SelfEmployedScale, { ...demonstration, ...scale });
      }
    }
    if ((await store.get(SelfEmployedThreshold, id('02', 1))) !== null) return;
    await store.insert(SelfEmployedThreshold, {
      ...{ ...demonstration, id: id('02', 1), turnoverMinor: 20_000_00n },
    });
  },
};

const demonstration = {
  ...{ fromDay: '2020-01-01', currency: 'EUR', demonstration: true },
  source: 'demonstration: made up, no figure of any law',
};

const brackets = [
  { upToMinor: '5000000', rate: 200_000 },
  { upToMinor: '10000000', rate: 100_000 },
];

const scales = [
  {
    ...{ id: id('01', 1), occupation: Occupation.MAIN, brackets, feeRate: 30_000 },
    ...{ freeBelowMinor: 0n, leastIncomeMinor: 10_000_00n },
  },
  {
    ...{ id: id('01', 2), occupation: Occupation.SECONDARY, brackets, feeRate: 30_000 },
    ...{ freeBelowMinor: 1_000_00n, leastIncomeMinor: 0n },
  },
];

/** UUIDs of version 7 that are the same in every co-operative; its key tells them apart. */
function id(table: string, n: number): string {
  return `01a00000-0000-7000-8000-${table}${n.toString(16).padStart(10, '0')}`;
}
