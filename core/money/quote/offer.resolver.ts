import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { type Context, known, type RequestContext } from '../../platform/context.js';
import { localId } from '../../platform/ids.js';
import { Public, Requires } from '../../platform/schema-rules.js';
import { adjustmentsOfQuote, linesOfQuote } from '../document/document-reads.js';
import { answerOffer } from './answer-offer.js';
import {
  AnswerOfferInput,
  CreateQuoteLinkInput,
  Offer,
  OfferPayload,
  QuoteLinkPayload,
} from './offer.types.js';
import { createOfferLink, openOffer } from './offer-link.js';
import type { Quote } from './quote.entity.js';
import { statusNow } from './quote.service.js';

@Resolver()
export class OfferResolver {
  @Requires('quote.write')
  @Mutation(() => QuoteLinkPayload, {
    description: 'Makes a link by which a client sees and answers a quote without an account.',
  })
  createQuoteLink(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => CreateQuoteLinkInput, { description: 'Which quote.' })
    input: CreateQuoteLinkInput,
  ): Promise<QuoteLinkPayload> {
    return createOfferLink(known(ctx), localId('Quote', input.quoteId, 'quoteId'));
  }

  @Public()
  @Query(() => Offer, {
    nullable: true,
    description: 'The offer behind a signed link; null when the link is not ours or too old.',
  })
  async offer(
    @Ctx() request: RequestContext,
    @Arg('token', () => String, { description: 'The token of the link.' }) token: string,
  ): Promise<Offer | null> {
    const open = await openOffer(request, token);
    return open && offerOf(open.ctx, open.quote);
  }

  @Public()
  @Mutation(() => OfferPayload, {
    description: 'The client’s own answer to an offer, by its signed link.',
  })
  async answerOffer(
    @Ctx() request: RequestContext,
    @Arg('input', () => AnswerOfferInput, { description: 'The answer.' }) input: AnswerOfferInput,
  ): Promise<OfferPayload> {
    const { quote, ctx, violations } = await answerOffer(request, input);
    return { offer: await offerOf(ctx, quote), violations };
  }
}

async function offerOf(ctx: Context, quote: Quote): Promise<Offer> {
  const [parties] = await ctx.platform.database.query<Parties>(
    `select q.parties->'seller' as seller, q.parties->'buyer'->>'name' as buyer, a.name as activity
     from core.quote q
     join core.activity a on a.cooperative_id = q.cooperative_id and a.id = q.activity_id
     where q.cooperative_id = $1 and q.id = $2`,
    [quote.cooperativeId, quote.id],
    'money-offer-parties',
  );
  const { seller, buyer, activity } = parties as Parties;
  const { street, postal_code: postalCode, city, country } = seller;
  return {
    number: quote.number ?? '',
    status: statusNow(ctx, quote),
    ...{ title: quote.title, conditions: quote.conditions, validUntil: quote.validUntil, buyer },
    seller: {
      ...{ name: seller.name, enterpriseNumber: seller.enterprise_number, activity },
      address: { street, postalCode, city, country },
    },
    lines: await linesOfQuote(ctx, quote),
    adjustments: await adjustmentsOfQuote(ctx, quote),
    ...{ vatSubtotals: quote.vatSubtotals, net: quote.net, vat: quote.vat, total: quote.total },
  };
}

interface Parties {
  readonly seller: {
    readonly name: string;
    readonly enterprise_number: string;
    readonly street: string;
    readonly postal_code: string;
    readonly city: string;
    readonly country: string;
  };
  readonly buyer: string;
  readonly activity: string;
}
