/** What a document is about: its lines, its allowances and charges, and their sums. */
import { type Finding, refuses } from '../../platform/write/violation.js';
import { maximumAmountMinor } from '../limits.js';
import {
  type AdjustmentInput,
  type DocumentAdjustment,
  documentAdjustments,
  taxedAdjustment,
} from './adjustment.js';
import { checkLines, type DocumentLine, type DocumentLineInput } from './document-line.js';
import type { VatLaw } from './line-vat.js';
import { type DocumentTotals, documentTotals } from './vat.js';

export interface DocumentContent {
  readonly lines: readonly DocumentLine[];
  readonly adjustments: readonly DocumentAdjustment[];
  readonly totals: DocumentTotals;
}

export interface ContentInput {
  readonly lines: readonly DocumentLineInput[];
  readonly adjustments?: readonly AdjustmentInput[] | null;
}

/** Checks everything at once; the content is of no use when a finding refuses. */
export function checkContent(
  input: ContentInput,
  currency: string,
  law: VatLaw,
): { readonly content: DocumentContent; readonly findings: readonly Finding[] } {
  const { lines, findings } = checkLines(input.lines, currency, law);
  const adjusted = documentAdjustments(input.adjustments, lines, currency);
  const content = contentOf(lines, adjusted.adjustments);
  const found = [...findings, ...adjusted.findings];
  if (!refuses(found)) found.push(...sumFindings(content.totals));
  return { content, findings: found };
}

export const contentOf = (
  lines: readonly DocumentLine[],
  adjustments: readonly DocumentAdjustment[],
): DocumentContent => ({
  ...{ lines, adjustments },
  totals: documentTotals([...lines, ...adjustments.map(taxedAdjustment)]),
});

/** Money is given back by a credit note alone: no rate of a document is below zero. */
export function sumFindings({ netMinor, subtotals }: DocumentTotals): Finding[] {
  const path = ['adjustments'];
  if (netMinor > maximumAmountMinor) return [{ code: 'document.too-large', path }];
  const below = netMinor <= 0n || subtotals.some(({ base }) => BigInt(base) < 0n);
  return below ? [{ code: 'document.allowance-too-large', path }] : [];
}
