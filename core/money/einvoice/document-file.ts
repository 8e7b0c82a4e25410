/** An issued document as a file, in a format and a language. */
import { registerEnumType } from 'type-graphql';
import type { Context } from '../../platform/context.js';
import type { Sql } from '../../platform/database/sql.js';
import type { DomainDownload } from '../../platform/files/downloads.js';
import { type Locale, locales } from '../../platform/messages.js';
import { byId } from '../../platform/read/read.js';
import { invoices } from '../invoice/invoice.policy.js';
import { InvoiceKind } from '../invoice/invoice-codes.js';
import { documentPdf } from './document-pdf.js';
import { type DocumentSource, documentSource } from './document-source.js';
import { einvoiceOf } from './einvoice-of-document.js';

export enum DocumentFormat {
  PDF = 'PDF',
  UBL = 'UBL',
}
registerEnumType(DocumentFormat, {
  name: 'DocumentFormat',
  description: 'How a document is written.',
  valuesConfig: {
    PDF: { description: 'For the eye: an archivable PDF/A-3b.' },
    UBL: { description: 'For machines: UBL 2.1, Peppol BIS Billing 3.0, with its PDF inside.' },
  },
});

export interface DocumentFile {
  readonly mediaType: string;
  readonly filename: string;
  readonly body: Uint8Array;
}

/** Writes it; in the language of the co-operative at its issue when none is asked for. */
export async function documentFile(
  source: DocumentSource,
  format: DocumentFormat,
  locale: Locale = source.locale,
): Promise<DocumentFile> {
  const pdf = await documentPdf(source, locale);
  const pdfName = { filename: filenameOf(source, DocumentFormat.PDF), mediaType: pdfType };
  if (format === DocumentFormat.PDF) return { ...pdfName, body: pdf };
  // Loaded when asked for, as everything that writes XML: its DOM would be with every server.
  const { writeUbl } = await import('./write-ubl.js');
  const ubl = writeUbl(einvoiceOf(source, locale, { ...pdfName, content: pdf }));
  return {
    ...{ filename: filenameOf(source, format), mediaType: mediaTypeOf(format) },
    body: new TextEncoder().encode(ubl),
  };
}

/** "invoice-2026-00042.pdf", "credit-note-C2026-00007.xml". */
export function filenameOf(
  { kind, number }: { readonly kind: InvoiceKind; readonly number: string | null },
  format: DocumentFormat,
): string {
  const name = kind === InvoiceKind.INVOICE ? 'invoice' : 'credit-note';
  return `${name}-${number}.${format === DocumentFormat.PDF ? 'pdf' : 'xml'}`;
}

export const mediaTypeOf = (format: DocumentFormat): string =>
  format === DocumentFormat.PDF ? pdfType : 'application/xml';

const pdfType = 'application/pdf';

export const sourceOf = (ctx: Context, invoiceId: string, sql: Sql = ctx.platform.database) =>
  documentSource(sql, ctx.viewer.cooperativeId, invoiceId);

/** The link behind `Invoice.document`: whoever fetches it must still see the invoice. */
export const invoiceDocument: DomainDownload = {
  name: 'invoice-document',
  open: async (ctx, params) => {
    const invoice = await byId(ctx, invoices, params.invoiceId ?? '');
    const source = invoice && (await sourceOf(ctx, invoice.id));
    if (source == null) return null;
    const locale = locales.find((each) => each === params.locale);
    return documentFile(source, params.format as DocumentFormat, locale);
  },
};
