/** Reads an electronic invoice that somebody sent: what it says, and what is wrong with it. */
import { currencies } from '../../platform/currencies.js';
import { minorOf } from '../../platform/money.js';
import { isCivilDate } from '../../platform/scalars.js';
import type { Finding } from '../../platform/write/violation.js';
import { AllowanceOrCharge, lineAdjustmentMinor } from '../document/adjustment.js';
import { maximumReasonLength } from '../limits.js';
import { elementsAt, textAt, type XmlElement, XmlRefused, xmlTree } from './xml-tree.js';

export interface ReceivedParty {
  readonly name: string;
  readonly country: string;
  readonly enterpriseNumber: string | null;
  readonly vatNumber: string | null;
  /** scheme:value. */
  readonly address: string | null;
}

export interface ReceivedLine {
  readonly description: string;
  readonly quantity: string;
  /** Digits of minor units, as the database keeps them in JSON. */
  readonly net: string;
  readonly vatCode: string;
  /** Percent as the document has it; null: none. */
  readonly vatRate: string | null;
}

/** An allowance or a charge on the whole document (BG-20, BG-21), at the rate that it names. */
export interface ReceivedAdjustment {
  readonly kind: AllowanceOrCharge;
  /** Empty: the document gives none. */
  readonly reason: string;
  /** Digits of minor units, more than zero. */
  readonly amount: string;
  readonly vatCode: string;
  readonly vatRate: string | null;
}

export interface ReceivedInvoice {
  readonly kind: 'INVOICE' | 'CREDIT_NOTE';
  readonly selfBilled: boolean;
  /** Who gets the money of an invoice, and who pays it. */
  readonly seller: ReceivedParty;
  readonly buyer: ReceivedParty;
  readonly number: string;
  readonly issuedOn: string;
  readonly dueOn: string | null;
  readonly currency: string;
  readonly netMinor: bigint;
  readonly vatMinor: bigint;
  readonly totalMinor: bigint;
  readonly payableMinor: bigint;
  readonly lines: readonly ReceivedLine[];
  readonly adjustments: readonly ReceivedAdjustment[];
  readonly iban: string | null;
  readonly paymentReference: string | null;
  readonly orderReference: string | null;
  readonly buyerReference: string | null;
  readonly preceding: readonly string[];
  /** Sums that do not add up and the like: it is kept, and cannot be approved. */
  readonly problems: readonly Finding[];
}

/** Throws `XmlRefused` for what is no invoice at all, or lacks what tells one from another. */
export function readUbl(bytes: Uint8Array): ReceivedInvoice {
  const root = xmlTree(bytes, prefixes);
  if (!['Invoice', 'CreditNote'].includes(root.name)) {
    throw new XmlRefused('It is neither an Invoice nor a CreditNote of UBL 2.');
  }
  const currency = required(root, 'cbc:DocumentCurrencyCode');
  if (!currencies.includes(currency)) throw new XmlRefused(`Its currency is ${quoted(currency)}.`);
  const kind = root.name === 'Invoice' ? 'INVOICE' : 'CREDIT_NOTE';
  const money = moneyIn(currency);
  const total = elementsAt(root, 'cac:LegalMonetaryTotal')[0];
  if (total === undefined) throw new XmlRefused('It has no totals.');
  const invoice = {
    ...({ kind, currency, selfBilled: isSelfBilled(root) } as const),
    ...partiesOf(root),
    number: required(root, 'cbc:ID'),
    issuedOn: day(required(root, 'cbc:IssueDate')),
    dueOn: optionalDay(textAt(root, 'cbc:DueDate')),
    netMinor: money(total, 'cbc:TaxExclusiveAmount'),
    vatMinor: taxOf(root, currency, money),
    totalMinor: money(total, 'cbc:TaxInclusiveAmount'),
    payableMinor: money(total, 'cbc:PayableAmount'),
    lines: elementsAt(root, `cac:${root.name}Line`).map((line) => lineOf(line, money)),
    adjustments: adjustmentsOf(root, money),
    ...referencesOf(root),
  };
  return { ...invoice, problems: problemsOf(root, invoice, money) };
}

const ubl = 'urn:oasis:names:specification:ubl:schema:xsd:';
const prefixes: ReadonlyMap<string, string> = new Map([
  [`${ubl}Invoice-2`, ''],
  [`${ubl}CreditNote-2`, ''],
  [`${ubl}CommonAggregateComponents-2`, 'cac'],
  [`${ubl}CommonBasicComponents-2`, 'cbc'],
]);

