import type { PluginContext, PluginStore } from 'gezel/sdk';
import { MobilityRental, RentalStatus } from './rental.entity.js';
import { MobilityVan, VanStatus } from './van.entity.js';
import type { Period } from './van-price.js';

/** The vans that could be booked, of one category or of all. */
export async function inService(store: PluginStore, category?: string): Promise<MobilityVan[]> {
  const all: MobilityVan[] = [];
  for (;;) {
    const last = all.at(-1)?.id;
    const where = { category, status: VanStatus.IN_SERVICE, ...(last && { id: { after: last } }) };
    const page = await store.find(MobilityVan, where);
    all.push(...page);
    if (page.length < 100) return all;
  }
}

/** Those of the vans that nobody has in the period, in one statement for each hundred rentals. */
export async function freeVans(
  { store, today }: Pick<PluginContext, 'store' | 'today'>,
  vans: readonly MobilityVan[],
  period: Period,
): Promise<MobilityVan[]> {
  const free: MobilityVan[] = [];
  let left = [...vans];
  while (left.length > 0) {
    const ids = left.map(({ id }) => id);
    const taken = await rentalsIn(store, ids, period);
    const away = period.from > today ? [] : await lateOnes(store, ids, today);
    const busy = new Set([...taken, ...away].map(({ vanId }) => vanId));
    // A full page may end in the middle of a van: what lies after its last is not known yet.
    const last = taken.length < 100 ? undefined : taken.at(-1)?.vanId;
    free.push(...left.filter(({ id }) => !busy.has(id) && (last === undefined || id < last)));
    left = last === undefined ? [] : left.filter(({ id }) => id > last);
  }
  return free;
}

/**
 * A van of the category that is free, locked until the transaction ends; null when there is none. Of
 * those who want the last one the second waits here, and then sees that it is gone.
 */
export async function takeFreeVan(
  { store, today }: PluginContext,
  category: string,
  period: Period,
): Promise<MobilityVan | null> {
  const ctx = { store, today };
  for (const { id } of await freeVans(ctx, await inService(store, category), period)) {
    const van = await store.lock(MobilityVan, id);
    if (van?.status !== VanStatus.IN_SERVICE) continue;
    const [taken] = await rentalsIn(store, [id], period);
    if (taken === undefined) return van;
  }
  return null;
}

/** Vans that should be back and are not: nobody else can have them today. */
const lateOnes = (store: PluginStore, vanIds: readonly string[], today: string) =>
  store.find(MobilityRental, {
    ...{ vanId: { in: vanIds }, status: RentalStatus.OUT, untilDay: { before: today } },
  });

/** Rentals that hold one of the vans on a day of the period. */
function rentalsIn(
  store: PluginStore,
  vanIds: readonly string[],
  { from, until }: Period,
): Promise<MobilityRental[]> {
  const where = {
    vanId: { in: vanIds },
    status: { in: holding },
    ...{ fromDay: { upTo: until }, heldUntil: { from } },
  };
  return store.find(MobilityRental, where, { orderBy: { property: 'vanId', direction: 'asc' } });
}

const holding = [RentalStatus.BOOKED, RentalStatus.OUT, RentalStatus.RETURNED];
