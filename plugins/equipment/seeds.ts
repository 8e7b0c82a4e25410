import type { PluginSeeds } from 'gezel/sdk';
import { ItemStatus, Owner } from './codes.js';
import { EquipmentItem } from './item.entity.js';

/** A real co-operative enters its own; the demonstration has a small pool at made-up prices. */
export const seeds: PluginSeeds = {
  demo: async ({ store }) => {
    for (const [i, thing] of pool.entries()) {
      const id = `019a0000-0000-7000-8003-01000000000${i + 1}`;
      if ((await store.get(EquipmentItem, id)) !== null) continue;
      await store.insert(EquipmentItem, { ...shared, ...thing, id, requestKey: `demo-${i + 1}` });
    }
  },
};

const shared = {
  ...{ owner: Owner.COOPERATIVE, activityId: null, currency: 'EUR', residualMinor: 0n },
  ...{ depreciationMonths: 60, acquiredOn: '2025-01-15', status: ItemStatus.IN_USE },
  ...{ insuredUnder: null, changedAt: new Date('2026-09-01T08:00:00Z') },
};

const pool = [
  {
    ...{ title: 'Projector (demonstration)', serialNumber: 'DEMO-1', valueMinor: 180_000n },
    ...{ pricePerDayMinor: 2_500n, depositMinor: 20_000n },
  },
  {
    ...{ title: 'Light set (demonstration)', serialNumber: 'DEMO-2', valueMinor: 90_000n },
    ...{ pricePerDayMinor: 1_500n, depositMinor: 0n },
  },
];
