/**
 * Money that came in meets what was owed. Pure but for its books: one match after another changes
 * its line, its invoice and what the activity owes the guarantee fund, so that many are exact.
 */
import { InvoiceKind, InvoiceStatus } from '../invoice/invoice-codes.js';
import type { InvoiceRow } from '../invoice/invoice-state.js';
import {
  afterPayment,
  dueMinor,
  movement,
  owedMinor,
  paymentStatusOf,
  smaller,
} from '../invoice/settlement.js';
import {
  type ChargeAmounts,
  type Imputed,
  impute,
  type LateCharges,
  noCharges,
  openCharges,
  plus,
  sumOf,
} from '../late-charge/impute.js';
import { type Loss, lossDifference, lossOf, nothingLost } from '../write-off/loss.js';

/** A line of the bank under lock, with the legal entity whose account it is on. */
export interface OpenLine {
  readonly id: string;
  readonly hostEntityId: string;
  readonly bookedOn: string;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly openMinor: bigint;
  /** The invoice that all that is open of the line is too much for. */
  readonly overpaysInvoiceId: string | null;
}

/** An invoice under lock. */
export interface PayableInvoice extends InvoiceRow {
  readonly activityId: string;
  readonly hostEntityId: string;
  /** The twelve digits that clients write with their payment. */
  readonly reference: string | null;
  /** What the guarantee fund gave up upon it and has not had back. */
  readonly fundLossMinor: bigint;
  /** Its write-off that holds, if it has one. */
  readonly writeOff: HeldWriteOff | null;
  /** What is asked on top of it. */
  readonly charges: LateCharges;
}

/** A write-off that holds: what of it is still lost, in the parts that were booked. */
export interface HeldWriteOff {
  readonly id: string;
  readonly recoversVat: boolean;
  readonly loss: Loss;
}

/** What is under lock: changed by each match, for the next to see. */
export interface Books {
  readonly invoices: Map<string, PayableInvoice>;
  /** What each activity owes the guarantee fund. */
  readonly advancedMinor: Map<string, bigint>;
}

export interface Matched {
  readonly line: OpenLine;
  readonly invoice: PayableInvoice;
  /** What is paid of the invoice; 0 when nothing was due and all is too much. */
  readonly paidMinor: bigint;
  /** What is paid of interest, costs and penalty on top; negative where it is taken back. */
  readonly charged: Charged;
  readonly releasedMinor: bigint;
  readonly repaidMinor: bigint;
  /** What made good a loss of the guarantee fund upon this invoice. */
  readonly recoveredMinor: bigint;
  /** What of the amount had been given up for lost; negative: it is lost again. */
  readonly reinstatedMinor: bigint;
  /** What the parts of the write-off become less by it. */
  readonly reinstated: Loss;
}

/** Whether an invoice can be paid at all: issued, and not a credit note. */
export const isPayable = ({ kind, status }: Pick<PayableInvoice, 'kind' | 'status'>): boolean =>
  kind === InvoiceKind.INVOICE && status !== InvoiceStatus.DRAFT;

/**
 * Pays what is due out of what is meant for the invoice. When more was meant than is due, the rest
 * of the line stays open, on the suspense account, and counts as too much received for the invoice.
 */
export function matchInto(
  books: Books,
  line: OpenLine,
  invoiceId: string,
  meantMinor: bigint,
): Matched {
  const before = books.invoices.get(invoiceId) as PayableInvoice;
  const { principalMinor: paidMinor, ...charged } = imputedTo(before, line, meantMinor);
  const paid = paidMinor > 0n ? { ...before, ...afterPayment(before, paidMinor) } : before;
  books.invoices.set(invoiceId, withCharges(paid, charged));
  const used = paidMinor + sumOf(charged);
  const next = relink(books, line, line.openMinor - used, {
    tooMuch: meantMinor > used,
    invoiceId,
  });
  const settled = books.invoices.get(invoiceId) as PayableInvoice;
  const { releasedMinor } = movement(before, settled);
  const free = releasedMinor > 0n ? releasedMinor : 0n;
  // What the fund lost upon this very invoice comes before what the activity owes it.
  const recoveredMinor = smaller(free, before.fundLossMinor);
  const owed = books.advancedMinor.get(before.activityId) ?? 0n;
  const repaidMinor = smaller(free - recoveredMinor, owed);
  books.advancedMinor.set(before.activityId, owed - repaidMinor);
  const invoice = { ...settled, fundLossMinor: before.fundLossMinor - recoveredMinor };
  const moves = { paidMinor, charged, releasedMinor, repaidMinor, recoveredMinor };
  return { line: next, ...lostLess(books, invoice, before.writtenOffMinor), ...moves };
}

/**
 * Takes a payment back: the money is open again, for nothing in particular, and what it had set free
 * and repaid is taken back, as far as that still is. Amounts are negative, or zero.
 */
