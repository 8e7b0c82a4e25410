import type { PluginSeeds } from 'gezel/sdk';
import { SpaceKind, SpaceStatus, WorkspacesSpace, WorkspacesTariff } from './space.entity.js';

/**
 * A real co-operative begins without spaces and without a tariff: no figures are known that could
 * stand here. Those of the demonstration are made up, say so, and have fixed ids.
 */
export const seeds: PluginSeeds = {
  demo: async ({ store }) => {
    for (const space of spaces) {
      if ((await store.get(WorkspacesSpace, space.id)) === null) {
        await store.insert(WorkspacesSpace, { ...space, openings, status: SpaceStatus.OPEN });
      }
    }
    for (const tariff of tariffs) {
      if ((await store.get(WorkspacesTariff, tariff.id)) === null) {
        await store.insert(WorkspacesTariff, { ...demonstration, ...tariff });
      }
    }
  },
};

/** Monday to Friday from nine to six, Saturday in the morning. */
const openings = [1, 2, 3, 4, 5, 6].map((weekday) => ({
  ...{ weekday, opens: 9 * 60, closes: weekday === 6 ? 13 * 60 : 18 * 60 },
}));

const spaces = [
  {
    ...{ id: id('01', 1), name: 'Atelier', place: 'Brussel', kind: SpaceKind.ROOM },
    ...{ capacity: 25, category: 'room' },
  },
  {
    ...{ id: id('01', 2), name: 'Bureaus', place: 'Gent', kind: SpaceKind.DESKS },
    ...{ capacity: 12, category: 'desk' },
  },
];

const demonstration = {
  ...{ currency: 'EUR', fromDay: '2020-01-01', demonstration: true },
  source: 'demonstration tariff: nobody has decided it',
  cancellation: [
    { daysBefore: 7, refundPercent: 100 },
    { daysBefore: 1, refundPercent: 50 },
  ],
};

const tariffs = [
  { id: id('02', 1), category: 'room', perHourMinor: 20_00n },
  { id: id('02', 2), category: 'desk', perHourMinor: 2_50n },
];

/** UUIDs of version 7 that are the same in every co-operative; its key tells them apart. */
function id(table: string, n: number): string {
  return `019c0000-0000-7000-8000-${table}${n.toString(16).padStart(10, '0')}`;
}
