import { beforeAll, describe, expect, test } from '@jest/globals';
import { rulesOf } from '../rules/countries.js';
import type { FigureRow } from '../rules/dated-figures.js';
import type { PayScheme, PaySituation } from '../rules/pay-terms.js';
import {
  amountOf,
  artist,
  belgianFigures,
  employee,
  lineOf,
  payOf,
  payWay,
  student,
} from '../testing/belgian-figures.js';

let rows: FigureRow[];
beforeAll(async () => {
  rows = await belgianFigures();
});

const wayOf = (scheme: PayScheme, day: string, situation?: Partial<PaySituation>) =>
  payWay(rows, scheme, day, situation);

describe('the published sample: 200.00 invoiced, 5.00 of it defrayal', () => {
  const sample = () =>
    payOf({ ...wayOf(artist, '2023-06-18'), defrayalMinor: 5_00n }, 'invoiced', 200_00n);

  test('leaves 13.00 of fee, a budget of 182.00, 107.69 of gross and 74.31 above it', () => {
    const pay = sample();
    expect(amountOf(pay, 'fee')).toBe(-13_00n);
    expect(pay).toMatchObject({
      invoicedMinor: 200_00n,
      budgetMinor: 182_00n,
      grossMinor: 107_69n,
    });
    expect(amountOf(pay, 'above-gross')).toBe(74_31n);
  });

  test('promises 17.89 of holiday pay, on 108 % of gross', () => {
    expect(lineOf(sample(), 'holiday-pay')).toMatchObject({
      baseMinor: 116_31n,
      amountMinor: 17_89n,
    });
  });

  // The sample takes 12.51: a work bonus of 2.69 is inside, of which neither the year nor the working
  // time is shown. It withholds 18 % of 95.18, a rate for non-residents that nobody has confirmed.
  // Neither is fitted here: by the known figures it is 15.20 and 11.11 %.
  test('takes 15.20 of contributions where the sample, with a bonus, takes 12.51', () => {
    const pay = sample();
    expect(pay.employeeContributionMinor).toBe(15_20n);
    expect(12_51n + 2_69n).toBe(15_20n);
    expect(pay).toMatchObject({ withholdingMinor: 10_28n, netMinor: 82_21n });
  });

  test('costs the employer 25 % and the two holiday contributions on 108 %', () => {
    const pay = sample();
    const owed = ['employer-basic', 'employer-holiday-quarterly', 'employer-holiday-yearly'];
    expect(owed.map((code) => amountOf(pay, code))).toEqual([29_08n, 6_48n, 11_95n]);
    expect(pay.employerCostMinor).toBe(107_69n + 29_08n + 6_48n + 11_95n);
  });

  test('explains every rate by its base, source and period', () => {
    const rated = sample().lines.filter(({ rate }) => rate !== null);
    expect(rated.map(({ code }) => code)).toEqual([
      ...['fee', 'gross', 'contribution-base', 'employee-contribution', 'withholding'],
      ...['employer-basic', 'employer-holiday-quarterly', 'employer-holiday-yearly', 'holiday-pay'],
    ]);
    for (const { baseMinor, source, from } of rated) {
      expect([baseMinor, source, from]).not.toContain(null);
    }
  });
});

