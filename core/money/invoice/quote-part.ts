/**
 * What an invoice asks for of a quote: all of it, a part in advance or on the way, or the rest. Pure.
 * Parts are cut from what is left of each rate, and the VAT of a part is what the whole has less what
 * was asked before: all parts together give the quote, net and VAT, and never a cent more.
 */
import { minorOf } from '../../platform/money.js';
import type { Finding } from '../../platform/write/violation.js';
import { AdjustmentKind, type DocumentAdjustment, groundOf } from '../document/adjustment.js';
import type { DocumentContent } from '../document/document-content.js';
import type { DocumentLine } from '../document/document-line.js';
import { basisPointsOf, type SubtotalRow, totalsOf } from '../document/vat.js';
import { share, split } from '../ledger/amounts.js';
import { InvoiceStatus, QuotePart } from './invoice-codes.js';

export interface PartWish {
  readonly kind: QuotePart;
  /** Without VAT; a deposit or instalment has this or a percentage of the quote. */
  readonly amount?: string | null;
  readonly percent?: string | null;
  /** The text of the line; a usual one when absent. */
  readonly description?: string | null;
}

export interface QuotedContent {
  readonly currency: string;
  readonly netMinor: bigint;
  readonly lines: readonly DocumentLine[];
  readonly adjustments: readonly DocumentAdjustment[];
  readonly subtotals: readonly SubtotalRow[];
}

/** An invoice of the quote, with what its credit notes took back. */
export interface QuoteInvoice {
  readonly id: string;
  readonly number: string | null;
  readonly status: InvoiceStatus;
  readonly subtotals: readonly SubtotalRow[];
  readonly credited: readonly SubtotalRow[];
}

/** The texts of lines that the platform writes, in the client's language. */
export interface PartTexts {
  readonly part: string;
  deducted(number: string): string;
}

export interface PartPlan {
  readonly part: QuotePart;
  readonly content: DocumentContent | null;
  readonly findings: readonly Finding[];
}

/** Without a wish: all of the quote, or the rest when parts were invoiced before. */
export function planPart(
  quote: QuotedContent,
  invoices: readonly QuoteInvoice[],
  wish: PartWish | null,
  texts: PartTexts,
): PartPlan {
  const left = leftOf(quote.subtotals, invoices);
  const leftMinor = left.reduce((sum, { base }) => sum + base, 0n);
  const begun = leftMinor < quote.netMinor;
  const part = wish?.kind ?? (begun ? QuotePart.FINAL : QuotePart.WHOLE);
  const refuse = (...findings: Finding[]): PartPlan => ({ part, content: null, findings });
  const path = ['quoteId'];
  if (leftMinor <= 0n) return refuse({ code: 'quote.already-invoiced', path });
  if (part === QuotePart.WHOLE) {
    if (begun) return refuse({ code: 'quote.partly-invoiced', path: ['part', 'kind'] });
    return { part, content: whole(quote), findings: [] };
  }
  if (part === QuotePart.FINAL) {
    const draft = invoices.some(({ status }) => status === InvoiceStatus.DRAFT);
    if (draft) return refuse({ code: 'quote.part-in-draft', path });
    return { part, content: rest(quote, invoices, left, texts), findings: [] };
  }
  const { amountMinor, findings } = amountOf(quote, wish as PartWish, leftMinor);
  if (findings.length > 0) return refuse(...findings);
  const text = wish?.description?.trim() || texts.part;
  return { part, content: slice(quote, left, amountMinor, text), findings: [] };
}

/** What is live of the deposits and instalments: what a final invoice deducts, by invoice and rate. */
export function deductions(invoices: readonly QuoteInvoice[]) {
  return invoices.flatMap((invoice) =>
    liveOf(invoice)
      .filter(({ base }) => base > 0n)
      .map((row) => ({ ...row, depositId: invoice.id, number: invoice.number ?? '' })),
  );
}

interface Rest {
  readonly row: SubtotalRow;
  /** Not yet invoiced of this rate. */
  readonly base: bigint;
  readonly vat: bigint;
}

function leftOf(subtotals: readonly SubtotalRow[], invoices: readonly QuoteInvoice[]): Rest[] {
  const live = invoices.flatMap(liveOf);
  return subtotals.map((row) => {
    const same = live.filter((each) => sameRate(each, row));
    const base = same.reduce((sum, each) => sum + each.base, 0n);
    const vat = same.reduce((sum, each) => sum + each.vat, 0n);
    return { row, base: BigInt(row.base) - base, vat: BigInt(row.vat) - vat };
  });
}

