import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { share } from '../../money/ledger/amounts.js';
import { addDays } from '../../sdk/civil-days.js';
import type { AllowanceFacts } from '../rules/allowance-law.js';
import { amateurFindings, solidarityOf } from './amateur.js';

const figure = (value: number) => ({ value, from: '2025-01-01', source: 'Test' });
const facts = (over: Partial<AllowanceFacts>): AllowanceFacts => ({
  ...{ days: ['2025-06-10'], dayMinor: 80_18n, travelMinor: 0n },
  figures: new Map([
    ['amateur-allowance.day', figure(8_018)],
    ['amateur-allowance.travel', figure(2_291)],
    ['amateur-allowance.days-year', figure(30)],
    ['amateur-allowance.days-in-row', figure(7)],
  ]),
  ...{ daysThisYear: 0, daysOfPrincipal: [] },
  ...over,
});
const codes = (over: Partial<AllowanceFacts>) =>
  amateurFindings(facts(over)).map(({ code }) => code);
const run = (from: string, count: number) =>
  Array.from({ length: count }, (_, i) => addDays(from, i));

describe('an amateur arts allowance', () => {
  test.each([
    ['at the cap of a day', {}, []],
    ['a cent above it', { dayMinor: 80_19n }, ['allowance.day-over-cap']],
    ['travel at its cap', { travelMinor: 22_91n }, []],
    ['travel of two days', { days: run('2025-06-10', 2), travelMinor: 45_82n }, []],
    ['a cent above it', { travelMinor: 22_92n }, ['allowance.travel-over-cap']],
    ['the thirtieth day', { daysThisYear: 29 }, []],
    ['the thirty-first', { daysThisYear: 30 }, ['allowance.beyond-days']],
    ['seven days in a row', { days: run('2025-06-10', 7) }, []],
    ['eight', { days: run('2025-06-10', 8) }, ['allowance.too-many-in-row']],
    [
      'one between two runs for the same principal',
      { daysOfPrincipal: [...run('2025-06-06', 4), ...run('2025-06-11', 3)] },
      ['allowance.too-many-in-row'],
    ],
    ['after a day of rest', { daysOfPrincipal: run('2025-06-02', 7) }, []],
    ['beside a run that is not its own', { daysOfPrincipal: run('2025-07-01', 8) }, []],
  ])('of %s', (_, over, expected) => {
    expect(codes(over)).toEqual(expected);
  });

  test('of a year without figures names each of them', () => {
    expect(codes({ figures: new Map() })).toEqual(Array(4).fill('law.figure-missing'));
  });
});

describe('the solidarity contribution', () => {
  const figures = { threshold: 500_00n, rate: 5_000 };

  test('is due above the threshold only, then on the whole year', () => {
    const none = { paidMinor: 0n, bookedMinor: 0n };
    expect(solidarityOf(500_00n, none, figures)).toEqual({ ownMinor: 0n, arrearsMinor: 0n });
    expect(solidarityOf(500_01n, none, figures)).toEqual({ ownMinor: 25_00n, arrearsMinor: 0n });
    expect(solidarityOf(100_00n, { paidMinor: 450_00n, bookedMinor: 0n }, figures)).toEqual({
      ...{ ownMinor: 5_00n, arrearsMinor: 22_50n },
    });
  });

  test('comes over any year to 5 % of it, to the cent, or to nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt(1n, 300_00n), { maxLength: 40 }), (payments) => {
        let year = { paidMinor: 0n, bookedMinor: 0n };
        for (const amount of payments) {
          const { ownMinor, arrearsMinor } = solidarityOf(amount, year, figures);
          expect(ownMinor >= 0n && arrearsMinor >= 0n).toBe(true);
          year = {
            paidMinor: year.paidMinor + amount,
            bookedMinor: year.bookedMinor + ownMinor + arrearsMinor,
          };
        }
        const all = share(year.paidMinor, { numerator: 5n, denominator: 100n }, 'half-up');
        expect(year.bookedMinor).toBe(year.paidMinor > figures.threshold ? all : 0n);
      }),
    );
  });
});
