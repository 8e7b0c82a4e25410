import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { conformance } from 'gezel/sdk/testing';
import { advancesFor, type Ground, leftOf, type OpenSubsidy } from './advance-the-subsidies.js';
import { performingArtsFinancing } from './plugin.js';

conformance(performingArtsFinancing);

const creation: OpenSubsidy = {
  ...{ title: 'Zoutmeer, creation', funder: 'City of Ghent', currency: 'EUR' },
  ...{ startsOn: '2026-12-01', endsOn: '2027-05-31', reportDueOn: '2027-08-31' },
  ...{ advanceMinor: '1600000', balanceMinor: '400000' },
};
const terms = {
  ...{ product: 'SUBSIDY', currency: 'EUR', maximum: '5000000' },
  ...{ coverMillionths: 900_000, longestMonths: 36 },
};
const ground = (over: Partial<Ground> = {}): Ground => ({
  ...{ today: '2026-11-26', subsidies: [creation], loans: [], terms: [terms] },
  patience: { advanceAfterDays: 60, balanceAfterDays: 90 },
  ...over,
});
const facts = { days: ['2027-02-01'], currency: 'EUR', needs: [] };

describe('the advances on subsidies', () => {
  test('are for the covered part of what is to come, with the days of both parts', () => {
    expect(advancesFor(facts, ground())).toEqual([
      {
        ...{ product: 'SUBSIDY', amount: '18000.00', purpose: 'Zoutmeer, creation' },
        ...{ funder: 'City of Ghent', reportDueOn: '2027-08-31' },
        tranches: [
          { kind: 'ADVANCE', amount: '16000.00', expectedOn: '2027-01-30' },
          { kind: 'BALANCE', amount: '4000.00', expectedOn: '2027-11-29' },
        ],
      },
    ]);
  });

  test('name only the part that is still to come, within the longest term', () => {
    const paid = { ...creation, advanceMinor: '0' };
    const kindsOf = (over: Partial<Ground>) =>
      advancesFor(facts, ground(over)).flatMap(({ tranches }) => tranches.map(({ kind }) => kind));
    expect(kindsOf({ subsidies: [paid] })).toEqual(['BALANCE']);
    expect(kindsOf({ terms: [{ ...terms, longestMonths: 6 }] })).toEqual(['ADVANCE']);
    expect(kindsOf({ terms: [{ ...terms, longestMonths: 2 }] })).toEqual([]);
  });

  test('are no more together than the terms leave, the first report first', () => {
    const research = { ...creation, title: 'Research', reportDueOn: '2027-03-31' };
    const loan = { product: 'SUBSIDY', amount: '1', owed: '3000000', funder: 'X', reportDueOn: '' };
    const both = ground({ subsidies: [creation, research], loans: [loan] });
    expect(advancesFor(facts, both).map(({ purpose, amount }) => `${purpose} ${amount}`)).toEqual([
      ...['Research 18000.00', 'Zoutmeer, creation 2000.00'],
    ]);
  });

  const applied = { product: 'SUBSIDY', amount: '1', owed: '0', reportDueOn: '2027-08-31' };
  test.each<[string, Partial<Ground>]>([
    ['nobody has decided terms', { terms: [] }],
    ['nobody has decided how much is covered', { terms: [{ ...terms, coverMillionths: null }] }],
    ['all has come', { subsidies: [{ ...creation, advanceMinor: '0', balanceMinor: '0' }] }],
    ['the report is overdue', { subsidies: [{ ...creation, reportDueOn: '2026-11-26' }] }],
    ['it is of another currency', { subsidies: [{ ...creation, currency: 'GBP' }] }],
    ['it is asked for already', { loans: [{ ...applied, funder: 'city of Ghent' }] }],
    ['the work is before its first day', { subsidies: [{ ...creation, startsOn: '2027-02-02' }] }],
  ])('are none when %s', (_what, over) => {
    expect(advancesFor(facts, ground(over))).toEqual([]);
  });

  test('are for every subsidy where money is asked for or lacks', () => {
    const elsewhere = { ...facts, days: [] };
    expect(advancesFor(elsewhere, ground())).toEqual([]);
    expect(advancesFor({ ...elsewhere, needs: ['credit'] }, ground())).toHaveLength(1);
    const obstacles = ['money.insufficient-funds'];
    expect(advancesFor({ ...elsewhere, obstacles }, ground())).toHaveLength(1);
  });

  test('never pass what is to come, nor what the terms leave, whatever the figures', () => {
    const minor = fc.bigInt({ min: 0n, max: 10n ** 11n });
    fc.assert(
      fc.property(minor, minor, minor, fc.integer({ min: 0, max: 1_000_000 }), (a, b, most, of) => {
        const open = { ...creation, advanceMinor: `${a}`, balanceMinor: `${b}` };
        const agreed = { ...terms, maximum: `${most}`, coverMillionths: of };
        const two = [open, { ...open, title: 'Again' }];
        const all = advancesFor(facts, ground({ subsidies: two, terms: [agreed] }));
        const sum = all.reduce((total, one) => total + BigInt(one.amount.replace('.', '')), 0n);
        expect(sum <= most && sum <= 2n * (a + b)).toBe(true);
        const left = leftOf({ amountMinor: a, currency: 'EUR' }, all) ?? 0n;
        expect(left >= 0n && left + sum >= a).toBe(true);
      }),
    );
    expect(leftOf({ amountMinor: null, currency: 'EUR' }, [])).toBeNull();
  });
});
