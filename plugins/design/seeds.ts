import type { DemoActivity, PluginContext, PluginSeeds } from 'gezel/sdk';
import { DesignActivity } from './activity.entity.js';
import { BriefStatus, DesignBrief } from './brief.entity.js';
import { DeliverableStatus, DesignDeliverable, DesignRevisionRound } from './deliverable.entity.js';

/** Deterministic and safe to repeat: fixed ids, and what is there stays as somebody changed it. */
export const seeds: PluginSeeds = {
  demo: async (ctx, activities) => {
    const own = activities.filter(({ sector }) => sector === 'design');
    for (const [i, activity] of own.entries()) await seedStudio(ctx, activity, i + 1);
  },
};

/** A studio with one commission, half of which the client has seen. */
async function seedStudio({ store }: PluginContext, activity: DemoActivity, n: number) {
  const activityId = activity.id;
  if ((await store.get(DesignActivity, activityId)) !== null) return;
  const shared = { activityId, changedAt: new Date('2026-09-07T08:00:00Z') };
  await store.insert(DesignActivity, {
    ...{ ...shared, studioName: activity.name, discipline: 'graphic' },
  });
  const briefId = seedId('1', n);
  await store.insert(DesignBrief, {
    ...{ ...shared, id: briefId, title: 'House style of a museum', status: BriefStatus.OPEN },
    ...{
      goal: 'A recognisable house style before the reopening.',
      audience: 'Visitors of 8 to 80.',
    },
    ...{ constraints: 'Accessible contrast; four languages.', materials: 'Photographs in May.' },
  });
  for (const [i, work] of works.entries()) {
    await store.insert(DesignDeliverable, {
      ...{ ...shared, briefId, id: seedId('2', n * 10 + i), currency: 'EUR', ...work },
    });
  }
  await store.insert(DesignRevisionRound, {
    ...{ id: seedId('3', n), activityId, deliverableId: seedId('2', n * 10), number: 1 },
    ...{ request: 'A calmer palette.', priceMinor: null, currency: 'EUR', askedOn: '2026-10-05' },
  });
}

const { DRAFT, IN_REVIEW } = DeliverableStatus;

const works = [
  {
    ...{ title: 'Logo', format: 'SVG and PDF/X-4', status: IN_REVIEW },
    ...{ includedRounds: 2, roundsTaken: 1, extraRoundMinor: 15_000n },
  },
  { title: 'Poster', format: 'A2, PDF/X-4', status: DRAFT, includedRounds: 1, roundsTaken: 0 },
];

/** UUIDs of version 7 that are the same in every co-operative; its key tells them apart. */
const seedId = (table: string, n: number): string =>
  `019a0000-0000-7000-8000-0${table}${n.toString(16).padStart(10, '0')}`;
