/** Writes an electronic invoice as UBL 2.1 by the rules of Peppol BIS Billing 3.0. */
import { create } from 'xmlbuilder2';
import { minorDigits } from '../../platform/currencies.js';
import { decimalOf } from '../../platform/money.js';
import { quantityOf } from '../document/document-line.js';
import { percentOf } from '../document/vat.js';
import {
  type Allowance,
  type EInvoice,
  type ElectronicAddress,
  type Line,
  type Party,
  totalsOf,
  type Vat,
} from './einvoice.js';

/** The whole file, UTF-8 with its declaration; the order of elements is that of the UBL schemas. */
export function writeUbl(invoice: EInvoice): string {
  const root = invoice.kind === 'INVOICE' ? 'Invoice' : 'CreditNote';
  const document = create(
    // What XML cannot hold at all is left out: no client may make a file that does not parse.
    { version: '1.0', encoding: 'UTF-8', invalidCharReplacement: '' },
    { [root]: { ...namespaces(root), ...head(invoice), ...parties(invoice), ...sums(invoice) } },
  );
  return document.end({ prettyPrint: true });
}

export const customization =
  'urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0';
export const profile = 'urn:fdc:peppol.eu:2017:poacc:billing:01:1.0';

/** Elements by their names; one without a value is not written, since none may be empty. */
interface Elements {
  readonly [name: string]: string | Elements | readonly Elements[] | undefined | null;
}

const namespaces = (root: string): Elements => ({
  '@xmlns': `urn:oasis:names:specification:ubl:schema:xsd:${root}-2`,
  '@xmlns:cac': 'urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2',
  '@xmlns:cbc': 'urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2',
});

function head(invoice: EInvoice): Elements {
  const isInvoice = invoice.kind === 'INVOICE';
  const { orderReference, preceding } = invoice;
  return {
    'cbc:CustomizationID': customization,
    'cbc:ProfileID': profile,
    'cbc:ID': invoice.number,
    'cbc:IssueDate': invoice.issuedOn,
    ...(isInvoice && { 'cbc:DueDate': invoice.dueOn }),
    [isInvoice ? 'cbc:InvoiceTypeCode' : 'cbc:CreditNoteTypeCode']: invoice.typeCode,
    'cbc:Note': invoice.note,
    'cbc:DocumentCurrencyCode': invoice.currency,
    'cbc:BuyerReference': invoice.buyerReference,
    'cac:OrderReference': orderReference === null ? null : { 'cbc:ID': orderReference },
    'cac:BillingReference': preceding.map(({ number, issuedOn }) => ({
      'cac:InvoiceDocumentReference': { 'cbc:ID': number, 'cbc:IssueDate': issuedOn },
    })),
    'cac:AdditionalDocumentReference': attachment(invoice),
  };
}

function attachment({ attachment: file, number }: EInvoice): Elements | null {
  if (file === null) return null;
  return {
    'cbc:ID': number,
    'cac:Attachment': {
      'cbc:EmbeddedDocumentBinaryObject': {
        ...{ '@mimeCode': file.mediaType, '@filename': file.filename },
        '#': Buffer.from(file.content).toString('base64'),
      },
    },
  };
}

function parties(invoice: EInvoice): Elements {
  const { seller, buyer, delivery, payment, paymentTerms } = invoice;
  // A document outside the scope of VAT bears no VAT number (BR-O-02).
  const withVat = invoice.subtotals.every(({ code }) => code !== 'O');
  return {
    'cac:AccountingSupplierParty': { 'cac:Party': party(seller, withVat, true) },
    'cac:AccountingCustomerParty': { 'cac:Party': party(buyer, withVat, false) },
    'cac:Delivery': delivery && {
      'cbc:ActualDeliveryDate': delivery.on,
      'cac:DeliveryLocation': { 'cac:Address': { 'cac:Country': country(delivery.country) } },
    },
    'cac:PaymentMeans': payment && {
      // A credit transfer, inside SEPA or not.
      'cbc:PaymentMeansCode': '30',
      'cbc:PaymentID': payment.reference,
      'cac:PayeeFinancialAccount': {
        'cbc:ID': payment.iban,
        'cbc:Name': payment.holder,
        'cac:FinancialInstitutionBranch': payment.bic === null ? null : { 'cbc:ID': payment.bic },
      },
    },
    'cac:PaymentTerms': paymentTerms === null ? null : { 'cbc:Note': paymentTerms },
  };
}

function party(from: Party, withVat: boolean, isSeller: boolean): Elements {
  const registered = from.enterpriseNumber && { '@schemeID': '0208', '#': from.enterpriseNumber };
  return {
    'cbc:EndpointID': endpoint(from.address),
    'cac:PartyName': { 'cbc:Name': from.name },
    'cac:PostalAddress': {
      'cbc:StreetName': from.street,
      'cbc:CityName': from.city,
      'cbc:PostalZone': from.postalCode,
      'cac:Country': country(from.country),
    },
    'cac:PartyTaxScheme': taxNumber(from, withVat, isSeller),
    'cac:PartyLegalEntity': { 'cbc:RegistrationName': from.name, 'cbc:CompanyID': registered },
    'cac:Contact': from.email === null ? null : { 'cbc:ElectronicMail': from.email },
  };
}

