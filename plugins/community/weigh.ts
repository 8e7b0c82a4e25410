import { handler, job, type PluginContext, type PluginStore } from 'gezel/sdk';
import { CommunityNeed, CommunitySupport, CommunityWeighting, NeedStatus } from './need.entity.js';

export type WeightPart = 'SUPPORTERS' | 'PRACTICES' | 'MONTHS';

/** Why a need weighs what it weighs. */
export interface Weight {
  readonly of: WeightPart;
  readonly quantity: number;
  readonly each: number;
  readonly points: number;
}

type Weighed = Pick<CommunityNeed, 'supporters' | 'practices' | 'askedOn'>;
type Policy = Pick<
  CommunityWeighting,
  'perSupporter' | 'perPractice' | 'perMonth' | 'monthsAtMost'
>;

/** The parts of a need's weight on a day, by the weighting that holds then; their sum is the weight. */
export function weightsOf(need: Weighed, policy: Policy, day: string): Weight[] {
  const months = Math.min(wholeMonths(need.askedOn, day), policy.monthsAtMost);
  const part = (of: WeightPart, quantity: number, each: number) => ({
    ...{ of, quantity, each, points: quantity * each },
  });
  return [
    part('SUPPORTERS', need.supporters, policy.perSupporter),
    part('PRACTICES', need.practices, policy.perPractice),
    part('MONTHS', months, policy.perMonth),
  ];
}

export const sumOf = (weights: readonly Weight[]): number =>
  weights.reduce((sum, { points }) => sum + points, 0);

/** Months that are over: from the 31st of January to the 28th of February there is none. */
export function wholeMonths(from: string, until: string): number {
  const [y1, m1, d1] = from.split('-').map(Number) as [number, number, number];
  const [y2, m2, d2] = until.split('-').map(Number) as [number, number, number];
  return Math.max(0, (y2 - y1) * 12 + (m2 - m1) - (d2 < d1 ? 1 : 0));
}

export async function weightingOn(
  store: PluginStore,
  day: string,
): Promise<CommunityWeighting | null> {
  const orderBy = { property: 'fromDay', direction: 'desc' } as const;
  const begun = { fromDay: { upTo: day } };
  return (await store.find(CommunityWeighting, begun, { orderBy, limit: 1 }))[0] ?? null;
}

/** Counts who asks for a need, and weighs it as of today. The need is locked. */
export async function countAndWeigh(
  { store, today }: PluginContext,
  need: CommunityNeed,
): Promise<CommunityNeed> {
  const where = { needId: need.id };
  const cells = await store.totals(CommunitySupport, { where, groupBy: ['practice'] });
  const supporters = cells.reduce((sum, { count }) => sum + count, 0);
  const counted = { supporters, practices: cells.length };
  const policy = await weightingOn(store, today);
  const points = policy === null ? null : sumOf(weightsOf({ ...need, ...counted }, policy, today));
  return (await store.update(CommunityNeed, need.id, { ...counted, points })) ?? need;
}

/** Waiting weighs more from month to month, and another weighting may begin. */
export const weighNightly = job({
  name: 'weigh-needs',
  cron: '25 0 * * *',
  run: (ctx) => weighAll(ctx, ctx.today),
});

export const weighAnew = handler({
  name: 'weigh-needs',
  on: ['community.weighting-set'],
  handle: async (ctx, { payload: { day } }) => {
    // As of its day, so that it does the same whenever it comes; the night weighs again.
    if (typeof day === 'string') await weighAll(ctx, day);
  },
});

async function weighAll({ store }: PluginContext, day: string): Promise<void> {
  const policy = await weightingOn(store, day);
  if (policy === null) return;
  let last: string | undefined;
  for (;;) {
    const beyond = last === undefined ? {} : { id: { after: last } };
    const open = { status: { in: [NeedStatus.ASKED, NeedStatus.PLANNED] }, ...beyond };
    const page = await store.find(CommunityNeed, open);
    for (const need of page) {
      const points = sumOf(weightsOf(need, policy, day));
      // Whoever supports it meanwhile weighs it too: only what was weighed here is written.
      if (points === need.points) continue;
      await store.transaction(async (inner) => {
        const now = await inner.lock(CommunityNeed, need.id);
        if (now === null) return;
        const fresh = sumOf(weightsOf(now, policy, day));
        await inner.update(CommunityNeed, need.id, { points: fresh });
      });
    }
    last = page.at(-1)?.id;
    if (page.length < 100) return;
  }
}
