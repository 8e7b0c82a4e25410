// First: what its classes are decorated with is collected for the plugin that is defined next.
import './plugin.js';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays, type ValidationInput } from 'gezel/sdk';
import { type CountedDay, ceilingOn, savedBy, seasonOf } from './saved-overtime.js';
import { savedOvertimeTooHigh } from './saved-overtime.validation.js';
import { weekTooLong } from './working-time.validations.js';

/** Weeks of so many hours on their first days, at most ten hours a day, from a Monday on. */
const weeks = (from: string, hours: readonly number[], kind = 'rehearsal'): CountedDay[] =>
  hours.flatMap((all, week) =>
    Array.from({ length: Math.ceil(all / 10) }, (_, i) => ({
      ...{ day: addDays(from, week * 7 + i), kind },
      minutes: Math.min(10, all - i * 10) * 60,
    })),
  );

const autumn = seasonOf('2026-09-07', '09-01');
const balances = (days: readonly CountedDay[]) =>
  savedBy(days, autumn).map(({ balanceMinutes }) => balanceMinutes / 60);

describe('saved overtime', () => {
  test('is what is worked beyond 38 hours a week, and goes off as rest is taken', () => {
    expect(balances(weeks('2026-09-07', [38, 48, 60, 10]))).toEqual([0, 10, 32, 32]);
    const rest = weeks('2026-09-28', [20], 'compensatory-rest');
    expect(balances([...weeks('2026-09-07', [38, 48, 60]), ...rest])).toEqual([0, 10, 32, 12]);
  });

  test('is not below nothing: what was not saved is not taken back', () => {
    const rest = weeks('2026-09-07', [38], 'compensatory-rest');
    expect(balances([...rest, ...weeks('2026-09-14', [40])])).toEqual([0, 2]);
    const hours = fc.array(fc.integer({ min: 0, max: 84 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(hours, hours, (worked, rested) => {
        const days = [
          ...weeks('2026-09-07', worked),
          ...weeks('2026-09-07', rested, 'compensatory-rest'),
        ];
        const all = savedBy(days, autumn);
        const saved = all.reduce((sum, { savedMinutes }) => sum + savedMinutes, 0);
        const last = all.at(-1)?.balanceMinutes ?? 0;
        expect(all.every(({ balanceMinutes }) => balanceMinutes >= 0) && last <= saved).toBe(true);
      }),
    );
  });

  test.each([
    ['2026-09-01', '09-01', '2026-09-01', '2027-09-01'],
    ['2026-08-31', '09-01', '2025-09-01', '2026-09-01'],
    ['2026-01-01', '01-01', '2026-01-01', '2027-01-01'],
  ])('of %p is of the season that begins on %p: from %p until %p', (day, begins, from, until) => {
    expect(seasonOf(day, begins)).toEqual({ from, until, said: true });
  });

  test('may be 78 hours in the first three months of the season, and 91 after', () => {
    expect(ceilingOn('2026-11-30', autumn)).toBe(78 * 60);
    expect(ceilingOn('2026-12-01', autumn)).toBe(91 * 60);
    expect(ceilingOn('2026-12-01', seasonOf('2026-12-01', null))).toBeNull();
  });

  test('is counted anew each season', () => {
    const august = weeks('2026-08-24', [60]);
    expect(balances([...august, ...weeks('2026-09-07', [48])])).toEqual([10]);
  });
});

describe('the signature of a contract', () => {
  const signed = (own: CountedDay[], elsewhere: CountedDay[], begins: string | null = '09-01') => {
    const row = ({ day, minutes, kind }: CountedDay) => ({
      ...{ day, minutes, kindCode: kind, startsAt: null, endsAt: null, services: null },
    });
    const contract = { id: 'this', jointCommittee: '304', days: own };
    const extensions = {
      ...{ activity: [{ activityId: 'a', seasonBegins: begins }], days: own.map(row) },
      elsewhere: elsewhere.map((one) => ({ ...row(one), contractId: 'another' })),
    };
    return {
      ...{ before: contract, after: contract, at: '2026-09-01', cooperative: { id: 'c' } },
      ...{ config: {}, extensions: extensions as unknown as ValidationInput['extensions'] },
    };
  };
  const found = (...change: Parameters<typeof signed>) =>
    savedOvertimeTooHigh.check(signed(...change)).map(({ code, path, values }) => ({
      ...{ code, path, values },
    }));
  const worked = weeks('2026-09-07', [60, 60, 60]);

  test('is refused once more is saved than the season admits, over all contracts', () => {
    const own = weeks('2026-09-28', [50]);
    expect(found(own, worked)).toEqual([]);
    const more = [...own.slice(0, 4), { ...(own[4] as CountedDay), minutes: 601 }];
    expect(found(more, worked)).toEqual([
      {
        ...{ code: 'performing-arts.saved-overtime-too-high', path: ['days', '2026-09-28'] },
        values: { monday: '2026-09-28', saved: '78:01', limit: '78:00' },
      },
    ]);
    expect(found(weeks('2026-12-07', [60]), worked)).toEqual([]);
    expect(
      found(weeks('2026-12-07', [60]), [...worked, ...weeks('2026-09-28', [42])]),
    ).toMatchObject([{ values: { saved: '92:00', limit: '91:00' } }]);
  });

  test('sees what is signed already for later, and rest that makes room', () => {
    const own = weeks('2026-09-21', [60]);
    const later = weeks('2026-09-28', [60]);
    const before = weeks('2026-09-07', [60, 60]);
    expect(found(own, [...before, ...later])).toMatchObject([
      { path: ['days', '2026-09-21'], values: { monday: '2026-09-28', saved: '88:00' } },
    ]);
    const rest = { day: '2026-09-20', minutes: 600, kind: 'compensatory-rest' };
    expect(found(own, [...before, ...later, rest])).toEqual([]);
  });

  test('is not refused for what others have saved, nor for rest', () => {
    const full = weeks('2026-09-07', [60, 60, 60, 60]);
    expect(found(weeks('2026-10-05', [30]), full)).toEqual([]);
    expect(found(weeks('2026-10-05', [20], 'compensatory-rest'), full)).toEqual([]);
  });

  test('asks when the season begins where that decides, and not elsewhere', () => {
    expect(found(weeks('2026-09-28', [50]), worked, null)).toEqual([]);
    expect(found(weeks('2026-09-28', [51]), worked, null)).toMatchObject([
      { code: 'performing-arts.season-unknown', values: { saved: '79:00' } },
    ]);
    expect(found(weeks('2026-09-28', [64]), worked, null)).toMatchObject([
      {
        code: 'performing-arts.saved-overtime-too-high',
        values: { saved: '92:00', limit: '91:00' },
      },
    ]);
  });

  test('does not count rest as hours of the week', () => {
    const days = [
      ...weeks('2026-09-07', [60]),
      { day: '2026-09-13', minutes: 600, kind: 'compensatory-rest' },
    ];
    expect(weekTooLong.check(signed(days, []))).toEqual([]);
  });
});
