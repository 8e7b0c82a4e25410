// First: what its classes are decorated with is collected for the plugin that is defined next.
import './plugin.js';
import { describe, expect, test } from '@jest/globals';
import { addDays, type ValidationDefinition, type ValidationInput } from 'gezel/sdk';
import { serviceLimits, serviceLimitsOn } from './per-service.limits.js';
import {
  servicesTooLong,
  tooManyServiceDays,
  tooManyServiceWeeks,
} from './per-service.validations.js';
import { supplementDue } from './working-time.validations.js';

interface Served {
  readonly day: string;
  readonly minutes?: number;
  readonly services?: number | null;
}

/** The signature of a contract with these days, beside what the worker does elsewhere. */
function changeOf(own: readonly Served[], elsewhere: readonly Served[] = []): ValidationInput {
  const row = ({ day, minutes = 210, services = 1 }: Served) => ({
    ...{ day, minutes, services, kindCode: 'performance', startsAt: null, endsAt: null },
  });
  const contract = {
    ...{ id: 'this', jointCommittee: '304' },
    days: own.map(({ day, minutes = 210 }) => ({ day, minutes })),
  };
  const extensions = {
    ...{ activity: [{ activityId: 'a' }], days: own.map(row) },
    elsewhere: elsewhere.map((one) => ({ ...row(one), contractId: 'another' })),
  };
  return {
    ...{ before: contract, after: contract, at: '2026-11-20', cooperative: { id: 'c' } },
    ...{ config: {}, extensions: extensions as ValidationInput['extensions'] },
  };
}

const codes = (rule: ValidationDefinition, own: readonly Served[], others: Served[] = []) =>
  rule.check(changeOf(own, others)).map(({ code }) => code);

/** As many days as asked, one every so many days. */
const every = (step: number, count: number, from = '2027-01-04'): Served[] =>
  Array.from({ length: count }, (_, i) => ({ day: addDays(from, i * step) }));

describe('a service', () => {
  test.each([
    [1, 210, []],
    [1, 211, ['performing-arts.services-too-long']],
    [2, 420, []],
    [2, 421, ['performing-arts.services-too-long']],
    [null, 600, []],
  ])('of %p a day may have %p minutes: %p', (services, minutes, found) => {
    expect(codes(servicesTooLong, [{ day: '2027-01-04', minutes, services }])).toEqual(found);
  });

  test('has the limits of its day, and none before the first is known', () => {
    expect(serviceLimits[0]?.from).toBe('2011-06-01');
    expect(() => serviceLimitsOn('2011-05-31')).toThrow('2011-05-31');
  });
});

describe('days on which somebody is hired by the service', () => {
  test('are fewer than 54 in three months, over all contracts, and it is said once', () => {
    const days = every(1, 54);
    expect(codes(tooManyServiceDays, days.slice(0, 53))).toEqual([]);
    expect(codes(tooManyServiceDays, days)).toEqual(['performing-arts.too-many-service-days']);
    const [own, others] = [days.slice(50), days.slice(0, 50)];
    expect(codes(tooManyServiceDays, own, others)).toHaveLength(1);
    expect(codes(tooManyServiceDays, every(2, 54))).toEqual([]);
    expect(
      codes(
        tooManyServiceDays,
        every(1, 70).map((one) => ({ ...one, services: null })),
      ),
    ).toEqual([]);
  });

  test('are in at most four weeks running, wherever a free week is not between', () => {
    expect(codes(tooManyServiceWeeks, every(7, 4))).toEqual([]);
    expect(codes(tooManyServiceWeeks, every(7, 5))).toEqual([
      'performing-arts.too-many-service-weeks',
    ]);
    expect(codes(tooManyServiceWeeks, every(7, 1, '2027-02-01'), every(7, 4))).toHaveLength(1);
    const broken = [...every(7, 4), ...every(7, 4, '2027-02-08')];
    expect(codes(tooManyServiceWeeks, broken)).toEqual([]);
    const hourly = [{ day: '2027-02-01', services: null }];
    expect(codes(tooManyServiceWeeks, hourly, every(7, 5))).toEqual([]);
  });

  test('are looked for within three months around the contract', () => {
    const { where } = tooManyServiceDays.needs?.elsewhere ?? {};
    expect(where?.(changeOf([{ day: '2027-05-10' }, { day: '2027-05-02' }]))).toEqual({
      day: { from: '2027-02-02', upTo: '2027-08-10' },
    });
  });
});

describe('a day of more than ten hours', () => {
  test.each([
    [600, []],
    [601, [{ severity: 'WARNING', values: { beyond: '0:01', percent: 75 } }]],
    [720, [{ severity: 'WARNING', values: { beyond: '2:00', percent: 75 } }]],
  ])('of %p minutes is told to have its supplement: %p', (minutes, found) => {
    const said = supplementDue.check(changeOf([{ day: '2027-01-04', minutes }]));
    expect(said).toMatchObject(found);
    expect(said.every(({ code }) => code === 'performing-arts.supplement-due')).toBe(true);
  });
});
