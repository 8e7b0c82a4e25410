import type { PluginContext, PluginSeeds } from 'gezel/sdk';
import { ChargeProceeds, DebtorKind, FigureCode } from './codes.js';
import { CollectionFigure, CollectionPolicy } from './reference.entity.js';

/** Deterministic and safe to repeat: fixed ids, and what is there stays as somebody changed it. */
export const seeds: PluginSeeds = {
  reference: seedRates,
  demo: async (ctx) => {
    await seedDemonstration(ctx);
  },
};

/**
 * Rates of the law of 2 August 2002 that were read in a published source. Half-years in between are
 * missing on purpose: staff enter them from the Belgian Official Gazette, and until then whatever
 * needs one says so.
 */
const rates = [
  { n: 1, value: 800n, fromDay: '2017-01-01', untilDay: '2017-07-01', source: 'medenam.be' },
  { n: 2, value: 800n, fromDay: '2018-07-01', untilDay: '2019-01-01', source: 'medenam.be' },
  { n: 3, value: 800n, fromDay: '2020-01-01', untilDay: '2021-07-01', source: 'medenam.be' },
  { n: 4, value: 1250n, fromDay: '2024-01-01', untilDay: '2024-07-01', source: 'medenam.be' },
  { n: 5, value: 1050n, fromDay: '2025-07-01', untilDay: '2026-07-01', source: 'embuild.be, 2026' },
] as const;

async function seedRates({ store }: PluginContext): Promise<void> {
  for (const { n, ...row } of rates) {
    const id = seedId('01', n);
    if ((await store.get(CollectionFigure, id)) !== null) continue;
    const code = FigureCode.INTEREST_RATE;
    await store.insert(CollectionFigure, {
      ...{ ...row, id, code, currency: null, demonstration: false },
    });
  }
}

/** Made up for the demo co-operative, and marked so: neither the law nor anybody's terms. */
async function seedDemonstration({ store }: PluginContext): Promise<void> {
  const source = 'demonstration, not a published figure';
  const made = { source, untilDay: null, demonstration: true };
  const figures = [
    { ...made, code: FigureCode.INTEREST_RATE, value: 1_050n, currency: null, n: 20 },
    { ...made, code: FigureCode.LUMP_SUM, value: 4_000n, currency: 'EUR', n: 21 },
  ];
  for (const { n, ...row } of figures) {
    const id = seedId('01', n);
    if ((await store.get(CollectionFigure, id)) !== null) continue;
    await store.insert(CollectionFigure, { ...row, id, fromDay: '2026-07-01' });
  }
  for (const [i, debtorKind] of Object.values(DebtorKind).entries()) {
    const id = seedId('02', i + 1);
    if ((await store.get(CollectionPolicy, id)) !== null) continue;
    const consumer = debtorKind === DebtorKind.CONSUMER;
    await store.insert(CollectionPolicy, {
      ...{ ...made, id, debtorKind, reminderAfterDays: 7, termDays: 14, fromDay: '2024-01-01' },
      ...{ penaltyAgreed: consumer, interestAgreed: consumer ? 800 : null },
      proceeds: ChargeProceeds.COMMUNITY,
    });
  }
}

/** UUIDs of version 7 that are the same in every co-operative; its key tells them apart. */
const seedId = (table: string, n: number): string =>
  `019a0000-0000-7000-8001-${table}${n.toString(16).padStart(10, '0')}`;
