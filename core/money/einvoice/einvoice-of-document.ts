/** An issued document in the terms of EN 16931. */
import type { Locale } from '../../platform/messages.js';
import { labelsIn } from '../../platform/pdf/labels.js';
import { VatCategory } from '../document/vat.js';
import { InvoiceKind } from '../invoice/invoice-codes.js';
import { documentLabels } from './document-labels.js';
import type { DocumentSource, LineSource, PartySource } from './document-source.js';
import type { Attachment, EInvoice, Line, Party, Subtotal } from './einvoice.js';
import { totalsOf, vatCodeOf } from './einvoice.js';
import { electronicAddress, nowhere } from './electronic-address.js';
import { mentionOf } from './vat-mentions.js';

/** Throws when the model does not add up to what was issued: a document is right or is not made. */
export function einvoiceOf(
  source: DocumentSource,
  locale: Locale,
  attachment: Attachment | null,
): EInvoice {
  const isInvoice = source.kind === InvoiceKind.INVOICE;
  const invoice: EInvoice = {
    kind: isInvoice ? 'INVOICE' : 'CREDIT_NOTE',
    typeCode: isInvoice ? '380' : '381',
    ...{ number: source.number, issuedOn: source.issuedOn, currency: source.currency },
    dueOn: isInvoice ? source.dueOn : null,
    note: source.reason ?? reducedMention(source.lines, locale),
    buyerReference: source.reference === null ? source.buyer.name : null,
    orderReference: source.reference,
    preceding: source.credits === null ? [] : [source.credits],
    attachment,
    seller: partyOf(source.seller),
    buyer: partyOf(source.buyer),
    delivery: deliveryOf(source),
    payment: isInvoice ? paymentOf(source) : null,
    paymentTerms: isInvoice ? null : labelsIn(documentLabels, locale).settled,
    allowances: [],
    subtotals: subtotalsOf(source, locale),
    lines: source.lines.map((line) => lineOf(line, source, locale)),
    prepaidMinor: 0n,
  };
  const { netMinor, totalMinor } = totalsOf(invoice);
  if (netMinor !== source.netMinor || totalMinor !== source.totalMinor) {
    throw new Error(`The e-invoice of ${source.id} does not add up to what was issued.`);
  }
  return invoice;
}

const partyOf = (party: PartySource): Party => ({
  ...{ name: party.name, street: party.street, postalCode: party.postalCode, city: party.city },
  ...{ country: party.country, vatNumber: party.vatNumber, email: null },
  enterpriseNumber: party.enterpriseNumber,
  address: electronicAddress(party) ?? nowhere,
});

const paymentOf = ({ seller, communication }: DocumentSource) => ({
  ...{ iban: seller.iban, bic: seller.bic, holder: seller.name, reference: communication },
});

/** Needed with supplies to another member state; the day of issue stands for that of delivery. */
function deliveryOf({ lines, issuedOn, buyer }: DocumentSource): EInvoice['delivery'] {
  const abroad = lines.some(({ category }) => category === VatCategory.INTRA_EU);
  return abroad ? { on: issuedOn, country: buyer.country } : null;
}

const categoriesOf = ({ lines }: DocumentSource): ReadonlySet<VatCategory> =>
  new Set(lines.map(({ category }) => category));

/** A sum for each code and rate: two of our categories may share both. */
function subtotalsOf(source: DocumentSource, locale: Locale): Subtotal[] {
  const all = categoriesOf(source);
  const rows = source.subtotals.map((row) => ({ ...row, code: vatCodeOf(row.category, all) }));
  const groups = Map.groupBy(rows, ({ code, rate }) => `${code} ${rate}`);
  return [...groups.values()].map((group) => {
    const { code, rate } = group[0] as (typeof rows)[number];
    const reasons = group.flatMap(
      ({ category }) => mentionOf(category, source.lines, locale) ?? [],
    );
    return {
      ...{ code, rate },
      baseMinor: group.reduce((sum, { base }) => sum + BigInt(base), 0n),
      vatMinor: group.reduce((sum, { vat }) => sum + BigInt(vat), 0n),
      reason: code === 'S' || code === 'Z' ? null : reasons.join('; '),
    };
  });
}

function lineOf(line: LineSource, source: DocumentSource, locale: Locale): Line {
  const taxed = [VatCategory.REDUCED, VatCategory.ZERO].includes(line.category);
  return {
    id: String(line.position),
    description: line.description,
    quantityMicro: line.quantityMicro,
    unitPriceMinor: line.unitPriceMinor,
    netMinor: line.netMinor,
    vat: { code: vatCodeOf(line.category, categoriesOf(source)), rate: line.rate },
    // At these rates the breakdown may give no reason (BR-S-10, BR-Z-10).
    note: taxed ? mentionOf(line.category, [line], locale) : null,
    allowances: [],
  };
}

const reducedMention = (lines: readonly LineSource[], locale: Locale): string | null =>
  mentionOf(VatCategory.REDUCED, lines, locale);
