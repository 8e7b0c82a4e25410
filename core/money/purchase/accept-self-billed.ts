import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { violationsOf } from '../../platform/model/say.js';
import { takeKey } from '../../platform/write/once.js';
import { record } from '../../platform/write/record.js';
import { transact } from '../../platform/write/transact.js';
import { type Finding, refuses, type Violation } from '../../platform/write/violation.js';
import { documentGround } from '../document/document-check.js';
import { creditInvoice } from '../invoice/credit-invoice.js';
import { InvoiceKind } from '../invoice/invoice-codes.js';
import { insertDraft } from '../invoice/invoice-draft.js';
import { issueInvoice } from '../invoice/issue-invoice.js';
import { approverFindings } from './approve-purchase.js';
import { creditedParts, saleOf } from './credited-parts.js';
import { lockPurchase, type PurchaseState } from './purchase-state.js';
import { saleContent } from './sale-content.js';

/** Ids are UUIDs. */
export interface SelfBilledAcceptance {
  readonly purchaseId: string;
  /** Of an invoice: the client of the activity that made it out. */
  readonly clientId?: string | null;
  readonly dryRun?: boolean | null;
  readonly idempotencyKey: string;
}

export interface AcceptedSelfBilled {
  readonly purchaseId: string | null;
  readonly violations: Violation[];
}

/**
 * Accepts what a client made out in our name as the sale that it is: an invoice of the activity, with
 * a number of our journal, booked with its VAT and fee and paid like any other; and its credit note
 * as the credit note of that invoice. Nothing is sent: the client has the document.
 */
export async function acceptSelfBilled(
  ctx: Context,
  step: SelfBilledAcceptance,
): Promise<AcceptedSelfBilled> {
  try {
    return await transact(ctx, async (tx) => {
      const once = { key: step.idempotencyKey, input: step };
      const done = step.dryRun
        ? null
        : await takeKey(tx, ctx, 'purchase.accept-self-billed', once, step.purchaseId);
      if (done !== null) return { purchaseId: done, violations: [] };
      const purchase = await lockPurchase(tx, ctx, step.purchaseId);
      refuseFor(ctx, await approverFindings(tx, ctx, purchase));
      if (!purchase.selfBilled) refuseFor(ctx, [at('purchase.not-self-billed', 'purchaseId')]);
      const inside = { ...ctx, tx };
      const sale = purchase.kind === InvoiceKind.INVOICE;
      const made = sale ? await soldBy(inside, step, purchase) : await creditedBy(inside, purchase);
      if (step.dryRun) throw new NotAccepted(made.violations);
      await accept(tx, ctx, purchase, made.id);
      return { purchaseId: purchase.id, violations: made.violations };
    });
  } catch (error) {
    if (error instanceof NotAccepted) return { purchaseId: null, violations: error.violations };
    throw error;
  }
}

type Inside = Context & { readonly tx: Tx };

interface Made {
  readonly id: string;
  readonly violations: Violation[];
}

async function soldBy(
  ctx: Inside,
  { clientId }: SelfBilledAcceptance,
  purchase: PurchaseState,
): Promise<Made> {
  if (clientId == null) throw refusal(ctx, [at('purchase.client-needed', 'clientId')]);
  const ids = { activityId: purchase.activityId as string, clientId };
  const ground = await documentGround(ctx, ctx.tx, 'purchase.approve', ids);
  const { content, findings } = saleContent(purchase, ground.currency, ground.law);
  const { netMinor, vatMinor } = content.totals;
  const same = netMinor === purchase.netMinor && vatMinor === purchase.vatMinor;
  const found = [...ground.findings, ...findings, ...currencyFindings(purchase, ground.currency)];
  if (!refuses(found) && !same) found.push(at('purchase.differs-from-lines', 'purchaseId'));
  refuseFor(ctx, found);
  const head = { ...ground, reference: purchase.number, quoteId: null, quotePart: null };
  const draft = await insertDraft(ctx, ctx.tx, head, content);
  if (draft === null) throw refusal(ctx, [{ code: 'document.activity-closed' }]);
  const { id } = draft;
  const key = `self-billed:${purchase.id}`;
  const { after, violations } = await issueInvoice(ctx, { invoiceId: id, idempotencyKey: key });
  if (after === null) throw new NotAccepted(violations);
  return { id, violations };
}

/**
 * Of the sale that the document it refers to became: the whole of it, or what its lines, allowances
 * and charges say.
 */
async function creditedBy(ctx: Inside, purchase: PurchaseState): Promise<Made> {
  const sale = await saleOf(ctx.tx, purchase);
  if (sale === null) throw refusal(ctx, [at('purchase.sale-unknown', 'purchaseId')]);
  const whole = sale.leftNetMinor === purchase.netMinor;
  const { after, violations } = await creditInvoice(ctx, {
    invoiceId: sale.id,
    reason: `${purchase.supplierName.slice(0, 300)}: ${purchase.number}`,
    ...(whole ? null : creditedParts(purchase, sale)),
    idempotencyKey: `self-billed:${purchase.id}`,
  });
  if (after === null) throw new NotAccepted(violations);
  const note = after.creditNote;
  if (note?.netMinor !== purchase.netMinor || note.vatMinor !== purchase.vatMinor) {
    refuseFor(ctx, [at('purchase.differs-from-lines', 'purchaseId')]);
  }
  return { id: note?.id as string, violations };
}

async function accept(tx: Tx, ctx: Context, purchase: PurchaseState, invoiceId: string) {
  const { id, activityId } = purchase;
  await tx.query(
    `update core.purchase set status = 'APPROVED', decided_by = $3, decided_at = $4,
       deductible_minor = 0, invoice_id = $5, version = version + 1
     where cooperative_id = $1 and id = $2`,
    [tx.cooperativeId, id, ctx.viewer.memberId, ctx.platform.clock.now(), invoiceId],
  );
  await record(tx, ctx, 'purchase.accept-self-billed', [
    {
      ...{ type: 'purchase.self-billed-accepted', subject: { type: 'Purchase', id }, activityId },
      payload: { invoiceId },
    },
  ]);
}

const at = (code: string, property: string): Finding => ({ code, path: [property] });

function currencyFindings({ currency }: PurchaseState, expected: string): Finding[] {
  if (currency === expected) return [];
  const values = { currency, expected };
  return [{ ...at('document.other-currency', 'purchaseId'), values }];
}

function refuseFor(ctx: Context, findings: readonly Finding[]): void {
  if (refuses(findings)) throw refusal(ctx, findings);
}

const refusal = (ctx: Context, findings: readonly Finding[]) =>
  new NotAccepted(violationsOf(ctx, findings));

/** Carries the checklist out of the transaction that it rolls back. */
class NotAccepted extends Error {
  constructor(readonly violations: Violation[]) {
    super('The document was not accepted.');
  }
}
