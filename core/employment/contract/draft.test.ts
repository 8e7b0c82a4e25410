import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '../../platform/ids.js';
import type { TestPlatform } from '../testing/calls.js';
import { type ContractCalls, contractCalls } from '../testing/calls.js';
import { type EmploymentWorld, employmentWorld } from '../testing/world.js';

let world: EmploymentWorld;
let p: TestPlatform;
let calls: ContractCalls;

beforeAll(async () => {
  world = await employmentWorld();
  p = world.p;
  calls = contractCalls(world);
});
afterAll(() => p.close());

describe('a draft', () => {
  test('is priced at once, and says nothing when nothing stands against it', async () => {
    const { contract, violations } = await calls.create({ days: [['2026-11-24', '7.6']] });
    expect(violations).toEqual([]);
    expect(contract).toMatchObject({
      number: null,
      status: 'DRAFT',
      kind: { code: 'task', title: 'by task' },
      jointCommittee: null,
      days: [{ day: '2026-11-24', minutes: 456, hours: '7.6' }],
      employerCost: { amount: '182.00', currency: 'EUR' },
      gross: { amount: '107.69' },
      net: { amount: '82.21' },
      viewerCan: ['contract.update', 'contract.sign', 'contract.cancel'],
      version: 1,
    });
  });

  test('may be incomplete: what will hinder its signature is said as warnings', async () => {
    const { contract, violations } = await calls.create({
      kind: 'interim',
      days: [
        ['2026-11-23', '8'],
        ['2026-12-01', '8'],
      ],
    });
    expect(contract).toMatchObject({ status: 'DRAFT', gross: null, net: null });
    expect(violations.map(({ code, severity }) => `${severity} ${code}`)).toEqual([
      'WARNING contract.more-than-one-month',
      'WARNING contract.begun',
      ...['WARNING agency.none', 'WARNING agency.no-reference'],
      'WARNING contract.no-coefficient',
    ]);
    expect(violations.at(-1)?.message).toBe(
      'No pay coefficient for "interim", joint committee -, on 2026-11-23.',
    );
  });

  test('without a day is kept too', async () => {
    const { contract, violations } = await calls.create({ days: [] });
    expect(contract).toMatchObject({ days: [], gross: null });
    expect(violations.map(({ code }) => code)).toEqual(['contract.without-days']);
  });

  test('is refused with all that could not be kept, at once and in your language', async () => {
    const { contract, violations } = await calls.create(
      {
        kind: 'nobody-knows-it',
        jointCommittee: 'three hundred and four',
        budget: '0',
        days: [
          ['2026-11-24', '0'],
          ['2026-11-25', '24.05'],
          ['2026-11-26', '7.333'],
          ['2026-11-26', '8'],
        ],
      },
      { locale: 'fr' },
    );
    expect(contract).toBeNull();
    expect(violations.map(({ code, path }) => [code, path.join('.')])).toEqual([
      ['contract.hours-out-of-range', 'days.0.hours'],
      ['contract.hours-out-of-range', 'days.1.hours'],
      ['contract.hours-out-of-range', 'days.2.hours'],
      ['contract.day-twice', 'days.3.day'],
      ['contract.budget-not-positive', 'budget'],
      ['contract.joint-committee-malformed', 'jointCommittee'],
      ['contract.unknown-kind', 'kind'],
    ]);
    expect(violations[4]?.message).toBe('Le budget de travail est supérieur à zéro.');
  });

  test('has at most as many days as a month', async () => {
    const days = Array.from({ length: 32 }, (_, i): [string, string] => [
      `2026-12-${String((i % 31) + 1).padStart(2, '0')}`,
      '8',
    ]);
    const { violations } = await calls.create({ days });
    expect(violations.map(({ code }) => code)).toEqual(['contract.too-many-days']);
  });

  test.each(['1.234', '999999999999999999', 'ten', '1e3', '-'])(
    'with the budget "%s" is bad input and leaves nothing',
    async (budget) => {
      const before = await calls.count();
      const { errors } = await calls.tryCreate({ budget });
      expect(errors?.length).toBe(1);
      expect(await calls.count()).toBe(before);
    },
  );

  test('is made once under one key, however often it is sent', async () => {
    const idempotencyKey = newId();
    const order = { idempotencyKey, days: [['2026-11-24', '4']] as [string, string][] };
    const [first, second] = await Promise.all([calls.create(order), calls.create(order)]);
    const third = await calls.create(order);
    expect(new Set([first, second, third].map(({ contract }) => contract?.id)).size).toBe(1);
    const other = await calls.tryCreate({ ...order, budget: '1.00' });
    expect(other.errors?.[0]?.extensions?.code).toBe('IDEMPOTENCY_MISMATCH');
  });

  test('changes until it is signed, and only for who saw its last version', async () => {
    const { contract } = await calls.create({ days: [['2026-11-24', '4']] });
    const id = contract?.id as string;
    const changed = await calls.update({ id, expectedVersion: 1, budget: '364.00' });
    expect(changed.contract).toMatchObject({ gross: { amount: '215.38' }, version: 2 });
    const stale = await calls.tryUpdate({ id, expectedVersion: 1, budget: '1.00' });
    expect(stale.errors?.[0]?.extensions?.code).toBe('CONFLICT');
    const bad = await calls.update({ id, days: [{ day: '2026-11-24', hours: '25' }] });
    expect(bad.violations.map(({ code }) => code)).toEqual(['contract.hours-out-of-range']);
  });
});

describe('simulatePay', () => {
  test('answers every line with base, rate, amount and source', async () => {
    const { pay, violations } = await calls.simulate({ kind: 'task', budget: '182.00' }, 'nl');
    expect(violations).toEqual([]);
    expect(pay).toMatchObject({ gross: { amount: '107.69' }, net: { amount: '82.21' } });
    const line = pay?.lines.find(({ code }) => code === 'employee-contribution');
    expect(line).toMatchObject({
      title: 'Werknemersbijdragen',
      base: { amount: '116.31' },
      rate: '0.1307',
      amount: { amount: '-15.20' },
    });
    expect(line?.source).toContain('7.50 + 3.55 + 1.15 + 0.87 %');
  });

  test('names the figure and the day when one is missing', async () => {
    const question = { kind: 'interim', jointCommittee: '200', budget: '1.00', on: '2026-12-24' };
    const { pay, violations } = await calls.simulate(question);
    expect(pay).toBeNull();
    expect(violations.map(({ message }) => message)).toEqual([
      'No pay coefficient for "interim", joint committee 200, on 2026-12-24.',
    ]);
  });
});
