/** The ledger's entries of an invoice's life: issue, payment, credit note. */
import type { Context } from '../../platform/context.js';
import { activityAccount, cooperativeAccount, hostAccount } from '../accounts.js';
import { credit, debit, type Line, type Posting } from '../ledger/ledger.js';
import { type Loss, lossDifference, nothingLost } from '../write-off/loss.js';
import { lossLines } from '../write-off/loss-entries.js';
import type { BookedInvoice, InvoiceState } from './invoice-state.js';
import { activityPartMinor, type Credit } from './settlement.js';

/** Who acts, in which request: on every posting. */
export const actorOf = (ctx: Context) => ({
  actor: ctx.viewer.memberId,
  requestId: ctx.requestId,
});

/** The client owes; the state, the co-operative and the activity have their parts. */
export function issueEntries(ctx: Context, invoice: InvoiceState): Posting {
  const part = activityPartMinor(invoice);
  const { netMinor, vatMinor, feeMinor } = invoice;
  return {
    ...actorOf(ctx),
    key: `invoice:${invoice.id}:issue`,
    kind: 'INVOICE_ISSUED',
    sourceType: 'invoice',
    sourceId: invoice.id,
    eventOn: invoice.issuedOn as string,
    lines: moved([
      debit(receivable(invoice), netMinor + vatMinor),
      credit(vatPayable(invoice), vatMinor),
      credit(feeIncome(ctx, invoice), feeMinor),
      credit(expected(invoice), part),
    ]),
  };
}

/** Mirrors a part of the issue; what was already set free comes back from what is available. */
export function creditEntries(
  ctx: Context,
  invoice: BookedInvoice,
  note: { readonly id: string; readonly issuedOn: string; readonly sums: Credit },
  moves: {
    readonly expectedMinor: bigint;
    readonly releasedMinor: bigint;
    readonly advancedMinor: bigint;
  },
): Posting {
  const { netMinor, vatMinor, feeMinor } = note.sums;
  return {
    ...actorOf(ctx),
    key: `invoice:${note.id}:issue`,
    kind: 'CREDIT_NOTE_ISSUED',
    sourceType: 'credit_note',
    sourceId: note.id,
    eventOn: note.issuedOn,
    lines: moved([
      credit(receivable(invoice), netMinor + vatMinor),
      debit(vatPayable(invoice), vatMinor),
      debit(feeIncome(ctx, invoice), feeMinor),
      credit(expected(invoice), moves.expectedMinor),
      ...releaseLines(ctx, invoice, moves.releasedMinor, moves.advancedMinor),
    ]),
  };
}

/** Money that was on suspense pays what a client owes, and sets the activity's part free. */
export function paymentEntries(
  ctx: Context,
  invoice: BookedInvoice,
  payment: {
    readonly id: string;
    readonly bookedOn: string;
    /** The legal entity whose bank account received it. */
    readonly hostEntityId: string;
    readonly amountMinor: bigint;
    readonly releasedMinor: bigint;
    readonly repaidMinor: bigint;
    /** What of it makes good a loss of the guarantee fund. */
    readonly recoveredMinor: bigint;
    /** What of it had been given up for lost, and is taken up again. */
    readonly reinstated: Loss;
    readonly writeOff: { readonly recoversVat: boolean } | null;
  },
): Posting {
  const { reinstated, writeOff } = payment;
  const back = lossDifference(nothingLost, reinstated);
  const suspense = hostAccount(payment.hostEntityId, 'bank.suspense', invoice.currency);
  return {
    ...actorOf(ctx),
    key: `payment:${payment.id}`,
    kind: 'PAYMENT_MATCHED',
    sourceType: 'payment',
    sourceId: payment.id,
    eventOn: payment.bookedOn,
    lines: moved([
      debit(suspense, payment.amountMinor),
      credit(receivable(invoice), payment.amountMinor),
      debit(expected(invoice), payment.releasedMinor),
      ...releaseLines(
        ctx,
        invoice,
        payment.releasedMinor - payment.recoveredMinor,
        payment.repaidMinor,
      ),
      ...recoveryLines(ctx, invoice, payment.recoveredMinor),
      ...lossLines(ctx, invoice, writeOff?.recoversVat ?? false, back),
    ]),
  };
}

/**
 * Of what is set free the guarantee fund is repaid first, the rest is the activity's. Negative:
 * a credit note takes back what was set free before.
 */
function releaseLines(
  ctx: Context,
  { activityId, currency }: BookedInvoice,
  releasedMinor: bigint,
  repaidMinor: bigint,
): Line[] {
  const fund = (code: 'fund.available' | 'fund.claims') =>
    cooperativeAccount(ctx.viewer.cooperativeId, code, currency);
  return [
    credit(
      activityAccount(activityId, 'activity.available', currency),
      releasedMinor - repaidMinor,
    ),
    credit(fund('fund.available'), repaidMinor),
    credit(activityAccount(activityId, 'activity.advanced', currency), repaidMinor),
    debit(fund('fund.claims'), repaidMinor),
  ];
}

/** What was given up for lost comes back to the fund after all; negative: it is lost again. */
function recoveryLines(
  ctx: Context,
  { activityId, currency }: BookedInvoice,
  recoveredMinor: bigint,
): Line[] {
  const fund = (code: 'fund.available' | 'fund.losses') =>
    cooperativeAccount(ctx.viewer.cooperativeId, code, currency);
  return [
    credit(fund('fund.available'), recoveredMinor),
    credit(fund('fund.losses'), recoveredMinor),
    debit(activityAccount(activityId, 'activity.forgiven', currency), recoveredMinor),
  ];
}

/** The ledger keeps no line of nothing. */
export const moved = (lines: readonly Line[]): Line[] =>
  lines.filter(({ amountMinor }) => amountMinor !== 0n);

const receivable = ({ activityId, currency }: BookedInvoice) =>
  activityAccount(activityId, 'activity.receivable', currency);

const expected = ({ activityId, currency }: BookedInvoice) =>
  activityAccount(activityId, 'activity.expected', currency);

const vatPayable = ({ hostEntityId, currency }: BookedInvoice) =>
  hostAccount(hostEntityId, 'vat.payable', currency);

const feeIncome = (ctx: Context, { currency }: BookedInvoice) =>
  cooperativeAccount(ctx.viewer.cooperativeId, 'fee.income', currency);