/** A seller without a VAT number names its number with the tax authority instead (BT-32). */
function taxNumber(from: Party, withVat: boolean, isSeller: boolean): Elements | null {
  if (!withVat) return null;
  if (from.vatNumber !== null) return taxScheme('cbc:CompanyID', from.vatNumber, 'VAT');
  if (!isSeller || from.enterpriseNumber === null) return null;
  return taxScheme('cbc:CompanyID', from.enterpriseNumber, 'TAX');
}

const taxScheme = (name: string, value: string, scheme: string): Elements => ({
  [name]: value,
  'cac:TaxScheme': { 'cbc:ID': scheme },
});

const endpoint = ({ scheme, value }: ElectronicAddress): Elements => ({
  '@schemeID': scheme,
  '#': value,
});

const country = (code: string): Elements => ({ 'cbc:IdentificationCode': code });

function sums(invoice: EInvoice): Elements {
  const money = moneyIn(invoice.currency);
  const totals = totalsOf(invoice);
  const unlessZero = (minor: bigint) => (minor === 0n ? null : money(minor));
  return {
    'cac:AllowanceCharge': invoice.allowances.map((each) => ({
      ...allowance(each, money),
      'cac:TaxCategory': taxCategory(each.vat),
    })),
    'cac:TaxTotal': {
      'cbc:TaxAmount': money(totals.vatMinor),
      'cac:TaxSubtotal': invoice.subtotals.map((row) => ({
        'cbc:TaxableAmount': money(row.baseMinor),
        'cbc:TaxAmount': money(row.vatMinor),
        'cac:TaxCategory': taxCategory(row, { code: exemptionCodes[row.code], text: row.reason }),
      })),
    },
    'cac:LegalMonetaryTotal': {
      'cbc:LineExtensionAmount': money(totals.linesMinor),
      'cbc:TaxExclusiveAmount': money(totals.netMinor),
      'cbc:TaxInclusiveAmount': money(totals.totalMinor),
      'cbc:AllowanceTotalAmount': unlessZero(totals.allowancesMinor),
      'cbc:ChargeTotalAmount': unlessZero(totals.chargesMinor),
      'cbc:PrepaidAmount': unlessZero(invoice.prepaidMinor),
      'cbc:PayableAmount': money(totals.payableMinor),
    },
    [invoice.kind === 'INVOICE' ? 'cac:InvoiceLine' : 'cac:CreditNoteLine']: invoice.lines.map(
      (line) => lineElements(line, invoice.kind, money),
    ),
  };
}

type MoneyIn = (minor: bigint) => Elements;

function moneyIn(currency: string): MoneyIn {
  const digits = minorDigits(currency);
  return (minor) => ({ '@currencyID': currency, '#': decimalOf(minor, digits) });
}

function allowance({ charge, reason, amountMinor, share }: Allowance, money: MoneyIn): Elements {
  return {
    'cbc:ChargeIndicator': String(charge),
    'cbc:AllowanceChargeReason': reason,
    'cbc:MultiplierFactorNumeric': share && percentOf(share.basisPoints),
    'cbc:Amount': money(amountMinor),
    'cbc:BaseAmount': share && money(share.baseMinor),
  };
}

/** The codes of the VATEX list; that of an exemption follows from a ground which is free text. */
const exemptionCodes: Readonly<Partial<Record<string, string>>> = {
  AE: 'VATEX-EU-AE',
  K: 'VATEX-EU-IC',
  G: 'VATEX-EU-G',
  O: 'VATEX-EU-O',
};

function taxCategory(
  { code, rate }: Vat,
  exemption: { code?: string; text: string | null } = { text: null },
): Elements {
  return {
    'cbc:ID': code,
    'cbc:Percent': code === 'O' ? null : percentOf(rate),
    'cbc:TaxExemptionReasonCode': exemption.code,
    'cbc:TaxExemptionReason': exemption.text,
    'cac:TaxScheme': { 'cbc:ID': 'VAT' },
  };
}

function lineElements(line: Line, kind: EInvoice['kind'], money: MoneyIn): Elements {
  const quantity = kind === 'INVOICE' ? 'cbc:InvoicedQuantity' : 'cbc:CreditedQuantity';
  const [name, description] = named(line.description);
  return {
    'cbc:ID': line.id,
    'cbc:Note': line.note,
    // C62: pieces. A quantity here has no unit.
    [quantity]: { '@unitCode': 'C62', '#': quantityOf(line.quantityMicro) },
    'cbc:LineExtensionAmount': money(line.netMinor),
    'cac:AllowanceCharge': line.allowances.map((each) => allowance(each, money)),
    'cac:Item': {
      'cbc:Description': description,
      'cbc:Name': name,
      'cac:ClassifiedTaxCategory': taxCategory(line.vat),
    },
    'cac:Price': { 'cbc:PriceAmount': money(line.unitPriceMinor) },
  };
}

/** A long text is named by its beginning, and whole as its description. */
function named(text: string): [name: string, description: string | null] {
  const [first = ''] = text.split(/[\r\n]/, 1);
  const name = [...first].slice(0, 100).join('').trim();
  return name === text ? [text, null] : [name, text];
}
