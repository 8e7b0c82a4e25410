import type { Context } from '../../platform/context.js';
import { paragraphFindings, tidy } from '../../platform/model/text.js';
import { runTransition, type TransitionOutcome } from '../../platform/write/transition.js';
import type { Finding } from '../../platform/write/violation.js';
import { maximumTextLength } from '../limits.js';
import { QuoteStatus } from './quote.entity.js';
import { type QuoteState, quoteDeclined } from './quote.policy.js';
import { expectStatus, lockQuote, moveQuote } from './quote-state.js';
import { type AnsweredStep, writeAnswer } from './signed-answer.js';

export interface QuoteDecline extends AnsweredStep {
  readonly reason: string;
}

/** Notes that the client refused the offer, and why. */
export function declineQuote(
  ctx: Context,
  step: QuoteDecline,
): Promise<TransitionOutcome<QuoteState>> {
  const day = ctx.platform.clock.today();
  const reason = tidy(step.reason);
  return runTransition(ctx, quoteDeclined, {
    id: step.quoteId,
    dryRun: step.dryRun,
    expectedVersion: step.expectedVersion,
    load: (tx, id) => lockQuote(tx, ctx, id),
    next: (before) => ({
      ...before,
      status: QuoteStatus.DECLINED,
      declineReason: reason,
      version: before.version + 1,
    }),
    check: (before) => [...expectStatus(before, QuoteStatus.SENT), ...reasonFindings(reason)],
    write: async (tx, before) => {
      await moveQuote(tx, before, { status: QuoteStatus.DECLINED, day, reason });
      if (step.signed !== undefined) await writeAnswer(tx, before.id, step.signed);
      const subject = { type: 'Quote', id: before.id };
      return [{ type: 'quote.declined', subject, activityId: before.activityId }];
    },
  });
}

/** A reason is asked, for a refusal or a credit note: it is read years later. */
export function reasonFindings(reason: string): Finding[] {
  if (reason === '') return [{ code: 'text.blank', path: ['reason'] }];
  return paragraphFindings('reason', reason, maximumTextLength);
}
