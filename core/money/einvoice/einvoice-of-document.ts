/** An issued document in the terms of EN 16931. */
import type { Locale } from '../../platform/messages.js';
import { labelsIn } from '../../platform/pdf/labels.js';
import {
  AdjustmentKind,
  AllowanceOrCharge,
  type DocumentAdjustment,
  signedMinor,
} from '../document/adjustment.js';
import { lineNetMinor } from '../document/document-line.js';
import { VatCategory } from '../document/vat.js';
import { InvoiceKind, QuotePart } from '../invoice/invoice-codes.js';
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
    typeCode: isInvoice ? invoiceType(source) : '381',
    ...{ number: source.number, issuedOn: source.issuedOn, currency: source.currency },
    dueOn: isInvoice ? source.dueOn : null,
    note: source.reason,
    buyerReference: source.reference === null ? source.buyer.name : null,
    orderReference: source.reference,
    preceding: source.credits === null ? source.deposits : [source.credits],
    attachment,
    seller: partyOf(source.seller),
    buyer: partyOf(source.buyer),
    delivery: deliveryOf(source),
    payment: isInvoice ? paymentOf(source) : null,
    paymentTerms: isInvoice ? null : labelsIn(documentLabels, locale).settled,
    ...linesAndAllowances(source, locale),
    subtotals: subtotalsOf(source, locale),
    // Deposits are deducted before tax, as allowances of the rates that they had.
    prepaidMinor: 0n,
  };
  const { netMinor, totalMinor } = totalsOf(invoice);
  if (netMinor !== source.netMinor || totalMinor !== source.totalMinor) {
    throw new Error(`The e-invoice of ${source.id} does not add up to what was issued.`);
  }
  return invoice;
}

/** 386: of a deposit. */
const invoiceType = ({ quotePart }: DocumentSource): string =>
  quotePart === QuotePart.DEPOSIT ? '386' : '380';

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
function deliveryOf(source: DocumentSource): EInvoice['delivery'] {
  const abroad = categoriesOf(source).has(VatCategory.INTRA_EU);
  return abroad ? { on: source.issuedOn, country: source.buyer.country } : null;
}

const categoriesOf = ({ lines, adjustments }: DocumentSource): ReadonlySet<VatCategory> =>
  new Set([...lines, ...adjustments].map(({ vatCategory }) => vatCategory));

/** A sum for each code and rate: two of our categories may share both. */
function subtotalsOf(source: DocumentSource, locale: Locale): Subtotal[] {
  const all = categoriesOf(source);
  const rows = source.subtotals.map((row) => ({ ...row, code: vatCodeOf(row.category, all) }));
  const groups = Map.groupBy(rows, ({ code, rate }) => `${code} ${rate}`);
  return [...groups.values()].map((group) => {
    const { code, rate } = group[0] as (typeof rows)[number];
    const reasons = group.flatMap(({ category }) => mentionOf(category, source, locale) ?? []);
    return {
      ...{ code, rate },
      baseMinor: group.reduce((sum, { base }) => sum + BigInt(base), 0n),
      vatMinor: group.reduce((sum, { vat }) => sum + BigInt(vat), 0n),
      reason: code === 'S' || code === 'Z' ? null : reasons.join(' '),
    };
  });
}

/**
 * A credit note may take back nothing but allowances and charges, and a document has at least one
 * line: they are its lines then, with a quantity below zero for what reduces it.
 */
function linesAndAllowances(
  source: DocumentSource,
  locale: Locale,
): Pick<EInvoice, 'lines' | 'allowances'> {
  if (source.lines.length > 0) {
    return {
      lines: source.lines.map((line) => lineOf(line, source, locale)),
      allowances: source.adjustments.map((one) => allowanceOf(one, source)),
    };
  }
  const lines = source.adjustments.map((one, index) => ({
    ...{ id: String(index + 1), description: one.reason, note: null, allowances: [] },
    quantityMicro: one.kind === AdjustmentKind.CHARGE ? 1_000_000n : -1_000_000n,
    unitPriceMinor: one.amountMinor,
    netMinor: signedMinor(one),
    vat: vatOf(one, source),
  }));
  return { lines, allowances: [] };
}

type Taxed = Pick<LineSource, 'vatCategory' | 'vatRate'>;

const vatOf = ({ vatCategory, vatRate }: Taxed, source: DocumentSource) => ({
  code: vatCodeOf(vatCategory, categoriesOf(source)),
  rate: vatRate,
});

const allowanceOf = (one: DocumentAdjustment, source: DocumentSource) => ({
  ...{ charge: one.kind === AdjustmentKind.CHARGE, reason: one.reason },
  amountMinor: one.amountMinor,
  share:
    one.percent === null || one.baseMinor === null
      ? null
      : { baseMinor: one.baseMinor, basisPoints: one.percent },
  vat: vatOf(one, source),
});

function lineOf(line: LineSource, source: DocumentSource, locale: Locale): Line {
  const baseMinor = lineNetMinor(line.quantityMicro, line.unitPriceMinor);
  const taxed = [VatCategory.REDUCED, VatCategory.ZERO].includes(line.vatCategory);
  const grounded = { ...source, lines: [line], adjustments: [] };
  return {
    id: String(line.position),
    description: line.description,
    quantityMicro: line.quantityMicro,
    unitPriceMinor: line.unitPriceMinor,
    netMinor: line.netMinor,
    vat: vatOf(line, source),
    // At these rates the breakdown may give no reason (BR-S-10, BR-Z-10).
    note: taxed ? mentionOf(line.vatCategory, grounded, locale) : null,
    allowances: line.adjustments.map(({ kind, reason, amount, percent }) => ({
      ...{ charge: kind === AllowanceOrCharge.CHARGE, reason, amountMinor: BigInt(amount) },
      share: percent === null ? null : { baseMinor, basisPoints: percent },
    })),
  };
}
