import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../../sdk/civil-days.js';
import type { LawFacts, LawFigure } from '../rules/contract-law.js';
import { facts, figure, general, monday, on, said } from '../testing/law-facts.js';
import { belgianLaw } from './law.js';
import { minimumPay } from './minimum-pay.js';
import { restDays } from './rest-days.js';
import { studentQuota } from './student.js';
import { dayLength, restBetween, weekLength } from './working-time.js';

describe('a day', () => {
  test.each([
    [8, []],
    [8 + 1 / 60, ['WARNING day.too-long']],
    [9, ['WARNING day.too-long']],
    [9 + 1 / 60, ['ERROR day.too-long']],
    [24, ['ERROR day.too-long']],
  ])('of %d hours: %j', (hours, expected) => {
    expect(said(dayLength(facts([on(monday, hours)])))).toEqual(expected);
  });

  test('names every figure that is missing, rather than letting it pass', () => {
    const none = facts([on(monday, 8)], { figures: new Map() });
    const found = [dayLength, weekLength, restBetween, studentQuota].flatMap((check) =>
      check(none),
    );
    expect(found.map(({ values }) => values?.figure)).toEqual([
      ...['working-time.usual-day', 'working-time.longest-day'],
      ...['working-time.usual-week', 'working-time.longest-week'],
      ...['working-time.rest', 'student.hours'],
    ]);
  });
});

describe('a week', () => {
  test('is counted from Monday to Sunday, over all contracts of the worker', () => {
    const own = [on(monday, 9), on(addDays(monday, 6), 9)];
    const others = [on(addDays(monday, -1), 24), on(addDays(monday, 7), 24)];
    expect(weekLength(facts(own, { otherDays: others }))).toEqual([]);
    const inside = [on(addDays(monday, 2), 20 + 1 / 60)];
    expect(said(weekLength(facts(own, { otherDays: inside })))).toEqual([
      'WARNING day.week-too-long',
    ]);
    const full = [on(addDays(monday, 2), 27 + 1 / 60)];
    expect(said(weekLength(facts(own, { otherDays: full })))).toEqual(['ERROR day.week-too-long']);
  });
});

describe('rest', () => {
  test.each([
    ['22:00', '09:00', '2026-11-24', []],
    ['22:00', '08:59', '2026-11-24', ['ERROR day.rest-too-short']],
    // Work past midnight reaches into the next day.
    ['23:00', '12:59', '2026-11-24', []],
    ['23:00', '09:59', '2026-11-24', ['ERROR day.rest-too-short']],
    ['22:00', '00:00', '2026-11-25', []],
  ])('of work that ends at %s before %s on %s: %j', (end, start, day, expected) => {
    const [hour = 0] = end.split(':').map(Number);
    const first = on(monday, 4, `${String(hour - 4).padStart(2, '0')}:00`);
    const before = { ...first, minutes: 240 };
    expect(said(restBetween(facts([before, on(day, 4, start)])))).toEqual(expected);
    expect(said(restBetween(facts([on(day, 4, start)], { otherDays: [before] })))).toEqual(
      expected,
    );
  });

  test('is not judged where no hours are agreed, nor between days of other contracts', () => {
    expect(restBetween(facts([on(monday, 8), on(addDays(monday, 1), 8, '00:00')]))).toEqual([]);
    const others = [on('2026-11-30', 9, '15:00'), on('2026-12-01', 4, '00:30')];
    expect(restBetween(facts([on(monday, 8, '09:00')], { otherDays: others }))).toEqual([]);
  });
});

describe('a student', () => {
  test.each([
    [649 * 60, []],
    [649 * 60 + 1, ['ERROR student.beyond-quota']],
  ])('with %d minutes elsewhere has an hour left or not: %j', (elsewhere, expected) => {
    const student = { minutesHere: 0, minutesElsewhere: elsewhere };
    expect(said(studentQuota(facts([on(monday, 1)], { student })))).toEqual(expected);
  });

  test('never exceeds the quota by any split of the hours', () => {
    fc.assert(
      fc.property(
        fc.nat(60_000),
        fc.nat(60_000),
        fc.integer({ min: 1, max: 24 }),
        (a, b, hours) => {
          const student = { minutesHere: a, minutesElsewhere: b };
          const refused = studentQuota(facts([on(monday, hours)], { student })).length > 0;
          expect(refused).toBe(a + b + hours * 60 > 650 * 60);
        },
      ),
    );
  });
});

describe('a Sunday or a public holiday', () => {
  const prohibited = (value: number) => new Map([['working-time.no-sunday', figure(value)]]);
  test.each([
    ['a Saturday', on('2026-11-28', 8), 1, []],
    ['a Sunday', on('2026-11-29', 8), 1, ['WARNING day.sunday']],
    ['a Sunday where they are worked', on('2026-11-29', 8), 0, []],
    ['Armistice', on('2026-11-11', 8), 1, ['WARNING day.public-holiday']],
    ['Armistice that is paid and not worked', on('2026-11-11', 8, null, 'public-holiday'), 1, []],
  ])('%s: %#', (_, day, value, expected) => {
    expect(said(restDays(facts([day], { figures: prohibited(value) })))).toEqual(expected);
  });

  test('is refused by name where nobody knows the rule', () => {
    const none = { figures: new Map<string, LawFigure>() };
    expect(said(restDays(facts([on('2026-11-29', 8)], none)))).toEqual([
      'ERROR law.figure-missing',
    ]);
  });
});

