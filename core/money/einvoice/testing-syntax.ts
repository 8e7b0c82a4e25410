/**
 * The elements of UBL 2.1 that Peppol BIS Billing 3.0 knows, in the order of the UBL schemas: what
 * is absent here the rules UBL-CR-… say should not be in a document.
 */
import type { XmlNode } from './testing-tree.js';

/** What breaks the order, is not known there, or stands more often than it may. */
export function syntaxFindings(node: XmlNode, parent = ''): string[] {
  const key = node.name in sequences ? node.name : `${parent}>${node.name}`;
  const sequence = sequences[key] ?? sequences[node.name];
  if (sequence === undefined) {
    return node.children.length > 0 ? [`SYNTAX unknown parts of ${node.name}`] : [];
  }
  const allowed = sequence.split(' ');
  const found: string[] = [];
  let last = -1;
  for (const child of node.children) {
    const many = allowed.includes(`${child.name}+`);
    const place = allowed.findIndex((name) => name.replace('+', '') === child.name);
    if (place < 0) found.push(`UBL-CR ${child.name} in ${node.name}`);
    else if (place < last) found.push(`XSD ${child.name} out of order in ${node.name}`);
    else if (place === last && !many) found.push(`UBL-SR ${child.name} twice in ${node.name}`);
    last = Math.max(last, place);
    found.push(...syntaxFindings(child, node.name));
  }
  return found;
}

const party = `cbc:EndpointID cac:PartyIdentification+ cac:PartyName cac:PostalAddress
  cac:PartyTaxScheme+ cac:PartyLegalEntity cac:Contact`;
const references = `cac:InvoicePeriod cac:OrderReference cac:BillingReference+
  cac:DespatchDocumentReference cac:ReceiptDocumentReference cac:OriginatorDocumentReference
  cac:ContractDocumentReference cac:AdditionalDocumentReference+ cac:ProjectReference`;
const body = `cac:AccountingSupplierParty cac:AccountingCustomerParty cac:PayeeParty
  cac:TaxRepresentativeParty cac:Delivery cac:PaymentMeans+ cac:PaymentTerms cac:AllowanceCharge+
  cac:TaxTotal+ cac:LegalMonetaryTotal`;
const codes = `cbc:DocumentCurrencyCode cbc:TaxCurrencyCode cbc:AccountingCost cbc:BuyerReference`;
const line = `cbc:LineExtensionAmount cbc:AccountingCost cac:InvoicePeriod cac:OrderLineReference
  cac:DocumentReference cac:AllowanceCharge+ cac:Item cac:Price`;

const sequences: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({
    Invoice: `cbc:CustomizationID cbc:ProfileID cbc:ID cbc:IssueDate cbc:DueDate
      cbc:InvoiceTypeCode cbc:Note cbc:TaxPointDate ${codes} ${references} ${body}
      cac:InvoiceLine+`,
    CreditNote: `cbc:CustomizationID cbc:ProfileID cbc:ID cbc:IssueDate cbc:TaxPointDate
      cbc:CreditNoteTypeCode cbc:Note ${codes} ${references} ${body} cac:CreditNoteLine+`,
    'cac:OrderReference': 'cbc:ID cbc:SalesOrderID',
    'cac:BillingReference': 'cac:InvoiceDocumentReference',
    'cac:InvoiceDocumentReference': 'cbc:ID cbc:IssueDate',
    'cac:AdditionalDocumentReference':
      'cbc:ID cbc:DocumentTypeCode cbc:DocumentDescription cac:Attachment',
    'cac:Attachment': 'cbc:EmbeddedDocumentBinaryObject cac:ExternalReference',
    'cac:AccountingSupplierParty': 'cac:Party',
    'cac:AccountingCustomerParty': 'cac:Party',
    'cac:Party': party,
    'cac:PartyName': 'cbc:Name',
    'cac:PostalAddress': `cbc:StreetName cbc:AdditionalStreetName cbc:CityName cbc:PostalZone
      cbc:CountrySubentity cac:AddressLine cac:Country`,
    'cac:Country': 'cbc:IdentificationCode',
    'cac:PartyTaxScheme': 'cbc:CompanyID cac:TaxScheme',
    'cac:TaxScheme': 'cbc:ID',
    'cac:PartyLegalEntity': 'cbc:RegistrationName cbc:CompanyID cbc:CompanyLegalForm',
    'cac:Contact': 'cbc:Name cbc:Telephone cbc:ElectronicMail',
    'cac:Delivery': 'cbc:ActualDeliveryDate cac:DeliveryLocation cac:DeliveryParty',
    'cac:DeliveryLocation': 'cbc:ID cac:Address',
    'cac:Address': `cbc:StreetName cbc:AdditionalStreetName cbc:CityName cbc:PostalZone
      cbc:CountrySubentity cac:AddressLine cac:Country`,
    'cac:PaymentMeans': 'cbc:PaymentMeansCode cbc:PaymentID cac:PayeeFinancialAccount',
    'cac:PayeeFinancialAccount': 'cbc:ID cbc:Name cac:FinancialInstitutionBranch',
    'cac:FinancialInstitutionBranch': 'cbc:ID',
    'cac:PaymentTerms': 'cbc:Note',
    'cac:AllowanceCharge': `cbc:ChargeIndicator cbc:AllowanceChargeReasonCode
      cbc:AllowanceChargeReason cbc:MultiplierFactorNumeric cbc:Amount cbc:BaseAmount
      cac:TaxCategory`,
    'cac:TaxTotal': 'cbc:TaxAmount cac:TaxSubtotal+',
    'cac:TaxSubtotal': 'cbc:TaxableAmount cbc:TaxAmount cac:TaxCategory',
    'cac:TaxCategory': `cbc:ID cbc:Percent cbc:TaxExemptionReasonCode cbc:TaxExemptionReason
      cac:TaxScheme`,
    'cac:ClassifiedTaxCategory': 'cbc:ID cbc:Percent cac:TaxScheme',
    'cac:LegalMonetaryTotal': `cbc:LineExtensionAmount cbc:TaxExclusiveAmount
      cbc:TaxInclusiveAmount cbc:AllowanceTotalAmount cbc:ChargeTotalAmount cbc:PrepaidAmount
      cbc:PayableRoundingAmount cbc:PayableAmount`,
    'cac:InvoiceLine': `cbc:ID cbc:Note cbc:InvoicedQuantity ${line}`,
    'cac:CreditNoteLine': `cbc:ID cbc:Note cbc:CreditedQuantity ${line}`,
    'cac:Item': `cbc:Description cbc:Name cac:BuyersItemIdentification
      cac:SellersItemIdentification cac:StandardItemIdentification cac:OriginCountry
      cac:CommodityClassification+ cac:ClassifiedTaxCategory cac:AdditionalItemProperty+`,
    'cac:Price': 'cbc:PriceAmount cbc:BaseQuantity cac:AllowanceCharge',
  }).map(([name, sequence]) => [name, sequence.replace(/\s+/g, ' ')]),
);