function isSelfBilled(root: XmlElement): boolean {
  const type = textAt(root, 'cbc:InvoiceTypeCode') ?? textAt(root, 'cbc:CreditNoteTypeCode');
  return (
    ['389', '261'].includes(type ?? '') || /selfbilling/.test(textAt(root, 'cbc:ProfileID') ?? '')
  );
}

function partiesOf(root: XmlElement) {
  const party = (role: string) => {
    const [found] = elementsAt(root, `cac:Accounting${role}Party/cac:Party`);
    if (found === undefined) throw new XmlRefused(`It names no ${role.toLowerCase()}.`);
    return partyOf(found);
  };
  return { seller: party('Supplier'), buyer: party('Customer') };
}

function partyOf(party: XmlElement): ReceivedParty {
  const name =
    textAt(party, 'cac:PartyLegalEntity/cbc:RegistrationName') ??
    textAt(party, 'cac:PartyName/cbc:Name');
  const [endpoint] = elementsAt(party, 'cbc:EndpointID');
  const scheme = endpoint?.attributes.schemeID ?? '';
  const schemes = elementsAt(party, 'cac:PartyTaxScheme');
  const vat = schemes.find((one) => textAt(one, 'cac:TaxScheme/cbc:ID') === 'VAT');
  const vatNumber =
    vat &&
    textAt(vat, 'cbc:CompanyID')
      ?.replace(/[^0-9A-Za-z]/g, '')
      .toUpperCase();
  const registered = textAt(party, 'cac:PartyLegalEntity/cbc:CompanyID')?.replace(/\D/g, '') ?? '';
  const belgian = /^BE([01]\d{9})$/.exec(vatNumber ?? '')?.[1];
  const address = endpoint && `${scheme}:${endpoint.text.trim()}`.slice(0, 60);
  return {
    name: (name ?? 'unnamed').slice(0, 300),
    country: (textAt(party, 'cac:PostalAddress/cac:Country/cbc:IdentificationCode') ?? 'XX').slice(
      0,
      2,
    ),
    enterpriseNumber:
      (scheme === '0208' ? endpoint?.text.trim() : undefined) ??
      belgian ??
      (/^[01]\d{9}$/.test(registered) ? registered : null),
    vatNumber: vatNumber?.slice(0, 20) ?? null,
    address: address ?? null,
  };
}

type MoneyAt = (element: XmlElement, path: string) => bigint;

/** Absent counts as zero; more decimals than the currency has are no amount. */
const moneyIn =
  (currency: string): MoneyAt =>
  (element, path) => {
    const text = textAt(element, path) ?? '0';
    const plain = /^-?\d{1,12}(\.\d{1,6})?$/.test(text) ? text.replace(/(\.\d\d?)0*$/, '$1') : text;
    try {
      return minorOf(plain, currency);
    } catch {
      throw new XmlRefused(`${quoted(text)} is not an amount of ${currency}.`);
    }
  };

/** The tax in the currency of the document; another total may be in that of the state. */
function taxOf(root: XmlElement, currency: string, money: MoneyAt): bigint {
  const own = elementsAt(root, 'cac:TaxTotal').filter(
    (one) => elementsAt(one, 'cbc:TaxAmount')[0]?.attributes.currencyID === currency,
  );
  return own.length === 0 ? 0n : money(own[0] as XmlElement, 'cbc:TaxAmount');
}

function lineOf(line: XmlElement, money: MoneyAt): ReceivedLine {
  const name = textAt(line, 'cac:Item/cbc:Name') ?? textAt(line, 'cac:Item/cbc:Description') ?? '';
  return {
    description: name.slice(0, 1_000),
    quantity: (
      textAt(line, 'cbc:InvoicedQuantity') ??
      textAt(line, 'cbc:CreditedQuantity') ??
      '1'
    ).slice(0, 30),
    net: `${money(line, 'cbc:LineExtensionAmount')}`,
    ...vatAt(line, 'cac:Item/cac:ClassifiedTaxCategory'),
  };
}

const vatAt = (element: XmlElement, category: string) => ({
  vatCode: (textAt(element, `${category}/cbc:ID`) ?? 'S').slice(0, 3),
  vatRate: textAt(element, `${category}/cbc:Percent`)?.slice(0, 10) ?? null,
});

/** The beginning of a text, as long as the database counts it. */
export const firstOf = (text: string, length: number): string =>
  [...text.normalize('NFC')].slice(0, length).join('');

