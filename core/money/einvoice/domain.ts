import type { Domain } from '../../platform/domain.js';
import { invoiceDocument } from './document-file.js';
import { InvoiceDocumentResolver } from './invoice-document.resolver.js';

export const einvoicing = {
  resolvers: [InvoiceDocumentResolver],
  downloads: [invoiceDocument],
} satisfies Partial<Domain>;
