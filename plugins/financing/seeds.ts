import type { DemoActivity, PluginContext, PluginSeeds } from 'gezel/sdk';
import { FinancingActivity } from './activity.entity.js';
import { FinancingInstalment } from './instalment.entity.js';
import { FinancingLoan, LoanStatus } from './loan.entity.js';
import { FinancingOwnMoney, OwnMoneyStatus } from './own-money.entity.js';
import { monthly } from './repayment-plan.js';
import { scoringOf } from './scoring.js';
import { costOf } from './share.js';
import { FinancingTerms, Product } from './terms.entity.js';

/**
 * Nobody publishes the terms of these loans, so there is no reference: without the co-operative's
 * own decision nothing is lent. The demonstration's terms are made up, but for the cost of the file.
 */
export const seeds: PluginSeeds = {
  demo: async (ctx, activities) => {
    await seedTerms(ctx);
    const [first] = activities;
    if (first === undefined) return;
    await seedApplication(ctx, first);
    await seedOwnMoney(ctx, first);
  },
};

/** 3 % of what is granted: https://kronik.smart.coop, "Je activiteit hervatten en ontwikkelen". */
const fileCostMillionths = 30_000;

const figures = [
  { product: Product.MICRO_CREDIT, maximumMinor: 250_000n, fileCostMillionths, longestMonths: 24 },
  {
    ...{ product: Product.INVESTMENT_CREDIT, maximumMinor: 2_500_000n },
    ...{ fileCostMillionths, longestMonths: 60 },
  },
  { product: Product.BUDGET, maximumMinor: 500_000n, fileCostMillionths, longestMonths: 12 },
  {
    ...{ product: Product.SUBSIDY, maximumMinor: 5_000_000n, coverMillionths: 900_000 },
    ...{ fileCostMillionths: 0, longestMonths: 36 },
  },
  {
    ...{ product: Product.INVOICE, maximumMinor: 1_000_000n, coverMillionths: 800_000 },
    ...{ fileCostMillionths: 0, longestMonths: 6 },
  },
  {
    ...{ product: Product.ORDER, maximumMinor: 500_000n },
    ...{ fileCostMillionths: 0, longestMonths: 12 },
  },
  // Within five years, by the same page.
  {
    ...{ product: Product.OWN_MONEY, maximumMinor: 2_500_000n },
    ...{ fileCostMillionths: 0, longestMonths: 60 },
  },
];

async function seedTerms({ store }: PluginContext): Promise<void> {
  for (const [i, terms] of figures.entries()) {
    const id = seedId(i + 1);
    if ((await store.get(FinancingTerms, id)) !== null) continue;
    await store.insert(FinancingTerms, {
      ...{ id, currency: 'EUR', fromDay: '2020-01-01', source: 'demonstration terms', ...terms },
      demonstration: true,
    });
  }
}

/** An application for a micro-credit on which an adviser is still to speak. */
async function seedApplication({ store, core }: PluginContext, { id: activityId }: DemoActivity) {
  const id = seedId(101);
  if ((await store.get(FinancingLoan, id)) !== null) return;
  const activity = await core.activity(activityId);
  if (activity === null) return;
  const { currency, managerId } = activity;
  const changedAt = new Date('2026-11-20T09:00:00Z');
  const amountMinor = 120_000n;
  await store.insert(FinancingActivity, { activityId, changedAt });
  const scored = { amountMinor, ownContributionMinor: 0n, currency, others: [], invoice: null };
  await store.insert(FinancingLoan, {
    ...{ id, activityId, product: Product.MICRO_CREDIT, status: LoanStatus.APPLIED, amountMinor },
    ...{ fileCostMinor: costOf(amountMinor, fileCostMillionths), ownContributionMinor: 0n },
    ...{ repaidMinor: 0n, writtenOffMinor: 0n, currency, purpose: 'A second-hand sound desk' },
    ...{ termsId: seedId(1), appliedById: managerId, changedAt },
    scoring: scoringOf({ ...scored, today: '2026-11-20' }),
  });
  for (const [i, part] of monthly(amountMinor, 12, '2027-01-15').entries()) {
    const place = { id: seedId(200 + i), loanId: id, number: i + 1, paidMinor: 0n, currency };
    await store.insert(FinancingInstalment, { ...part, ...place });
  }
}

/** Own money that a member has agreed to put in, and the bank is still to bring; less than first meant. */
async function seedOwnMoney({ store, core }: PluginContext, { id: activityId }: DemoActivity) {
  if ((await store.get(FinancingOwnMoney, seedId(301))) !== null) return;
  const activity = await core.activity(activityId);
  if (activity === null) return;
  const own = {
    ...{ activityId, memberId: activity.managerId, currency: activity.currency, months: 12 },
    ...{ firstBackOn: '2027-03-31', termsId: seedId(7) },
    ...{ paidBackMinor: 0n, forgivenMinor: 0n, assumedMinor: 0n },
  };
  await store.insert(FinancingOwnMoney, {
    ...{ ...own, id: seedId(301), status: OwnMoneyStatus.AGREED, amountMinor: 60_000n },
    agreedAt: new Date('2026-11-20T09:00:00Z'),
  });
  await store.insert(FinancingOwnMoney, {
    ...{ ...own, id: seedId(302), status: OwnMoneyStatus.CANCELLED, amountMinor: 90_000n },
    ...{ agreedAt: new Date('2026-11-18T09:00:00Z'), endedOn: '2026-11-20' },
  });
}

/** UUIDs of version 7 that are the same in every co-operative; its key tells them apart. */
const seedId = (n: number): string =>
  `019a0000-0000-7000-8000-f1${n.toString(16).padStart(10, '0')}`;
