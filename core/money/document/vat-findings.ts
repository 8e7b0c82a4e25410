/** What stands in the way of issuing a draft: its state, its rates on the day, its client's VAT. */
import type { Finding } from '../../platform/write/violation.js';
import { ClientKind } from '../client/client.entity.js';
import { InvoiceStatus } from '../invoice/invoice-codes.js';
import type { InvoicedClient, InvoiceLineState, InvoiceState } from '../invoice/invoice-state.js';
import { percentOf, VatCategory, type VatRate } from './vat.js';

export function issueFindings(invoice: InvoiceState, rates: readonly VatRate[]): Finding[] {
  if (invoice.status !== InvoiceStatus.DRAFT) {
    const values = { number: invoice.number };
    return [{ code: 'invoice.already-issued', path: ['invoiceId'], values }];
  }
  const closed = { code: 'document.activity-closed' };
  return [
    ...(invoice.activityStatus === 'OPEN' ? [] : [closed]),
    ...invoice.lines.flatMap((line) => lineFindings(line, rates)),
    ...clientFindings(invoice.lines, invoice.client, invoice.hostCountry),
  ];
}

/** A draft may be older than a change of the rates. */
function lineFindings(line: InvoiceLineState, rates: readonly VatRate[]): Finding[] {
  const { vatCategory: category, vatRate: rate } = line;
  const known = rates.filter((each) => each.category === category);
  if (known.some((each) => each.rate === rate)) return [];
  const choice = known.map((each) => percentOf(each.rate)).join(', ');
  const path = ['lines', String(line.position - 1), 'vat', 'rate'];
  const values = { category, rate: percentOf(rate), choice };
  return [{ code: 'line.vat-rate-unknown', path, values }];
}

/** Who may be invoiced without tax: the categories that shift it need the client's number. */
function clientFindings(
  lines: readonly InvoiceLineState[],
  client: InvoicedClient,
  country: string,
): Finding[] {
  const found: Finding[] = [];
  const has = (...categories: VatCategory[]) =>
    lines.find(({ vatCategory }) => categories.includes(vatCategory))?.vatCategory;
  const shifted = has(VatCategory.REVERSE_CHARGE, VatCategory.INTRA_EU);
  if (shifted && (client.vatNumber === null || client.kind === ClientKind.CONSUMER)) {
    found.push({
      ...{ code: 'invoice.client-without-vat-number', path: ['clientId'] },
      values: { category: shifted },
    });
  }
  const abroad = has(VatCategory.INTRA_EU, VatCategory.EXPORT);
  if (abroad && client.country === country) {
    const values = { category: abroad, country };
    found.push({ code: 'invoice.client-not-abroad', path: ['clientId'], values });
  }
  return found;
}
