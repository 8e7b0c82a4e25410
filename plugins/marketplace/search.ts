import type { PluginContext, PluginFinding, PluginStore } from 'gezel/sdk';
import { policyOn } from './lists.js';
import { bestOffers } from './matching.js';
import { liveProposals } from './propose.js';
import { MarketplaceProposal, type MarketplaceRequest } from './request.entity.js';
import { type Chosen, teamOf } from './team.js';

export interface Search {
  readonly chosen: readonly Chosen[];
  /** Why the team is not whole. */
  readonly findings: readonly PluginFinding[];
}

/** Whom to ask for the seats of a request that nobody has: never the same person twice. */
export async function searchTeam(ctx: PluginContext, request: MarketplaceRequest): Promise<Search> {
  const { store, today, core } = ctx;
  const policy = await policyOn(store, today);
  if (policy === undefined) {
    return { chosen: [], findings: [{ code: 'marketplace.no-policy', values: { day: today } }] };
  }
  const live = await liveProposals(store, request.id);
  const covered = new Set(live.flatMap(({ skills }) => skills));
  const asked = await askedBefore(store, request.id);
  const manager = (await core.activity(request.activityId))?.managerId;
  const offers = (await bestOffers(ctx, request, policy))
    .map(({ offer }) => offer)
    .filter(({ memberId }) => memberId !== manager && !asked.has(memberId));
  const { chosen, missing, seatsLeft } = teamOf(offers, request.skills, {
    skills: request.skills.filter((skill) => !covered.has(skill)),
    ...{ days: request.days, seats: request.seats - live.length },
  });
  const path = ['requestId'];
  return {
    chosen,
    findings: [
      ...missing.map((skill) => ({ code: 'marketplace.nobody-has', path, values: { skill } })),
      ...(seatsLeft > 0
        ? [{ code: 'marketplace.too-few', path, values: { seats: seatsLeft } }]
        : []),
    ],
  };
}

async function askedBefore(store: PluginStore, requestId: string): Promise<ReadonlySet<string>> {
  const asked = new Set<string>();
  for (let last: string | undefined; ; ) {
    const beyond = last === undefined ? {} : { id: { after: last } };
    const page = await store.find(MarketplaceProposal, { requestId, ...beyond });
    for (const { memberId } of page) asked.add(memberId);
    if (page.length < 100) return asked;
    last = page.at(-1)?.id;
  }
}