describe('scales I and II of 2021 (royal decree of 16 December 2020)', () => {
  // Every tax bracket, both sides of the expenses' ceiling; the scale's rows are monthly taxable pay.
  test.each([
    ['930.00', '0.00'],
    ['945.00', '0.84'],
    ['1200.00', '48.59'],
    ['1350.00', '76.68'],
    ['1365.00', '79.49'],
    ['1380.00', '83.37'],
    ['1500.00', '115.47'],
    ['1515.00', '120.95'],
    ['1800.00', '242.93'],
    ['2070.00', '358.49'],
    ['2085.00', '365.04'],
    ['3000.00', '805.62'],
    ['3855.00', '1217.30'],
    ['3870.00', '1225.15'],
    ['5250.00', '1963.45'],
    ['6255.00', '2501.12'],
  ])('on %s of taxable pay it withholds %s before reductions', (taxable, tax) => {
    expectNear(taxOn(cents(taxable), { single: false }), cents(tax));
  });

  test.each([
    ['1740.00', '3.56'],
    ['1830.00', '27.64'],
    ['1860.00', '35.66'],
    ['1995.00', '73.97'],
    ['3120.00', '513.31'],
    ['5235.00', '1530.10'],
    ['5640.00', '1746.77'],
  ])('with a spouse without income, on %s it is %s', (taxable, tax) => {
    const household = { single: false, spouseWithoutIncome: true };
    expectNear(taxOn(cents(taxable), household), cents(tax));
  });

  test.each([
    [0, 0n],
    [1, 37_00n],
    [2, 107_00n],
    [8, 1_460_00n],
    [9, 1_722_00n],
    [10, 1_984_00n],
  ])('%i children take %i off', (children, off) => {
    const taxable = 6_000_00n;
    const none = taxOn(taxable, { single: false });
    expect(none - taxOn(taxable, { single: false, children })).toBe(off);
  });

  test('who lives alone pays 26.00 less, with children 37.00 more off, with a disability too', () => {
    const taxable = 6_000_00n;
    const tax = (situation: Partial<PaySituation>) => taxOn(taxable, situation);
    const plain = tax({ single: false });
    expect(plain - tax({ single: true })).toBe(26_00n);
    expect(tax({ single: false, children: 1 }) - tax({ single: true, children: 1 })).toBe(63_00n);
    expect(plain - tax({ single: false, disabled: true })).toBe(37_00n);
  });

  test('is never negative', () => {
    expect(taxOn(100_00n, { single: true, children: 30, disabled: true })).toBe(0n);
  });

  function taxOn(taxable: bigint, situation: Partial<PaySituation>): bigint {
    const bare: PayScheme = { ...employee, workerClass: 'untaught', elements: [] };
    const none = { jointCommittee: '*', employerCategory: '*', workerClass: '*', source: 'none' };
    const rate = (code: string, value: number) => ({
      ...{ ...none, code, value, from: '2000-01-01', until: null },
    });
    const free = [rate('base.share', 100_000), rate('employee.share', 0)];
    const kept = rows;
    rows = [...rows.filter(({ code }) => code === 'withholding.scale'), ...free];
    try {
      const { worker } = wayOf(bare, '2021-06-01', situation).terms;
      return worker?.(taxable).withholdingMinor as bigint;
    } finally {
      rows = kept;
    }
  }
});

describe('the vectors of an employee who lives alone in 2021', () => {
  // What the source withholds is looked up in a scale whose steps are 15.00 wide; the key formula is
  // exact. So its tax is that of the taxable pay rounded down to a step: never above ours, never more
  // than a step's tax (8.03) below.
  test.each([
    ['100.00', '13.07', '13.07', '100.00', '0.00', '0.00', '0.00'],
    ['900.00', '117.63', '117.63', '900.00', '0.00', '0.00', '0.00'],
    ['1800.00', '235.26', '178.11', '1742.85', '191.25', '59.03', '0.00'],
    ['2000.00', '261.40', '134.23', '1872.83', '242.61', '44.48', '4.15'],
    ['2190.18', '286.26', '92.51', '1996.43', '300.39', '30.66', '18.60'],
    ['3600.00', '470.52', '0.00', '3129.48', '837.40', '0.00', '34.11'],
    ['6038.82', '789.27', '0.00', '5249.55', '1929.42', '0.00', '60.94'],
    ['6500.00', '849.55', '0.00', '5650.45', '2146.10', '0.00', '60.94'],
  ])('%s of gross', (gross, full, bonus, taxable, tax, lowWage, special) => {
    const pay = payOf(wayOf(employee, '2021-06-01'), 'gross', cents(gross));
    expect(amountOf(pay, 'employee-contribution')).toBe(-cents(full));
    expect(amountOf(pay, 'work-bonus')).toBe(cents(bonus));
    expect(amountOf(pay, 'taxable')).toBe(cents(taxable));
    expect(amountOf(pay, 'special-contribution')).toBe(-cents(special));
    expect(amountOf(pay, 'withholding-low-wage') ?? 0n).toBe(cents(lowWage));
    const beyond = -(amountOf(pay, 'withholding') as bigint) - cents(tax);
    expect(beyond >= -1n && beyond <= 8_03n).toBe(true);
  });

  test('the special contribution of two incomes has its own floor and ceiling', () => {
    const two = wayOf(employee, '2021-06-01', { single: false });
    const special = (gross: bigint) => amountOf(payOf(two, 'gross', gross), 'special-contribution');
    expect([1_095_10n, 1_095_11n, 1_945_38n, 2_100_00n, 7_000_00n].map(special)).toEqual([
      ...[0n, -9_30n, -9_30n, -11_75n, -51_64n],
    ]);
  });

  test('the work bonus goes by a full month: half the time, half the bonus of twice the pay', () => {
    const half = { timeShare: { numerator: 1n, denominator: 2n } };
    const part = payOf(wayOf(employee, '2021-06-01', half), 'gross', 900_00n);
    expect(lineOf(part, 'work-bonus')).toMatchObject({ baseMinor: 1_800_00n, amountMinor: 89_06n });
  });

  test('the reduction of artists is a third of a quarter a month, and ends with its year', () => {
    const reduced = { ...artist, elements: ['reduction-artist'], withholding: 'none' as const };
    const pay = payOf(wayOf(reduced, '2021-12-31'), 'gross', 2_000_00n);
    expect(amountOf(pay, 'reduction-artist')).toBe(-242_17n);
    const after = wayOf(reduced, '2022-01-01').terms;
    expect(after.employer).toBeNull();
    expect(after.missing.employer).toEqual([
      { figure: 'reduction.artist (artist, private, -)', day: '2022-01-01' },
    ]);
  });
});