export function unmatch(
  books: Books,
  line: OpenLine,
  invoiceId: string,
  payment: Pick<Matched, 'repaidMinor' | 'recoveredMinor' | 'reinstatedMinor'> & {
    readonly amountMinor: bigint;
    readonly charged: Charged;
  },
): Matched {
  const before = books.invoices.get(invoiceId) as PayableInvoice;
  const unpaid = { ...before, ...afterPayment(before, -payment.amountMinor) };
  const charged = negated(payment.charged);
  books.invoices.set(invoiceId, withCharges(unpaid, charged));
  const open = line.openMinor + payment.amountMinor - sumOf(charged);
  if (line.overpaysInvoiceId !== null) addExcess(books, line.overpaysInvoiceId, -line.openMinor);
  addExcess(books, invoiceId, 0n);
  const settled = books.invoices.get(invoiceId) as PayableInvoice;
  const { releasedMinor } = movement(before, settled);
  const recoveredMinor = -smaller(payment.recoveredMinor, -releasedMinor);
  const repaidMinor = -smaller(payment.repaidMinor, recoveredMinor - releasedMinor);
  const next = { ...line, openMinor: open, overpaysInvoiceId: null };
  const moves = { paidMinor: 0n, charged, releasedMinor, repaidMinor, recoveredMinor };
  const lostAgainMinor = settled.writeOff === null ? 0n : payment.reinstatedMinor;
  const lost = settled.writtenOffMinor + lostAgainMinor;
  return { line: next, ...lostLess(books, settled, lost), ...moves };
}

/** Amounts with whose income they are. */
export type Charged = Omit<Imputed, 'principalMinor'>;

/** What can still be paid for an invoice with money that the bank booked on a day. */
export const payableMinor = (invoice: PayableInvoice, line: OpenLine): bigint => {
  const due = dueMinor(invoice);
  return (due > 0n ? due : 0n) + sumOf(openCharges(chargesOf(invoice), line.bookedOn));
};

// Of what was credited in whole nothing is late.
const chargesOf = (invoice: PayableInvoice): LateCharges =>
  owedMinor(invoice) > 0n ? invoice.charges : noCharges;

function imputedTo(invoice: PayableInvoice, { bookedOn }: OpenLine, meantMinor: bigint): Imputed {
  const dated = { on: bookedOn, dueMinor: dueMinor(invoice), meantMinor };
  return impute(chargesOf(invoice), dated);
}

const withCharges = (invoice: PayableInvoice, charged: ChargeAmounts): PayableInvoice => ({
  ...invoice,
  charges: { ...invoice.charges, paid: plus(invoice.charges.paid, charged) },
});

const negated = ({ costsMinor, interestMinor, penaltyMinor, proceeds }: Charged): Charged => ({
  ...{ costsMinor: -costsMinor, interestMinor: -interestMinor },
  ...{ penaltyMinor: -penaltyMinor, proceeds },
});

/** Of an invoice that was given up for lost, no more than is due stays so. */
function lostLess(
  { invoices }: Books,
  before: PayableInvoice,
  lostMinor: bigint,
): Pick<Matched, 'invoice' | 'reinstatedMinor' | 'reinstated'> {
  const due = dueMinor(before);
  const writtenOffMinor = smaller(lostMinor, due > 0n ? due : 0n);
  const loss = lossOf(before, writtenOffMinor);
  const held = before.writeOff?.loss ?? nothingLost;
  const after = { ...before, writtenOffMinor };
  const writeOff = before.writeOff && { ...before.writeOff, loss };
  const invoice = { ...after, writeOff, paymentStatus: paymentStatusOf(after) };
  invoices.set(before.id, invoice);
  const reinstated = lossDifference(held, loss);
  return { invoice, reinstatedMinor: reinstated.totalMinor, reinstated };
}

/** Sends open money back: what an invoice had received too much is that much less. */
export const payBack = (books: Books, line: OpenLine, amountMinor: bigint): OpenLine =>
  relink(books, line, line.openMinor - amountMinor, { tooMuch: false, invoiceId: null });

/** Keeps what invoices have received too much equal to what is open of the lines marked so. */
function relink(
  books: Books,
  line: OpenLine,
  openMinor: bigint,
  { tooMuch, invoiceId }: { readonly tooMuch: boolean; readonly invoiceId: string | null },
): OpenLine {
  const { overpaysInvoiceId: old } = line;
  const link = tooMuch ? invoiceId : openMinor > 0n ? old : null;
  if (old !== null) addExcess(books, old, -line.openMinor);
  if (link !== null) addExcess(books, link, openMinor);
  if (invoiceId !== null) addExcess(books, invoiceId, 0n);
  return { ...line, openMinor, overpaysInvoiceId: link };
}

function addExcess({ invoices }: Books, id: string, minor: bigint): void {
  const invoice = invoices.get(id) as PayableInvoice;
  const after = { ...invoice, excessMinor: invoice.excessMinor + minor };
  invoices.set(id, { ...after, paymentStatus: paymentStatusOf(after) });
}

/** For looking ahead: matching into a copy leaves the books as they are. */
export const copyOf = (books: Books): Books => ({
  invoices: new Map(books.invoices),
  advancedMinor: new Map(books.advancedMinor),
});
