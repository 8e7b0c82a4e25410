// First: what its classes are decorated with is collected for the plugin that is defined next.
import './plugin.js';
import { describe, expect, test } from '@jest/globals';
import { PerformingArtsInsuranceOffer } from './insurance.entity.js';
import { type Cover, daysOf, premiumMinor } from './tour-insurance.premium.js';

const small = offer({ id: '1', coverUpToMinor: 1_000_000n, premiumPerDayMinor: 400n });
const cover: Cover = {
  from: '2027-03-11',
  until: '2027-03-12',
  valueMinor: 1_000_000n,
  currency: 'EUR',
};

describe('the premium', () => {
  test.each([
    ['2027-03-11', '2027-03-11', 1, 400n],
    ['2027-03-11', '2027-03-12', 2, 800n],
    ['2027-12-31', '2028-03-01', 62, 24_800n],
  ])('from %p until %p is of %p days', (from, until, days, premium) => {
    expect(daysOf({ from, until })).toBe(days);
    expect(premiumMinor(small, { ...cover, from, until })).toBe(premium);
  });
});

function offer(values: Partial<PerformingArtsInsuranceOffer>): PerformingArtsInsuranceOffer {
  return Object.assign(new PerformingArtsInsuranceOffer(), {
    ...{ insurer: 'Test', currency: 'EUR', fromDay: '2020-01-01', untilDay: null, source: 'test' },
    ...{ demonstration: true, ...values },
  });
}
