import type { PluginFinding, PluginStore } from 'gezel/sdk';
import { type Occupation, SelfEmployedScale, SelfEmployedThreshold } from './figures.entity.js';

const newest = { property: 'fromDay', direction: 'desc' } as const;

/** The newest scale of an occupation that has begun on a day. */
export async function scaleOn(
  store: PluginStore,
  occupation: Occupation,
  day: string,
): Promise<SelfEmployedScale | undefined> {
  const begun = { occupation, fromDay: { upTo: day } };
  return (await store.find(SelfEmployedScale, begun, { orderBy: newest, limit: 1 }))[0];
}

/** The newest threshold of the exemption that has begun on a day. */
export async function thresholdOn(
  store: PluginStore,
  day: string,
): Promise<SelfEmployedThreshold | undefined> {
  const begun = { fromDay: { upTo: day } };
  return (await store.find(SelfEmployedThreshold, begun, { orderBy: newest, limit: 1 }))[0];
}

/** A figure that nobody has entered is never guessed. */
export const missing = (figure: string, day: string): PluginFinding => ({
  ...{ code: 'self-employed.figure-missing', values: { figure, day } },
});
