import { acceptQuote } from '../../money/quote/accept-quote.js';
import { createQuote } from '../../money/quote/create-quote.js';
import { declineQuote } from '../../money/quote/decline-quote.js';
import { sendQuote } from '../../money/quote/send-quote.js';
import { globalId } from '../../platform/ids.js';
import { addDays } from '../../sdk/civil-days.js';
import { onlyForNeed, unsaid } from '../../sdk/proposing.js';
import { type CoreToolContext, coreTool } from '../core-tool.js';
import { refuseOn } from '../step-findings.js';
import { quoteNeed, requireClient, uuidOf } from './client.js';
import { documentLines, lineOfAmount, linesSchema, type StepLine } from './document-lines.js';
import { plannedBy } from './planned.js';

interface QuoteInput {
  readonly lines: readonly StepLine[];
  readonly validUntil: string;
  readonly title?: string;
  readonly awaitsAnswer?: boolean;
}

/**
 * Offers the client what the assignment is about: a quote that is made and sent. When it awaits the
 * answer, what comes after it is begun once the client has accepted, and undone when they decline.
 */
export const quoteTool = coreTool<QuoteInput, null>({
  name: 'quote',
  title: { nl: 'Offerte', fr: 'Devis', en: 'Quote', de: 'Angebot' },
  description: 'Makes a quote for the client and sends it.',
  permission: 'quote.write',
  leads: true,
  input: {
    type: 'object',
    required: ['lines', 'validUntil'],
    additionalProperties: false,
    properties: {
      lines: linesSchema,
      validUntil: { type: 'string', format: 'date', description: 'Last day to accept it.' },
      title: { type: 'string', maxLength: 200, description: 'The assignment’s when absent.' },
      awaitsAnswer: {
        type: 'boolean',
        description: 'Whether the step is done only when the client has accepted.',
      },
    },
  },
  meets: [quoteNeed],
  // An amount is what was agreed: only who says that an offer is needed wants one sent first.
  propose: async ({ assignment, request }, { needs, amountMinor, currency, days }) => {
    if (!needs.includes(quoteNeed)) return onlyForNeed(quoteNeed);
    if (amountMinor === null) return unsaid('amount');
    if (assignment.clientId === null) return unsaid('client');
    const validUntil = lastDayToAnswer(request.platform.clock.today(), days[0]);
    const lines = [lineOfAmount(assignment.title, amountMinor, currency)];
    return { lines, validUntil, awaitsAnswer: true };
  },
  plan: (ctx, input) =>
    plannedBy(ctx, 'quote', 0n, async () => {
      const reference = await send(ctx, input);
      // The plan is that of a client who accepts: what bills the quote can then be planned too.
      if (input.awaitsAnswer) await accept(ctx, reference);
      return { reference, costMinor: 0n };
    }),
  start: async (ctx, input) => ({
    reference: await send(ctx, input),
    state: input.awaitsAnswer ? 'WAITING' : 'DONE',
  }),
  cancel: async (ctx, _input, reference) => {
    const quoteId = uuidOf(reference);
    if (quoteId === null) return;
    const reason = `Withdrawn with the assignment "${ctx.assignment.title}".`;
    refuseOn((await declineQuote(ctx.request, { quoteId, reason })).violations);
  },
});

async function accept(ctx: CoreToolContext, reference: string): Promise<void> {
  const quoteId = uuidOf(reference) as string;
  refuseOn((await acceptQuote(ctx.request, { quoteId })).violations);
}

/** Before the first day of the work when that is still to come, otherwise within a month. */
function lastDayToAnswer(today: string, firstDay: string | undefined): string {
  const before = firstDay === undefined ? today : addDays(firstDay, -1);
  return before > today ? before : addDays(today, 30);
}

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
