import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { runTransition, type TransitionOutcome } from '../../platform/write/transition.js';
import { nextNumber } from '../document/document-number.js';
import { validityFindings } from './create-quote.js';
import { QuoteStatus } from './quote.entity.js';
import { quoteSent } from './quote.policy.js';
import { expectStatus, lockQuote, type QuoteState } from './quote-state.js';

/** A step of a quote; the id is a UUID. */
export interface QuoteStep {
  readonly quoteId: string;
  readonly expectedVersion?: number | null;
  readonly dryRun?: boolean | null;
}

/** Offers a draft to its client: it gets a number and does not change any more. */
export function sendQuote(ctx: Context, step: QuoteStep): Promise<TransitionOutcome<QuoteState>> {
  const today = ctx.platform.clock.today();
  return runTransition(ctx, quoteSent, {
    id: step.quoteId,
    dryRun: step.dryRun,
    expectedVersion: step.expectedVersion,
    load: (tx, id) => lockQuote(tx, ctx, id),
    next: (before) => ({ ...before, status: QuoteStatus.SENT, version: before.version + 1 }),
    check: (before) => [
      ...expectStatus(before, QuoteStatus.DRAFT),
      ...(before.activityStatus === 'OPEN' ? [] : [{ code: 'document.activity-closed' }]),
      ...validityFindings(before.validUntil, today),
    ],
    write: async (tx, before) => {
      await markSent(tx, before, today);
      const subject = { type: 'Quote', id: before.id };
      return [{ type: 'quote.sent', subject, activityId: before.activityId }];
    },
  });
}

async function markSent(tx: Tx, quote: QuoteState, today: string): Promise<void> {
  const { year, sequence, number } = await nextNumber(tx, quote.hostEntityId, 'QUOTE', today);
  await tx.query(
    `update core.quote set status = 'SENT', sent_on = $3, year = $4, sequence = $5, number = $6,
       version = version + 1
     where cooperative_id = $1 and id = $2`,
    [tx.cooperativeId, quote.id, today, year, sequence, number],
  );
}
