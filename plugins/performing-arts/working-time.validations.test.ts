// First: what its classes are decorated with is collected for the plugin that is defined next.
import './plugin.js';
import { describe, expect, test } from '@jest/globals';
import { addDays, type ValidationDefinition, type ValidationInput } from 'gezel/sdk';
import { workingTimeLimits } from './working-time.limits.js';
import {
  dayTooLong,
  dayWithoutKind,
  restTooShort,
  tooManyDaysInARow,
  weekTooLong,
} from './working-time.validations.js';

const rules = [dayWithoutKind, dayTooLong, weekTooLong, restTooShort, tooManyDaysInARow];

describe('a contract of 304 in the performing arts', () => {
  test.each(rules)('without a day has nothing to say to $name', (rule) => {
    expect(findings(rule, [])).toEqual([]);
  });

  test.each(rules)('of ordinary days is as $name wants it', (rule) => {
    const days = week('2026-11-23', 5, 456, 'rehearsal');
    expect(findings(rule, days)).toEqual([]);
  });

  test.each(rules)('of ten thousand ordinary days is as $name wants it', (rule) => {
    expect(findings(rule, week('2026-11-23', 10_000, 456, 'performance'))).toEqual([]);
  });

  test.each(rules)('with a state that is no contract makes $name fail, not pass', (rule) => {
    for (const days of [undefined, null, 'x', [{}], [{ day: '2026-02-30', minutes: 60 }]]) {
      const change = { ...changeOf([]), after: { jointCommittee: '304', days } };
      expect(() => rule.check(change)).toThrow();
    }
  });

  test.each(rules)('gives $name the same answer twice and leaves it untouched', (rule) => {
    const change = deepFrozen(changeOf([work('2026-11-23', 900, null)]));
    expect(rule.check(change)).toEqual(rule.check(change));
  });
});

describe('the rules of this sector apply', () => {
  const tooMuch = [work('2026-11-23', 1_440, 'rehearsal')];

  test.each([
    ['304', 1],
    ['304.01', 1],
    ['3040', 0],
    ['303.01', 0],
    ['227', 0],
    [null, 0],
    [304, 0],
  ])('under joint committee %p: %p finding', (jointCommittee, count) => {
    const change = changeOf(tooMuch, { jointCommittee });
    expect(dayTooLong.check(change)).toHaveLength(count);
  });

  test('only where the activity is in the performing arts', () => {
    expect(dayTooLong.check(changeOf(tooMuch, {}, []))).toEqual([]);
  });
});

describe('every day has a kind', () => {
  test('each day without one is found, by its day', () => {
    const days = [
      work('2026-11-25', 456, null),
      work('2026-11-23', 456, null),
      work('2026-11-24', 456, 'rehearsal'),
    ];
    expect(paths(dayWithoutKind, days)).toEqual(['2026-11-23', '2026-11-25']);
  });

  test('a description of a day that the contract does not have changes nothing', () => {
    const change = changeOf([work('2026-11-23', 456, null)]);
    const elsewhere = { day: '2026-11-24', kindCode: 'rehearsal', startsAt: null, endsAt: null };
    const extensions = { ...change.extensions, days: [elsewhere] };
    expect(dayWithoutKind.check({ ...change, extensions })).toHaveLength(1);
  });
});

describe('hours a day', () => {
  test.each([
    ['rehearsal', '10:00', 0],
    ['rehearsal', '10:01', 1],
    ['rehearsal', '12:00', 1],
    ['general-rehearsal', '10:01', 0],
    ['general-rehearsal', '12:00', 0],
    ['general-rehearsal', '12:01', 1],
    ['performance', '12:00', 0],
    ['performance', '12:01', 1],
    ['festival', '12:00', 0],
    ['festival', '12:01', 1],
    ['tour', '12:00', 0],
    ['tour', '12:01', 1],
    ['workshop', '10:00', 0],
    ['workshop', '10:01', 1],
    ['residency', '10:01', 1],
    ['travel', '10:01', 1],
    ['a-kind-of-a-later-list', '10:00', 0],
    ['a-kind-of-a-later-list', '10:01', 1],
    [null, '10:00', 0],
    [null, '10:01', 1],
    ['performance', '24:00', 1],
    ['rehearsal', '0:01', 0],
  ])('%p of %p: %p finding', (kind, length, count) => {
    expect(findings(dayTooLong, [work('2026-11-23', minutes(length), kind)])).toHaveLength(count);
  });

  test('the finding says the day, what is planned and what is allowed', () => {
    expect(findings(dayTooLong, [work('2026-11-23', minutes('10:01'), 'rehearsal')])).toEqual([
      {
        code: 'performing-arts.day-too-long',
        path: ['days', '2026-11-23'],
        values: { day: '2026-11-23', worked: '10:01', limit: '10:00' },
      },
    ]);
  });
});

