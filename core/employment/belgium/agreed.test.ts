import { describe, expect, test } from '@jest/globals';
import { addDays } from '../../sdk/civil-days.js';
import type { LawFacts } from '../rules/contract-law.js';
import { facts, general, monday, on, said } from '../testing/law-facts.js';
import { minimumPay } from './minimum-pay.js';
import { belgianNotice } from './notice.js';
import { supplements } from './supplements.js';

describe('the general minimum', () => {
  /** November 2026: 21 days of which a full-timer works all; 100.00 a month keeps sums easy. */
  const ofMonth = (grossMinor: bigint, days: number, otherMonths: LawFacts['otherMonths']) => {
    const month = { ...general, per: 'MONTH' as const, amountE4: 100_0000n };
    const worked = Array.from({ length: days }, (_day, i) => on(addDays('2026-11-02', i), 7.6));
    const base = facts(worked, { minimums: [month], otherMonths });
    return said(
      minimumPay({ ...base, contract: { ...base.contract, engagementId: 'an-id', grossMinor } }),
    );
  };
  const another = (grossMinor: bigint, minutes = 9_576) => ({
    ...{ grossMinor, minutes, fullMinutes: 9_576, amountE4: 100_0000n },
  });

  test.each([
    ['alone', 99_99n, 21, [], ['ERROR minimum-pay.below']],
    ['a cent that October has over', 99_99n, 21, [another(100_01n)], below('WARNING')],
    ['two cents where one is over', 99_98n, 21, [another(100_01n)], ['ERROR minimum-pay.below']],
    [
      'what one has over and another lacks',
      99_99n,
      21,
      [another(105_00n), another(95_01n)],
      below('WARNING'),
    ],
    [
      'half a month by what half of one has over',
      49_00n,
      11,
      [another(60_00n, 4_788)],
      below('WARNING'),
    ],
    ['a month whose minimum nobody knows', 99_99n, 21, [unknown()], ['ERROR minimum-pay.below']],
  ])('of a month is one of the year on average: %s', (_, gross, days, months, expected) => {
    expect(ofMonth(gross, days, months)).toEqual(expected);
  });

  function below(severity: string) {
    return [`${severity} minimum-pay.below-month`];
  }
  function unknown() {
    return { ...another(500_00n), amountE4: null };
  }

  test('of a scale is one of each month, whatever the year', () => {
    const scale = { ...general, functionCode: 'b', per: 'MONTH' as const, amountE4: 100_0000n };
    const worked = Array.from({ length: 21 }, (_day, i) => on(addDays('2026-11-02', i), 7.6));
    const base = facts(worked, { minimums: [scale, general], otherMonths: [another(500_00n)] });
    const contract = {
      ...base.contract,
      engagementId: 'an-id',
      functionCode: 'b',
      grossMinor: 99_99n,
    };
    expect(said(minimumPay({ ...base, contract }))).toContain('ERROR minimum-pay.below');
  });
});

const ladder = (code: string, steps: object, jointCommittee: string | null = null) => ({
  ...{ code, jointCommittee, from: '2026-01-01', source: 'An agreement' },
  steps: Object.entries(steps).map(([at, value]) => ({ at: Number(at), value: value as number })),
});

