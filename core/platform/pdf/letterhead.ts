/** The head of a document: who makes it, for whom, what it is called and its facts. */
import type { PdfContent } from './render-pdf.js';

export interface Letterhead {
  readonly title: string;
  readonly sender: PdfParty;
  readonly recipient: PdfParty & { readonly label: string };
  /** What identifies the document: number, days, references; "label → value". */
  readonly facts: readonly (readonly [label: string, value: string])[];
}

export interface PdfParty {
  readonly name: string;
  /** Address and registrations, a line each. */
  readonly lines: readonly string[];
}

export function letterhead({ title, sender, recipient, facts }: Letterhead): PdfContent[] {
  return [
    {
      columns: [
        { width: '*', stack: [{ text: sender.name, style: 'heading' }, ...sender.lines] },
        { width: 'auto', text: title, style: 'title', alignment: 'right' },
      ],
      margin: [0, 0, 0, 22],
    },
    {
      columns: [
        { width: '*', table: { widths: ['auto', '*'], body: factRows(facts) }, layout: plain },
        {
          width: 220,
          stack: [
            { text: recipient.label, style: 'label' },
            { text: recipient.name, style: 'strong' },
            ...recipient.lines,
          ],
        },
      ],
      columnGap: 20,
      margin: [0, 0, 0, 20],
    },
  ];
}

const factRows = (facts: Letterhead['facts']) =>
  facts.length === 0
    ? [[{ text: '' }, { text: '' }]]
    : facts.map(([label, value]) => [{ text: label, style: 'label' }, { text: value }]);

const plain = {
  hLineWidth: () => 0,
  vLineWidth: () => 0,
  paddingLeft: () => 0,
  paddingRight: () => 8,
  paddingTop: () => 1,
  paddingBottom: () => 1,
};