test('there are rules for Belgium and, for now, for no other country', () => {
  expect([rulesOf('BE')?.country, rulesOf('FR'), rulesOf('')]).toEqual(['BE', null, null]);
});

describe('a student within the quota', () => {
  test('pays 2.71 %, and the employer 5.42 % and the asbestos fund', () => {
    const pay = payOf(wayOf(student, '2026-07-01'), 'gross', 1_000_00n);
    expect(pay).toMatchObject({ netMinor: 972_90n, employerCostMinor: 1_054_30n });
    expect(amountOf(pay, 'employer-asbestos')).toBe(10n);
  });

  test('of the year before 2017 has no figures, and each is named once with the day', () => {
    const { terms } = wayOf(student, '2016-12-31');
    expect(terms).toMatchObject({ worker: null, employer: null });
    expect(terms.missing.worker.map(({ figure, day }) => `${figure} ${day}`)).toEqual([
      'base.share (student, private, -) 2016-12-31',
    ]);
  });
});

describe('the boundary of a period', () => {
  test.each([
    ['2013-01-01', 10n],
    ['2014-12-31', 10n],
    ['2015-01-01', undefined],
  ])('of joint committee 304’s contribution for groups at risk: %s', (day, expected) => {
    // The base rate of those years is not known here, so only this line is looked at.
    const figure = rows.find(({ code }) => code === 'employer.risk-groups') as FigureRow;
    const holds = figure.from <= day && day < (figure.until as string);
    expect(holds ? 10n : undefined).toBe(expected);
  });

  test.each([
    ['2021-01-01', true],
    ['2021-12-31', true],
    ['2020-12-31', false],
    ['2022-01-01', false],
  ])('of the key formula: on %s it is known: %s', (day, known) => {
    const { terms } = wayOf({ ...employee, elements: [] }, day);
    expect(terms.worker !== null).toBe(known);
    if (!known) {
      expect(terms.missing.worker).toEqual([
        { figure: 'withholding.scale (employee, private, -)', day },
      ]);
    }
  });
});

describe('a rate that the worker chose', () => {
  const net = (withholdingShare: number | null) =>
    payOf(wayOf(artist, '2026-11-24', { withholdingShare }), 'gross', 107_69n);

  test('is withheld when it is higher than the law’s, and says so', () => {
    const pay = net(21_000);
    expect(pay.withholdingMinor).toBe(19_42n);
    expect(lineOf(pay, 'withholding')).toMatchObject({ rate: 21_000, from: null });
  });

  test.each([[null], [0], [11_110]])('of %p changes nothing', (share) => {
    expect(net(share).withholdingMinor).toBe(10_28n);
  });
});

const cents = (text: string): bigint => BigInt(text.replace('.', ''));

/** The scale drops what the key formula rounds: a cent at most. */
function expectNear(amount: bigint, expected: bigint): void {
  const off = amount - expected;
  expect([-1n, 0n, 1n]).toContain(off);
}
