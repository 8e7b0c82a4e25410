/**
 * The rules of EN 16931 and Peppol BIS Billing 3.0 that a document of ours can break, written anew
 * over what an independent parser read: the identifiers of the rules that a document breaks.
 */
import { syntaxFindings } from './testing-syntax.js';
import {
  at,
  decimal,
  descendants,
  has,
  parseXml,
  sumAt,
  textAt,
  type XmlNode,
} from './testing-tree.js';

export function brokenRules(xml: string): string[] {
  const root = parseXml(xml);
  const document = { root, lines: linesOf(root), subtotals: at(root, subtotalPath) };
  const broken = rules.filter(([, holds]) => !holds(document)).map(([id]) => id);
  return [...syntaxFindings(root), ...broken, ...vatRules(document), ...nodeRules(root)];
}

interface Document {
  readonly root: XmlNode;
  readonly lines: readonly XmlNode[];
  readonly subtotals: readonly XmlNode[];
}

const subtotalPath = 'cac:TaxTotal/cac:TaxSubtotal';
const seller = 'cac:AccountingSupplierParty/cac:Party';
const buyer = 'cac:AccountingCustomerParty/cac:Party';
const total = 'cac:LegalMonetaryTotal';
const cent = 10_000n;

const isInvoice = (root: XmlNode) => root.name === 'Invoice';
const linesOf = (root: XmlNode) =>
  at(root, isInvoice(root) ? 'cac:InvoiceLine' : 'cac:CreditNoteLine');
const quantityOf = (line: XmlNode) =>
  textAt(line, line.name === 'cac:InvoiceLine' ? 'cbc:InvoicedQuantity' : 'cbc:CreditedQuantity');
const charges = (node: XmlNode, charge: boolean) =>
  at(node, 'cac:AllowanceCharge').filter(
    (each) => textAt(each, 'cbc:ChargeIndicator') === String(charge),
  );
const chargeSum = (node: XmlNode, charge: boolean) =>
  charges(node, charge).reduce((sum, each) => sum + sumAt(each, 'cbc:Amount'), 0n);
const vatNumbers = (root: XmlNode, party: string) =>
  at(root, `${party}/cac:PartyTaxScheme`).filter(
    (scheme) => textAt(scheme, 'cac:TaxScheme/cbc:ID') === 'VAT',
  );

type Rule = readonly [id: string, holds: (document: Document) => boolean];

const present = (id: string, path: string): Rule => [id, ({ root }) => textAt(root, path) !== ''];

const eachLine = (id: string, holds: (line: XmlNode) => boolean): Rule => [
  id,
  ({ lines }) => lines.every(holds),
];