describe('hours a week', () => {
  test('60 hours of rehearsal are allowed and one minute more is not', () => {
    const days = week('2026-11-23', 6, 600, 'rehearsal');
    expect(findings(weekTooLong, days)).toEqual([]);
    const more = [...days, work('2026-11-29', 1, 'rehearsal')];
    expect(findings(weekTooLong, more)).toEqual([
      {
        code: 'performing-arts.week-too-long',
        path: ['days', '2026-11-23'],
        values: { day: '2026-11-23', monday: '2026-11-23', worked: '60:01', limit: '60:00' },
      },
    ]);
  });

  test.each(['general-rehearsal', 'festival', 'tour'])('84 hours with one day of %s', (kind) => {
    const days = [...week('2026-11-23', 6, 720, 'performance'), work('2026-11-29', 720, kind)];
    expect(findings(weekTooLong, days)).toEqual([]);
    const more = [...days.slice(1), work('2026-11-23', 721, 'performance')];
    expect(findings(weekTooLong, more)).toHaveLength(1);
  });

  test('a week of performances alone has 60 hours', () => {
    expect(findings(weekTooLong, week('2026-11-23', 6, 601, 'performance'))).toHaveLength(1);
  });

  test('Sunday and the Monday after it are of two weeks, over the turn of a year too', () => {
    const sunday = week('2026-12-29', 6, 600, 'rehearsal').map((day) => day);
    expect(sunday.at(-1)?.day).toBe('2027-01-03');
    expect(findings(weekTooLong, [...sunday, work('2027-01-04', 600, 'rehearsal')])).toEqual([]);
    expect(findings(weekTooLong, [...sunday, work('2026-12-28', 600, 'rehearsal')])).toHaveLength(
      1,
    );
  });

  test('each week that is too long is found', () => {
    const days = [
      ...week('2026-11-23', 7, 600, 'rehearsal'),
      ...week('2026-12-07', 7, 600, 'rehearsal'),
    ];
    expect(paths(weekTooLong, days)).toEqual(['2026-11-23', '2026-12-07']);
  });
});

describe('rest between two days', () => {
  const evening = (endsAt: string) =>
    work('2026-11-23', 456, 'performance', '2026-11-23T17:00:00Z', endsAt);
  const morning = (startsAt: string) =>
    work('2026-11-24', 456, 'travel', startsAt, '2026-11-24T18:00:00Z');

  test.each([
    ['2026-11-23T23:00:00Z', '2026-11-24T07:00:00Z', 0],
    ['2026-11-23T23:00:01Z', '2026-11-24T07:00:00Z', 1],
    ['2026-11-24T01:30:00Z', '2026-11-24T09:29:00Z', 1],
    ['2026-11-24T01:30:00Z', '2026-11-24T09:30:00Z', 0],
    ['2026-11-24T10:00:00Z', '2026-11-24T09:00:00Z', 1],
  ])('from %p to %p: %p finding', (ended, begins, count) => {
    expect(findings(restTooShort, [evening(ended), morning(begins)])).toHaveLength(count);
  });

  test('is said of the day before which it is too short', () => {
    const found = findings(restTooShort, [
      evening('2026-11-23T23:00:01Z'),
      morning('2026-11-24T07:00:00Z'),
    ]);
    expect(found).toMatchObject([
      { code: 'performing-arts.rest-too-short', path: ['days', '2026-11-24'] },
    ]);
  });

  test('nothing is said where a time is not known', () => {
    const before = work('2026-11-23', 456, 'performance');
    const after = work('2026-11-24', 456, 'travel');
    expect(findings(restTooShort, [evening('2026-11-24T05:00:00Z'), after])).toEqual([]);
    expect(findings(restTooShort, [before, morning('2026-11-24T06:00:00Z')])).toEqual([]);
  });

  test('eight hours are eight hours in the night when the clocks change', () => {
    const days = [
      work('2026-10-24', 456, 'performance', '2026-10-24T14:00:00Z', '2026-10-24T22:00:00Z'),
      work('2026-10-25', 456, 'performance', '2026-10-25T06:00:00Z', '2026-10-25T12:00:00Z'),
    ];
    expect(findings(restTooShort, days)).toEqual([]);
  });
});

