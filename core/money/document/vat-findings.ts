/** What stands in the way of issuing a draft: its state, its rates on the day, its client's VAT. */
import type { Finding } from '../../platform/write/violation.js';
import { ClientKind } from '../client/client.entity.js';
import { InvoiceStatus } from '../invoice/invoice-codes.js';
import type { InvoicedClient, InvoiceLineState, InvoiceState } from '../invoice/invoice-state.js';
import type { VatLaw } from './line-vat.js';
import { percentOf, VatCategory } from './vat.js';

export function issueFindings(invoice: InvoiceState, law: VatLaw): Finding[] {
  if (invoice.status !== InvoiceStatus.DRAFT) {
    const values = { number: invoice.number };
    return [{ code: 'invoice.already-issued', path: ['invoiceId'], values }];
  }
  const closed = { code: 'document.activity-closed' };
  return [
    ...(invoice.activityStatus === 'OPEN' ? [] : [closed]),
    ...invoice.lines.flatMap((line) => [
      ...rateFindings(line, law),
      ...groundFindings(line, law, invoice.client.country === invoice.hostCountry),
    ]),
    ...clientFindings(invoice.lines, invoice.client, invoice.hostCountry),
  ];
}

/** A draft may be older than a change of the rates. */
function rateFindings(line: InvoiceLineState, { rates }: VatLaw): Finding[] {
  const { vatCategory: category, vatRate: rate } = line;
  const known = rates.filter((each) => each.category === category);
  if (known.some((each) => each.rate === rate)) return [];
  const choice = known.map((each) => percentOf(each.rate)).join(', ');
  const path = ['lines', String(line.position - 1), 'vat', 'rate'];
  const values = { category, rate: percentOf(rate), choice };
  return [{ code: 'line.vat-rate-unknown', path, values }];
}

/** A named ground holds on the day, and for a client who is established where it says. */
function groundFindings(line: InvoiceLineState, { grounds }: VatLaw, atHome: boolean): Finding[] {
  if (line.vatGround === null) return [];
  const path = ['lines', String(line.position - 1), 'vat', 'ground'];
  const ground = grounds.find(({ code }) => code === line.vatGround);
  const values = { ground: line.vatGround };
  if (ground === undefined) return [{ code: 'line.vat-ground-unknown', path, values }];
  const fits = ground.place === 'ANY' || (ground.place === 'HOME') === atHome;
  return fits ? [] : [{ code: 'line.vat-ground-other-place', path, values }];
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
  const elsewhere = client.country !== country;
  if (elsewhere && has(VatCategory.INTRA_EU) && client.vatNumber?.startsWith(vatPrefix(country))) {
    const values = { category: VatCategory.INTRA_EU };
    found.push({ code: 'invoice.client-vat-number-at-home', path: ['clientId'], values });
  }
  const abroad = has(VatCategory.INTRA_EU, VatCategory.EXPORT);
  if (abroad && !elsewhere) {
    const values = { category: abroad, country };
    found.push({ code: 'invoice.client-not-abroad', path: ['clientId'], values });
  }
  return found;
}

/** VAT numbers begin with the country, Greece's with EL. */
const vatPrefix = (country: string): string => (country === 'GR' ? 'EL' : country);
