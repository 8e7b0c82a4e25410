import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { documentTotals, type SubtotalRow, VatCategory } from '../document/vat.js';
import {
  type CreditedBefore,
  type CreditedLine,
  type CreditPlan,
  planCredit,
} from './credit-plan.js';
import type { InvoiceLineState } from './invoice-state.js';

const line = (position: number, netMinor: bigint, vatRate = 2100): InvoiceLineState => ({
  ...{ position, description: `Line ${position}`, quantityMicro: 2_000_000n },
  ...{ unitPriceMinor: netMinor / 2n, netMinor, vatRate, legalGround: null },
  ...{ vatGround: null, evidence: null, adjustments: [] },
  vatCategory: vatRate === 2100 ? VatCategory.STANDARD : VatCategory.REDUCED,
});
const invoiceOf = (...lines: InvoiceLineState[]) => ({
  ...{ lines, adjustments: [], currency: 'EUR', subtotals: documentTotals(lines).subtotals },
});
const none: CreditedBefore = {
  ...{ netByPosition: new Map(), adjustedByPosition: new Map(), subtotals: [] },
};
const invoice = invoiceOf(line(1, 10_000n), line(2, 5_000n, 600));

describe('a credit note', () => {
  test('of all of it mirrors the invoice', () => {
    const plan = planCredit(invoice, none, {});
    expect(plan).toMatchObject({ findings: [], netMinor: 15_000n, vatMinor: 2_400n });
    expect(plan.subtotals).toEqual(invoice.subtotals);
    expect(plan.lines).toMatchObject([
      { position: 1, creditsPosition: 1, quantityMicro: 2_000_000n },
      { position: 2, creditsPosition: 2, vatRate: 600 },
    ]);
  });

  test('of a part of a line is one piece of that amount', () => {
    const { lines, vatMinor } = planCredit(invoice, none, {
      lines: [{ position: 2, net: '12.50' }],
    });
    expect(lines).toMatchObject([
      { position: 1, creditsPosition: 2, quantityMicro: 1_000_000n, unitPriceMinor: 1_250n },
    ]);
    expect(vatMinor).toBe(75n);
  });

  test.each<[string, CreditedLine[], string[]]>([
    ['no lines', [], ['document.without-lines']],
    ['a line that there is not', [{ position: 3 }], ['credit.line-unknown']],
    ['a line twice', [{ position: 1 }, { position: 1 }], ['credit.line-twice']],
    ['more than the line', [{ position: 1, net: '100.01' }], ['credit.more-than-line']],
    ['nothing', [{ position: 1, net: '0.00' }], ['credit.amount-not-positive']],
    ['less than nothing', [{ position: 1, net: '-1.00' }], ['credit.amount-not-positive']],
  ])('refuses %s', (_, wanted, codes) => {
    const { findings, lines } = planCredit(invoice, none, { lines: wanted });
    expect([findings.map(({ code }) => code), lines]).toEqual([codes, []]);
  });

  test('says all that is wrong at once', () => {
    const wanted = [{ position: 9 }, { position: 2, net: '60.00' }];
    const { findings } = planCredit(invoice, none, { lines: wanted });
    expect(findings.map(({ path }) => path?.join('.'))).toEqual([
      'lines.0.position',
      'lines.1.net',
    ]);
  });

  test('of what is all taken back already is refused', () => {
    const all = new Map([
      [1, 10_000n],
      [2, 5_000n],
    ]);
    const before = { ...none, netByPosition: all, subtotals: invoice.subtotals };
    const { findings } = planCredit(invoice, before, {});
    expect(findings.map(({ code }) => code)).toEqual(['credit.nothing-left']);
  });

  test('whatever parts are taken back, all together give back exactly the invoice', () => {
    const lines = fc
      .array(fc.tuple(fc.bigInt(1n, 10n ** 8n), fc.constantFrom(2100, 1200, 600)), {
        minLength: 1,
        maxLength: 6,
      })
      .map((all) => all.map(([net, rate], at) => line(at + 1, net, rate)));
    const cuts = fc.array(fc.tuple(fc.nat(5), fc.integer({ min: 1, max: 999 })), { maxLength: 10 });
    fc.assert(
      fc.property(lines, cuts, (invoiced, todo) => {
        const whole = invoiceOf(...invoiced);
        let before = none;
        const plans: CreditPlan[] = [];
        const take = (wanted: CreditedLine[] | null) => {
          const plan = planCredit(whole, before, { lines: wanted });
          expect(plan.findings).toEqual([]);
          expect(plan.vatMinor).toBeGreaterThanOrEqual(0n);
          plans.push(plan);
          before = together(plans);
        };
        for (const [at, part] of todo) {
          const one = invoiced[at % invoiced.length] as InvoiceLineState;
          const left = one.netMinor - (before.netByPosition.get(one.position) ?? 0n);
          const cut = (left * BigInt(part)) / 1_000n;
          if (cut > 0n) take([{ position: one.position, net: decimal(cut) }]);
        }
        take(null);
        const { netMinor, vatMinor } = documentTotals(invoiced);
        expect(plans.reduce((sum, plan) => sum + plan.netMinor, 0n)).toBe(netMinor);
        expect(plans.reduce((sum, plan) => sum + plan.vatMinor, 0n)).toBe(vatMinor);
      }),
    );
  });
});

const decimal = (minor: bigint) => `${minor / 100n}.${String(minor % 100n).padStart(2, '0')}`;

function together(plans: readonly CreditPlan[]): CreditedBefore {
  const netByPosition = new Map<number, bigint>();
  const subtotals: SubtotalRow[] = [];
  for (const plan of plans) {
    subtotals.push(...plan.subtotals);
    for (const { creditsPosition, netMinor } of plan.lines) {
      netByPosition.set(creditsPosition, (netByPosition.get(creditsPosition) ?? 0n) + netMinor);
    }
  }
  return { ...none, netByPosition, subtotals };
}