function liveOf({ subtotals, credited }: QuoteInvoice) {
  return subtotals.map((row) => {
    const back = credited.filter((each) => sameRate(each, row));
    const base = back.reduce((sum, each) => sum - BigInt(each.base), BigInt(row.base));
    const vat = back.reduce((sum, each) => sum - BigInt(each.vat), BigInt(row.vat));
    return { category: row.category, rate: row.rate, base, vat };
  });
}

const sameRate = (
  a: Pick<SubtotalRow, 'category' | 'rate'>,
  b: Pick<SubtotalRow, 'category' | 'rate'>,
): boolean => a.category === b.category && a.rate === b.rate;

const whole = ({ lines, adjustments, subtotals }: QuotedContent): DocumentContent => ({
  ...{ lines, adjustments },
  totals: totalsOf(subtotals),
});

function rest(
  { lines, adjustments }: QuotedContent,
  invoices: readonly QuoteInvoice[],
  left: readonly Rest[],
  texts: PartTexts,
): DocumentContent {
  const deducted = deductions(invoices).map(({ category, rate, base, depositId, number }) => {
    const line = lines.find((each) => each.vatCategory === category && each.vatRate === rate);
    return {
      ...{ kind: AdjustmentKind.DEPOSIT, reason: texts.deducted(number), amountMinor: base },
      ...{ percent: null, baseMinor: null, depositId },
      ...groundOf(line as DocumentLine),
    };
  });
  const subtotals = left.map(({ row, base, vat }) => subtotal(row, base, base > 0n ? vat : 0n));
  return { lines, adjustments: [...adjustments, ...deducted], totals: totalsOf(subtotals) };
}

function amountOf(quote: QuotedContent, wish: PartWish, leftMinor: bigint) {
  const refuse = (finding: Finding) => ({ amountMinor: 0n, findings: [finding] });
  if ((wish.amount == null) === (wish.percent == null)) {
    return refuse({ code: 'document.amount-or-percent', path: ['part', 'amount'] });
  }
  const percent = basisPointsOf(wish.percent ?? '100');
  if (percent === null) {
    return refuse({ code: 'document.percent-out-of-range', path: ['part', 'percent'] });
  }
  const amountMinor =
    wish.amount == null
      ? share(quote.netMinor, BigInt(percent), 'half-up')
      : minorOf(wish.amount, quote.currency, 'part.amount');
  const path = ['part', wish.amount == null ? 'percent' : 'amount'];
  if (amountMinor <= 0n) return refuse({ code: 'credit.amount-not-positive', path });
  if (amountMinor > leftMinor) return refuse({ code: 'quote.part-too-large', path });
  return { amountMinor, findings: [] };
}

/** One line for each rate, taxed as the quote's lines of that rate are. */
function slice(
  quote: QuotedContent,
  left: readonly Rest[],
  amountMinor: bigint,
  description: string,
): DocumentContent {
  const parts = split(
    amountMinor,
    left.map(({ base }) => base),
  );
  const cut = left.map((each, i) => ({ ...each, part: parts[i] ?? 0n }));
  const asked = cut.filter(({ part }) => part > 0n);
  const lines = asked.map(({ row, part }) => {
    const line = quote.lines.find(
      (each) => each.vatCategory === row.category && each.vatRate === row.rate,
    ) as DocumentLine;
    const once = { quantityMicro: 1_000_000n, unitPriceMinor: part, netMinor: part };
    return { ...line, description, ...once, adjustments: [] };
  });
  const subtotals = asked.map(({ row, base, vat, part }) => {
    const reached = BigInt(row.base) - base + part;
    const ratio = { numerator: reached, denominator: BigInt(row.base) };
    const vatBefore = BigInt(row.vat) - vat;
    return subtotal(row, part, share(BigInt(row.vat), ratio, 'half-up') - vatBefore);
  });
  return { lines, adjustments: [], totals: totalsOf(subtotals) };
}

/** Roundings of credit notes may have left a cent more than is due: VAT is never below zero. */
const subtotal = (row: SubtotalRow, base: bigint, vat: bigint): SubtotalRow => ({
  ...{ category: row.category, rate: row.rate, base: `${base}`, vat: `${vat < 0n ? 0n : vat}` },
});
