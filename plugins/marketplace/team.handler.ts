import { handler, type PluginContext } from 'gezel/sdk';
import { insertProposals, liveProposals, told } from './propose.js';
import { MarketplaceProposal, MarketplaceRequest, RequestStatus } from './request.entity.js';
import { searchTeam } from './search.js';

/**
 * What an answer does to the step that waits: filled, it is done; withdrawn, it fails; otherwise a
 * seat that became empty is proposed to the next best, and when there is nobody the step fails. It
 * looks at how the request stands, so that the same event twice does nothing twice.
 */
export const teamAnswers = handler({
  name: 'team-answers',
  on: ['marketplace.proposal-answered', 'marketplace.request-withdrawn'],
  handle: async (ctx, { type, subject }) => {
    const requestId =
      type === 'marketplace.request-withdrawn'
        ? subject.id
        : (await ctx.store.get(MarketplaceProposal, subject.id))?.requestId;
    const request = requestId ? await ctx.store.lock(MarketplaceRequest, requestId) : null;
    if (request?.stepId == null) return;
    await goOn(ctx, request, request.stepId);
  },
});

async function goOn(
  ctx: PluginContext,
  request: MarketplaceRequest,
  stepId: string,
): Promise<void> {
  if (request.status === RequestStatus.FILLED) {
    await ctx.core.endStep({ stepId });
    return;
  }
  if (request.status === RequestStatus.WITHDRAWN) {
    await ctx.core.endStep({ stepId, failed: [{ code: 'marketplace.request-not-open' }] });
    return;
  }
  const live = await liveProposals(ctx.store, request.id);
  if (live.length >= request.seats) return;
  const { chosen, findings } = await searchTeam(ctx, request);
  if (findings.length > 0) {
    await ctx.core.endStep({ stepId, failed: findings });
    return;
  }
  await ctx.attempt({ action: 'marketplace.propose-again' }, async (inside) => ({
    findings: [],
    write: async () => {
      const made = await insertProposals(inside, request, chosen, stepId);
      for (const one of made) inside.emit(told('marketplace.proposed', one));
    },
  }));
}