const rules: readonly Rule[] = [
  present('BR-01', 'cbc:CustomizationID'),
  present('BR-02', 'cbc:ID'),
  present('BR-03', 'cbc:IssueDate'),
  [
    'BR-04 P0100 P0101',
    ({ root }) =>
      isInvoice(root)
        ? ['380', '386'].includes(textAt(root, 'cbc:InvoiceTypeCode'))
        : textAt(root, 'cbc:CreditNoteTypeCode') === '381',
  ],
  present('BR-05', 'cbc:DocumentCurrencyCode'),
  present('BR-06', `${seller}/cac:PartyLegalEntity/cbc:RegistrationName`),
  present('BR-07', `${buyer}/cac:PartyLegalEntity/cbc:RegistrationName`),
  present('BR-08 BR-09', `${seller}/cac:PostalAddress/cac:Country/cbc:IdentificationCode`),
  present('BR-10 BR-11', `${buyer}/cac:PostalAddress/cac:Country/cbc:IdentificationCode`),
  present('BR-12', `${total}/cbc:LineExtensionAmount`),
  present('BR-13', `${total}/cbc:TaxExclusiveAmount`),
  present('BR-14', `${total}/cbc:TaxInclusiveAmount`),
  present('BR-15', `${total}/cbc:PayableAmount`),
  ['BR-16', ({ lines }) => lines.length > 0],
  eachLine('BR-21', (line) => textAt(line, 'cbc:ID') !== ''),
  eachLine('BR-22', (line) => quantityOf(line) !== ''),
  eachLine('BR-24', (line) => textAt(line, 'cbc:LineExtensionAmount') !== ''),
  eachLine('BR-25', (line) => textAt(line, 'cac:Item/cbc:Name') !== ''),
  eachLine('BR-26 BR-27', (line) => decimal(textAt(line, 'cac:Price/cbc:PriceAmount')) >= 0n),
  ['BR-CO-18', ({ subtotals }) => subtotals.length > 0],
  eachLine(
    'BR-CO-04 UBL-SR-48',
    (line) => at(line, 'cac:Item/cac:ClassifiedTaxCategory').length === 1,
  ),
  [
    'BR-50 BR-61',
    ({ root }) =>
      at(root, 'cac:PaymentMeans').every(
        (means) => textAt(means, 'cac:PayeeFinancialAccount/cbc:ID') !== '',
      ),
  ],
  [
    'BR-55',
    ({ root }) =>
      at(root, 'cac:BillingReference').every(
        (each) => textAt(each, 'cac:InvoiceDocumentReference/cbc:ID') !== '',
      ),
  ],
  [
    'BR-CO-09',
    ({ root }) =>
      [...vatNumbers(root, seller), ...vatNumbers(root, buyer)].every((scheme) =>
        /^[A-Z]{2}\w/.test(textAt(scheme, 'cbc:CompanyID')),
      ),
  ],
  [
    'BR-CO-10',
    ({ root, lines }) =>
      sumAt(root, `${total}/cbc:LineExtensionAmount`) ===
      lines.reduce((sum, line) => sum + sumAt(line, 'cbc:LineExtensionAmount'), 0n),
  ],
  [
    'BR-CO-11',
    ({ root }) => sumAt(root, `${total}/cbc:AllowanceTotalAmount`) === chargeSum(root, false),
  ],
  [
    'BR-CO-12',
    ({ root }) => sumAt(root, `${total}/cbc:ChargeTotalAmount`) === chargeSum(root, true),
  ],
  [
    'BR-CO-13',
    ({ root }) =>
      sumAt(root, `${total}/cbc:TaxExclusiveAmount`) ===
      sumAt(root, `${total}/cbc:LineExtensionAmount`) -
        chargeSum(root, false) +
        chargeSum(root, true),
  ],
  [
    'BR-CO-14',
    ({ root }) =>
      sumAt(root, 'cac:TaxTotal/cbc:TaxAmount') === sumAt(root, `${subtotalPath}/cbc:TaxAmount`),
  ],
  [
    'BR-CO-15',
    ({ root }) =>
      sumAt(root, `${total}/cbc:TaxInclusiveAmount`) ===
      sumAt(root, `${total}/cbc:TaxExclusiveAmount`) + sumAt(root, 'cac:TaxTotal/cbc:TaxAmount'),
  ],
  [
    'BR-CO-16',
    ({ root }) =>
      sumAt(root, `${total}/cbc:PayableAmount`) ===
      sumAt(root, `${total}/cbc:TaxInclusiveAmount`) - sumAt(root, `${total}/cbc:PrepaidAmount`),
  ],
  [
    'BR-CO-25',
    ({ root }) =>
      sumAt(root, `${total}/cbc:PayableAmount`) <= 0n ||
      has(root, 'cbc:DueDate') ||
      has(root, 'cac:PaymentTerms/cbc:Note'),
  ],
  [
    'BR-CO-26',
    ({ root }) =>
      vatNumbers(root, seller).length > 0 ||
      has(root, `${seller}/cac:PartyLegalEntity/cbc:CompanyID`),
  ],
  [
    'BR-O-11 to 14',
    ({ root, subtotals }) => {
      const codes = descendants(root)
        .filter(({ name }) => /TaxCategory$/.test(name))
        .map((category) => textAt(category, 'cbc:ID'));
      return !codes.includes('O') || (subtotals.length === 1 && codes.every((c) => c === 'O'));
    },
  ],
  [
    'R001 R007',
    ({ root }) => textAt(root, 'cbc:ProfileID') === 'urn:fdc:peppol.eu:2017:poacc:billing:01:1.0',
  ],
  [
    'R004',
    ({ root }) =>
      textAt(root, 'cbc:CustomizationID') ===
      'urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0',
  ],
  ['R002', ({ root }) => at(root, 'cbc:Note').length <= 1],
  [
    'R003',
    ({ root }) =>
      textAt(root, 'cbc:BuyerReference') !== '' || textAt(root, 'cac:OrderReference/cbc:ID') !== '',
  ],
  present('R010 BR-63', `${buyer}/cbc:EndpointID`),
  present('R020 BR-62', `${seller}/cbc:EndpointID`),
  ['R053', ({ root }) => at(root, 'cac:TaxTotal').length === 1],
  eachLine('R120', lineAddsUp),
];

