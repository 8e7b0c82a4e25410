import type { DemoActivity, PluginContext, PluginSeeds } from 'gezel/sdk';
import { EquityKind, StartUpEquityEvent, StartUpHolder } from './equity.entity.js';
import { StartUpPurchaseAgreement } from './purchase.entity.js';
import { StartUpScenario } from './scenario.entity.js';
import { StartUpActivity, StartUpInvestment, StartUpTeamMember } from './start-up.entity.js';

/** Deterministic and safe to repeat: fixed ids, and what is there stays as somebody changed it. */
export const seeds: PluginSeeds = {
  demo: async (ctx, activities) => {
    const own = activities.filter(({ sector }) => sector === 'start-ups');
    for (const [i, activity] of own.entries()) await seedStartUp(ctx, activity, i + 1);
  },
};

/** A first year: a machine, two roles, one scenario, a supplier and two founders. All figures are made up. */
async function seedStartUp({ store }: PluginContext, activity: DemoActivity, n: number) {
  const activityId = activity.id;
  if ((await store.get(StartUpActivity, activityId)) !== null) return;
  const shared = { activityId, currency: 'EUR', changedAt: new Date('2026-09-07T08:00:00Z') };
  const { currency, ...described } = shared;
  await store.insert(StartUpActivity, { ...described, companyName: activity.name });
  await store.insert(StartUpInvestment, {
    ...{ ...shared, id: seedId('1', n), title: 'Test bench', boughtOn: '2026-10-01' },
    ...{ costMinor: 1_200_000n, residualMinor: 0n, lifeMonths: 36 },
  });
  for (const [i, role] of ['Developer', 'Sales'].entries()) {
    await store.insert(StartUpTeamMember, {
      ...{ ...shared, id: seedId('2', n * 10 + i), role, monthlyCostMinor: 480_000n },
      ...{ fromDay: i === 0 ? '2026-09-01' : '2027-01-01' },
    });
  }
  await store.insert(StartUpScenario, {
    ...{ ...shared, id: seedId('3', n), name: 'cautious', fromDay: '2026-12-01', months: 12 },
    openingMinor: 4_500_000n,
    lines: [
      {
        ...{ label: 'Subscriptions', amountMinor: '220000', firstMonth: 0, lastMonth: 11 },
        ...{ everyMonths: 1, growthBps: 500 },
      },
    ],
  });
  await store.insert(StartUpPurchaseAgreement, {
    ...{ ...shared, id: seedId('6', n), supplier: 'A supplier', title: 'Printed boards' },
    ...{ fromDay: '2026-09-07', untilDay: null, usualQuantity: 50n },
    tiers: [
      { from: '1', price: '1000' },
      { from: '100', price: '800' },
    ],
  });
  for (const [i, name] of ['First founder', 'Second founder'].entries()) {
    const holderId = seedId('4', n * 10 + i);
    await store.insert(StartUpHolder, { id: holderId, activityId, name });
    await store.insert(StartUpEquityEvent, {
      ...{ id: seedId('5', n * 10 + i), activityId, sequence: i + 1, kind: EquityKind.ISSUE },
      ...{ day: '2026-09-07', shareClass: 'ordinary', holderId, quantity: 500n },
    });
  }
}

/** UUIDs of version 7 that are the same in every co-operative; its key tells them apart. */
const seedId = (table: string, n: number): string =>
  `019a0000-0000-7000-8000-0${table}${n.toString(16).padStart(10, '0')}`;