describe('a supplement', () => {
  const tenAnHour = { ...general, amountE4: 10_0000n };
  const sunday = '2026-11-29';
  const least = (days: ReturnType<typeof on>[], agreed: LawFacts['agreed'], more = {}) => {
    const base = facts(days, { minimums: [tenAnHour], agreed, ...more });
    const judged = (grossMinor: bigint) =>
      said(minimumPay({ ...base, contract: { ...base.contract, grossMinor, ...more } }));
    let [low, high] = [0n, 100_000n];
    while (low < high) {
      const middle = (low + high) / 2n;
      if (judged(middle).length > 0) low = middle + 1n;
      else high = middle;
    }
    return low;
  };

  test.each([
    ['of a Sunday', [on(sunday, 8)], { 'supplement.sunday': { 0: 100_000 } }, 160_00n],
    ['of no Sunday', [on('2026-11-28', 8)], { 'supplement.sunday': { 0: 100_000 } }, 80_00n],
    ['that is none', [on(sunday, 8)], { 'supplement.sunday': { 0: 0 } }, 80_00n],
    ['of Armistice', [on('2026-11-11', 8)], { 'supplement.holiday': { 0: 50_000 } }, 120_00n],
    [
      'of a holiday that is not worked',
      [on('2026-11-11', 8, null, 'public-holiday')],
      { 'supplement.holiday': { 0: 50_000 } },
      80_00n,
    ],
    // All Saints of 2026 is a Sunday: the better of the two, once.
    [
      'of both',
      [on('2026-11-01', 8)],
      { 'supplement.sunday': { 0: 20_000 }, 'supplement.holiday': { 0: 50_000 } },
      120_00n,
    ],
    // 20:00 to 22:00 by day, 22:00 to 6:00 a quarter more: six of the eight hours.
    ['of the night', [on(monday, 8, '20:00')], { 'supplement.night': night() }, 95_00n],
    ['of a night of no hour', [on(monday, 8)], { 'supplement.night': night() }, 80_00n],
    [
      'of a Sunday and its night',
      [on(sunday, 8, '20:00')],
      { 'supplement.sunday': { 0: 100_000 }, 'supplement.night': night() },
      175_00n,
    ],
  ])('%s comes on top of the minimum', (_, days, steps, expected) => {
    const agreed = Object.entries(steps).map(([code, one]) => ladder(code, one as object));
    expect(least(days, agreed)).toBe(expected);
  });

  test('of the joint committee goes before that of all, and of another counts nowhere', () => {
    const all = ladder('supplement.sunday', { 0: 10_000 });
    const own = ladder('supplement.sunday', { 0: 50_000 }, '304');
    expect(least([on(sunday, 8)], [all, own], { jointCommittee: '304' })).toBe(120_00n);
    expect(least([on(sunday, 8)], [all, own], { jointCommittee: '227' })).toBe(88_00n);
  });

  test('that nobody knows is said, and refuses where scales are asked for', () => {
    const said = (day: ReturnType<typeof on>, more: Partial<LawFacts> = {}) =>
      supplements(facts([day], more)).map(
        ({ severity, values }) => `${severity} ${values?.figure}`,
      );
    expect(said(on(sunday, 8))).toEqual(['WARNING supplement.sunday']);
    expect(said(on('2026-11-11', 8))).toEqual(['WARNING supplement.holiday']);
    expect(said(on(monday, 4, '20:00'))).toEqual([]);
    expect(said(on(monday, 4.05, '20:00'))).toEqual(['WARNING supplement.night']);
    expect(said(on(monday, 4, '04:59'))).toEqual(['WARNING supplement.night']);
    expect(said(on(monday, 4, '05:00'))).toEqual([]);
    expect(said(on(sunday, 8), { scaleRequired: true })).toEqual(['ERROR supplement.sunday']);
    expect(said(on(sunday, 8), { agreed: [ladder('supplement.sunday', { 0: 0 })] })).toEqual([]);
  });

  function night() {
    return { 0: 25_000, 6: 0, 22: 25_000 };
  }
});

describe('a young worker', () => {
  const young = ladder('youth', { 0: 67_000, 17: 73_000, 18: 100_000 });
  const student = ladder('youth.student', { 0: 67_000, 17: 73_000, 18: 79_000, 21: 100_000 });
  const own = ladder('youth', { 16: 70_000, 17: 76_000, 18: 82_000 }, '304');
  const scale = { ...general, functionCode: 'b', amountE4: 20_0000n };
  const judged = (grossMinor: bigint, age: number | null, more: Partial<LawFacts> = {}) => {
    const base = facts([on(monday, 1)], {
      ...{ minimums: [{ ...general, amountE4: 10_0000n }], agreed: [young, student, own] },
      ...more,
    });
    const functionCode = more.minimums === undefined ? null : 'b';
    const contract = { ...base.contract, grossMinor, age, functionCode, jointCommittee: '304' };
    return said(minimumPay({ ...base, contract }));
  };

  test.each([
    ['of 16', 16, {}, 6_70n],
    ['of 17, the day after', 17, {}, 7_30n],
    ['of 18', 18, {}, 10_00n],
    ['who states no age', null, {}, 10_00n],
    ['who is a student of 18', 18, { regime: 'student' }, 7_90n],
    ['of 16 in a scale', 16, { minimums: [scale] }, 14_00n],
    ['of 18 in a scale', 18, { minimums: [scale] }, 16_40n],
  ])('%s is owed their share, and not a cent less', (_, age, more, enough) => {
    const general0 = (found: string[]) => found.filter((one) => !/figure-missing/.test(one));
    expect(general0(judged(enough, age, more))).toEqual([]);
    expect(general0(judged(enough - 1n, age, more))).toEqual(['ERROR minimum-pay.below']);
  });

  test('whose share nobody knows is owed the whole, and it is refused by name', () => {
    expect(judged(20_00n, 15, { minimums: [scale] })).toContain('ERROR law.figure-missing');
    expect(judged(10_00n, 17, { agreed: [own] })).toEqual(['ERROR law.figure-missing']);
  });
});

describe('a notice', () => {
  const weeksAfter = (months: number) => (months < 3 ? 1 : months < 6 ? 4 : null);
  test.each([
    // Given in a week, it begins on the Monday after it.
    ['2026-11-23', '2026-12-06'],
    ['2026-11-29', '2026-12-06'],
    ['2026-11-30', '2026-12-13'],
    // Three months of service are complete on the Monday on which it begins, or not.
    ['2026-12-27', '2027-01-03'],
    ['2026-12-28', '2027-01-31'],
  ])('given on %s runs until %s', (givenOn, until) => {
    expect(belgianNotice({ since: '2026-10-04', givenOn, weeksAfter })).toBe(until);
  });

  test('of a service whose weeks nobody knows has no end', () => {
    expect(belgianNotice({ since: '2026-01-01', givenOn: '2026-11-23', weeksAfter })).toBeNull();
  });
});
