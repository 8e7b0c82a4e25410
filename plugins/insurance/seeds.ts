import type { PluginContext, PluginSeeds } from 'gezel/sdk';
import { NeedStatus, Occasion, Risk } from './codes.js';
import { InsuranceNeed } from './need.entity.js';
import { InsurancePolicy } from './policy.entity.js';

/**
 * No insurer has published a tariff that could stand here, so a real co-operative begins with none
 * and sets its own: `insuranceSetPolicy`. What the demo co-operative has is made up and says so.
 */
export const seeds: PluginSeeds = {
  demo: async (ctx, activities) => {
    await seedPolicies(ctx);
    const [first] = activities;
    if (first !== undefined) await seedNeed(ctx, first.id);
  },
};

const none = { excessMinor: 0n, fixedPerDayMinor: 0n, ratePerDay: 0, minimumMinor: 0n } as const;

const policies = [
  {
    ...{ ...none, title: 'Equipment', risk: Risk.EQUIPMENT, suggestedFor: Occasion.EQUIPMENT },
    ...{ coverUpToMinor: 5_000_000n, excessMinor: 25_000n, ratePerDay: 400, minimumMinor: 1_000n },
  },
  {
    ...{ ...none, title: 'Van', risk: Risk.VEHICLE, suggestedFor: Occasion.VAN },
    ...{ coverUpToMinor: 4_000_000n, excessMinor: 50_000n, fixedPerDayMinor: 1_200n },
  },
  {
    ...{ ...none, title: 'Liability', risk: Risk.LIABILITY, suggestedFor: null },
    ...{ coverUpToMinor: 100_000_000n, ratePerDay: 10, minimumMinor: 500n },
  },
  {
    ...{ ...none, title: 'Accidents', risk: Risk.ACCIDENT, suggestedFor: Occasion.CONTRACT },
    ...{ coverUpToMinor: 10_000_000n, fixedPerDayMinor: 150n },
  },
];

async function seedPolicies({ store }: PluginContext): Promise<void> {
  for (const [i, policy] of policies.entries()) {
    const id = seedId('01', i + 1);
    if ((await store.get(InsurancePolicy, id)) !== null) continue;
    await store.insert(InsurancePolicy, {
      ...{ ...policy, id, insurer: 'Demonstration insurer', currency: 'EUR', untilDay: null },
      ...{ fromDay: '2020-01-01', source: 'demonstration tariff', demonstration: true },
    });
  }
}

async function seedNeed({ store }: PluginContext, activityId: string): Promise<void> {
  const id = seedId('02', 1);
  if ((await store.get(InsuranceNeed, id)) !== null) return;
  await store.insert(InsuranceNeed, {
    ...{ id, activityId, risk: Risk.EQUIPMENT, sourceType: 'Flag', sourceId: id },
    ...{ fromDay: '2027-03-10', untilDay: '2027-03-12', valueMinor: 250_000n },
    ...{ status: NeedStatus.OPEN, reason: 'Borrowed lights', changedAt: seededAt },
  });
}

const seededAt = new Date('2026-09-01T08:00:00Z');

/** UUIDs of version 7 that are the same in every co-operative; its key tells them apart. */
const seedId = (table: string, n: number): string =>
  `019a0000-0000-7000-8002-${table}${n.toString(16).padStart(10, '0')}`;
