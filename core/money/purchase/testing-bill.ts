/** What a supplier sends, for tests: a document of our own writer. */
import type { EInvoice, Party } from '../einvoice/einvoice.js';

const party = (name: string, enterpriseNumber: string): Party => ({
  ...{ name, street: 'Nieuwstraat 1', postalCode: '1000', city: 'Brussel', country: 'BE' },
  ...{ vatNumber: `BE${enterpriseNumber}`, enterpriseNumber, email: null },
  address: { scheme: '0208', value: enterpriseNumber },
});
export const supplier = party('Supplier bv', '0566988259');
export const us = party('Test Producties', '0896755397');

let numbers = 0;

/** 100.00 and 21 % of a supplier to us. */
export function bill(over: Partial<EInvoice> = {}): EInvoice {
  const vat = { code: 'S', rate: 2100 } as const;
  const isInvoice = over.kind !== 'CREDIT_NOTE';
  return {
    ...{ kind: 'INVOICE', typeCode: isInvoice ? '380' : '381', number: `S-${++numbers}` },
    ...{ issuedOn: '2026-11-20', dueOn: '2026-12-20', currency: 'EUR', note: null },
    ...{ buyerReference: 'x', orderReference: null, preceding: [], attachment: null },
    ...{ seller: supplier, buyer: us, delivery: null, paymentTerms: 'soon' },
    ...{ allowances: [], prepaidMinor: 0n },
    payment: { iban: 'BE71096123456769', bic: null, holder: 'Supplier bv', reference: null },
    subtotals: [{ ...vat, baseMinor: 10_000n, vatMinor: 2_100n, reason: null }],
    lines: [
      {
        ...{ id: '1', description: 'Timber', quantityMicro: 1_000_000n, unitPriceMinor: 10_000n },
        ...{ netMinor: 10_000n, vat, note: null, allowances: [] },
      },
    ],
    ...over,
  };
}
