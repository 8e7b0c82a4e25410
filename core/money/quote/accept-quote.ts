import type { Context } from '../../platform/context.js';
import { runTransition, type TransitionOutcome } from '../../platform/write/transition.js';
import { QuoteStatus } from './quote.entity.js';
import { type QuoteState, quoteAccepted } from './quote.policy.js';
import { expectStatus, lockQuote, moveQuote } from './quote-state.js';
import { type AnsweredStep, writeAnswer } from './signed-answer.js';

/** Notes that the client accepted the offer, on or before its last day; it can then be invoiced. */
export function acceptQuote(
  ctx: Context,
  step: AnsweredStep,
): Promise<TransitionOutcome<QuoteState>> {
  const day = ctx.platform.clock.today();
  return runTransition(ctx, quoteAccepted, {
    id: step.quoteId,
    dryRun: step.dryRun,
    expectedVersion: step.expectedVersion,
    load: (tx, id) => lockQuote(tx, ctx, id),
    next: (before) => ({ ...before, status: QuoteStatus.ACCEPTED, version: before.version + 1 }),
    check: (before) => [
      ...expectStatus(before, QuoteStatus.SENT),
      ...(before.activityStatus === 'OPEN' ? [] : [{ code: 'document.activity-closed' }]),
    ],
    write: async (tx, before) => {
      await moveQuote(tx, before, { status: QuoteStatus.ACCEPTED, day });
      if (step.signed !== undefined) await writeAnswer(tx, before.id, step.signed);
      const { id, activityId, netMinor, currency } = before;
      const payload = { netMinor: String(netMinor), currency };
      return [{ type: 'quote.accepted', subject: { type: 'Quote', id }, activityId, payload }];
    },
  });
}
