import {
  type Attempted,
  Field,
  ID,
  InputType,
  localId,
  locked,
  notFound,
  type PluginContext,
  type PluginFinding,
} from 'gezel/sdk';
import { MarketplaceOffer } from './offer.entity.js';
import { isFree, without } from './periods.js';
import { liveProposals, openFindings, told } from './propose.js';
import {
  MarketplaceProposal,
  MarketplaceRequest,
  ProposalStatus,
  RequestStatus,
} from './request.entity.js';

const { PROPOSED, ACCEPTED, DECLINED } = ProposalStatus;

@InputType({ description: 'An answer to a proposal.' })
export class MarketplaceAnswerProposalInput {
  @Field(() => ID, { description: 'The proposal.' })
  proposalId: string;

  @Field(() => Boolean, { description: 'Yes, and the days are taken; or no.' })
  accept: boolean;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/**
 * Proposed → accepted or declined, by who offers. The request is locked first, then the offer: of
 * two who accept for the last seat, or of two requests for the same day, the second sees the first.
 */
export async function answerProposal(
  ctx: PluginContext,
  { proposalId, accept, dryRun }: MarketplaceAnswerProposalInput,
): Promise<Attempted<MarketplaceProposal | null>> {
  const id = localId('MarketplaceProposal', proposalId, 'proposalId');
  const found = await ctx.store.get(MarketplaceProposal, id);
  if (found === null || (await ctx.core.member(found.memberId)) === null) {
    throw notFound('MarketplaceProposal', proposalId);
  }
  await ctx.core.require('Member', found.memberId, 'marketplace.offer');
  return ctx.attempt({ action: 'marketplace.answer', dryRun }, async (inside) => {
    const request = await locked(inside, MarketplaceRequest, found.requestId);
    const proposal = await locked(inside, MarketplaceProposal, id);
    const offer =
      proposal.offerId === null
        ? null
        : await inside.store.lock(MarketplaceOffer, proposal.offerId);
    const findings = [
      ...(proposal.status === PROPOSED ? [] : [answered]),
      ...(accept ? [...openFindings(inside, request), ...dayFindings(offer, proposal)] : []),
    ];
    return {
      findings,
      write: async () => {
        const change = { status: accept ? ACCEPTED : DECLINED, answeredAt: inside.now };
        const after = await inside.store.update(MarketplaceProposal, id, change);
        if (accept && offer !== null) await take(inside, request, offer, proposal.days);
        if (after !== null) inside.emit(told('marketplace.proposal-answered', after));
        return after;
      },
    };
  });
}

const answered: PluginFinding = { code: 'marketplace.answered-already', path: ['proposalId'] };

function dayFindings(
  offer: MarketplaceOffer | null,
  { days }: MarketplaceProposal,
): PluginFinding[] {
  const path = ['proposalId'];
  if (offer === null) return [{ code: 'marketplace.offer-withdrawn', path }];
  const busy = days.filter((day) => !isFree(offer.free, day));
  return busy.map((day) => ({ code: 'marketplace.day-taken', path, values: { day } }));
}

/** The days are no longer free, and the request is filled when it was the last seat. */
async function take(
  { store }: PluginContext,
  { id: requestId, seats }: MarketplaceRequest,
  { id: offerId, free }: MarketplaceOffer,
  days: readonly string[],
): Promise<void> {
  await store.update(MarketplaceOffer, offerId, { free: without(free, days) });
  const accepted = (await liveProposals(store, requestId)).filter(
    ({ status }) => status === ACCEPTED,
  );
  if (accepted.length < seats) return;
  await store.update(MarketplaceRequest, requestId, { status: RequestStatus.FILLED });
}
