import { describe, expect, test } from '@jest/globals';
import { addDays, addMonths, daysBetween, mondayOf } from './civil-days.js';
import { areTimesOf } from './day-times.js';
import { code, count, text } from './input.js';
import { idsOfType } from './payload.js';

describe('civil days', () => {
  test.each([
    ['2026-12-31', 1, '2027-01-01'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2026-03-29', -1, '2026-03-28'],
    ['2026-10-25', 1, '2026-10-26'],
    ['2026-01-01', 0, '2026-01-01'],
  ])('%s and %p days is %s, and so far apart', (day, days, other) => {
    expect(addDays(day, days)).toBe(other);
    expect(daysBetween(day, other)).toBe(days);
  });

  test.each([
    ['2025-01-31', 18, '2026-07-31'],
    ['2024-08-31', 18, '2026-02-28'],
    ['2024-02-29', 24, '2026-02-28'],
    ['2027-11-30', 3, '2028-02-29'],
    ['2025-12-01', 1, '2026-01-01'],
    ['2026-03-31', -1, '2026-02-28'],
  ])('%s and %p months is %s', (day, months, other) => {
    expect(addMonths(day, months)).toBe(other);
  });

  test.each([
    ['2026-11-23', '2026-11-23'],
    ['2026-11-29', '2026-11-23'],
    ['2027-01-01', '2026-12-28'],
  ])('the Monday of %s is %s', (day, monday) => {
    expect(mondayOf(day)).toBe(monday);
  });
});

describe('the times of a day', () => {
  const at = (instant: string | null) => (instant === null ? null : new Date(instant));

  test.each([
    [null, null, true],
    ['2027-02-10T10:00:00Z', null, false],
    [null, '2027-02-10T10:00:00Z', false],
    ['2027-02-10T10:00:00Z', '2027-02-10T10:00:00Z', false],
    ['2027-02-10T20:00:00Z', '2027-02-11T20:00:00Z', true],
    ['2027-02-10T20:00:00Z', '2027-02-11T20:00:01Z', false],
    ['2027-02-09T10:00:00Z', '2027-02-09T11:00:00Z', true],
    ['2027-02-09T09:59:59Z', '2027-02-09T11:00:00Z', false],
    ['2027-02-11T11:59:59Z', '2027-02-11T12:30:00Z', true],
    ['2027-02-11T12:00:00Z', '2027-02-11T12:30:00Z', false],
  ])('from %p to %p on 2027-02-10: %p', (startsAt, endsAt, expected) => {
    expect(areTimesOf('2027-02-10', at(startsAt), at(endsAt))).toBe(expected);
  });
});

describe('an input', () => {
  test('passes what is within its bounds, and null', () => {
    expect([text('a', 'p'), text(null, 'p'), text('x'.repeat(200), 'p')]).toHaveLength(3);
    expect([count(1, 'p', 5), count(5, 'p', 5), count(null, 'p', 5)]).toEqual([1, 5, null]);
    expect([code('get-in', 'p'), code('a', 'p')]).toEqual(['get-in', 'a']);
  });

  test.each<[string, () => unknown]>([
    ['an empty text', () => text('', 'p')],
    ['blanks', () => text(' \n', 'p')],
    ['a text that is too long', () => text('x'.repeat(201), 'p')],
    ['none of anything', () => count(0, 'p', 5)],
    ['more than there may be', () => count(6, 'p', 5)],
    ['a code in capitals', () => code('Get-in', 'p')],
    ['a code of 64 characters', () => code('x'.repeat(64), 'p')],
  ])('that is %s is bad input, at its place', (_, work) => {
    expect(thrownBy(work)).toMatchObject({ code: 'BAD_USER_INPUT', extensions: { path: 'p' } });
  });
});

describe('what a payload lists', () => {
  test.each<[unknown, string[]]>([
    [
      [
        { type: 'Thing', id: 'b' },
        { type: 'Other', id: 'c' },
        { type: 'Thing', id: 'a' },
      ],
      ['b', 'a'],
    ],
    [[{ type: 'Thing' }, { id: 'a' }, { type: 'Thing', id: 1 }, null, 'Thing', ['a']], []],
    [undefined, []],
    [null, []],
    [{ type: 'Thing', id: 'a' }, []],
    ['Thing', []],
    [[], []],
  ])('%j holds of one type %j', (listed, ids) => {
    expect(idsOfType(listed, 'Thing')).toEqual(ids);
  });
});

function thrownBy(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}