describe('minimum pay', () => {
  const paid = (grossMinor: bigint, hours: number, more: Partial<LawFacts> = {}) => {
    const base = facts([on(monday, hours)], more);
    return said(minimumPay({ ...base, contract: { ...base.contract, grossMinor } }));
  };

  test.each([
    // 8 × 12.8252 = 102.6016: a cent less is too little, and nothing is rounded in between.
    [102_61n, []],
    [102_60n, ['ERROR minimum-pay.below']],
    [0n, ['ERROR minimum-pay.below']],
  ])('of eight hours is met by %d cents: %j', (gross, expected) => {
    expect(paid(gross, 8)).toEqual(expected);
  });

  test('is met exactly when gross is not less than hours by the hourly minimum', () => {
    fc.assert(
      fc.property(
        fc.bigInt(0n, 1_000_000n),
        fc.integer({ min: 1, max: 1_440 }),
        (gross, minutes) => {
          const refused = paid(gross, minutes / 60).length > 0;
          expect(refused).toBe(gross * 6_000n < BigInt(minutes) * 128_252n);
        },
      ),
    );
  });

  test('of a function is that of its scale, by the hour or by the day', () => {
    const perDay = {
      ...general,
      functionCode: 'group-b',
      per: 'DAY' as const,
      amountE4: 150_0000n,
    };
    const base = facts([on(monday, 1)], { minimums: [general, perDay] });
    const contract = { ...base.contract, jointCommittee: '304', functionCode: 'group-b' };
    const judged = (grossMinor: bigint) =>
      said(minimumPay({ ...base, contract: { ...contract, grossMinor } }));
    expect(judged(150_00n)).toEqual([]);
    expect(judged(149_99n)).toEqual(['ERROR minimum-pay.below']);
    const unnamed = { ...base, contract: { ...contract, functionCode: null } };
    expect(said(minimumPay(unnamed))).toEqual(['ERROR minimum-pay.function-needed']);
    const other = { ...base, contract: { ...contract, functionCode: 'group-x' } };
    expect(said(minimumPay(other))).toEqual(['ERROR minimum-pay.none-for-function']);
  });

  test.each([
    // Of 21 days the month pays 2,111.89; by the hour it would be 2,046.90.
    ['a month of an engagement', 'an-id', 21, 2_111_89n, 2_111_88n],
    ['a third of it', 'an-id', 7, 703_97n, 703_96n],
    ['the same days by themselves', null, 21, 2_046_91n, 2_046_90n],
  ])('of %s is by its way of pay', (_, engagementId, count, enough, short) => {
    const month = { ...general, per: 'MONTH' as const, amountE4: 2_111_8900n };
    const days = Array.from({ length: count }, (_day, i) => on(addDays('2026-11-02', i), 7.6));
    const base = facts(days, { minimums: [general, month] });
    const judged = (grossMinor: bigint, full: number | null = 9_576) =>
      said(
        minimumPay({
          ...base,
          fullMonthMinutes: full,
          contract: { ...base.contract, engagementId, grossMinor },
        }),
      );
    expect(judged(enough)).toEqual([]);
    expect(judged(short)).toEqual(['ERROR minimum-pay.below']);
    expect(judged(enough, null)).toEqual(engagementId === null ? [] : ['ERROR law.figure-missing']);
  });

  test('that nobody knows is refused by name', () => {
    expect(paid(1_000_00n, 8, { minimums: [] })).toEqual(['ERROR law.figure-missing']);
    const base = facts([on(monday, 8)], { scaleRequired: true });
    const contract = { ...base.contract, jointCommittee: '227' };
    expect(said(minimumPay({ ...base, contract }))).toEqual(['ERROR minimum-pay.scale-unknown']);
  });
});

describe('an attestation', () => {
  const held = (from: string, until: string, verified = true) => ({
    id: 'a',
    from,
    until,
    verified,
  });
  const days = [on('2026-11-02', 8), on('2026-11-30', 8)];
  const [check] = belgianLaw.byRegime['article-1bis'] ?? [];

  test.each([
    ['none', [], 'attestation.none'],
    ['from the first day', [held('2026-11-02', '2026-12-01')], undefined],
    ['a day late', [held('2026-11-03', '2031-11-03')], 'attestation.not-covering'],
    ['until the last day', [held('2021-12-01', '2026-11-30')], 'attestation.not-covering'],
    ['not verified', [held('2024-01-01', '2029-01-01', false)], 'attestation.not-verified'],
    [
      'two of which one covers',
      [held('2020-01-01', '2025-01-01'), held('2025-01-01', '2030-01-01')],
      undefined,
    ],
  ])('%s: %j', (_, attestations, code) => {
    expect(check?.(facts(days, { attestations }))[0]?.code).toBe(code);
  });
});

describe('formalities', () => {
  const kinds = (over: object) =>
    belgianLaw
      .formalities({ ...facts([on(monday, 8)]).contract, ...over })
      .map(({ kind, country, dueOn }) => [kind, country, dueOn].join(' '));

  test('are due the day before the first, by risk and by country', () => {
    expect(kinds({})).toEqual([]);
    expect(kinds({ atRisk: true, workCountry: 'FR' })).toEqual([
      ...['insurance  2026-11-22', 'medical-fitness  2026-11-22'],
      ...['a1 FR 2026-11-22', 'posting-declaration FR 2026-11-22'],
    ]);
    expect(kinds({ workCountry: 'NL' })).toEqual(['a1 NL 2026-11-22']);
    expect(kinds({ workCountry: 'US' })).toEqual(['abroad-check US 2026-11-22']);
  });
});
