import { fact } from 'gezel/sdk';
import { AudiovisualEquipment } from './equipment.entity.js';
import { AudiovisualShootingDay, ShootingDayStatus } from './shooting-day.entity.js';

/** When and where an activity shoots from today on, for bridges. */
export const shootingDays = fact({
  name: 'audiovisual.shooting-days',
  description:
    'Planned shooting days of an activity from today on, by day, at most 100: { day, ' +
    'productionId, location }.',
  rows: async ({ store, today }, activityId) => {
    const planned = await store.find(
      AudiovisualShootingDay,
      { activityId, day: { from: today }, status: ShootingDayStatus.PLANNED },
      { orderBy: { property: 'day', direction: 'asc' } },
    );
    return planned.map(({ day, productionId, location }) => ({ day, productionId, location }));
  },
});

/** What an activity uses on its shoots and what it is worth, for bridges. */
export const equipmentUsed = fact({
  name: 'audiovisual.equipment',
  description:
    'Equipment on the lists of an activity’s productions, at most 100: { id, productionId, title, ' +
    'owner, valueMinor, currency, coveredFrom, coveredUntil }; valueMinor in minor units as text, ' +
    'the days of its cover null where it has none.',
  rows: async ({ store }, activityId) => {
    const listed = await store.find(AudiovisualEquipment, { activityId });
    return listed.map(({ id, productionId, title, owner, valueMinor, currency, ...cover }) => ({
      ...{ id, productionId, title, owner, valueMinor: String(valueMinor), currency },
      ...{ coveredFrom: cover.coveredFrom, coveredUntil: cover.coveredUntil },
    }));
  },
});
