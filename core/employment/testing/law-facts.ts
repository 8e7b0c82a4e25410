/** A contract as the law of Belgium looks at it, for tests: plain unless a case says otherwise. */
import type { LawDay, LawFacts, LawFigure } from '../rules/contract-law.js';

export const figure = (value: number): LawFigure => ({ value, from: '2016-01-01', source: 'Test' });

/** 23 November 2026 is a Monday. */
export const monday = '2026-11-23';
export const on = (day: string, hours: number, startsAt: string | null = null, kind = 'work') => ({
  ...{ day, minutes: Math.round(hours * 60), startsAt, kind },
});

export function facts(
  days: readonly (LawDay & { kind: string })[],
  over: Partial<LawFacts> = {},
): LawFacts {
  return {
    contract: {
      ...{ days, jointCommittee: null, functionCode: null, atRisk: false, workCountry: 'BE' },
      ...{ engagementId: null, grossMinor: 100_000_00n, age: null },
    },
    ...{ today: '2026-11-01', on: days[0]?.day ?? monday },
    figures: new Map([
      ['student.hours', figure(650)],
      ['working-time.usual-day', figure(480)],
      ['working-time.longest-day', figure(540)],
      ['working-time.usual-week', figure(2_280)],
      ['working-time.longest-week', figure(2_700)],
      ['working-time.rest', figure(660)],
      ['working-time.no-sunday', figure(1)],
    ]),
    ...{ minimums: [general], attestations: [], otherDays: [], scaleRequired: false },
    ...{ regime: 'duration', agreed: [], otherMonths: [] },
    // November 2026: 21 days of 7.6 hours.
    fullMonthMinutes: 9_576,
    student: { minutesHere: 0, minutesElsewhere: 0 },
    ...over,
  };
}

export const general = {
  ...{ functionCode: null, per: 'HOUR' as const, amountE4: 128_252n },
  ...{ from: '2025-02-01', source: 'Agreement 43' },
};

export const said = (found: readonly { code: string; severity?: string }[]) =>
  found.map(({ code, severity }) => `${severity ?? 'ERROR'} ${code}`);
