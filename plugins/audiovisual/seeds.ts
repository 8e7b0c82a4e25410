import type { DemoActivity, PluginContext, PluginSeeds } from 'gezel/sdk';
import { AudiovisualActivity } from './activity.entity.js';
import { AudiovisualJointCommittee } from './joint-committee.entity.js';
import { AudiovisualProduction, ProductionKind } from './production.entity.js';
import { AudiovisualShootingDay, ShootingDayStatus } from './shooting-day.entity.js';

/** Deterministic and safe to repeat: fixed ids, and what is there stays as somebody changed it. */
export const seeds: PluginSeeds = {
  reference: async ({ store }) => {
    for (const committee of committees) {
      if ((await store.get(AudiovisualJointCommittee, committee.code)) !== null) continue;
      await store.insert(AudiovisualJointCommittee, committee);
    }
  },
  demo: async (ctx, activities) => {
    const own = activities.filter(({ sector }) => sector === 'audiovisual');
    for (const [i, activity] of own.entries()) await seedProduction(ctx, activity, i + 1);
  },
};

/** The committees that a pay office for this sector names; of dubbing it names no number. */
const source = 'Pay simulator of a Belgian co-operative: github.com/hypered/smart-design';
const committees = [
  {
    ...{ code: '227', number: '227', source },
    titles: {
      ...{ nl: 'Audiovisuele sector', fr: 'Secteur audiovisuel' },
      ...{ en: 'Audiovisual sector', de: 'Audiovisueller Sektor' },
    },
  },
  {
    ...{ code: '303.01', number: '303.01', source },
    titles: {
      ...{ nl: 'Productie van films', fr: 'Production de films' },
      ...{ en: 'Production of films', de: 'Filmproduktion' },
    },
  },
  {
    ...{ code: '303.03', number: '303.03', source },
    titles: {
      ...{ nl: 'Bioscopen', fr: 'Salles de cinéma' },
      ...{ en: 'Cinemas', de: 'Kinos' },
    },
  },
  {
    ...{ code: 'dubbing', number: null, source: null },
    titles: { nl: 'Nasynchronisatie', fr: 'Doublage', en: 'Dubbing', de: 'Synchronisation' },
  },
];

/** A short film with two shooting days, on one activity of the demonstration. */
async function seedProduction({ store }: PluginContext, { id }: DemoActivity, n: number) {
  if ((await store.get(AudiovisualActivity, id)) !== null) return;
  const changedAt = new Date('2026-09-01T08:00:00Z');
  const productionId = seedId('01', n);
  await store.insert(AudiovisualActivity, { activityId: id, since: changedAt });
  await store.insert(AudiovisualProduction, {
    ...{ id: productionId, activityId: id, title: 'Laagwater', kind: ProductionKind.FILM },
    ...{ director: 'The collective', plannedDays: 2, jointCommittee: '303.01', changedAt },
  });
  for (const [i, { day, location }] of days.entries()) {
    await store.insert(AudiovisualShootingDay, {
      ...{ id: seedId('02', n * 10 + i), activityId: id, productionId, number: i + 1 },
      ...{ day, location, status: ShootingDayStatus.PLANNED, changedAt },
    });
  }
}

const days = [
  { day: '2027-05-10', location: 'Oostende, Westerstaketsel' },
  { day: '2027-05-11', location: 'Oostende, Visserskaai' },
];

/** UUIDs of version 7 that are the same in every co-operative; its key tells them apart. */
const seedId = (table: string, n: number): string =>
  `019a0000-0000-7000-8001-${table}${n.toString(16).padStart(10, '0')}`;
