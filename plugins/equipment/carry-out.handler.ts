import { handler, idsOfType, type PluginContext } from 'gezel/sdk';
import { ItemStatus, Owner } from './codes.js';
import { bookValueMinor } from './depreciation.js';
import { goneWith } from './end-lease.js';
import { retired } from './events.js';
import { EquipmentItem } from './item.entity.js';
import { isOffered, offerItem } from './sell.js';

/**
 * A sector told that an activity has become a company. What its member brought goes along, and so
 * does what is worth nothing any more. What the co-operative owns is sold at its book value: it is
 * offered to the company, which is a client of the activity by then, and leaves when that accepts;
 * where the company is no client, a person makes it one and sells. What is leased needs its lessor,
 * so a person transfers it; what is rented goes back to the pool. Told again, or late, it finds
 * nothing more to do.
 */
export const carryOut = handler({
  name: 'carry-out',
  on: ['start-ups.spun-off'],
  handle: async (ctx, { activityId, payload: { enterpriseNumber, carried } }) => {
    if (activityId === null || typeof enterpriseNumber !== 'string') return;
    const ids = idsOfType(carried, 'EquipmentItem');
    if (ids.length === 0) return;
    const clientId = await clientOf(ctx, activityId, enterpriseNumber);
    for (const id of ids) await transfer(ctx, id, { activityId, enterpriseNumber, clientId });
  },
});

interface Leaving {
  readonly activityId: string;
  readonly enterpriseNumber: string;
  /** The company, as a client of the activity; null: it is none. */
  readonly clientId: string | null;
}

async function clientOf(
  { core }: PluginContext,
  activityId: string,
  enterpriseNumber: string,
): Promise<string | null> {
  for (let after: string | undefined; ; ) {
    const clients = await core.list('Client', activityId, { after });
    const found = clients.find((one) => one.enterpriseNumber === enterpriseNumber);
    if (found !== undefined) return found.id;
    if (clients.length < 100) return null;
    after = clients.at(-1)?.id;
  }
}

async function transfer(ctx: PluginContext, id: string, leaving: Leaving): Promise<void> {
  const { activityId, enterpriseNumber, clientId } = leaving;
  const seen = await ctx.store.get(EquipmentItem, id);
  if (seen === null || seen.activityId !== activityId || !goesAlong(seen)) return;
  const about = { type: 'EquipmentItem', id };
  await ctx.attempt({ action: 'equipment.carry-out', about }, async (inside) => ({
    findings: [],
    write: async () => {
      const item = await inside.store.lock(EquipmentItem, id);
      // Somebody may have retired it while this one waited for the row.
      if (item === null || !goesAlong(item)) return item;
      const priceMinor = item.owner === Owner.MEMBER ? 0n : bookValueMinor(item, inside.today);
      if (priceMinor > 0n) {
        if (clientId === null || (await isOffered(inside, item))) return item;
        return offerItem(inside, item, { clientId, priceMinor, offeredTo: enterpriseNumber });
      }
      inside.emit(retired(id, activityId));
      await inside.core.assets.dispose(id);
      const change = goneWith(enterpriseNumber, inside.today, inside.now);
      return inside.store.update(EquipmentItem, id, change);
    },
  }));
}

const goesAlong = ({ status, owner }: EquipmentItem): boolean =>
  status === ItemStatus.IN_USE && owner !== Owner.LESSOR;
