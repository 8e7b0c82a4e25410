import {
  type Attempted,
  badInput,
  changeable,
  type EmittedEvent,
  Field,
  ID,
  InputType,
  localId,
  locked,
  type PluginContext,
  type PluginFinding,
  type PluginStore,
} from 'gezel/sdk';
import { MarketplaceOffer, OfferStatus } from './offer.entity.js';
import { including, isFree } from './periods.js';
import {
  MarketplaceProposal,
  MarketplaceRequest,
  ProposalStatus,
  RequestStatus,
} from './request.entity.js';
import type { Chosen } from './team.js';

@InputType({ description: 'Offers to which a request is proposed.' })
export class MarketplaceProposeInput {
  @Field(() => ID, { description: 'The request.' })
  requestId: string;

  @Field(() => [ID], { description: 'The offers: 1 to 20.' })
  offerIds: string[];

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/** Proposes the work to all of these or to none; each answers for itself. */
export async function propose(
  ctx: PluginContext,
  { requestId, offerIds, dryRun }: MarketplaceProposeInput,
): Promise<Attempted<MarketplaceRequest>> {
  const path = 'requestId';
  const permission = 'marketplace.request';
  const { id } = await changeable(ctx, MarketplaceRequest, requestId, { permission, path });
  const ids = offerIds.map((one, i) => localId('MarketplaceOffer', one, `offerIds.${i}`));
  if (ids.length < 1 || ids.length > 20 || new Set(ids).size < ids.length) {
    throw badInput('1 to 20 offers are expected, each once.', 'offerIds');
  }
  return ctx.attempt({ action: 'marketplace.propose', dryRun }, async (inside) => {
    const request = await locked(inside, MarketplaceRequest, id);
    const live = await liveProposals(inside.store, id);
    const offers = await Promise.all(ids.map((one) => inside.store.get(MarketplaceOffer, one)));
    const findings = [
      ...openFindings(inside, request),
      ...seatFindings(request, live.length + ids.length),
      ...offers.flatMap((offer, i) => offerFindings(request, live, offer, i)),
    ];
    const chosen = offers.map((offer) => ({ offer: offer as MarketplaceOffer, skills: [] }));
    return {
      findings,
      write: async () => {
        const made = await insertProposals(inside, request, chosen, null);
        for (const one of made) inside.emit(told('marketplace.proposed', one));
        return request;
      },
    };
  });
}

/** Those that are answered with yes or may be. */
export const liveProposals = (
  store: PluginStore,
  requestId: string,
): Promise<MarketplaceProposal[]> => {
  const live = { in: [ProposalStatus.PROPOSED, ProposalStatus.ACCEPTED] };
  return store.find(MarketplaceProposal, { requestId, status: live });
};

export function openFindings(
  { today }: PluginContext,
  { status, firstDay }: MarketplaceRequest,
): PluginFinding[] {
  const path = ['requestId'];
  if (status !== RequestStatus.OPEN) return [{ code: 'marketplace.request-not-open', path }];
  if (firstDay >= today) return [];
  return [{ code: 'marketplace.day-has-passed', path, values: { day: firstDay } }];
}

function seatFindings({ seats }: MarketplaceRequest, asked: number): PluginFinding[] {
  if (asked <= seats) return [];
  return [{ code: 'marketplace.more-than-sought', path: ['offerIds'], values: { seats } }];
}

function offerFindings(
  { days, currency }: MarketplaceRequest,
  live: readonly MarketplaceProposal[],
  offer: MarketplaceOffer | null,
  i: number,
): PluginFinding[] {
  const path = ['offerIds', String(i)];
  if (offer === null || offer.status !== OfferStatus.OPEN) {
    return [{ code: 'marketplace.offer-withdrawn', path }];
  }
  if (offer.currency !== currency) {
    return [{ code: 'marketplace.other-currency', path, values: { currency } }];
  }
  if (live.some(({ memberId }) => memberId === offer.memberId)) {
    return [{ code: 'marketplace.proposed-already', path }];
  }
  const busy = days.filter((day) => !isFree(offer.free, day));
  return busy.map((day) => ({ code: 'marketplace.day-taken', path, values: { day } }));
}

/** The skills of a proposal are those that it was chosen for, or all that are sought. */
export async function insertProposals(
  { store, now, newId }: PluginContext,
  request: MarketplaceRequest,
  chosen: readonly Chosen[],
  stepId: string | null,
): Promise<MarketplaceProposal[]> {
  const made: MarketplaceProposal[] = [];
  for (const { offer, skills } of chosen) {
    const { id: offerId, memberId, offeredAs, dayPriceMinor, currency } = offer;
    const sought = request.skills.filter((one) => offer.skills.includes(one));
    const row = {
      ...{ id: newId(), requestId: request.id, activityId: request.activityId, stepId },
      ...{ offerId, memberId, offeredAs, dayPriceMinor, currency, title: request.title },
      ...{ skills: skills.length > 0 ? [...skills] : sought, days: request.days },
      ...{ status: ProposalStatus.PROPOSED, proposedAt: now },
    };
    made.push(await store.insert(MarketplaceProposal, row));
  }
  return made;
}

/** The fact that a proposal was made or answered. */
export const told = (
  type: string,
  { id, activityId, status }: MarketplaceProposal,
): EmittedEvent => ({
  ...{ type, subject: { type: 'MarketplaceProposal', id }, activityId, payload: { status } },
});

/** Takes proposals back; days that were accepted are free again. The request is locked. */
export async function takeBack(
  store: PluginStore,
  proposals: readonly MarketplaceProposal[],
): Promise<void> {
  for (const { id, offerId, days, status } of proposals) {
    const change = { status: ProposalStatus.WITHDRAWN };
    await store.update(MarketplaceProposal, id, change, { expected: { status } });
    if (status !== ProposalStatus.ACCEPTED || offerId === null) continue;
    const offer = await store.lock(MarketplaceOffer, offerId);
    if (offer === null) continue;
    await store.update(MarketplaceOffer, offerId, { free: including(offer.free, days) });
  }
}

@InputType({ description: 'A request to take back.' })
export class MarketplaceWithdrawRequestInput {
  @Field(() => ID, { description: 'The request.' })
  requestId: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/** Open or filled → withdrawn, with all that was proposed. */
export async function withdrawRequest(
  ctx: PluginContext,
  { requestId, dryRun }: MarketplaceWithdrawRequestInput,
): Promise<Attempted<MarketplaceRequest | null>> {
  const permission = 'marketplace.request';
  const path = 'requestId';
  const { id } = await changeable(ctx, MarketplaceRequest, requestId, { permission, path });
  return ctx.attempt({ action: 'marketplace.withdraw-request', dryRun }, async (inside) => {
    const { store } = inside;
    const { status, activityId } = await locked(inside, MarketplaceRequest, id);
    const gone = status === RequestStatus.WITHDRAWN;
    return {
      findings: gone ? [{ code: 'marketplace.request-not-open', path: [path] }] : [],
      write: async () => {
        await takeBack(store, await liveProposals(store, id));
        const subject = { type: 'MarketplaceRequest', id };
        inside.emit({ type: 'marketplace.request-withdrawn', subject, activityId });
        return store.update(MarketplaceRequest, id, { status: RequestStatus.WITHDRAWN });
      },
    };
  });
}
