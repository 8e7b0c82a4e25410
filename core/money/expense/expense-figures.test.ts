import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type TestPlatform, testPlatform } from '../../platform/testing/platform.js';
import { ask, codes, errorsOf } from '../testing.js';
import { chooseKmRegime } from './expense-rules.js';
import * as t from './testing.js';

const { submit } = t;
const stage = 'member-stage';
let p: TestPlatform;
let car: string;

beforeAll(async () => {
  p = await testPlatform({ today: '2025-11-20' });
  await t.withCategories(p);
  await chooseKmRegime(p.ctx('finance'), {
    ...{ year: 2025, regime: 'QUARTERLY', reference: 'Board of 12 January' },
  });
  const { vehicle } = await ask(p, stage, t.registerCar, {
    input: { kind: 'CAR', plate: '1-abc-234', from: '2025-01-01' },
  });
  car = vehicle.id;
});
beforeEach(() => p.setToday('2025-11-20'));
afterAll(() => p.close());

const drive = (kilometres: number, over: Record<string, unknown> = {}) =>
  t.driven(kilometres, { vehicleId: car, ...over });

describe('kilometres', () => {
  test('have the rate of their day, and none that is not published', async () => {
    p.setToday('2026-02-01');
    await chooseKmRegime(p.ctx('finance'), { year: 2026, regime: 'QUARTERLY', reference: 'x' });
    const missing = await submit(p, stage, [drive(10, { onDay: '2026-01-15' })]);
    expect(missing.violations).toEqual([
      expect.objectContaining({
        code: 'expense.km-rate-missing',
        message: expect.stringContaining('"km-rate.quarterly" is missing for 2026-01-15'),
      }),
    ]);
    p.setToday('2025-11-20');
    const lastYear = await submit(p, stage, [drive(10, { onDay: '2025-07-01' })]);
    expect(lastYear.expense.lines[0]).toMatchObject({ ratePerKilometre: '0.4309' });
  });

  test('need a choice of the year, which then binds', async () => {
    p.setToday('2024-12-31');
    const old = await ask(p, stage, t.registerCar, {
      input: { kind: 'MOPED', plate: 'S-1', from: '2024-01-01' },
    });
    const trip = drive(100, { onDay: '2024-12-02', vehicleId: old.vehicle.id });
    expect(codes(await submit(p, stage, [trip]))).toEqual(['expense.km-regime-missing']);
    const choose = (regime: 'ANNUAL' | 'QUARTERLY') =>
      chooseKmRegime(p.ctx('finance'), { year: 2024, regime, reference: 'Board' });
    expect((await choose('ANNUAL')).chosen).toBe(true);
    expect(codes(await choose('QUARTERLY'))).toEqual(['expense.km-regime-bound']);
    expect((await choose('ANNUAL')).chosen).toBe(true);
    const { expense } = await submit(p, stage, [trip]);
    expect(expense.lines[0]).toMatchObject({ amount: { amount: '44.15' } });
  });

  test('end at 24,000 a year over all sheets', async () => {
    const film = 'member-film';
    const { vehicle } = await ask(p, film, t.registerCar, {
      input: { kind: 'CAR', plate: '2-B', from: '2025-01-01' },
    });
    const many = (days: number, kilometres: number) =>
      Array.from({ length: days }, (_, i) =>
        drive(kilometres, {
          ...{ vehicleId: vehicle.id, onDay: `2025-10-${String(i + 1).padStart(2, '0')}` },
        }),
      );
    expect(codes(await submit(p, film, many(12, 2_000)))).toEqual([]);
    const over = await submit(p, film, many(1, 1));
    expect(codes(over)).toEqual(['expense.km-ceiling']);
  });

  test('are driven with one’s own vehicle while one has it', async () => {
    expect(codes(await submit(p, 'member-design', [drive(5)]))).toEqual(['expense.other-vehicle']);
    const retire = `mutation ($input: RetireVehicleInput!) {
      retireVehicle(input: $input) { vehicle { until } violations { code } } }`;
    const other = await ask(p, stage, t.registerCar, { input: { kind: 'CAR', plate: 'X' } });
    const input = { vehicleId: other.vehicle.id, until: '2025-11-20' };
    expect(await errorsOf(p, 'member-film', retire, { input })).toEqual(['NOT_FOUND']);
    expect((await ask(p, stage, retire, { input })).vehicle.until).toBe('2025-11-20');
    const late = drive(5, { vehicleId: other.vehicle.id, onDay: '2025-11-20' });
    expect(codes(await submit(p, stage, [late]))).toEqual(['expense.vehicle-not-then']);
  });
});

test('what is claimed changes by dated decisions, never for days that were', async () => {
  const query = `query ($on: Date) { expenseCategories(on: $on) { code title ceiling { amount } } }`;
  const decide = `mutation ($input: DecideExpenseCategoryInput!) {
    decideExpenseCategory(input: $input) { code violations { code } } }`;
  const title = { nl: 'maaltijd', fr: 'repas', en: 'meal', de: 'Mahlzeit' };
  const input = {
    ...{ code: 'meal', title, kind: 'RECEIPT', receiptRequired: true, vatDeductible: '0' },
    ...{ ceiling: '45.00', ceilingPer: 'DAY', from: '2026-01-01', source: 'Board' },
  };
  expect(await errorsOf(p, stage, decide, { input })).toEqual(['FORBIDDEN']);
  expect(
    codes(await ask(p, 'finance', decide, { input: { ...input, from: '2025-11-01' } })),
  ).toEqual(['expense.category-past']);
  expect(codes(await ask(p, 'finance', decide, { input }))).toEqual([]);
  expect(codes(await ask(p, 'finance', decide, { input }))).toEqual(['expense.category-decided']);
  const wrong = { ...input, code: 'Meal!', vatDeductible: '101', ceilingPer: null, source: '' };
  expect(codes(await ask(p, 'finance', decide, { input: wrong })).sort()).toEqual([
    'expense.category-code',
    'expense.ceiling-without-span',
    'expense.percentage',
    'text.blank',
  ]);
  const mealOn = async (on: string) =>
    (await ask(p, stage, query, { on })).find(({ code }: { code: string }) => code === 'meal');
  expect(await mealOn('2025-12-31')).toMatchObject({ ceiling: { amount: '40.00' } });
  expect(await mealOn('2026-01-01')).toMatchObject({ title: 'meal', ceiling: { amount: '45.00' } });
});
