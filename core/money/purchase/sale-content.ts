/** What a document that a client made out in our name says, as the sale that it becomes. */
import { minorDigits } from '../../platform/currencies.js';
import { decimalOf } from '../../platform/money.js';
import { type Finding, refuses } from '../../platform/write/violation.js';
import { AdjustmentKind, AllowanceOrCharge, groundOf } from '../document/adjustment.js';
import { contentOf, type DocumentContent, sumFindings } from '../document/document-content.js';
import { checkLines, type DocumentLineInput } from '../document/document-line.js';
import type { VatLaw } from '../document/line-vat.js';
import { basisPointsOf, VatCategory } from '../document/vat.js';
import { maximumReasonLength } from '../limits.js';
import type { PurchaseState } from './purchase-state.js';
import { firstOf, type ReceivedAdjustment, type ReceivedLine } from './read-ubl.js';

/**
 * Its lines, and each allowance and charge on the whole at the rate that the document gives it: never
 * spread over other rates, as ours are. The content is of no use when a finding refuses.
 */
export function saleContent(
  purchase: PurchaseState,
  currency: string,
  law: VatLaw,
): { readonly content: DocumentContent; readonly findings: readonly Finding[] } {
  const { lines, findings } = checkLines(
    purchase.lines.map((line) => saleLine(line, purchase)),
    currency,
    law,
  );
  const adjusted = saleAdjustments(purchase, currency, law);
  const content = contentOf(lines, adjusted.adjustments);
  const found = [...findings, ...adjusted.findings];
  if (!refuses(found)) found.push(...sumFindings(content.totals));
  return { content, findings: found };
}

/** As the client wrote it, one of each; the article is the client's own document. */
function saleLine(line: ReceivedLine, purchase: PurchaseState): DocumentLineInput {
  return pricedAt(line.net, line.description.slice(0, 1_000), line, purchase);
}

/** Checked as lines are: an amount above zero, at a rate that holds on the day. */
function saleAdjustments(purchase: PurchaseState, currency: string, law: VatLaw) {
  const { adjustments: received } = purchase;
  if (received.length === 0) return { adjustments: [], findings: [] };
  const inputs = received.map((one) =>
    pricedAt(one.amount, reasonOf(one, purchase), one, purchase),
  );
  const { lines, findings } = checkLines(inputs, currency, law);
  const adjustments = lines.map((line, index) => ({
    kind: adjustmentKinds[(received[index] as ReceivedAdjustment).kind],
    ...{ reason: line.description, amountMinor: line.netMinor, percent: null, baseMinor: null },
    ...groundOf(line),
    depositId: null,
  }));
  const named = findings.map((one) => ({
    ...one,
    path: ['adjustments', ...(one.path ?? []).slice(1)],
  }));
  return { adjustments, findings: named };
}

export const adjustmentKinds: Readonly<Record<AllowanceOrCharge, AdjustmentKind>> = {
  [AllowanceOrCharge.ALLOWANCE]: AdjustmentKind.ALLOWANCE,
  [AllowanceOrCharge.CHARGE]: AdjustmentKind.CHARGE,
};

const reasonOf = ({ reason }: ReceivedAdjustment, { number }: PurchaseState): string =>
  reason === '' ? firstOf(groundIn(number), maximumReasonLength) : reason;

type Taxed = Pick<ReceivedLine, 'vatCode' | 'vatRate'>;

function pricedAt(
  minor: string,
  description: string,
  taxed: Taxed,
  { currency, number }: PurchaseState,
): DocumentLineInput {
  const { category } = vatOf(taxed);
  const rate = taxed.vatRate ?? '0';
  const vat =
    category === VatCategory.STANDARD
      ? { category, rate }
      : { category, rate, legalGround: groundIn(number) };
  const unitPrice = decimalOf(BigInt(minor), minorDigits(currency));
  return { description, quantity: '1', unitPrice, vat };
}

const groundIn = (number: string): string => `Self-billing ${number}`;

export function vatOf({ vatCode, vatRate }: Taxed): { category: VatCategory; rate: number } {
  const rate = basisPointsOf(vatRate ?? '0') ?? 0;
  const taxed = rate >= standardFrom ? VatCategory.STANDARD : VatCategory.REDUCED;
  return { category: vatCode === 'S' ? taxed : (categories[vatCode] ?? taxed), rate };
}

/** The lowest standard rate that VAT Directive 2006/112/EC, art. 97 allows, in basis points. */
const standardFrom = 1_500;

/** The codes of EN 16931 besides S. */
const categories: Readonly<Record<string, VatCategory>> = {
  Z: VatCategory.ZERO,
  E: VatCategory.EXEMPT,
  AE: VatCategory.REVERSE_CHARGE,
  K: VatCategory.INTRA_EU,
  G: VatCategory.EXPORT,
  O: VatCategory.OUT_OF_SCOPE,
};
