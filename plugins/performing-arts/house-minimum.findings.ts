import { holdingOn, money, type PluginFinding, type PluginStore } from 'gezel/sdk';
import { HouseSubsidy } from './deal.codes.js';
import type { PerformingArtsDeal } from './deal.entity.js';
import { minimumOf, PerformingArtsHouseMinimum } from './house-minimum.entity.js';

type Sold = Pick<PerformingArtsDeal, 'houseSubsidy' | 'feeMinor' | 'partySize' | 'currency'>;

/**
 * Whether the fee of each day is what a subsidised house pays at least for all who travel, and for
 * one where nobody is said to. A day without figures is not judged, and that is said.
 */
export async function minimumFindings(
  store: PluginStore,
  { houseSubsidy: subsidy, feeMinor, partySize, currency }: Sold,
  days: readonly string[],
  path: readonly string[],
): Promise<PluginFinding[]> {
  if (subsidy === null || subsidy === HouseSubsidy.NONE || feeMinor === null) return [];
  const people = BigInt(Math.max(partySize, 1));
  const least = await leastOn(store, { subsidy, currency }, days);
  return least.flatMap(({ day, leastMinor }): PluginFinding[] => {
    if (leastMinor === null) return [unknownOn(day, path)];
    if (feeMinor >= leastMinor * people) return [];
    const minimum = money(leastMinor * people, currency).amount;
    const values = { day, minimum, currency };
    return [{ code: 'performing-arts.fee-below-minimum', path, values }];
  });
}

/** What one person's work is invoiced at least on each of the days; null: there are no figures. */
export async function leastOn(
  store: PluginStore,
  same: { readonly subsidy: HouseSubsidy; readonly currency: string },
  days: readonly string[],
): Promise<{ readonly day: string; readonly leastMinor: bigint | null }[]> {
  const newest = { property: 'fromDay', direction: 'desc' } as const;
  const rows = await store.find(PerformingArtsHouseMinimum, same, { orderBy: newest });
  return [...new Set(days)].sort().map((day) => {
    const row = holdingOn(rows, day);
    return { day, leastMinor: row === undefined ? null : minimumOf(row) };
  });
}

export const unknownOn = (day: string, path: readonly string[]): PluginFinding => ({
  ...{ code: 'performing-arts.no-house-minimum', path, values: { day }, severity: 'WARNING' },
});
