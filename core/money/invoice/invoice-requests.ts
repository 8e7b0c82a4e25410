/** From the inputs of clients to the services, and from outcomes to payloads. */
import type { Context } from '../../platform/context.js';
import { globalId, localId } from '../../platform/ids.js';
import { byId } from '../../platform/read/read.js';
import { creditNotesOf } from '../document/document-reads.js';
import { createInvoice } from './create-invoice.js';
import { creditInvoice } from './credit-invoice.js';
import { discardInvoice } from './discard-invoice.js';
import type { Invoice } from './invoice.entity.js';
import { invoices } from './invoice.policy.js';
import type {
  CreateInvoiceInput,
  CreditInvoiceInput,
  CreditInvoicePayload,
  DiscardInvoiceInput,
  InvoicePayload,
  IssueInvoiceInput,
  UpdateInvoiceInput,
} from './invoice.types.js';
import { issueInvoice } from './issue-invoice.js';
import { updateInvoice } from './update-invoice.js';

export function create(ctx: Context, input: CreateInvoiceInput): Promise<InvoicePayload> {
  const { activityId, clientId, quoteId } = input;
  return createInvoice(ctx, {
    ...input,
    activityId: activityId == null ? null : localId('Activity', activityId, 'activityId'),
    clientId: clientId == null ? null : localId('Client', clientId, 'clientId'),
    quoteId: quoteId == null ? null : localId('Quote', quoteId, 'quoteId'),
  });
}

export async function update(ctx: Context, input: UpdateInvoiceInput): Promise<InvoicePayload> {
  const invoiceId = localId('Invoice', input.invoiceId, 'invoiceId');
  const { clientId } = input;
  const change = {
    ...{ ...input, invoiceId },
    clientId: clientId == null ? null : localId('Client', clientId, 'clientId'),
  };
  const { changed, violations } = await updateInvoice(ctx, change);
  return { invoice: changed ? await read(ctx, invoiceId) : null, violations };
}

export async function issue(ctx: Context, input: IssueInvoiceInput): Promise<InvoicePayload> {
  const invoiceId = localId('Invoice', input.invoiceId, 'invoiceId');
  const { after, violations } = await issueInvoice(ctx, { ...input, invoiceId });
  return { invoice: after && (await read(ctx, invoiceId)), violations };
}

/** Answers no invoice: there is none any more. */
export async function discard(ctx: Context, input: DiscardInvoiceInput): Promise<InvoicePayload> {
  const invoiceId = localId('Invoice', input.invoiceId, 'invoiceId');
  const { violations } = await discardInvoice(ctx, { ...input, invoiceId });
  return { invoice: null, violations };
}

export async function credit(
  ctx: Context,
  input: CreditInvoiceInput,
): Promise<CreditInvoicePayload> {
  const invoiceId = localId('Invoice', input.invoiceId, 'invoiceId');
  const { after, violations } = await creditInvoice(ctx, { ...input, invoiceId });
  if (after === null) return { creditNote: null, invoice: null, violations };
  const invoice = await read(ctx, invoiceId);
  const notes = await creditNotesOf(ctx, invoice);
  const creditNote = notes.find(({ requestKey }) => requestKey === input.idempotencyKey) ?? null;
  return { creditNote, invoice, violations };
}

/** The invoice as it is after the change, which the viewer was allowed to make. */
async function read(ctx: Context, id: string): Promise<Invoice> {
  const invoice = await byId(ctx, invoices, id);
  if (invoice === null) throw new Error(`${globalId('Invoice', id)} is changed and not visible.`);
  return invoice;
}
