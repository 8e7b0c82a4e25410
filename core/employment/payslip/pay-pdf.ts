/** What documents about pay share: their parties and their tables. */
import type { Locale } from '../../platform/messages.js';
import { type Formats, formatsOf, labelsIn } from '../../platform/pdf/labels.js';
import { letterhead } from '../../platform/pdf/letterhead.js';
import { type PdfCell, type PdfContent, renderPdf } from '../../platform/pdf/render-pdf.js';
import { payLabels } from './pay-labels.js';
import type { PayParties } from './pay-parties.js';

export interface PayDocument {
  readonly locale: Locale;
  readonly title: string;
  readonly parties: PayParties;
  readonly facts: readonly (readonly [label: string, value: string])[];
  readonly content: readonly PdfContent[];
  /** The day by which it is dated: the same document has the same bytes for ever. */
  readonly on: string;
}

export interface PayWords {
  readonly labels: Readonly<Record<keyof typeof payLabels, string>>;
  readonly formats: Formats;
}

export const payWords = (locale: Locale): PayWords => ({
  labels: labelsIn(payLabels, locale),
  formats: formatsOf(locale),
});

export function payPdf(document: PayDocument): Promise<Uint8Array> {
  const { locale, title, parties, facts, content, on } = document;
  const { labels } = payWords(locale);
  const { employer, worker } = parties;
  return renderPdf({
    ...{ title, author: employer.name, locale, madeAt: new Date(`${on}T12:00:00Z`) },
    footer: [employer.name, employer.lines.at(-1)].join(' · '),
    content: [
      ...letterhead({
        ...{ title, sender: employer, facts },
        recipient: { label: labels.worker, ...worker },
      }),
      ...content,
    ],
  });
}

/** A table of which all columns but the first hold figures. */
export function figureTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  last?: readonly string[],
): PdfContent {
  const cells = (row: readonly string[], style?: string): PdfCell[] =>
    row.map((text, at) => ({ text, style, ...(at > 0 && figure) }));
  return {
    table: {
      ...{ headerRows: 1, dontBreakRows: true },
      widths: head.map((_, at) => (at === 0 ? '*' : 'auto')),
      body: [
        cells(head, 'head'),
        ...rows.map((row) => cells(row)),
        ...(last ? [cells(last, 'strong')] : []),
      ],
    },
    layout: 'lightHorizontalLines',
    margin: [0, 0, 0, 14],
  };
}

const figure = { alignment: 'right', noWrap: true } as const;
