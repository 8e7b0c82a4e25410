/** An invoice or credit note for the eye, with every mention that the law asks for. */

import { friendlyFormatIBAN } from 'ibantools';
import type { Locale } from '../../platform/messages.js';
import { type Formats, formatsOf, labelsIn } from '../../platform/pdf/labels.js';
import { letterhead, type PdfParty } from '../../platform/pdf/letterhead.js';
import { type PdfCell, type PdfContent, renderPdf } from '../../platform/pdf/render-pdf.js';
import { AllowanceOrCharge, signedMinor } from '../document/adjustment.js';
import { quantityOf } from '../document/document-line.js';
import { InvoiceKind } from '../invoice/invoice-codes.js';
import { documentLabels } from './document-labels.js';
import type { DocumentSource, LineSource, PartySource } from './document-source.js';
import { mentionsOf } from './vat-mentions.js';

type Labels = Readonly<Record<keyof typeof documentLabels, string>>;

interface Said {
  readonly labels: Labels;
  readonly formats: Formats;
}

/** The same bytes each time: a document is dated by its issue. */
export function documentPdf(source: DocumentSource, locale: Locale): Promise<Uint8Array> {
  const said = { labels: labelsIn(documentLabels, locale), formats: formatsOf(locale) };
  const { seller, number } = source;
  const title = source.kind === InvoiceKind.INVOICE ? said.labels.invoice : said.labels.creditNote;
  return renderPdf({
    ...{ title: `${title} ${number}`, author: seller.name, locale },
    madeAt: new Date(`${source.issuedOn}T12:00:00Z`),
    footer: [seller.name, ...registrations(seller, said), printedIban(seller.iban)].join(' · '),
    content: [
      ...letterhead({
        title,
        sender: partyOf(seller, said),
        recipient: { label: said.labels.client, ...partyOf(source.buyer, said) },
        facts: factsOf(source, said),
      }),
      lineTable(source, said),
      totals(source, said),
      ...mentionsOf(source, locale).map((text): PdfContent => ({ text, style: 'note' })),
      payment(source, said),
    ],
  });
}

const partyOf = (party: PartySource, said: Said): PdfParty => ({
  name: party.name,
  lines: [
    party.street,
    `${party.country} ${party.postalCode} ${party.city}`,
    ...registrations(party, said),
  ],
});

/** A Belgian VAT number is the enterprise number behind its country: it is said once. */
function registrations({ enterpriseNumber, vatNumber }: PartySource, { labels }: Said): string[] {
  const vat = vatNumber === null ? [] : [`${labels.vatNumber} ${readable(vatNumber)}`];
  const same = enterpriseNumber === null || vatNumber === `BE${enterpriseNumber}`;
  return same ? vat : [`${labels.enterprise} ${readable(enterpriseNumber)}`, ...vat];
}

/** BE0896755397 → BE 0896.755.397; numbers of other countries stay as they are. */
const readable = (number: string): string =>
  number.replace(
    /^(BE)?(\d{4})(\d{3})(\d{3})$/,
    (_, be: string | undefined, ...digits) => `${be ? 'BE ' : ''}${digits.slice(0, 3).join('.')}`,
  );

const printedIban = (iban: string): string => friendlyFormatIBAN(iban) ?? iban;

function factsOf(source: DocumentSource, { labels, formats }: Said): [string, string][] {
  const facts: [string, string][] = [
    [labels.number, source.number],
    [labels.issued, formats.day(source.issuedOn)],
  ];
  if (source.kind === InvoiceKind.INVOICE) {
    facts.push([labels.due, formats.day(source.dueOn)]);
    facts.push([labels.term, `${source.paymentTermDays} ${labels.days}`]);
  }
  if (source.credits !== null) {
    const { number, issuedOn } = source.credits;
    facts.push([labels.credits, `${number} (${formats.day(issuedOn)})`]);
  }
  for (const { number, issuedOn } of source.deposits) {
    facts.push([labels.deducts, `${number} (${formats.day(issuedOn)})`]);
  }
  if (source.reference !== null) facts.push([labels.reference, source.reference]);
  if (source.reason !== null) facts.push([labels.reason, source.reason]);
  return facts;
}

