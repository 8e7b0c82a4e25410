import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { VatCategory, type VatRate } from '../document/vat.js';
import type { EInvoice } from '../einvoice/einvoice.js';
import { writeUbl } from '../einvoice/write-ubl.js';
import type { PurchaseState } from './purchase-state.js';
import { readUbl } from './read-ubl.js';
import { saleContent } from './sale-content.js';
import { bill } from './testing-bill.js';

const rates: VatRate[] = [
  { category: VatCategory.STANDARD, rate: 2100, ground: null },
  { category: VatCategory.REDUCED, rate: 1200, ground: 'x' },
  { category: VatCategory.REDUCED, rate: 600, ground: 'x' },
];
const law = { rates, grounds: [] };

const vatAt = fc.constantFrom(...rates.map(({ rate }) => ({ code: 'S', rate }) as const));
const amount = fc.bigInt(1n, 9_999_999n);
const lines = fc.array(fc.record({ vat: vatAt, netMinor: amount }), { minLength: 1, maxLength: 8 });
const adjustments = fc.array(fc.record({ vat: vatAt, charge: fc.boolean(), amountMinor: amount }), {
  maxLength: 5,
});

/** As a client reckons it: the sum of each rate, and its tax rounded half-up, once. */
function documentOf(sold: readonly Part[], adjusted: readonly Adjusted[]): EInvoice {
  const [line] = bill().lines as [EInvoice['lines'][0]];
  const subtotals = rates.flatMap(({ rate }) => {
    const parts = [
      ...sold.filter(({ vat }) => vat.rate === rate).map(({ netMinor }) => netMinor),
      ...adjusted
        .filter(({ vat }) => vat.rate === rate)
        .map(({ charge, amountMinor }) => (charge ? amountMinor : -amountMinor)),
    ];
    const baseMinor = parts.reduce((sum, each) => sum + each, 0n);
    const vatMinor = (baseMinor * BigInt(rate) + 5_000n) / 10_000n;
    return parts.length === 0
      ? []
      : [{ code: 'S', rate, baseMinor, vatMinor, reason: null } as const];
  });
  return bill({
    lines: sold.map(({ vat, netMinor }, i) => ({
      ...line,
      ...{ id: `${i + 1}`, vat, netMinor, unitPriceMinor: netMinor },
    })),
    allowances: adjusted.map((one) => ({ ...one, reason: 'Agreed', share: null })),
    subtotals,
  });
}

interface Part {
  readonly vat: { readonly code: 'S'; readonly rate: number };
  readonly netMinor: bigint;
}
interface Adjusted {
  readonly vat: Part['vat'];
  readonly charge: boolean;
  readonly amountMinor: bigint;
}

test('a sale has the sums of the document that it was, to the cent, or is refused', () => {
  fc.assert(
    fc.property(lines, adjustments, (sold, adjusted) => {
      const invoice = documentOf(sold, adjusted);
      const read = readUbl(new TextEncoder().encode(writeUbl(invoice)));
      const { content, findings } = saleContent(read as unknown as PurchaseState, 'EUR', law);
      const below = invoice.subtotals.some(({ baseMinor }) => baseMinor < 0n);
      const nothing = invoice.subtotals.every(({ baseMinor }) => baseMinor === 0n);
      if (below || nothing) {
        expect(findings.map(({ code }) => code)).toEqual(['document.allowance-too-large']);
        return;
      }
      expect({ findings, problems: read.problems }).toEqual({ findings: [], problems: [] });
      expect(content.totals).toMatchObject({ netMinor: read.netMinor, vatMinor: read.vatMinor });
      expect(content.adjustments.map(({ amountMinor }) => amountMinor)).toEqual(
        adjusted.map(({ amountMinor }) => amountMinor),
      );
    }),
    { numRuns: 200 },
  );
});

test.each([
  [
    'an allowance below zero adds',
    '>10.00</cbc:Amount>',
    '>-10.00</cbc:Amount>',
    ['CHARGE', '1000'],
  ],
  ['one of nothing is none', '>10.00</cbc:Amount>', '>0.00</cbc:Amount>', undefined],
  [
    'a code stands for a reason',
    'AllowanceChargeReason>',
    'AllowanceChargeReasonCode>',
    ['ALLOWANCE', '1000'],
  ],
])('%s', (_, from, to, expected) => {
  const vat = { code: 'S', rate: 2100 } as const;
  const one = { charge: false, reason: '95', amountMinor: 1_000n, share: null, vat };
  const xml = writeUbl(bill({ allowances: [one] })).replaceAll(from, to);
  const [read] = readUbl(new TextEncoder().encode(xml)).adjustments;
  expect(read && [read.kind, read.amount]).toEqual(expected);
  if (read !== undefined) expect(read.reason).toBe('95');
});
