import { holdingOn, money, type PluginFinding, type PluginStore } from 'gezel/sdk';
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
  if (subsidy === null || feeMinor === null) return [];
  const newest = { property: 'fromDay', direction: 'desc' } as const;
  const same = { subsidy, currency };
  const rows = await store.find(PerformingArtsHouseMinimum, same, { orderBy: newest });
  const people = BigInt(Math.max(partySize, 1));
  return [...new Set(days)].sort().flatMap((day): PluginFinding[] => {
    const row = holdingOn(rows, day);
    if (row === undefined) {
      const code = 'performing-arts.no-house-minimum';
      return [{ code, path, values: { day }, severity: 'WARNING' }];
    }
    const least = minimumOf(row) * people;
    if (feeMinor >= least) return [];
    const values = { day, minimum: money(least, currency).amount, currency };
    return [{ code: 'performing-arts.fee-below-minimum', path, values }];
  });
}
