/** The signed link by which a client without an account sees one offer and answers it. */
import { createHash } from 'node:crypto';
import type { Context, RequestContext } from '../../platform/context.js';
import { GezelError } from '../../platform/errors.js';
import { systemContext } from '../../platform/host/system-viewer.js';
import { globalId } from '../../platform/ids.js';
import { violationsOf } from '../../platform/model/say.js';
import { byId } from '../../platform/read/read.js';
import { transact } from '../../platform/write/transact.js';
import { refuses, type Violation } from '../../platform/write/violation.js';
import { addDays } from '../../sdk/civil-days.js';
import { type Quote, QuoteStatus } from './quote.entity.js';
import { quotes } from './quote.policy.js';
import { expectStatus, lockQuote } from './quote-state.js';

/** What the token can be used for, and nothing else. */
const purpose = 'quote-offer';

export interface OfferLink {
  readonly token: string | null;
  readonly expiresAt: Date | null;
  readonly violations: Violation[];
}

/** A link to a quote that is sent; it ends with the day after its last day. The id is a UUID. */
export async function createOfferLink(ctx: Context, quoteId: string): Promise<OfferLink> {
  return transact(ctx, async (tx) => {
    const quote = await lockQuote(tx, ctx, quoteId);
    const found = expectStatus(quote, QuoteStatus.SENT);
    if (refuses(found)) {
      return { token: null, expiresAt: null, violations: violationsOf(ctx, found) };
    }
    const expiresAt = new Date(`${addDays(quote.validUntil, 2)}T00:00:00Z`);
    const claims = { cooperativeId: tx.cooperativeId, quoteId };
    const token = await ctx.platform.signer.sign(purpose, claims, expiresAt);
    return { token, expiresAt, violations: [] };
  });
}

export interface OpenOffer {
  readonly quote: Quote;
  /** Acts for the co-operative, in the language of the caller: the token has shown who may. */
  readonly ctx: Context;
}

/** The offer behind a token; null when the token is not ours, too old, or its offer is gone. */
export async function openOffer(request: RequestContext, token: string): Promise<OpenOffer | null> {
  const claims = token.length > 2_000 ? null : await request.platform.signer.verify(purpose, token);
  const { cooperativeId, quoteId } = (claims ?? {}) as Partial<Record<string, string>>;
  if (cooperativeId === undefined || quoteId === undefined) return null;
  const { locale, requestId } = request;
  const ctx = { ...systemContext(request.platform, cooperativeId), locale, requestId };
  const quote = await byId(ctx, quotes, quoteId);
  return quote && { quote, ctx };
}

/** As `openOffer`, for mutations. The token is not repeated: it is a password. */
export async function requireOffer(request: RequestContext, token: string): Promise<OpenOffer> {
  const offer = await openOffer(request, token);
  if (offer !== null) return offer;
  const trace = createHash('sha256').update(token).digest('hex').slice(0, 8);
  throw new GezelError('NOT_FOUND', { thing: 'Quote', id: globalId('Offer', trace) });
}
