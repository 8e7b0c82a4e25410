import { createInvoice } from '../../money/invoice/create-invoice.js';
import { creditInvoice } from '../../money/invoice/credit-invoice.js';
import type { NewInvoice } from '../../money/invoice/invoice-draft.js';
import { issueInvoice } from '../../money/invoice/issue-invoice.js';
import { globalId, newId } from '../../platform/ids.js';
import type { CashFlowLine } from '../../sdk/define.js';
import { unsaid } from '../../sdk/proposing.js';
import { type CoreToolContext, coreTool } from '../core-tool.js';
import { refuseOn, StepRefused } from '../step-findings.js';
import { quoteNeed, requireClient, uuidOf } from './client.js';
import { documentLines, lineOfAmount, linesSchema, type StepLine } from './document-lines.js';
import { type Made, plannedBy } from './planned.js';

interface InvoiceInput {
  readonly lines?: readonly StepLine[];
  readonly reference?: string;
}

/**
 * Invoices the client: made and issued; it costs the co-operative's fee. Without lines: what is left
 * of the quote of the same assignment. Undone by a credit note.
 */
export const invoiceTool = coreTool<InvoiceInput, null>({
  name: 'invoice',
  title: { nl: 'Facturatie', fr: 'Facturation', en: 'Invoicing', de: 'Rechnungsstellung' },
  description: 'Makes an invoice for the client and issues it.',
  permission: 'invoice.issue',
  after: ['quote'],
  leads: true,
  input: {
    type: 'object',
    additionalProperties: false,
    properties: {
      lines: { ...linesSchema, description: 'Those of the accepted quote when absent.' },
      reference: { type: 'string', maxLength: 200, description: 'The client’s own reference.' },
    },
  },
  meets: ['invoice'],
  propose: async ({ assignment }, { needs, amountMinor, currency }) => {
    if (amountMinor === null) return unsaid('amount');
    if (assignment.clientId === null) return unsaid('client');
    if (needs.includes(quoteNeed)) return {};
    return { lines: [lineOfAmount(assignment.title, amountMinor, currency)] };
  },
  plan: (ctx, input) => plannedBy(ctx, 'invoice', 0n, () => issue(ctx, input)),
  start: async (ctx, input) => {
    const { reference } = await issue(ctx, input);
    return { reference, state: 'DONE' };
  },
  cancel: async (ctx, _input, reference) => {
    const invoiceId = uuidOf(reference);
    if (invoiceId === null) return;
    const { violations } = await creditInvoice(ctx.request, {
      invoiceId,
      reason: `Cancelled with the assignment "${ctx.assignment.title}".`,
      idempotencyKey: `step:${ctx.stepId}:credit`,
    });
    refuseOn(violations);
  },
});

async function issue(ctx: CoreToolContext, input: InvoiceInput): Promise<Made> {
  const { reference } = input;
  const content = input.lines === undefined ? quoted(ctx) : said(ctx, input.lines);
  const { invoice, violations } = await createInvoice(ctx.request, { ...content, reference });
  refuseOn(violations);
  if (invoice === null) throw new Error('An invoice was neither made nor refused.');
  const idempotencyKey = `step:${ctx.stepId ?? newId()}:issue`;
  const issued = await issueInvoice(ctx.request, { invoiceId: invoice.id, idempotencyKey });
  refuseOn(issued.violations);
  return {
    reference: globalId('Invoice', invoice.id),
    costMinor: issued.after?.feeMinor ?? 0n,
    ...(issued.after && { cashFlow: cashFlowOf(issued.after) }),
  };
}

const said = (ctx: CoreToolContext, lines: readonly StepLine[]): NewInvoice => ({
  activityId: ctx.assignment.activityId,
  clientId: requireClient(ctx, 'invoice'),
  lines: documentLines(lines),
});

function quoted({ done }: CoreToolContext): NewInvoice {
  const quoteId = uuidOf(done.quote ?? null);
  if (quoteId !== null) return { quoteId };
  throw new StepRefused([{ code: 'assignment.invoice-without-lines', path: ['lines'] }]);
}

/** On the day it is due the client pays, and the co-operative keeps its fee of that. */
function cashFlowOf({ dueOn, netMinor, feeMinor }: Dues): CashFlowLine[] {
  if (dueOn === null) return [];
  const lines: CashFlowLine[] = [
    { day: dueOn, amountMinor: netMinor, payer: 'CLIENT' },
    { day: dueOn, amountMinor: -feeMinor, payer: 'ACTIVITY' },
  ];
  return lines.filter(({ amountMinor }) => amountMinor !== 0n);
}

interface Dues {
  readonly dueOn: string | null;
  readonly netMinor: bigint;
  readonly feeMinor: bigint;
}
