/** Described content → the bytes of an archivable PDF, always the same ones. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Content, ContentTable, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import type { Locale } from '../messages.js';

export type PdfContent = Content;
export type PdfTable = ContentTable;
export type PdfCell = TableCell;

export interface PdfDefinition {
  /** Shown by readers as the name of the document. */
  readonly title: string;
  /** The legal entity that makes it. */
  readonly author: string;
  readonly locale: Locale;
  /** When it was made: an argument, so that the same document has the same bytes for ever. */
  readonly madeAt: Date;
  /** Read once: pdfmake writes its measures into what it is given. */
  readonly content: readonly PdfContent[];
  /** At the foot of every page, before "1 / 3". */
  readonly footer?: string;
  /** Files inside the document, such as the data that it shows. */
  readonly attachments?: readonly PdfAttachment[];
}

export interface PdfAttachment {
  readonly name: string;
  readonly mediaType: string;
  readonly description: string;
  readonly content: Uint8Array;
}

/**
 * Renders on A4 in the bundled font, which knows the Latin, Greek and Cyrillic scripts; what it
 * does not know shows as an empty box. Some 20 to 50 ms for a page.
 */
export async function renderPdf(definition: PdfDefinition): Promise<Uint8Array> {
  // Here, so that a process that makes no document does not load what makes them.
  const { default: Printer } = require('pdfmake/js/Printer.js') as { default: PrinterClass };
  const document = new Printer(fonts, noFiles, noUrls, (path) => fontFiles.has(path));
  const pdf = await document.createPdfKitDocument(described(definition));
  const chunks: Uint8Array[] = [];
  return new Promise((resolve, reject) => {
    pdf.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    pdf.on('end', () => resolve(Uint8Array.from(Buffer.concat(chunks))));
    pdf.on('error', reject);
    for (const { name, mediaType, description, content } of definition.attachments ?? []) {
      const dates = { creationDate: definition.madeAt, modifiedDate: definition.madeAt };
      const told = { name, type: mediaType, description, relationship: 'Alternative', ...dates };
      pdf.file(Buffer.from(content), told);
    }
    pdf.end();
  });
}

function described(definition: PdfDefinition): TDocumentDefinitions {
  const { title, author, locale, madeAt, content, footer = '' } = definition;
  return {
    ...{ pageSize: 'A4', pageMargins: [50, 45, 50, 60], language: locale },
    // A reader may keep it for ten years and more.
    ...{ version: '1.7', subset: 'PDF/A-3b', displayTitle: true },
    info: { title, author, creator: 'Gezel', producer: 'Gezel', creationDate: madeAt },
    content: [...content],
    styles,
    defaultStyle: { font: 'Roboto', fontSize: 9, lineHeight: 1.15 },
    footer: (page, pages) => ({
      margin: [50, 20, 50, 0],
      ...{ fontSize: 7.5, color: grey },
      columns: [
        { text: footer, width: '*' },
        { text: `${page} / ${pages}`, width: 40, alignment: 'right' },
      ],
    }),
  };
}

const grey = '#555555';

/** The few styles that all documents share, by their name in `style`. */
const styles = {
  title: { fontSize: 17, bold: true },
  heading: { fontSize: 10.5, bold: true },
  label: { fontSize: 7.5, color: grey },
  head: { fontSize: 8, bold: true, color: grey },
  strong: { bold: true },
  note: { fontSize: 8, color: grey },
} satisfies TDocumentDefinitions['styles'];

/** The printer under pdfmake's own entry, which keeps its fonts in one global object. */
interface PdfPrinter {
  createPdfKitDocument(definition: TDocumentDefinitions): Promise<PdfKitDocument>;
}
interface PdfKitDocument {
  on(event: string, listener: (value: never) => void): void;
  file(content: Buffer, options: object): void;
  end(): void;
}
type PrinterClass = new (
  fonts: object,
  files: typeof noFiles,
  urls: typeof noUrls,
  mayRead: (path: string) => boolean,
) => PdfPrinter;

const require = createRequire(import.meta.url);
const fontFolder = join(dirname(require.resolve('pdfmake/package.json')), 'fonts', 'Roboto');
const fontFile = (face: string) => join(fontFolder, `Roboto-${face}.ttf`);
const roboto = {
  normal: fontFile('Regular'),
  bold: fontFile('Medium'),
  italics: fontFile('Italic'),
  bolditalics: fontFile('MediumItalic'),
};
const fontFiles: ReadonlySet<string> = new Set(Object.values(roboto));
const fonts = { Roboto: roboto };

/** A document never fetches or reads anything: what it shows is in its description. */
const noFiles = { existsSync: () => false };
const noUrls = {
  resolve: (url: unknown) => {
    if (typeof url === 'string' && /^https?:/i.test(url)) {
      throw new Error('A PDF may not fetch anything.');
    }
  },
  resolved: async () => {},
};
