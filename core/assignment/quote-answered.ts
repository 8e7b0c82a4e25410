import type { EventSubscriber } from '../platform/events/delivery.js';
import { systemContext } from '../platform/host/system-viewer.js';
import { globalId } from '../platform/ids.js';
import { endStep } from './end-step.js';

/** The client has answered the quote that a step waits for: it goes on, or all is undone. */
export const quoteAnswered: EventSubscriber = {
  name: 'assignment/quote-answered',
  on: ['quote.accepted', 'quote.declined'],
  plugin: null,
  handle: async (tx, { type, cooperativeId, subject }, platform) => {
    const steps = await tx.query<{ id: string }>(
      `select id from core.assignment_step
       where cooperative_id = $1 and reference = $2 and tool = 'quote' and status = 'WAITING'`,
      [cooperativeId, globalId('Quote', subject.id)],
    );
    const ctx = systemContext(platform, cooperativeId, tx);
    const failed = type === 'quote.accepted' ? undefined : [{ code: 'assignment.quote-declined' }];
    for (const { id: stepId } of steps) await endStep(ctx, { stepId, failed });
  },
};
