import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { FigureRow } from '../rules/dated-figures.js';
import type { PayScheme, PaySituation } from '../rules/pay-terms.js';
import {
  amountOf,
  artist,
  belgianFigures,
  employee,
  payOf,
  payWay,
  student,
} from '../testing/belgian-figures.js';
import { computePay, type PayWay } from './compute-pay.js';

let rows: FigureRow[];
beforeAll(async () => {
  rows = await belgianFigures();
});

const wayOf = (scheme: PayScheme, day: string, situation?: Partial<PaySituation>) =>
  payWay(rows, scheme, day, situation);

describe('from any amount to all others', () => {
  const ways = fc.constantFrom(
    () => wayOf(artist, '2026-11-24'),
    () => wayOf(artist, '2026-11-24', { withholdingShare: 45_000 }),
    () => wayOf(employee, '2021-06-01'),
    () => wayOf(employee, '2021-06-01', { single: false, spouseWithoutIncome: true, children: 3 }),
    () => wayOf({ ...artist, elements: ['reduction-artist'], withholding: 'scale' }, '2021-03-01'),
    () => wayOf(student, '2026-07-01'),
    // Task, article 1bis and joint committee 304 are paid as artists; so is who is engaged as one.
    () => wayOf(artist, '2024-06-03'),
    () => wayOf(artist, '2025-12-31', { timeShare: { numerator: 1n, denominator: 3n } }),
    () => wayOf(student, '2025-07-01'),
    () => wayOf(employee, '2021-12-31', { timeShare: { numerator: 2n, denominator: 5n } }),
  );
  const amounts = fc.bigInt({ min: 1n, max: 2_000_000n });

  test('the parts sum to the whole, and none is negative', () => {
    fc.assert(
      fc.property(ways, amounts, (way, amount) => {
        const pay = payOf(way(), 'budget', amount);
        const { employeeContributionMinor, withholdingMinor, netMinor } = pay;
        const parts = [employeeContributionMinor, withholdingMinor, netMinor] as bigint[];
        expect(parts.reduce((sum, part) => sum + part, 0n)).toBe(pay.grossMinor);
        expect(parts.every((part) => part >= 0n)).toBe(true);
        expect(pay.employerCostMinor).toBe(
          pay.grossMinor + (pay.employerContributionMinor as bigint),
        );
        const byLines = pay.lines.filter(({ code }) => code.startsWith('employer-'));
        const owed = byLines.filter(({ code }) => code !== 'employer-cost');
        const reduction = amountOf(pay, 'reduction-artist') ?? 0n;
        const sum = owed.reduce((total, { amountMinor }) => total + amountMinor, reduction);
        expect(sum).toBe(pay.employerContributionMinor);
        const feeLine = amountOf(pay, 'fee') as bigint;
        expect((pay.invoicedMinor as bigint) + feeLine).toBe(amount);
      }),
    );
  });

  test('from gross up and back answers the same cent', () => {
    fc.assert(
      fc.property(ways, amounts, (make, gross) => {
        const way = make();
        const up = payOf(way, 'gross', gross);
        for (const from of ['budget', 'employerCost', 'invoiced'] as const) {
          const amount = up[`${from}Minor`] as bigint;
          expect(payOf(way, from, amount).grossMinor).toBe(gross);
        }
      }),
    );
  });

  // Net rises by less than gross does, so several amounts of gross leave the same net and no way back
  // can tell them apart: it answers the roundest, and is the same cent in both directions from there.
  test('from gross to net and back answers a gross that leaves the same cent', () => {
    fc.assert(
      fc.property(ways, amounts, (make, gross) => {
        const way = make();
        const { netMinor } = payOf(way, 'gross', gross);
        const back = payOf(way, 'net', netMinor as bigint);
        expect(back.netMinor).toBe(netMinor);
        const off = back.grossMinor - gross;
        expect(off >= -8n && off <= 8n).toBe(true);
        expect(payOf(way, 'net', back.netMinor as bigint).grossMinor).toBe(back.grossMinor);
      }),
    );
  });

  test('a whole number of euros comes back from everything that it leads to', () => {
    const euros = fc.bigInt({ min: 1n, max: 20_000n }).map((euro) => euro * 1_00n);
    fc.assert(
      fc.property(ways, euros, (make, amount) => {
        const way = make();
        const { netMinor } = payOf(way, 'gross', amount);
        expect(payOf(way, 'net', netMinor as bigint).grossMinor).toBe(amount);
        const { grossMinor } = payOf(way, 'budget', amount);
        expect(payOf(way, 'gross', grossMinor).budgetMinor).toBe(amount);
        const { budgetMinor } = payOf(way, 'invoiced', amount);
        expect(payOf(way, 'budget', budgetMinor as bigint).invoicedMinor).toBe(amount);
      }),
    );
  });

  test('from any net amount there is a gross that leaves exactly that, if one does', () => {
    fc.assert(
      fc.property(ways, amounts, (make, net) => {
        const way = make();
        const pay = computePay(way, 'net', net);
        if (pay !== null) expect(pay.netMinor).toBe(net);
        else expectStepOver(way, net);
      }),
    );
  });

  test('1,391.00 is a net amount that the scale of 2021 leaves for no gross', () => {
    const way = wayOf(employee, '2021-06-01');
    expect(computePay(way, 'net', 1_391_00n)).toBeNull();
    expectStepOver(way, 1_391_00n);
  });

  /** A cent more of gross goes from less net to more: nothing in between leaves it. */
  function expectStepOver(way: PayWay, net: bigint): void {
    const netOf = (gross: bigint) => payOf(way, 'gross', gross).netMinor as bigint;
    let [below, above] = [0n, net * 4n];
    while (above - below > 1n) {
      const middle = (below + above) / 2n;
      if (netOf(middle) < net) below = middle;
      else above = middle;
    }
    expect([netOf(below) < net, netOf(above) > net]).toEqual([true, true]);
  }

  test('from a budget to gross and back differs by less than a cent of gross', () => {
    fc.assert(
      fc.property(ways, amounts, (make, budget) => {
        const way = make();
        const { grossMinor } = payOf(way, 'budget', budget);
        const back = payOf(way, 'gross', grossMinor).budgetMinor as bigint;
        expect(payOf(way, 'budget', back).grossMinor).toBe(grossMinor);
        const off = back - budget;
        expect(off >= -1n && off <= 1n).toBe(true);
      }),
    );
  });

  test('a euro more never pays less net, costs less, or is invoiced less', () => {
    fc.assert(
      fc.property(ways, amounts, (make, gross) => {
        const way = make();
        const [less, more] = [gross, gross + 1_00n].map((one) => payOf(way, 'gross', one));
        for (const name of ['netMinor', 'employerCostMinor', 'budgetMinor', 'invoicedMinor']) {
          expect((more as never)[name] >= (less as never)[name]).toBe(true);
        }
      }),
    );
  });
});
