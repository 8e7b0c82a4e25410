/** The code lists of invoices. */
import { registerEnumType } from 'type-graphql';

export enum InvoiceKind {
  INVOICE = 'INVOICE',
  CREDIT_NOTE = 'CREDIT_NOTE',
}
registerEnumType(InvoiceKind, {
  name: 'InvoiceKind',
  description: 'Whether a document asks for money or gives it back.',
  valuesConfig: {
    INVOICE: { description: 'Asks the client for money.' },
    CREDIT_NOTE: { description: 'Takes back an invoice, or a part of one.' },
  },
});

export enum QuotePart {
  WHOLE = 'WHOLE',
  DEPOSIT = 'DEPOSIT',
  INSTALMENT = 'INSTALMENT',
  FINAL = 'FINAL',
}
registerEnumType(QuotePart, {
  name: 'QuotePart',
  description: 'Which part of its quote an invoice asks for; together never more than the quote.',
  valuesConfig: {
    WHOLE: { description: 'All of it, by one invoice.' },
    DEPOSIT: { description: 'A part that is asked for in advance.' },
    INSTALMENT: { description: 'A part that is asked for on the way.' },
    FINAL: { description: 'All lines, less the deposits and instalments before it.' },
  },
});

export enum InvoiceStatus {
  DRAFT = 'DRAFT',
  ISSUED = 'ISSUED',
  CREDITED = 'CREDITED',
}
registerEnumType(InvoiceStatus, {
  name: 'InvoiceStatus',
  description: 'The state of a document, apart from its payment.',
  valuesConfig: {
    DRAFT: { description: 'A form: it may be changed and has no number.' },
    ISSUED: { description: 'A numbered document that never changes.' },
    CREDITED: { description: 'Issued, and wholly taken back by credit notes.' },
  },
});

export enum PaymentStatus {
  UNPAID = 'UNPAID',
  PARTLY_PAID = 'PARTLY_PAID',
  PAID = 'PAID',
  OVERPAID = 'OVERPAID',
  WRITTEN_OFF = 'WRITTEN_OFF',
}
registerEnumType(PaymentStatus, {
  name: 'PaymentStatus',
  description: 'The state of the payment of a document.',
  valuesConfig: {
    UNPAID: { description: 'Nothing has been paid.' },
    PARTLY_PAID: { description: 'A part has been paid.' },
    PAID: { description: 'Nothing is due any more.' },
    OVERPAID: { description: 'More came in than is due: the client gets money back.' },
    WRITTEN_OFF: { description: 'Given up for lost; a late payment still counts.' },
  },
});