describe('days in a row', () => {
  test.each([
    ['rehearsal', 10, 0],
    ['rehearsal', 11, 1],
    ['tour', 10, 0],
    ['tour', 11, 1],
    ['performance', 11, 0],
    ['workshop', 31, 0],
  ])('of %s, %p: %p finding', (kind, count, expected) => {
    expect(findings(tooManyDaysInARow, week('2026-11-23', count, 60, kind))).toHaveLength(expected);
  });

  test('a free day begins anew', () => {
    const days = [
      ...week('2026-11-01', 10, 60, 'rehearsal'),
      ...week('2026-11-12', 10, 60, 'rehearsal'),
    ];
    expect(findings(tooManyDaysInARow, days)).toEqual([]);
  });

  test('a day of travel between two of a tour does not interrupt it', () => {
    const days = [
      ...week('2026-11-01', 5, 60, 'tour'),
      work('2026-11-06', 60, 'travel'),
      ...week('2026-11-07', 5, 60, 'tour'),
    ];
    expect(findings(tooManyDaysInARow, days)).toEqual([
      {
        code: 'performing-arts.too-many-days-in-a-row',
        path: ['days', '2026-11-01'],
        values: {
          ...{ day: '2026-11-01', from: '2026-11-01', until: '2026-11-11', days: 11, limit: 10 },
        },
      },
    ]);
  });

  test('the order in which days are given does not matter', () => {
    const days = week('2026-11-23', 11, 60, 'rehearsal').reverse();
    expect(paths(tooManyDaysInARow, days)).toEqual(['2026-11-23']);
  });
});

describe('the worker’s other contracts', () => {
  const judged = (rule: ValidationDefinition, own: Work[], others: Work[], more: object = {}) => {
    const change = changeOf(own, { id: 'this' });
    const elsewhere = others.map(({ kind, ...day }) => ({
      ...{ ...day, kindCode: kind, contractId: 'another', ...more },
    }));
    const extensions = { ...change.extensions, elsewhere } as ValidationInput['extensions'];
    return rule.check({ ...change, extensions });
  };
  const own = week('2026-11-27', 3, 600, 'rehearsal');
  const others = week('2026-11-23', 3, 600, 'rehearsal');

  test('count for the hours of a week, and the finding names a day of one’s own', () => {
    expect(judged(weekTooLong, own, others)).toEqual([]);
    const more = [...others, work('2026-11-26', 1, 'workshop')];
    expect(judged(weekTooLong, own, more)).toMatchObject([
      { path: ['days', '2026-11-27'], values: { worked: '60:01', limit: '60:00' } },
    ]);
    expect(judged(weekTooLong, own, [...others, work('2026-11-26', 1, 'tour')])).toEqual([]);
  });

  test('count for the rest before and after', () => {
    const evening = work('2026-11-23', 60, 'tour', '2026-11-23T20:00:00Z', '2026-11-23T23:00:00Z');
    const morning = work('2026-11-24', 60, 'tour', '2026-11-24T06:00:00Z', '2026-11-24T08:00:00Z');
    expect(judged(restTooShort, [morning], [evening])).toHaveLength(1);
    expect(judged(restTooShort, [evening], [morning])).toHaveLength(1);
    const elsewhere = work('2026-12-01', 60, 'tour');
    expect(judged(restTooShort, [elsewhere], [evening, morning])).toEqual([]);
  });

  test('count for the days in a row, wherever the contract’s own are among them', () => {
    const [before, after] = [week('2026-11-20', 5, 60, 'tour'), week('2026-11-26', 5, 60, 'tour')];
    const between = [work('2026-11-25', 60, 'tour')];
    expect(judged(tooManyDaysInARow, between, [...before, ...after])).toMatchObject([
      { path: ['days', '2026-11-25'], values: { from: '2026-11-20', days: 11 } },
    ]);
    const free = [work('2026-12-10', 60, 'tour')];
    expect(judged(tooManyDaysInARow, free, week('2026-11-20', 11, 60, 'tour'))).toEqual([]);
  });

  test('are not this contract itself', () => {
    const more = week('2026-11-23', 4, 600, 'rehearsal');
    expect(judged(weekTooLong, own, more)).toHaveLength(1);
    expect(judged(weekTooLong, own, more, { contractId: 'this' })).toEqual([]);
  });

  test('are not judged for their own length or kind', () => {
    const wrong = [work('2026-11-20', 1_440, null)];
    expect(judged(dayTooLong, own, wrong)).toEqual([]);
    expect(judged(dayWithoutKind, own, wrong)).toEqual([]);
  });

  test('are asked for within a month around the contract’s days', () => {
    const { where } = weekTooLong.needs?.elsewhere ?? {};
    const days = [work('2026-12-02', 60, null), work('2026-12-01', 60, null)];
    expect(where?.(changeOf(days))).toEqual({ day: { from: '2026-10-31', upTo: '2027-01-02' } });
  });
});

