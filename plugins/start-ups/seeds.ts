import type { DemoActivity, PluginContext, PluginSeeds } from 'gezel/sdk';
import { EquityKind, StartUpEquityEvent, StartUpHolder } from './equity.entity.js';
import { StartUpPurchaseAgreement } from './purchase.entity.js';
import { StartUpScenario } from './scenario.entity.js';
import {
  ItemDecision,
  ItemKind,
  SpinOffStatus,
  StartUpSpinOff,
  StartUpSpinOffItem,
} from './spin-off.entity.js';
import { StartUpActivity, StartUpInvestment, StartUpTeamMember } from './start-up.entity.js';

/** Deterministic and safe to repeat: fixed ids, and what is there stays as somebody changed it. */
export const seeds: PluginSeeds = {
  demo: async (ctx, activities) => {
    const own = activities.filter(({ sector }) => sector === 'start-ups');
    for (const [i, activity] of own.entries()) await seedStartUp(ctx, activity, i + 1);
  },
};

/** A first year: a machine, two roles, one scenario, a supplier and two founders. All figures are made up. */
async function seedStartUp({ store, core }: PluginContext, activity: DemoActivity, n: number) {
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
  await seedSpinOff({ store, core }, shared, n);
  await seedShares({ store }, activityId, n);
}

/** Two founders with half of the shares each, and options set apart, of which one is granted. */
async function seedShares({ store }: Pick<PluginContext, 'store'>, activityId: string, n: number) {
  const names = ['First founder', 'Second founder', 'First employee'];
  const holders = names.map((name, i) => ({ id: seedId('4', n * 10 + i), activityId, name }));
  for (const holder of holders) await store.insert(StartUpHolder, holder);
  const [first, second, third] = holders.map(({ id }) => id);
  const ordinary = { kind: EquityKind.ISSUE, quantity: 500n, security: null, terms: {} };
  const plan = { kind: EquityKind.PLAN, quantity: 100n, security: 'options', terms: {} };
  const vesting = { vestingFrom: '2026-09-07', vestingMonths: 48, cliffMonths: 12 };
  const option = { kind: EquityKind.GRANT, quantity: 48n, security: 'option-1' };
  const events = [
    { ...ordinary, holderId: first },
    { ...ordinary, holderId: second },
    { ...plan, holderId: null },
    { ...option, holderId: third, terms: { plan: 'options', price: '1', ...vesting } },
  ];
  for (const [i, event] of events.entries()) {
    await store.insert(StartUpEquityEvent, {
      ...{ id: seedId('5', n * 10 + i), activityId, sequence: i + 1, day: '2026-09-07' },
      ...{ shareClass: 'ordinary', ...event },
    });
  }
}

/** A file that its founder has opened: what it has, and that one thing is decided. */
async function seedSpinOff(
  { store, core }: Pick<PluginContext, 'store' | 'core'>,
  { activityId, currency, changedAt }: { activityId: string; currency: string; changedAt: Date },
  n: number,
) {
  const activity = await core.activity(activityId);
  if (activity === null) return;
  const id = seedId('7', n);
  await store.insert(StartUpSpinOff, {
    ...{ id, activityId, currency, changedAt, status: SpinOffStatus.DRAFT },
    ...{ companyName: activity.name, enterpriseNumber: '0566988259' },
    ...{ companyAccount: 'BE68539007547034', transferOn: '2027-12-31' },
    preparedById: activity.managerId,
  });
  const { CARRY } = ItemDecision;
  const listed = [
    { kind: ItemKind.INVESTMENT, subjectType: 'StartUpInvestment', table: '1', decision: CARRY },
    { kind: ItemKind.AGREEMENT, subjectType: 'StartUpPurchaseAgreement', table: '6' },
  ];
  for (const [i, { table, ...item }] of listed.entries()) {
    const place = { id: seedId('8', n * 10 + i), spinOffId: id, subjectId: seedId(table, n) };
    await store.insert(StartUpSpinOffItem, { ...item, ...place, currency, movable: true });
  }
}

/** UUIDs of version 7 that are the same in every co-operative; its key tells them apart. */
const seedId = (table: string, n: number): string =>
  `019a0000-0000-7000-8000-0${table}${n.toString(16).padStart(10, '0')}`;
