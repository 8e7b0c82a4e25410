import { handler, idsOfType, type PluginContext } from 'gezel/sdk';
import { ItemStatus, Owner } from './codes.js';
import { goneWith } from './end-lease.js';
import { retired } from './events.js';
import { EquipmentItem } from './item.entity.js';

/**
 * A sector told that an activity has become a company: what the activity bought or its member
 * brought goes along. What is leased needs its lessor, so a person transfers it; what is rented goes
 * back to the pool. Told again, or late, it finds nothing more to do.
 */
export const carryOut = handler({
  name: 'carry-out',
  on: ['start-ups.spun-off'],
  handle: async (ctx, { activityId, payload: { enterpriseNumber, carried } }) => {
    if (activityId === null || typeof enterpriseNumber !== 'string') return;
    for (const id of idsOfType(carried, 'EquipmentItem')) {
      await transfer(ctx, id, { activityId, enterpriseNumber });
    }
  },
});

interface Leaving {
  readonly activityId: string;
  readonly enterpriseNumber: string;
}

async function transfer(
  ctx: PluginContext,
  id: string,
  { activityId, enterpriseNumber }: Leaving,
): Promise<void> {
  const seen = await ctx.store.get(EquipmentItem, id);
  if (seen === null || seen.activityId !== activityId || !goesAlong(seen)) return;
  const about = { type: 'EquipmentItem', id };
  await ctx.attempt({ action: 'equipment.carry-out', about }, async (inside) => ({
    findings: [],
    write: async () => {
      const item = await inside.store.lock(EquipmentItem, id);
      // Somebody may have retired it while this one waited for the row.
      if (item === null || !goesAlong(item)) return item;
      inside.emit(retired(id, activityId));
      const change = goneWith(enterpriseNumber, inside.today, inside.now);
      return inside.store.update(EquipmentItem, id, change);
    },
  }));
}

const goesAlong = ({ status, owner }: EquipmentItem): boolean =>
  status === ItemStatus.IN_USE && owner !== Owner.LESSOR;
