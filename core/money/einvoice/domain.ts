import type { DomainPart } from '../../platform/domain-part.js';
import { invoiceDocument } from './document-file.js';
import { InvoiceDocumentResolver } from './invoice-document.resolver.js';

export const einvoicing: DomainPart = {
  resolvers: [InvoiceDocumentResolver],
  downloads: [invoiceDocument],
};
