import {
  type Attempted,
  addDays,
  CivilDate,
  changeable,
  Field,
  ID,
  InputType,
  locked,
  money,
  type PluginContext,
  type PluginFinding,
} from 'gezel/sdk';
import { liveProposals } from './propose.js';
import { type MarketplaceProposal, MarketplaceRequest, ProposalStatus } from './request.entity.js';

@InputType({ description: 'A request whose team is quoted to its client.' })
export class MarketplaceDraftQuoteInput {
  @Field(() => ID, { description: 'The request.' })
  requestId: string;

  @Field(() => CivilDate, {
    nullable: true,
    description: 'The last day on which the client can accept it; in thirty days when absent.',
  })
  validUntil?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/** From match to quote: a draft with a line for everybody who accepted, by the day. */
export async function draftQuote(
  ctx: PluginContext,
  { requestId, validUntil, dryRun }: MarketplaceDraftQuoteInput,
): Promise<Attempted<MarketplaceRequest | null>> {
  const permission = 'marketplace.request';
  const path = 'requestId';
  const { id } = await changeable(ctx, MarketplaceRequest, requestId, { permission, path });
  return ctx.attempt({ action: 'marketplace.draft-quote', dryRun }, async (inside) => {
    const { core, store, today } = inside;
    const request = await locked(inside, MarketplaceRequest, id);
    const live = await liveProposals(store, id);
    const team = live.filter(({ status }) => status === ProposalStatus.ACCEPTED);
    return {
      findings: await quoteFindings(inside, request, team),
      write: async () => {
        const { quoteId } = await core.draftQuote({
          // Drafted anew when the one before was thrown away.
          key: `marketplace:${id}:${request.quoteId ?? 'first'}`,
          ...{ activityId: request.activityId, clientId: request.clientId as string },
          ...{ title: request.title, validUntil: validUntil ?? addDays(today, 30) },
          lines: team.map(lineOf),
        });
        return store.update(MarketplaceRequest, id, { quoteId });
      },
    };
  });
}

const lineOf = ({ offeredAs, skills, days, dayPriceMinor, currency }: MarketplaceProposal) => ({
  description: `${offeredAs}: ${skills.join(', ')}`,
  quantity: String(days.length),
  unitPrice: money(dayPriceMinor, currency).amount,
});

async function quoteFindings(
  { core }: PluginContext,
  { clientId, quoteId }: MarketplaceRequest,
  team: readonly MarketplaceProposal[],
): Promise<PluginFinding[]> {
  const path = ['requestId'];
  const found: PluginFinding[] = [];
  if (clientId === null) found.push({ code: 'marketplace.no-client', path });
  if (team.length === 0) found.push({ code: 'marketplace.nobody-accepted', path });
  if (quoteId !== null && (await core.read('Quote', quoteId)) !== null) {
    found.push({ code: 'marketplace.quoted-already', path });
  }
  return found;
}
