import { badInput, type PluginStore } from 'gezel/sdk';
import { MarketplacePlace, MarketplacePolicy, MarketplaceSkill } from './lists.entity.js';

/** Codes of skills that the co-operative knows, each once; BAD_USER_INPUT names those it does not. */
export async function knownSkills(
  store: PluginStore,
  codes: readonly string[],
  path: string,
): Promise<string[]> {
  const asked = [...new Set(codes)];
  if (asked.length < 1 || asked.length > 20) throw badInput('1 to 20 skills are expected.', path);
  const found = await store.find(MarketplaceSkill, { code: { in: asked } });
  expectAll(asked, found, path);
  return asked.sort();
}

/** Places that the co-operative knows, in the order of their codes. */
export async function knownPlaces(
  store: PluginStore,
  codes: readonly string[],
  path: string,
): Promise<MarketplacePlace[]> {
  const asked = [...new Set(codes)];
  if (asked.length > 50) throw badInput('At most 50 places are expected.', path);
  if (asked.length === 0) return [];
  const found = await store.find(MarketplacePlace, { code: { in: asked } });
  expectAll(asked, found, path);
  return found.sort((a, b) => (a.code < b.code ? -1 : 1));
}

function expectAll(
  asked: readonly string[],
  found: readonly { readonly code: string }[],
  path: string,
): void {
  const known = new Set(found.map(({ code }) => code));
  const unknown = asked.filter((one) => !known.has(one)).map((one) => one.slice(0, 63));
  if (unknown.length > 0) throw badInput(`Not on the list: ${unknown.join(', ')}.`, path);
}

/** The newest policy that has begun on a day. */
export async function policyOn(
  store: PluginStore,
  day: string,
): Promise<MarketplacePolicy | undefined> {
  const newest = { property: 'fromDay', direction: 'desc' } as const;
  const begun = { fromDay: { upTo: day } };
  return (await store.find(MarketplacePolicy, begun, { orderBy: newest, limit: 1 }))[0];
}
