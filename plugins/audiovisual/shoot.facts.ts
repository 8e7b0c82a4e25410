import { fact, type PluginContext, shown } from 'gezel/sdk';
import { AudiovisualEquipment } from './equipment.entity.js';
import { AudiovisualProduction } from './production.entity.js';
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
    return planned.map(dayTold);
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
    return listed.map(equipmentTold);
  },
});

/** The same of one production; bridges ask it of many productions at a time. */
export const productionDays = fact({
  name: 'audiovisual.production-days',
  description:
    'Planned shooting days of a production from today on, by day, at most 100: { day, ' +
    'productionId, location }.',
  rows: async (ctx, id) => {
    if (!(await isSeen(ctx, id))) return [];
    const planned = await ctx.store.listBy(AudiovisualShootingDay, 'productionId', id, {
      where: { day: { from: ctx.today }, status: ShootingDayStatus.PLANNED },
      orderBy: { property: 'day', direction: 'asc' },
    });
    return planned.map(dayTold);
  },
});

export const productionEquipment = fact({
  name: 'audiovisual.production-equipment',
  description:
    'Equipment on the list of a production, at most 100: { activityId } and what ' +
    '"audiovisual.equipment" tells of it.',
  rows: async (ctx, id) => {
    if (!(await isSeen(ctx, id))) return [];
    const listed = await ctx.store.listBy(AudiovisualEquipment, 'productionId', id);
    return listed.map((one) => ({ activityId: one.activityId, ...equipmentTold(one) }));
  },
});

const isSeen = async (ctx: PluginContext, id: string): Promise<boolean> =>
  (await shown(ctx, await ctx.store.get(AudiovisualProduction, id))) !== null;

const dayTold = ({ day, productionId, location }: AudiovisualShootingDay) => ({
  ...{ day, productionId, location },
});

const equipmentTold = (one: AudiovisualEquipment) => ({
  ...{ id: one.id, productionId: one.productionId, title: one.title, owner: one.owner },
  ...{ valueMinor: String(one.valueMinor), currency: one.currency },
  ...{ coveredFrom: one.coveredFrom, coveredUntil: one.coveredUntil },
});