describe('the dates of the rules', () => {
  test('every rule names its source and holds from the first row of the table', () => {
    for (const rule of rules) {
      expect(rule.because.url).toMatch(/^https:\/\/www\.podiumkunsten\.be\//);
      expect(rule.effective.from).toBe(workingTimeLimits[0]?.from);
    }
  });

  test('the first day of the work decides, and that of the signature where there is none', () => {
    const change = changeOf([work('2026-12-02', 60, null), work('2026-12-01', 60, null)]);
    expect(dayTooLong.at?.(change)).toBe('2026-12-01');
    expect(dayTooLong.at?.(changeOf([]))).toBe('2026-11-20');
  });

  test('a day for which no figures are known fails, naming it', () => {
    const change = changeOf([work('2016-12-18', 60, 'rehearsal')]);
    expect(() => dayTooLong.check(change)).toThrow('2016-12-18');
    expect(findings(dayTooLong, [work('2016-12-19', 601, 'rehearsal')])).toHaveLength(1);
  });

  test('the rows follow one another without a gap', () => {
    for (const [i, row] of workingTimeLimits.entries()) {
      expect(row.until).toBe(workingTimeLimits[i + 1]?.from);
    }
  });
});

interface Work {
  readonly day: string;
  readonly minutes: number;
  readonly kind: string | null;
  readonly startsAt: string | null;
  readonly endsAt: string | null;
}

function work(
  day: string,
  minutes: number,
  kind: string | null,
  startsAt: string | null = null,
  endsAt: string | null = null,
): Work {
  return { day, minutes, kind, startsAt, endsAt };
}

/** As many days in a row, all alike. */
function week(from: string, count: number, minutes: number, kind: string): Work[] {
  return Array.from({ length: count }, (_, i) => work(addDays(from, i), minutes, kind));
}

const minutes = (length: string): number => {
  const [h, m] = length.split(':').map(Number) as [number, number];
  return h * 60 + m;
};

/** The signature of a contract with this work, as the core hands it to a validation. */
function changeOf(
  days: readonly Work[],
  state: object = {},
  activity: readonly object[] = [{ activityId: 'a' }],
): ValidationInput {
  const contract = {
    jointCommittee: '304',
    days: days.map(({ day, minutes }) => ({ day, minutes })),
  };
  const described = days
    .filter(({ kind }) => kind !== null)
    .map(({ day, kind, startsAt, endsAt }) => ({ day, kindCode: kind, startsAt, endsAt }));
  return {
    before: { ...contract, ...state },
    after: { ...contract, ...state },
    extensions: { activity, days: described } as ValidationInput['extensions'],
    at: '2026-11-20',
    cooperative: { id: 'c' },
    config: {},
  };
}

const findings = (rule: ValidationDefinition, days: readonly Work[]) => rule.check(changeOf(days));

const paths = (rule: ValidationDefinition, days: readonly Work[]) =>
  findings(rule, days).map(({ path }) => path?.[1]);

function deepFrozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) deepFrozen(inner);
    Object.freeze(value);
  }
  return value;
}
