import { expect } from '@jest/globals';
import { newId } from '../../../core/platform/ids.js';
import type { JudgedCharge } from '../../../core/sdk/budget-door.js';
import type { PluginContext } from '../../../core/sdk/plugin-context.js';

/** A thing that a plugin buys for an activity. */
export const aThing = (activityId: string, currency = 'EUR') => ({
  ...{ assetId: newId(), title: 'A till', activityId, currency, service: 'till.thing' },
  ...{ costMinor: 9_000n, residualMinor: 0n, months: 36 },
});

/** What a plugin, wherever it runs, asks of budgets and has the books do for what it buys. */
export async function thingsOf(
  { core }: Pick<PluginContext, 'core'>,
  { activityId, currency, ...price }: JudgedCharge & { readonly key: string },
): Promise<void> {
  const { key: _, ...asked } = price;
  expect(await core.budgets.judge({ activityId, currency, ...asked })).toEqual([]);
  const thing = aThing(activityId, currency);
  expect(await core.assets.judge(thing)).toEqual([]);
  await core.assets.acquire(thing);
  const owned = await core.assets.state(thing.assetId);
  expect(owned).toMatchObject({ bookValueMinor: 9_000n, status: 'IN_USE' });
  await core.assets.dispose(thing.assetId);
}
