import { handler, idsOfType, type PluginContext, type PluginEvent } from 'gezel/sdk';
import { EquipmentItem, type InsuranceSaid } from './item.entity.js';

/**
 * A cover that the insurer has confirmed is how the thing that it was bought for is insured, on its
 * days; when it is called off, what was said before holds again.
 */
export const followCovers = handler({
  name: 'follow-covers',
  on: ['insurance.cover-confirmed', 'insurance.cover-ended'],
  handle: async (ctx, event) => {
    const { things } = event.payload;
    for (const id of idsOfType(things, 'EquipmentItem')) await follow(ctx, id, event);
  },
});

async function follow(
  ctx: PluginContext,
  id: string,
  { type, subject, activityId, payload }: PluginEvent,
): Promise<void> {
  const { from, until, policy, number } = payload;
  if (typeof from !== 'string' || typeof until !== 'string') return;
  await ctx.transaction(async ({ store, now: changedAt }) => {
    const item = await store.lock(EquipmentItem, id);
    if (item === null || item.activityId !== activityId) return;
    const own = item.coverId === subject.id;
    if (type === 'insurance.cover-confirmed') {
      const { insuredUnder, insuredFrom, insuredUntil, coverId } = item;
      const before = { insuredUnder, insuredFrom, insuredUntil, coverId };
      const named = [policy, number].filter((one) => typeof one === 'string').join(' ');
      const said = { insuredUnder: named.slice(0, 200) || null, insuredFrom: from };
      const change = { ...said, insuredUntil: until, coverId: subject.id, changedAt };
      const coverBefore = own ? item.coverBefore : before;
      await store.update(EquipmentItem, id, { ...change, coverBefore });
    } else if (own) {
      const before = item.coverBefore ?? uninsured;
      await store.update(EquipmentItem, id, { ...before, coverBefore: null, changedAt });
    }
  });
}

const uninsured: InsuranceSaid = {
  ...{ insuredUnder: null, insuredFrom: null, insuredUntil: null, coverId: null },
};
