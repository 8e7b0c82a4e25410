import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../../sdk/civil-days.js';
import { belgianCalendar } from '../belgium/calendar.js';
import { monthOf, nextMonth, planMonth, type Standing } from './month-plan.js';

const fullTime: Standing = {
  ...{ from: '2026-01-01', lastDay: null, fixedMinor: 4_200_00n, advanceMinor: 500_00n },
  schedule: [456, 456, 456, 456, 456, 0, 0],
};
const plan = (standing: Partial<Standing>, month: string) =>
  planMonth({ ...fullTime, ...standing }, month, belgianCalendar);

describe('a month of an engagement', () => {
  test('has the days of the week’s schedule; a holiday is a day of its own kind', () => {
    const december = plan({}, '2026-12-01');
    expect(december.days).toHaveLength(23);
    expect(december.days.filter(({ kind }) => kind === 'public-holiday')).toEqual([
      { day: '2026-12-25', minutes: 456, kind: 'public-holiday' },
    ]);
    expect(december).toMatchObject({ fixedMinor: 4_200_00n, advanceMinor: 500_00n });
  });

  test.each([
    ['begins on its last working day', { from: '2026-12-31' }, 1],
    ['begins after it', { from: '2027-01-01' }, 0],
    ['ends on its first day', { lastDay: '2026-12-01' }, 1],
    ['ended before it', { lastDay: '2026-11-30' }, 0],
    ['works no day of the week', { schedule: [0, 0, 0, 0, 0, 0, 0] }, 0],
  ])('that %s has its part: %j', (_, standing, days) => {
    const part = plan(standing, '2026-12-01');
    expect(part.days).toHaveLength(days);
    // 4,200.00 ÷ 23, half-up.
    expect(part.fixedMinor).toBe(days === 0 ? 0n : 182_61n);
  });

  test('costs its full budget however long it is, leap years included', () => {
    for (const month of ['2027-02-01', '2028-02-01', '2026-07-01']) {
      expect(plan({}, month).fixedMinor).toBe(4_200_00n);
    }
    expect(plan({}, '2028-02-01').days.at(-1)?.day).toBe('2028-02-29');
  });

  test('that two share by a day costs both together what it costs one, to the cent', () => {
    const schedules = fc.array(fc.integer({ min: 0, max: 540 }), { minLength: 7, maxLength: 7 });
    fc.assert(
      fc.property(schedules, fc.bigInt(1n, 10n ** 9n), fc.nat(29), (schedule, fixedMinor, n) => {
        const last = addDays('2026-06-01', n);
        const whole = plan({ schedule, fixedMinor }, '2026-06-01');
        const first = plan({ schedule, fixedMinor, lastDay: last }, '2026-06-01');
        const second = plan({ schedule, fixedMinor, from: addDays(last, 1) }, '2026-06-01');
        expect(first.days.length + second.days.length).toBe(whole.days.length);
        const apart = whole.fixedMinor - first.fixedMinor - second.fixedMinor;
        expect(apart >= -1n && apart <= 1n).toBe(true);
      }),
    );
  });

  test('follows the one before', () => {
    expect(nextMonth('2026-01-01')).toBe('2026-02-01');
    expect(nextMonth('2026-12-01')).toBe('2027-01-01');
    expect(monthOf('2028-02-29')).toBe('2028-02-01');
  });
});
