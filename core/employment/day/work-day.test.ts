import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hoursOf, minutesOf } from './hours.js';

describe('hours as whole minutes', () => {
  test.each([
    ['0.05', 3],
    ['0.5', 30],
    ['1', 60],
    ['7.6', 456],
    ['7.60', 456],
    ['10', 600],
    ['24', 1440],
    ['24.000000', 1440],
  ])('%s hours are %i minutes', (hours, minutes) => {
    expect(minutesOf(hours)).toBe(minutes);
  });

  test.each(['0', '0.0', '24.05', '25', '-1', '7.333', '0.001', '1e1', '', ' 8', '8h', '100'])(
    '"%s" is refused',
    (hours) => {
      expect(minutesOf(hours)).toBeNull();
    },
  );

  test('come back as the same decimal number', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 480 }), (n) => {
        const minutes = n * 3;
        expect(minutesOf(hoursOf(minutes))).toBe(minutes);
      }),
    );
  });
});
