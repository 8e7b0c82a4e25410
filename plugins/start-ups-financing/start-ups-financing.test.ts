import { describe, expect, test } from '@jest/globals';
import { conformance } from 'gezel/sdk/testing';
import { creditsFor, type Ground } from './credit-the-investment.js';
import { startUpsFinancing } from './plugin.js';

conformance(startUpsFinancing);

describe('the credits for investments', () => {
  const oven = {
    ...{ title: 'Oven', cost: '120000', currency: 'EUR', boughtOn: '2027-01-10' },
    lifeMonths: 36,
  };
  const ground = (over: Partial<Ground> = {}): Ground => ({
    ...{ today: '2026-11-23', investments: [oven], loans: [] },
    terms: [
      { product: 'INVESTMENT_CREDIT', currency: 'EUR', maximum: '200000', longestMonths: 24 },
    ],
    ...over,
  });
  const facts = { days: ['2027-02-01'], currency: 'EUR' };

  test('are for what is to be bought, within its life and the longest term', () => {
    const credit = { product: 'INVESTMENT_CREDIT', amount: '1200.00', purpose: 'Oven' };
    expect(creditsFor(facts, ground())).toEqual([
      { ...credit, expectedOn: '2027-02-09', months: 20 },
    ]);
    const brief = { ...oven, lifeMonths: 6 };
    expect(creditsFor(facts, ground({ investments: [brief] }))).toMatchObject([{ months: 6 }]);
  });

  test('are no more together than the terms leave, the next first', () => {
    const mixer = { ...oven, title: 'Mixer', boughtOn: '2026-12-01' };
    const loans = [{ product: 'INVESTMENT_CREDIT', purpose: 'Van', amount: '50000' }];
    const amounts = creditsFor(facts, ground({ investments: [oven, mixer], loans }));
    expect(amounts.map(({ purpose, amount }) => `${purpose} ${amount}`)).toEqual([
      ...['Mixer 1200.00', 'Oven 300.00'],
    ]);
  });

  test.each<[string, Partial<Ground>]>([
    ['nobody has decided terms', { terms: [] }],
    ['it was bought before', { investments: [{ ...oven, boughtOn: '2026-11-22' }] }],
    ['it is bought after the assignment', { investments: [{ ...oven, boughtOn: '2027-02-02' }] }],
    ['it is of another currency', { investments: [{ ...oven, currency: 'GBP' }] }],
    ['it has one', { loans: [{ product: 'INVESTMENT_CREDIT', purpose: 'Oven', amount: '1' }] }],
  ])('are none when %s', (_what, over) => {
    expect(creditsFor(facts, ground(over))).toEqual([]);
  });
});