function lineTable(source: DocumentSource, said: Said): PdfContent {
  const { lines, currency } = source;
  const { labels, formats } = said;
  const head = [labels.description, labels.quantity, labels.unitPrice, labels.vat, labels.amount];
  const rows = lines.map((line): PdfCell[] => [
    { stack: [line.description, ...lineAdjustments(line, currency, said)] },
    right(formats.number(quantityOf(line.quantityMicro))),
    right(formats.money(line.unitPriceMinor, currency)),
    right(formats.percent(line.vatRate)),
    right(formats.money(line.netMinor, currency)),
  ]);
  rows.push(...adjustmentRows(source, said));
  return {
    table: {
      ...{ headerRows: 1, widths: ['*', 'auto', 'auto', 'auto', 'auto'], dontBreakRows: true },
      body: [head.map((text, at) => ({ text, style: 'head', ...(at > 0 && alignRight) })), ...rows],
    },
    layout: 'lightHorizontalLines',
    margin: [0, 0, 0, 14],
  };
}

/** Under the text of a line: "Discount (10 %): -20,00 EUR". */
const lineAdjustments = ({ adjustments }: LineSource, currency: string, { formats }: Said) =>
  adjustments.map(({ kind, reason, amount, percent }): PdfContent => {
    const signed = kind === AllowanceOrCharge.CHARGE ? BigInt(amount) : -BigInt(amount);
    const share = percent === null ? '' : ` (${formats.percent(percent)})`;
    return { text: `${reason}${share}: ${formats.money(signed, currency)}`, style: 'note' };
  });

/** Allowances, charges and deposits of the whole, a row each, as lines without a price. */
const adjustmentRows = ({ adjustments, currency }: DocumentSource, { formats }: Said) =>
  adjustments.map((one): PdfCell[] => [
    one.percent === null ? one.reason : `${one.reason} (${formats.percent(one.percent)})`,
    ...['', ''],
    right(formats.percent(one.vatRate)),
    right(formats.money(signedMinor(one), currency)),
  ]);

function totals(source: DocumentSource, said: Said): PdfContent {
  return {
    columns: [
      { width: 'auto', ...vatTable(source, said) },
      { width: '*', text: '' },
      { width: 'auto', ...sumTable(source, said) },
    ],
    margin: [0, 0, 0, 14],
    unbreakable: true,
  };
}

function vatTable({ subtotals, currency }: DocumentSource, { labels, formats }: Said) {
  const head = [labels.vat, labels.base, labels.amount];
  const rows = subtotals.map(({ rate, base, vat }): PdfCell[] => [
    formats.percent(rate),
    right(formats.money(BigInt(base), currency)),
    right(formats.money(BigInt(vat), currency)),
  ]);
  const heads = head.map((text, at) => ({ text, style: 'head', ...(at > 0 && alignRight) }));
  return { table: { headerRows: 1, body: [heads, ...rows] }, layout: 'lightHorizontalLines' };
}

function sumTable(source: DocumentSource, { labels, formats }: Said) {
  const { currency, netMinor, vatMinor, totalMinor } = source;
  const money = (minor: bigint) => formats.money(minor, currency);
  const last = source.kind === InvoiceKind.INVOICE ? labels.toPay : labels.inYourFavour;
  const rows: [string, string][] = [
    [labels.net, money(netMinor)],
    [labels.vatTotal, money(vatMinor)],
    [labels.total, money(totalMinor)],
  ];
  const strong = (text: string) => ({ text, style: 'strong' });
  return {
    table: {
      body: [
        ...rows.map(([label, amount]): PdfCell[] => [label, right(amount)]),
        [strong(last), { ...strong(money(totalMinor)), ...alignRight }],
      ],
    },
    layout: 'noBorders',
  };
}

/** How to pay, or what becomes of what is given back. */
function payment(source: DocumentSource, { labels, formats }: Said): PdfContent {
  const margin: [number, number, number, number] = [0, 14, 0, 0];
  if (source.kind !== InvoiceKind.INVOICE) return { text: labels.settled, margin };
  const { seller, communication, totalMinor, currency, dueOn } = source;
  const bic = seller.bic === null ? '' : ` (BIC ${seller.bic})`;
  const rows: [string, string][] = [
    [labels.toPay, formats.money(totalMinor, currency)],
    [labels.due, formats.day(dueOn)],
    [labels.payTo, `${printedIban(seller.iban)}${bic}`],
    [labels.communication, communication ?? source.number],
  ];
  const body = rows.map(([label, text]): PdfCell[] => [
    { text: label, style: 'label' },
    { text, noWrap: true },
  ]);
  return { table: { body }, layout: 'noBorders', margin, unbreakable: true };
}

const alignRight = { alignment: 'right' } as const;
const right = (text: string): PdfCell => ({ text, noWrap: true, ...alignRight });
