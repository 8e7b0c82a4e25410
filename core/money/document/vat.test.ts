import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { lineNetMinor, microOf, quantityOf } from './document-line.js';
import { basisPointsOf, documentTotals, percentOf, VatCategory, vatOf } from './vat.js';

const { STANDARD, REDUCED, EXEMPT } = VatCategory;
const taxed = (netMinor: bigint, vatCategory = STANDARD, vatRate = 2100) => ({
  ...{ netMinor, vatCategory, vatRate },
});

describe('totals of a document', () => {
  test('no lines have no totals', () => {
    expect(documentTotals([])).toEqual({
      ...{ netMinor: 0n, vatMinor: 0n, totalMinor: 0n, subtotals: [] },
    });
  });

  test('the tax is rounded on the sum of a rate, not on its lines', () => {
    // Three times 0.10 at 21 %: 0.021 a line would round to 0.02 each, 0.06; the sum gives 0.063.
    const { vatMinor } = documentTotals([taxed(10n), taxed(10n), taxed(10n)]);
    expect(vatMinor).toBe(6n);
    // Twice 0.12: 0.0252 a line gives 0.03 each, 0.06; the sum 0.0504 gives 0.05.
    expect(documentTotals([taxed(12n), taxed(12n)]).vatMinor).toBe(5n);
  });

  test('each category and rate has its own subtotal, the highest rate first', () => {
    const lines = [taxed(1000n, REDUCED, 600), taxed(500n, EXEMPT, 0), taxed(200n), taxed(100n)];
    expect(documentTotals(lines)).toEqual({
      ...{ netMinor: 1800n, vatMinor: 123n, totalMinor: 1923n },
      subtotals: [
        { category: STANDARD, rate: 2100, base: '300', vat: '63' },
        { category: REDUCED, rate: 600, base: '1000', vat: '60' },
        { category: EXEMPT, rate: 0, base: '500', vat: '0' },
      ],
    });
  });

  test('a half is rounded up', () => {
    expect(vatOf(250n, 600)).toBe(15n);
    expect(vatOf(50n, 2100)).toBe(11n);
    expect(vatOf(150n, 2100)).toBe(32n);
  });

  test('whatever the lines, the parts sum to the whole and nothing depends on their order', () => {
    const rate = fc.constantFrom(
      ...([
        [STANDARD, 2100],
        [REDUCED, 1200],
        [REDUCED, 600],
        [EXEMPT, 0],
      ] as const),
    );
    const line = fc
      .tuple(fc.bigInt(1n, 10_000_000_000n), rate)
      .map(([net, [category, basisPoints]]) => taxed(net, category, basisPoints));
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 60 }), (lines) => {
        const totals = documentTotals(lines);
        const bases = totals.subtotals.reduce((sum, { base }) => sum + BigInt(base), 0n);
        const vats = totals.subtotals.reduce((sum, { vat }) => sum + BigInt(vat), 0n);
        expect(bases).toBe(lines.reduce((sum, { netMinor }) => sum + netMinor, 0n));
        expect([bases, vats, bases + vats]).toEqual([
          ...[totals.netMinor, totals.vatMinor, totals.totalMinor],
        ]);
        expect(documentTotals(lines.toReversed())).toEqual(totals);
        for (const { base, rate: basisPoints, vat } of totals.subtotals) {
          const twiceOff = 2n * (BigInt(vat) * 10_000n - BigInt(base) * BigInt(basisPoints));
          expect(twiceOff).toBeGreaterThan(-10_000n);
          expect(twiceOff).toBeLessThanOrEqual(10_000n);
        }
      }),
    );
  });
});

describe('numbers on a line', () => {
  test.each([
    ['1', 100n, 100n],
    ['1.5', 333n, 500n],
    ['0.333333', 300n, 100n],
    ['0.001', 100n, 0n],
    ['1000000', 99_999n, 99_999_000_000n],
    ['-2', 100n, -200n],
  ])('%s at %s minor units is %s', (quantity, price, net) => {
    expect(lineNetMinor(microOf(quantity), price)).toBe(net);
  });

  test.each(['1', '1.5', '0.000001', '123456.789'])(
    'a quantity of %s is shown as it was',
    (text) => {
      expect(quantityOf(microOf(text))).toBe(text);
    },
  );

  test.each([
    ['21', 2100],
    ['6.00', 600],
    ['5.5', 550],
    ['0', 0],
    ['100', 10_000],
    ['100.01', null],
    ['21.005', null],
    ['-6', null],
    ['x', null],
  ])('%s percent is %s basis points', (percent, basisPoints) => {
    expect(basisPointsOf(percent)).toBe(basisPoints);
  });

  test('basis points are shown with two decimals', () => {
    expect([2100, 550, 5, 0].map(percentOf)).toEqual(['21.00', '5.50', '0.05', '0.00']);
  });
});
