/** An electronic invoice in the terms of EN 16931 (BT-… and BG-… are its numbers): pure data. */
import { VatCategory } from '../document/vat.js';

/** UNCL 5305, as far as sales and purchases here know it. */
export type VatCode = 'S' | 'Z' | 'E' | 'AE' | 'K' | 'G' | 'O';

export interface EInvoice {
  readonly kind: 'INVOICE' | 'CREDIT_NOTE';
  /** BT-3, UNCL 1001: 380 an invoice, 386 of a deposit, 381 a credit note. */
  readonly typeCode: string;
  readonly number: string;
  readonly issuedOn: string;
  readonly dueOn: string | null;
  readonly currency: string;
  /** One at most: what the law wants said besides. */
  readonly note: string | null;
  /** How the buyer routes it; needed where there is no order reference. */
  readonly buyerReference: string | null;
  readonly orderReference: string | null;
  /** BG-3: what a credit note takes back, the deposits of a final invoice. */
  readonly preceding: readonly Preceding[];
  /** BG-24: the same document for the eye. */
  readonly attachment: Attachment | null;
  readonly seller: Party;
  readonly buyer: Party;
  /** Needed for supplies to another member state. */
  readonly delivery: { readonly on: string; readonly country: string } | null;
  /** BG-16: where the buyer pays; none on a credit note. */
  readonly payment: Payment | null;
  readonly paymentTerms: string | null;
  /** BG-20 and BG-21. */
  readonly allowances: readonly (Allowance & { readonly vat: Vat })[];
  readonly subtotals: readonly Subtotal[];
  readonly lines: readonly Line[];
  /** BT-113: deposits that were paid. */
  readonly prepaidMinor: bigint;
}

export interface Preceding {
  readonly number: string;
  readonly issuedOn: string | null;
}

export interface Attachment {
  readonly filename: string;
  readonly mediaType: string;
  readonly content: Uint8Array;
}

export interface Party {
  readonly name: string;
  readonly address: ElectronicAddress;
  readonly street: string | null;
  readonly postalCode: string | null;
  readonly city: string | null;
  readonly country: string;
  /** BT-31 or BT-48, with its country. */
  readonly vatNumber: string | null;
  /** BT-30 or BT-47: the number in the enterprise register. */
  readonly enterpriseNumber: string | null;
  readonly email: string | null;
}

/** BT-34 and BT-49: a scheme of the EAS code list, 0208 for Belgian enterprises, and its value. */
export interface ElectronicAddress {
  readonly scheme: string;
  readonly value: string;
}

export interface Payment {
  readonly iban: string;
  readonly bic: string | null;
  readonly holder: string;
  /** BT-83: the structured communication as people write it. */
  readonly reference: string | null;
}

/** In basis points; a rate outside the scope of VAT is not written. */
export interface Vat {
  readonly code: VatCode;
  readonly rate: number;
}

/** What is taken off, or with `charge` put on. */
export interface Allowance {
  readonly charge: boolean;
  readonly reason: string;
  readonly amountMinor: bigint;
  /** When it was reckoned as a part of something; in basis points. */
  readonly share: { readonly baseMinor: bigint; readonly basisPoints: number } | null;
}

export interface Subtotal extends Vat {
  readonly baseMinor: bigint;
  readonly vatMinor: bigint;
  /** BT-120: why nothing is taxed; none at S and Z. */
  readonly reason: string | null;
}

export interface Line {
  readonly id: string;
  readonly description: string;
  readonly quantityMicro: bigint;
  readonly unitPriceMinor: bigint;
  /** Quantity × price, less allowances, plus charges. */
  readonly netMinor: bigint;
  readonly vat: Vat;
  /** The ground of a reduced rate, say. */
  readonly note: string | null;
  readonly allowances: readonly Allowance[];
}

/** The totals of BG-22: derived, so that they cannot differ from what they are the sum of. */
export function totalsOf(invoice: EInvoice) {
  const sum = (amounts: readonly bigint[]) => amounts.reduce((total, each) => total + each, 0n);
  const of = (charge: boolean) =>
    sum(invoice.allowances.filter((a) => a.charge === charge).map((a) => a.amountMinor));
  const linesMinor = sum(invoice.lines.map((line) => line.netMinor));
  const [allowancesMinor, chargesMinor] = [of(false), of(true)];
  const netMinor = linesMinor - allowancesMinor + chargesMinor;
  const vatMinor = sum(invoice.subtotals.map((row) => row.vatMinor));
  const totalMinor = netMinor + vatMinor;
  const payableMinor = totalMinor - invoice.prepaidMinor;
  return {
    ...{ linesMinor, allowancesMinor, chargesMinor, netMinor, vatMinor, totalMinor, payableMinor },
  };
}

/**
 * The code of a category on a document with these categories. What lies outside the scope of VAT
 * may not share a document with anything else (BR-O-11 to 14): there it is written as exempt, with
 * its own ground as the reason.
 */
export function vatCodeOf(category: VatCategory, all: ReadonlySet<VatCategory>): VatCode {
  return category === VatCategory.OUT_OF_SCOPE && all.size > 1 ? 'E' : codes[category];
}

const codes: Readonly<Record<VatCategory, VatCode>> = {
  STANDARD: 'S',
  REDUCED: 'S',
  ZERO: 'Z',
  EXEMPT: 'E',
  REVERSE_CHARGE: 'AE',
  INTRA_EU: 'K',
  EXPORT: 'G',
  OUT_OF_SCOPE: 'O',
};
