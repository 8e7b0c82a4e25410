import { createQuote } from '../../money/quote/create-quote.js';
import { declineQuote } from '../../money/quote/decline-quote.js';
import { sendQuote } from '../../money/quote/send-quote.js';
import { globalId } from '../../platform/ids.js';
import { type CoreToolContext, coreTool } from '../core-tool.js';
import { refuseOn } from '../step-findings.js';
import { requireClient, uuidOf } from './client.js';
import { documentLines, linesSchema, type StepLine } from './document-lines.js';
import { plannedBy } from './planned.js';

interface QuoteInput {
  readonly lines: readonly StepLine[];
  readonly validUntil: string;
  readonly title?: string;
}

/** Offers the client what the assignment is about: a quote that is made and sent. */
export const quoteTool = coreTool<QuoteInput, null>({
  name: 'quote',
  title: { nl: 'Offerte', fr: 'Devis', en: 'Quote', de: 'Angebot' },
  description: 'Makes a quote for the client and sends it.',
  permission: 'quote.write',
  input: {
    type: 'object',
    required: ['lines', 'validUntil'],
    additionalProperties: false,
    properties: {
      lines: linesSchema,
      validUntil: { type: 'string', format: 'date', description: 'Last day to accept it.' },
      title: { type: 'string', maxLength: 200, description: 'The assignment’s when absent.' },
    },
  },
  plan: (ctx, input) =>
    plannedBy(ctx, 'quote', 0n, async () => ({ reference: await send(ctx, input), costMinor: 0n })),
  start: async (ctx, input) => ({ reference: await send(ctx, input), state: 'DONE' }),
  cancel: async (ctx, _input, reference) => {
    const quoteId = uuidOf(reference);
    if (quoteId === null) return;
    const reason = `Withdrawn with the assignment "${ctx.assignment.title}".`;
    refuseOn((await declineQuote(ctx.request, { quoteId, reason })).violations);
  },
});

async function send(ctx: CoreToolContext, input: QuoteInput): Promise<string> {
  const { quote, violations } = await createQuote(ctx.request, {
    activityId: ctx.assignment.activityId,
    clientId: requireClient(ctx, 'quote'),
    lines: documentLines(input.lines),
    validUntil: input.validUntil,
    title: input.title ?? ctx.assignment.title,
  });
  refuseOn(violations);
  if (quote === null) throw new Error('A quote was neither made nor refused.');
  refuseOn((await sendQuote(ctx.request, { quoteId: quote.id })).violations);
  return globalId('Quote', quote.id);
}
