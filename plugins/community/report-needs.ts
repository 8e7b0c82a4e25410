import type { PluginContext } from 'gezel/sdk';
import { CommunityNeed, CommunitySupport, NeedStatus } from './need.entity.js';

/** How many ask for something in one practice; null: too few to say. */
export interface Cell {
  readonly practice: string;
  readonly supporters: number | null;
}

/**
 * Numbers in which nobody can be recognised, although the sum of all is known: 1 of fewer in all than
 * the threshold no practice is named; 2 fewer than the threshold in one practice is not said; 3 what
 * is not said could be told from the sum, so the smallest that remains is not said either, until
 * two or more are hidden that together reach the threshold.
 */
export function guarded(
  counts: readonly { readonly practice: string; readonly count: number }[],
  threshold: number,
): Cell[] {
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  if (total < threshold) return [];
  const rising = [...counts].sort(
    (a, b) => a.count - b.count || (a.practice < b.practice ? -1 : 1),
  );
  const hidden = new Set<string>();
  let together = 0;
  for (const { practice, count } of rising) {
    const few = count < threshold;
    const revealing = hidden.size > 0 && (together < threshold || hidden.size < 2);
    if (!few && !revealing) break;
    hidden.add(practice);
    together += count;
  }
  return [...counts]
    .sort((a, b) => (a.practice < b.practice ? -1 : 1))
    .map(({ practice, count }) => ({
      ...{ practice, supporters: hidden.has(practice) ? null : count },
    }));
}

export interface ReportedNeed {
  readonly need: CommunityNeed;
  readonly cells: Cell[];
}

/** The needs that weigh most, with their practices; of one practice only those that it asks for. */
export async function reportNeeds(
  { store, config }: PluginContext,
  practice: string | null,
): Promise<ReportedNeed[]> {
  const orderBy = { property: 'sortPoints', direction: 'desc' } as const;
  const open = { status: { in: [NeedStatus.ASKED, NeedStatus.PLANNED] } };
  const needs = await store.find(CommunityNeed, open, { orderBy, limit: needsLimit });
  const reported = await Promise.all(
    needs.map(async (need) => {
      const by = { property: 'needId', id: need.id } as const;
      const totals = await store.totals(CommunitySupport, { by, groupBy: ['practice'] });
      const counts = totals.map(({ group, count }) => ({ practice: group.practice, count }));
      const cells = guarded(counts, config.namelessBelow as number);
      return { need, cells: cells.filter((cell) => (practice ?? cell.practice) === cell.practice) };
    }),
  );
  return reported.filter(({ cells }) => practice === null || cells.length > 0);
}

/** Needs in one report. */
const needsLimit = 50;