function lineAddsUp(line: XmlNode): boolean {
  const price = decimal(textAt(line, 'cac:Price/cbc:PriceAmount'));
  const product = (decimal(quantityOf(line)) * price) / 1_000_000n;
  const expected = product + chargeSum(line, true) - chargeSum(line, false);
  const difference = sumAt(line, 'cbc:LineExtensionAmount') - expected;
  return (difference < 0n ? -difference : difference) <= 2n * cent;
}

const exempt = ['E', 'AE', 'K', 'G', 'O'];

/** What the rules BR-S, BR-Z, BR-E, BR-AE, BR-IC, BR-G and BR-O say of each category. */
function vatRules({ root, lines, subtotals }: Document): string[] {
  const broken: string[] = [];
  const expect = (holds: boolean, id: string) => void (holds || broken.push(id));
  const keys = subtotals.map((row) => keyOf(at(row, 'cac:TaxCategory')[0] as XmlNode));
  expect(new Set(keys).size === keys.length, 'BR-*-01 a category once');
  for (const row of subtotals) {
    const category = at(row, 'cac:TaxCategory')[0] as XmlNode;
    const code = textAt(category, 'cbc:ID');
    const percent = textAt(category, 'cbc:Percent');
    const base = baseOf(root, lines, keyOf(category));
    expect(sumAt(row, 'cbc:TaxableAmount') === base, `BR-${code}-08`);
    const rate = percent === '' ? 0n : decimal(percent);
    const tax = sumAt(row, 'cbc:TaxAmount');
    expect(nearTax(base, rate, tax), `BR-CO-17 BR-${code}-09`);
    expect(code === 'S' ? rate > 0n : rate === 0n, `BR-${code}-05`);
    expect((percent === '') === (code === 'O'), 'BR-48 BR-O-05');
    const reason = has(category, 'cbc:TaxExemptionReason');
    const given = reason || has(category, 'cbc:TaxExemptionReasonCode');
    expect(given === exempt.includes(code), `BR-${code}-10`);
    expect(partiesFit(root, code), `BR-${code}-02`);
    if (code === 'K') {
      expect(has(root, 'cac:Delivery/cbc:ActualDeliveryDate'), 'BR-IC-11');
      const place = 'cac:Delivery/cac:DeliveryLocation/cac:Address/cac:Country';
      expect(has(root, `${place}/cbc:IdentificationCode`), 'BR-IC-12');
    }
  }
  const used = [...lineCategories(lines), ...at(root, 'cac:AllowanceCharge/cac:TaxCategory')];
  expect(
    used.every((category) => keys.includes(keyOf(category))),
    'BR-*-01 in the breakdown',
  );
  return broken;
}

const lineCategories = (lines: readonly XmlNode[]) =>
  lines.flatMap((line) => at(line, 'cac:Item/cac:ClassifiedTaxCategory'));
const keyOf = (category: XmlNode) =>
  `${textAt(category, 'cbc:ID')} ${textAt(category, 'cbc:Percent')}`;

