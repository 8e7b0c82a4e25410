import { handler, idsOfType, type PluginContext, type PluginEvent } from 'gezel/sdk';
import { AudiovisualEquipment } from './equipment.entity.js';

/**
 * A cover that the insurer has confirmed stands on the list of the equipment that it was bought
 * for, with its days; when it is called off, what the list said before holds again.
 */
export const followCovers = handler({
  name: 'follow-covers',
  on: ['insurance.cover-confirmed', 'insurance.cover-ended'],
  handle: async (ctx, event) => {
    const { things } = event.payload;
    for (const id of idsOfType(things, 'AudiovisualEquipment')) await follow(ctx, id, event);
  },
});

async function follow(
  ctx: PluginContext,
  id: string,
  { type, subject, activityId, payload }: PluginEvent,
): Promise<void> {
  const { from, until } = payload;
  if (typeof from !== 'string' || typeof until !== 'string') return;
  await ctx.transaction(async ({ store }) => {
    const row = await store.lock(AudiovisualEquipment, id);
    if (row === null || row.activityId !== activityId) return;
    const { coveredFrom, coveredUntil, coverId } = row;
    const own = coverId === subject.id;
    if (type === 'insurance.cover-confirmed') {
      const coverBefore = own ? row.coverBefore : { coveredFrom, coveredUntil, coverId };
      const change = { coveredFrom: from, coveredUntil: until, coverId: subject.id, coverBefore };
      await store.update(AudiovisualEquipment, id, change);
    } else if (own) {
      const before = row.coverBefore ?? { coveredFrom: null, coveredUntil: null, coverId: null };
      await store.update(AudiovisualEquipment, id, { ...before, coverBefore: null });
    }
  });
}
