import {
  type DownloadDefinition,
  formatsOf,
  type Locale,
  labelsIn,
  letterhead,
  type PdfCell,
  type PdfContent,
  type PluginContext,
  renderPdf,
} from 'gezel/sdk';
import { InvoiceKind, SelfEmployedInvoice, VatRegime } from './invoice.entity.js';

/** An invoice as its client gets it, for whoever may see it when they fetch it. */
export const document: DownloadDefinition = {
  name: 'self-employed.invoice',
  open: async (ctx, { invoiceId }) => {
    if (invoiceId == null || ctx.viewer?.reach('self-employed.read') === undefined) return null;
    const invoice = await seen(ctx, invoiceId);
    if (invoice === null) return null;
    return { ...fileOf(invoice), body: await sheet(ctx.locale, invoice) };
  },
};

/** The invoice, or null where the viewer does not see whose it is. */
export async function seen(ctx: PluginContext, id: string): Promise<SelfEmployedInvoice | null> {
  const invoice = await ctx.store.get(SelfEmployedInvoice, id);
  if (invoice === null || !sees(ctx, invoice.memberId)) return null;
  return (await ctx.core.member(invoice.memberId)) === null ? null : invoice;
}

/** What is a member's own affair is seen by that member and by those who see all. */
export const sees = ({ viewer }: PluginContext, memberId: string): boolean =>
  viewer?.reach('self-employed.read') === 'all' || viewer?.memberId === memberId;

export const fileOf = ({ number }: SelfEmployedInvoice) => ({
  ...{ mediaType: 'application/pdf', filename: `invoice-${number}.pdf` },
});

const sentences = {
  invoice: { nl: 'Factuur', fr: 'Facture', en: 'Invoice', de: 'Rechnung' },
  credit: { nl: 'Creditnota', fr: 'Note de crédit', en: 'Credit note', de: 'Gutschrift' },
  number: { nl: 'Nummer', fr: 'Numéro', en: 'Number', de: 'Nummer' },
  issued: { nl: 'Datum', fr: 'Date', en: 'Date', de: 'Datum' },
  due: { nl: 'Te betalen voor', fr: 'À payer avant le', en: 'To be paid by', de: 'Zahlbar bis' },
  to: { nl: 'Aan', fr: 'À', en: 'To', de: 'An' },
  what: { nl: 'Omschrijving', fr: 'Description', en: 'Description', de: 'Beschreibung' },
  amount: { nl: 'Bedrag', fr: 'Montant', en: 'Amount', de: 'Betrag' },
  rate: { nl: 'Btw', fr: 'TVA', en: 'VAT', de: 'MwSt.' },
  net: { nl: 'Zonder btw', fr: 'Hors TVA', en: 'Without VAT', de: 'Ohne MwSt.' },
  total: { nl: 'Totaal', fr: 'Total', en: 'Total', de: 'Gesamt' },
  exempt: {
    nl: 'Kleine onderneming onderworpen aan de vrijstellingsregeling van belasting. Btw niet toepasselijk.',
    fr: 'Petite entreprise soumise au régime de la franchise de taxe. TVA non applicable.',
    en: 'Small enterprise under the exemption scheme. VAT not applicable.',
    de: 'Kleinunternehmen mit Steuerbefreiung. Mehrwertsteuer nicht anwendbar.',
  },
} as const;

/** Why an exempt small enterprise charges nothing, as its invoices say it. */
export const exemptionOf = (locale: Locale): string => sentences.exempt[locale];

function sheet(locale: Locale, invoice: SelfEmployedInvoice): Promise<Uint8Array> {
  const say = labelsIn(sentences, locale);
  const { day, money, percent, number } = formatsOf(locale);
  const { kind, seller, client, lines, currency, netMinor, vatMinor, issuedOn } = invoice;
  const rows: PdfCell[][] = lines.map((line) => [
    `${number(line.quantity)} × ${line.description}${line.ground ? ` (${line.ground})` : ''}`,
    percent(line.vatRate),
    { text: money(BigInt(line.netMinor), currency), alignment: 'right' },
  ]);
  const sum = (label: string, minor: bigint): PdfCell[] => [
    ...[label, '', { text: money(minor, currency), alignment: 'right' as const }],
  ];
  const title = kind === InvoiceKind.INVOICE ? say.invoice : say.credit;
  const content: PdfContent[] = [
    ...letterhead({
      ...{ title, sender: seller, recipient: { label: say.to, ...client } },
      facts: [
        [say.number, invoice.number],
        [say.issued, day(issuedOn)],
        [say.due, day(invoice.dueOn)],
      ],
    }),
    {
      table: {
        ...{ widths: ['*', 'auto', 'auto'], headerRows: 1 },
        body: [
          [say.what, say.rate, say.amount],
          ...[...rows, sum(say.net, netMinor), sum(say.rate, vatMinor)],
          sum(say.total, netMinor + vatMinor),
        ],
      },
    },
    ...(invoice.vatRegime === VatRegime.SMALL_ENTERPRISE ? [say.exempt] : []),
  ];
  const madeAt = new Date(`${issuedOn}T12:00:00Z`);
  const name = `${title} ${invoice.number}`;
  return renderPdf({ title: name, author: seller.name, locale, madeAt, content });
}
