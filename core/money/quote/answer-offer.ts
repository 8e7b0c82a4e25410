import type { Context, RequestContext } from '../../platform/context.js';
import { violationsOf } from '../../platform/model/say.js';
import { lineFindings, tidy } from '../../platform/model/text.js';
import { refuses, type Violation } from '../../platform/write/violation.js';
import { maximumTitleLength } from '../limits.js';
import { acceptQuote } from './accept-quote.js';
import { declineQuote } from './decline-quote.js';
import { openOffer, requireOffer } from './offer-link.js';
import type { Quote } from './quote.entity.js';
import { OfferAnswer } from './quote-answer.entity.js';
import type { SignedAnswer } from './signed-answer.js';

export interface OfferReply {
  readonly token: string;
  readonly answer: OfferAnswer;
  /** Who answers for the client. */
  readonly name: string;
  /** Needed to decline. */
  readonly reason?: string | null;
}

/**
 * The client's own answer, without an account: the same transition as when the member notes it, with
 * who answered and when. A link answers once; after that the offer only shows what became of it.
 */
export async function answerOffer(
  request: RequestContext,
  reply: OfferReply,
): Promise<{ readonly quote: Quote; readonly ctx: Context; readonly violations: Violation[] }> {
  const { quote, ctx } = await requireOffer(request, reply.token);
  const name = tidy(reply.name);
  const found = lineFindings('name', name, maximumTitleLength);
  if (refuses(found)) return { quote, ctx, violations: violationsOf(ctx, found) };
  const { signer, clock } = ctx.platform;
  const addressDigest = await signer.digest('quote-answer', request.address ?? '');
  const signed: SignedAnswer = { answer: reply.answer, name, addressDigest, at: clock.now() };
  const step = { quoteId: quote.id, signed };
  const { violations } =
    reply.answer === OfferAnswer.ACCEPTED
      ? await acceptQuote(ctx, step)
      : await declineQuote(ctx, { ...step, reason: reply.reason ?? '' });
  const now = await openOffer(request, reply.token);
  return { quote: now?.quote ?? quote, ctx, violations };
}
