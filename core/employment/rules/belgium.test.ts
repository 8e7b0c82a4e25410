import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { belgium } from './belgium.js';
import { type PayFigures, rulesOf } from './country-rules.js';

const figures: PayFigures = {
  id: 'a-row',
  coefficient: 169_000,
  contributionBase: 108_000,
  employeeShare: 13_070,
  withholdingShare: 11_110,
  fromDay: '2023-06-18',
  source: 'the sample',
};

describe('the published sample', () => {
  const pay = belgium.pay(182_00n, figures);

  test('of a budget of 182.00 is a gross of 107.69 and 74.31 above it', () => {
    expect(pay.grossMinor).toBe(107_69n);
    expect(pay.lines.find(({ code }) => code === 'employer-cost')?.amountMinor).toBe(74_31n);
  });

  test('takes 15.20 of contributions; the sample has 12.51 by a bonus it does not show', () => {
    expect(pay.employeeContributionMinor).toBe(15_20n);
  });

  test('withholds 11.11 % of what is then taxable', () => {
    expect(pay.withholdingMinor).toBe(10_28n);
    expect(pay.netMinor).toBe(82_21n);
  });

  test('explains every line: base, rate, amount and source', () => {
    expect(pay.lines.map(({ code, rate, amountMinor }) => [code, rate, amountMinor])).toEqual([
      ['budget', null, 182_00n],
      ['gross', 169_000, 107_69n],
      ['employer-cost', null, 74_31n],
      ['contribution-base', 108_000, 116_31n],
      ['employee-contribution', 13_070, -15_20n],
      ['taxable', null, 92_49n],
      ['withholding', 11_110, -10_28n],
      ['net', null, 82_21n],
    ]);
    const rated = pay.lines.filter(({ rate }) => rate !== null);
    expect(rated.every(({ source, baseMinor }) => source !== null && baseMinor !== null)).toBe(
      true,
    );
  });
});

describe('any budget', () => {
  const budgets = fc.bigInt({ min: 1n, max: 10n ** 15n });
  const anyFigures = fc.record({
    id: fc.constant('a-row'),
    coefficient: fc.integer({ min: 100_000, max: 400_000 }),
    contributionBase: fc.constantFrom(100_000, 108_000),
    employeeShare: fc.integer({ min: 0, max: 30_000 }),
    withholdingShare: fc.integer({ min: 0, max: 100_000 }),
    fromDay: fc.constant('2023-06-18'),
    source: fc.constant('any'),
  });

  test('is the sum of its parts, none of which is negative', () => {
    fc.assert(
      fc.property(budgets, anyFigures, (budget, any) => {
        const pay = belgium.pay(budget, any);
        const { grossMinor, employeeContributionMinor, withholdingMinor, netMinor } = pay;
        expect(netMinor + employeeContributionMinor + withholdingMinor).toBe(grossMinor);
        for (const part of [netMinor, employeeContributionMinor, withholdingMinor]) {
          expect(part >= 0n).toBe(true);
        }
        expect(grossMinor <= budget).toBe(true);
      }),
    );
  });

  test('pays no less net when it is larger', () => {
    fc.assert(
      fc.property(budgets, anyFigures, (budget, any) => {
        const { netMinor } = belgium.pay(budget, any);
        expect(belgium.pay(budget + 1_00n, any).netMinor >= netMinor).toBe(true);
      }),
    );
  });
});

test('there are rules for Belgium and, for now, for no other country', () => {
  expect(rulesOf('BE')).toBe(belgium);
  expect(rulesOf('FR')).toBeNull();
  expect(rulesOf('')).toBeNull();
});