function baseOf(root: XmlNode, lines: readonly XmlNode[], key: string): bigint {
  const own = lines.filter((line) => lineCategories([line]).some((each) => keyOf(each) === key));
  const of = (charge: boolean) =>
    charges(root, charge)
      .filter((each) => keyOf(at(each, 'cac:TaxCategory')[0] as XmlNode) === key)
      .reduce((sum, each) => sum + sumAt(each, 'cbc:Amount'), 0n);
  const net = own.reduce((sum, line) => sum + sumAt(line, 'cbc:LineExtensionAmount'), 0n);
  return net + of(true) - of(false);
}

/** The official rule allows a whole unit; a cent is what a share of a share can be off. */
function nearTax(base: bigint, rate: bigint, tax: bigint): boolean {
  const exact = (base * rate) / 100_000_000n;
  const difference = tax - exact;
  return (difference < 0n ? -difference : difference) <= cent;
}

function partiesFit(root: XmlNode, code: string): boolean {
  const sells = vatNumbers(root, seller).length > 0;
  const buys = vatNumbers(root, buyer).length > 0;
  if (code === 'O') return !sells && !buys;
  const registered = has(root, `${seller}/cac:PartyTaxScheme/cbc:CompanyID`);
  if (code === 'K') return sells && buys;
  if (code === 'G') return sells;
  const known = buys || has(root, `${buyer}/cac:PartyLegalEntity/cbc:CompanyID`);
  return registered && (code !== 'AE' || known);
}

/** Rules on every element of a kind. */
function nodeRules(root: XmlNode): string[] {
  const currency = textAt(root, 'cbc:DocumentCurrencyCode');
  return descendants(root).flatMap((node) => {
    const text = node.text.trim();
    const found: string[] = [];
    const expect = (holds: boolean, id: string) =>
      void (holds || found.push(`${id} ${node.name} "${text.slice(0, 30)}"`));
    expect(node.children.length > 0 || text !== '', 'R008');
    if ('currencyID' in node.attributes) {
      expect(node.attributes.currencyID === currency, 'R051');
      const price = node.name === 'cbc:PriceAmount';
      expect(price || /^-?\d+(\.\d{1,2})?$/.test(text), 'BR-DEC UBL-DT-01');
    }
    if (/Date$/.test(node.name)) expect(/^\d{4}-\d\d-\d\d$/.test(text), 'F001');
    if (node.attributes.schemeID === '0208') expect(isBelgian(text), 'R043');
    if (node.name === 'cbc:EndpointID') {
      expect(/^(0\d{3}|99\d\d)$/.test(node.attributes.schemeID ?? ''), 'CL008');
    }
    if (/Quantity$/.test(node.name)) expect(node.attributes.unitCode === 'C62', 'BR-23 CL-23');
    if (node.name === 'cac:AllowanceCharge') {
      expect(has(node, 'cbc:AllowanceChargeReason'), 'BR-33 BR-38 BR-42 BR-44');
      expect(allowanceAddsUp(node), 'R040 to R042');
    }
    if (node.name === 'cbc:EmbeddedDocumentBinaryObject') {
      expect(node.attributes.mimeCode === 'application/pdf', 'CL001 UBL-DT-06');
      expect(node.attributes.filename !== undefined, 'UBL-DT-07');
    }
    const known = ['currencyID', 'schemeID', 'unitCode', 'mimeCode', 'filename'];
    const odd = Object.keys(node.attributes).filter((name) => !/^xmlns/.test(name));
    expect(
      odd.every((name) => known.includes(name)),
      'UBL-DT',
    );
    return found;
  });
}

function allowanceAddsUp(node: XmlNode): boolean {
  const [share, base] = [
    textAt(node, 'cbc:MultiplierFactorNumeric'),
    textAt(node, 'cbc:BaseAmount'),
  ];
  if (share === '' || base === '') return share === base;
  const exact = (decimal(base) * decimal(share)) / 100_000_000n;
  const difference = sumAt(node, 'cbc:Amount') - exact;
  return (difference < 0n ? -difference : difference) <= 2n * cent;
}

const isBelgian = (digits: string): boolean =>
  /^\d{10}$/.test(digits) && 97 - (Number(digits.slice(0, 8)) % 97) === Number(digits.slice(8));
