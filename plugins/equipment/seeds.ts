import type { PluginSeeds } from 'gezel/sdk';
import { ItemStatus, Owner } from './codes.js';
import { EquipmentItem } from './item.entity.js';

/**
 * A real co-operative enters its own; the demonstration has a small pool at made-up prices, and a thing
 * that a start-up’s member brought.
 */
export const seeds: PluginSeeds = {
  demo: async ({ store }, activities) => {
    for (const [i, { id: activityId }] of activities
      .filter(({ sector }) => sector === 'start-ups')
      .entries()) {
      const id = `019a0000-0000-7000-8003-0200000000${String(i + 1).padStart(2, '0')}`;
      if ((await store.get(EquipmentItem, id)) !== null) continue;
      const requestKey = `demo-own-${i + 1}`;
      await store.insert(EquipmentItem, { ...shared, ...own, id, activityId, requestKey });
    }
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

/** The member’s own, so nothing of it is on the ledger. */
const own = {
  ...{ title: 'Soldering station (demonstration)', serialNumber: null, valueMinor: 60_000n },
  ...{ owner: Owner.MEMBER, pricePerDayMinor: null, depositMinor: 0n },
  ...{ insuredUnder: 'All risks (demonstration)', insuredFrom: '2026-01-01' },
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
