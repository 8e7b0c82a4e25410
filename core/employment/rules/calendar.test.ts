import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../../sdk/civil-days.js';
import { belgianCalendar } from '../belgium/calendar.js';
import { easterOf, holidaysOf, isWorkingDay, workingDayAfter } from './calendar.js';

describe('Easter', () => {
  test.each([
    [1818, '1818-03-22'],
    [1943, '1943-04-25'],
    [1961, '1961-04-02'],
    [2000, '2000-04-23'],
    [2008, '2008-03-23'],
    [2024, '2024-03-31'],
    [2025, '2025-04-20'],
    [2026, '2026-04-05'],
    [2027, '2027-03-28'],
    [2038, '2038-04-25'],
    [2100, '2100-03-28'],
  ])('of %i is on %s', (year, day) => {
    expect(easterOf(year)).toBe(day);
  });

  test('is a Sunday between 22 March and 25 April in every year', () => {
    for (let year = 1900; year <= 2199; year++) {
      const day = easterOf(year);
      expect(new Date(`${day}T00:00:00Z`).getUTCDay()).toBe(0);
      expect(day.slice(5) >= '03-22' && day.slice(5) <= '04-25').toBe(true);
    }
  });
});

describe('the public holidays of Belgium', () => {
  test('are these ten in 2026', () => {
    expect(holidaysOf(belgianCalendar, 2026)).toEqual([
      ...['2026-01-01', '2026-04-06', '2026-05-01', '2026-05-14', '2026-05-25'],
      ...['2026-07-21', '2026-08-15', '2026-11-01', '2026-11-11', '2026-12-25'],
    ]);
  });

  test('are still ten days when two fall on one date', () => {
    // 2008: Ascension and Labour Day were both on 1 May.
    expect(holidaysOf(belgianCalendar, 2008)).toHaveLength(10);
    expect(new Set(holidaysOf(belgianCalendar, 2008)).size).toBe(9);
  });
});

describe('the seventh working day', () => {
  test.each([
    ['a week without holidays', '2026-11-23', '2026-12-02'],
    ['after a Friday', '2026-11-20', '2026-12-01'],
    ['after a Saturday', '2026-11-21', '2026-12-01'],
    ['over Armistice', '2026-11-06', '2026-11-18'],
    ['over Christmas and New Year', '2026-12-24', '2027-01-06'],
    ['over Easter Monday', '2026-04-03', '2026-04-15'],
    ['over a leap day', '2028-02-25', '2028-03-07'],
  ])('%s: %s → %s', (_, last, due) => {
    expect(workingDayAfter(belgianCalendar, last, 7)).toBe(due);
  });

  test('is a working day, with exactly six working days between', () => {
    const days = fc.integer({ min: 0, max: 40_000 }).map((n) => addDays('1990-01-01', n));
    fc.assert(
      fc.property(days, (last) => {
        const due = workingDayAfter(belgianCalendar, last, 7);
        expect(isWorkingDay(belgianCalendar, due)).toBe(true);
        let between = 0;
        for (let day = addDays(last, 1); day < due; day = addDays(day, 1)) {
          if (isWorkingDay(belgianCalendar, day)) between++;
        }
        expect(between).toBe(6);
      }),
    );
  });
});