/** An allowance below zero adds, as its sums do. */
function adjustmentsOf(root: XmlElement, money: MoneyAt): ReceivedAdjustment[] {
  return elementsAt(root, 'cac:AllowanceCharge').flatMap((one) => {
    const amount = money(one, 'cbc:Amount');
    const reason =
      textAt(one, 'cbc:AllowanceChargeReason') ?? textAt(one, 'cbc:AllowanceChargeReasonCode');
    const adds = (textAt(one, 'cbc:ChargeIndicator') === 'true') === amount > 0n;
    const adjustment = {
      kind: adds ? AllowanceOrCharge.CHARGE : AllowanceOrCharge.ALLOWANCE,
      reason: firstOf((reason ?? '').replace(/\s+/g, ' ').trim(), maximumReasonLength),
      amount: `${amount < 0n ? -amount : amount}`,
      ...vatAt(one, 'cac:TaxCategory'),
    };
    return amount === 0n ? [] : [adjustment];
  });
}

function referencesOf(root: XmlElement) {
  const short = (path: string) => textAt(root, path)?.slice(0, 200) ?? null;
  const account = 'cac:PaymentMeans/cac:PayeeFinancialAccount/cbc:ID';
  const before = elementsAt(root, 'cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID');
  return {
    iban: short(account)?.replace(/\s/g, '').slice(0, 34) ?? null,
    paymentReference: short('cac:PaymentMeans/cbc:PaymentID'),
    orderReference: short('cac:OrderReference/cbc:ID'),
    buyerReference: short('cbc:BuyerReference'),
    preceding: before.slice(0, 20).map(({ text }) => text.trim().slice(0, 200)),
  };
}

/** The sums of EN 16931 (BR-CO-10, 13 to 16, BR-*-08 within a unit): what a person cannot see. */
function problemsOf(
  root: XmlElement,
  invoice: Omit<ReceivedInvoice, 'problems'>,
  money: MoneyAt,
): Finding[] {
  const found: Finding[] = [];
  const equal = (what: string, stated: bigint, computed: bigint) => {
    if (stated === computed) return;
    const values = { what, stated: `${stated}`, computed: `${computed}` };
    found.push({ code: 'purchase.sum-differs', values });
  };
  const [total] = elementsAt(root, 'cac:LegalMonetaryTotal') as [XmlElement];
  const { netMinor, vatMinor, totalMinor, payableMinor, lines, adjustments } = invoice;
  const lineSum = lines.reduce((sum, { net }) => sum + BigInt(net), 0n);
  equal('LineExtensionAmount', money(total, 'cbc:LineExtensionAmount'), lineSum);
  equal('TaxExclusiveAmount', netMinor, lineSum + lineAdjustmentMinor(adjustments));
  equal('TaxInclusiveAmount', totalMinor, netMinor + vatMinor);
  const rounding = money(total, 'cbc:PayableRoundingAmount');
  equal('PayableAmount', payableMinor, totalMinor - money(total, 'cbc:PrepaidAmount') + rounding);
  const subtotals = elementsAt(root, 'cac:TaxTotal/cac:TaxSubtotal');
  const taxes = subtotals.map((one) => money(one, 'cbc:TaxAmount'));
  if (subtotals.length > 0)
    equal(
      'TaxAmount',
      vatMinor,
      taxes.reduce((sum, tax) => sum + tax, 0n),
    );
  for (const [index, row] of subtotals.entries()) {
    const rate = textAt(row, 'cac:TaxCategory/cbc:Percent') ?? '0';
    if (!nearTax(money(row, 'cbc:TaxableAmount'), rate, taxes[index] ?? 0n)) {
      found.push({ code: 'purchase.tax-differs', values: { rate: rate.slice(0, 20) } });
    }
  }
  if (lines.length === 0) found.push({ code: 'purchase.without-lines' });
  if (totalMinor < 0n || netMinor < 0n || vatMinor < 0n) {
    found.push({ code: 'purchase.below-zero' });
  }
  return found;
}

/** Within a unit of the currency, as the official rule has it; exact. */
function nearTax(baseMinor: bigint, rate: string, taxMinor: bigint): boolean {
  const match = /^(\d{1,3})(?:\.(\d{1,6}))?$/.exec(rate);
  if (match === null) return false;
  const rateMicro = BigInt(`${match[1]}${(match[2] ?? '').padEnd(6, '0')}`);
  const unit = 100_000_000n;
  const difference = baseMinor * rateMicro - taxMinor * unit;
  return (difference < 0n ? -difference : difference) <= 100n * unit;
}

function required(root: XmlElement, path: string): string {
  const text = textAt(root, path);
  if (text === null) throw new XmlRefused(`It has no ${path}.`);
  if (text.length > 200) throw new XmlRefused(`Its ${path} is too long.`);
  return text;
}

function day(text: string): string {
  if (!isCivilDate(text)) throw new XmlRefused(`${quoted(text)} is not a day.`);
  return text;
}

const optionalDay = (text: string | null): string | null => (text === null ? null : day(text));

const quoted = (text: string): string => JSON.stringify(text.slice(0, 60));
