import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../../sdk/civil-days.js';
import type { Absence, AbsenceRule } from '../rules/absence-terms.js';
import { datedFigures, type FigureRow } from '../rules/dated-figures.js';
import { belgianAbsence } from './absence.js';

const figure = (code: string, value: unknown): FigureRow => ({
  ...{ code, workerClass: '*', employerCategory: '*', jointCommittee: '*', value },
  ...{ from: '2026-01-01', until: null, source: `source of ${code}` },
});
const short = {
  ...{ serviceMonths: 1, relapseDays: 14 },
  periods: [
    { days: 7, share: 100_000 },
    { days: 7, share: 85_880 },
    { days: 16, share: 25_880 },
  ],
};
const rows = [
  figure('leave.share', 0),
  figure('guaranteed-pay.short', short),
  figure('guaranteed-pay.long', {
    ...{ serviceMonths: 0, relapseDays: 14, periods: [{ days: 30, share: 100_000 }] },
  }),
];
const scope = { workerClass: 'artist', employerCategory: 'private', jointCommittee: null };

const run = (from: string, count: number, rule: AbsenceRule) =>
  Array.from({ length: count }, (_, i) => ({ day: addDays(from, i), rule }));
const sharesOf = (over: Partial<Absence>, held = rows) => {
  const absence = { days: [], earlier: [], since: '2026-01-01', openEnded: false, ...over };
  return belgianAbsence(absence, datedFigures(held, { ...scope, day: '2026-03-01' }))?.shares;
};

describe('a day that is not worked', () => {
  test('is paid as work, not at all, or by a holiday fund', () => {
    const days = (['work', 'none', 'leave', 'paid'] as const).map((rule, i) => ({
      ...{ day: addDays('2026-03-02', i), rule },
    }));
    expect(sharesOf({ days })).toEqual([100_000, 0, 0, 100_000]);
  });

  test('is refused by the name of what is missing', () => {
    for (const [rule, name] of [
      ['leave', 'leave.share (artist, private, -)'],
      ['guaranteed', 'guaranteed-pay.short (artist, private, -)'],
    ] as const) {
      const figures = datedFigures([], { ...scope, day: '2026-03-02' });
      const days = run('2026-03-02', 1, rule);
      expect(
        belgianAbsence({ days, earlier: [], since: '2026-01-01', openEnded: false }, figures),
      ).toBeNull();
      expect(figures.takeMissing()).toEqual([{ figure: name, day: '2026-03-02' }]);
    }
  });
});

describe('guaranteed pay in sickness', () => {
  const sick = (from: string, count: number) => run(from, count, 'guaranteed');

  test('is whole for a week, then in part, until the thirtieth day', () => {
    const shares = sharesOf({ days: sick('2026-03-01', 31) });
    expect(shares).toEqual([
      ...Array<number>(7).fill(100_000),
      ...Array<number>(7).fill(85_880),
      ...Array<number>(16).fill(25_880),
      0,
    ]);
  });

  test('counts calendar days, those between days of work included', () => {
    const days = ['2026-03-02', '2026-03-08', '2026-03-09'].map((day) => ({
      ...{ day, rule: 'guaranteed' as const },
    }));
    expect(sharesOf({ days })).toEqual([100_000, 100_000, 85_880]);
  });

  test.each([
    ['2026-02-02', [0, 100_000]],
    ['2026-02-01', [100_000, 100_000]],
    // There is no 31 February: a month of service is over on the first of March.
    ['2026-01-31', [100_000, 100_000]],
  ])('of somebody employed since %s: %j', (since, expected) => {
    expect(sharesOf({ since, days: sick('2026-03-01', 2) })).toEqual(expected);
  });

  test('goes on after a relapse, and begins anew after it', () => {
    const relapse = (workedDays: number) => {
      const earlier = [...sick('2026-02-01', 7), ...run('2026-02-08', workedDays, 'work')];
      return sharesOf({ earlier, days: sick(addDays('2026-02-08', workedDays), 1) });
    };
    expect(relapse(13)).toEqual([85_880]);
    expect(relapse(14)).toEqual([100_000]);
  });

  test('goes on over the end of a month, and is longer without an agreed end', () => {
    const earlier = sick('2026-02-25', 4);
    expect(sharesOf({ earlier, days: sick('2026-03-01', 4) })).toEqual([
      ...[100_000, 100_000, 100_000, 85_880],
    ]);
    const days = sick('2026-03-01', 31);
    expect(sharesOf({ days, since: '2026-03-01', openEnded: true })?.indexOf(0)).toBe(30);
  });

  test('goes on over a public holiday, which is paid as such', () => {
    const days = [
      ...sick('2026-03-01', 7),
      ...run('2026-03-08', 1, 'paid'),
      ...sick('2026-03-09', 1),
    ];
    expect(sharesOf({ days })?.slice(-2)).toEqual([100_000, 85_880]);
  });

  test('never rises while sickness lasts', () => {
    const lengths = fc.integer({ min: 1, max: 31 });
    fc.assert(
      fc.property(lengths, lengths, (before, count) => {
        const earlier = sick(addDays('2026-03-01', -before), before);
        const shares = sharesOf({ earlier, days: sick('2026-03-01', count) }) ?? [];
        expect(shares).toEqual([...shares].sort((a, b) => b - a));
      }),
    );
  });
});
