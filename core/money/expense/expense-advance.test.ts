import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { globalId, newId } from '../../platform/ids.js';
import { type TestPlatform, testPlatform } from '../../platform/testing/platform.js';
import { ask, balanceAt, codes, errorsOf, newKey, prove, receive, standing } from '../testing.js';
import { ExpensePayer, ExpenseStatus } from './expense.entity.js';
import type { ExpenseState } from './expense.policy.js';
import type { Category, ExpenseFigures } from './expense-figures.js';
import { kilometresMinor, priceLines } from './expense-lines.js';
import { settlementOf } from './expense-settlement.js';
import * as t from './testing.js';

const { approve, bought, submit } = t;
const stage = 'member-stage';
let p: TestPlatform;

beforeAll(async () => {
  p = await testPlatform({ today: '2025-11-20' });
  await t.withCategories(p);
  await t.endow(p, stage, 100_000n);
});
afterAll(async () => {
  await prove(p);
  await p.close();
});

const fields =
  'advance { id status open { amount } version payout { amount { amount } } } violations { code }';
const request = `mutation ($input: RequestExpenseAdvanceInput!) {
  requestExpenseAdvance(input: $input) { ${fields} } }`;
const grant = `mutation ($input: ApproveExpenseAdvanceInput!) {
  approveExpenseAdvance(input: $input) { ${fields} } }`;
const decline = `mutation ($input: RefuseExpenseAdvanceInput!) {
  refuseExpenseAdvance(input: $input) { ${fields} } }`;

const repay = `mutation ($input: RepayExpenseAdvanceInput!) {
  repayExpenseAdvance(input: $input) { ${fields} } }`;

const wanted = (amount: string, over: Record<string, unknown> = {}) =>
  ask(p, stage, request, {
    input: {
      ...{ activityId: t.activityId(p, stage), amount, reason: 'Travel', idempotencyKey: newKey() },
      ...over,
    },
  });
const granted = async (amount: string): Promise<string> => {
  const { advance } = await wanted(amount);
  await ask(p, 'adviser', grant, { input: { advanceId: advance.id, idempotencyKey: newKey() } });
  return advance.id;
};
const open = async (id: string) =>
  await ask(
    p,
    stage,
    'query ($id: ID!) { node(id: $id) { ... on ExpenseAdvance { status open { amount } } } }',
    { id },
  );

describe('an advance', () => {
  test('is set aside, settled by receipts, and pays out only what goes beyond it', async () => {
    const before = (await standing(p, stage)).available;
    const advanceId = await granted('100.00');
    expect(await open(advanceId)).toEqual({ status: 'APPROVED', open: { amount: '100.00' } });
    expect((await standing(p, stage)).available).toBe(before - 10_000n);
    expect(await balanceAt(p, 'expense.advanced')).toBe(10_000n);
    const first = await submit(p, stage, [bought('60.50', { vatAmount: '10.50' })], { advanceId });
    const one = await approve(p, 'adviser', first.expense.id);
    expect(one.expense).toMatchObject({ settledByAdvance: { amount: '60.50' }, payout: null });
    // The VAT that the advance had paid comes back to the activity.
    expect((await standing(p, stage)).available).toBe(before - 10_000n + 1_050n);
    const second = await submit(p, stage, [bought('50.00')], { advanceId });
    const two = await approve(p, 'adviser', second.expense.id);
    expect(two.expense).toMatchObject({
      ...{ settledByAdvance: { amount: '39.50' }, payout: { amount: { amount: '10.50' } } },
    });
    expect(await open(advanceId)).toEqual({ status: 'SETTLED', open: { amount: '0.00' } });
    expect(await balanceAt(p, 'expense.advanced')).toBe(0n);
    expect((await standing(p, stage)).available).toBe(before - 6_050n + 1_050n - 5_000n);
    const late = await submit(p, stage, [bought('1.00')], { advanceId });
    expect(codes(late)).toEqual(['expense.advance-not-open']);
  });

  test('is asked within what is possible, and decided by somebody else', async () => {
    expect(codes(await wanted('0', { reason: ' ' }))).toEqual(['expense.amount', 'text.blank']);
    const { advance } = await wanted('5000.00');
    const input = { advanceId: advance.id, idempotencyKey: newKey() };
    expect(await errorsOf(p, stage, grant, { input })).toEqual(['FORBIDDEN']);
    expect(codes(await ask(p, 'adviser', grant, { input }))).toEqual(['money.insufficient-funds']);
    const refusal = { advanceId: advance.id, reason: 'Too much.' };
    const refused = await ask(p, 'adviser', decline, { input: refusal });
    expect(refused.advance.status).toBe('REFUSED');
    expect(codes(await ask(p, 'adviser', grant, { input }))).toContain(
      'expense.advance-other-status',
    );
    const card = await submit(p, stage, [bought('1.00')], {
      advanceId: advance.id,
      paidBy: 'ACTIVITY',
    });
    expect(codes(card)).toEqual(['expense.advance-and-card']);
  });

  test('is given back by the bank, in parts and not more than is open', async () => {
    p.setToday('2026-11-23');
    const advanceId = await granted('80.00');
    const before = (await standing(p, stage)).available;
    const line = globalId('BankLine', await receive(p, '75.00'));
    const back = (amount: string | null, over: Record<string, unknown> = {}) =>
      ask(p, 'finance', repay, {
        input: { advanceId, bankLineId: line, amount, idempotencyKey: newKey(), ...over },
      });
    expect(codes(await back('75.01'))).toEqual(['payment.more-than-line']);
    expect(codes(await back('0'))).toEqual(['payment.amount-not-positive']);
    const idempotencyKey = newKey();
    await Promise.all([1, 2].map(() => back('30.00', { idempotencyKey })));
    expect(await open(advanceId)).toEqual({ status: 'APPROVED', open: { amount: '50.00' } });
    expect((await back(null)).advance).toMatchObject({ open: { amount: '5.00' } });
    expect(codes(await back('1.00'))).toEqual(['payment.nothing-open']);
    const more = globalId('BankLine', await receive(p, '9.00'));
    expect(codes(await back('6.00', { bankLineId: more }))).toEqual(['expense.more-than-advance']);
    expect((await back(null, { bankLineId: more })).advance.status).toBe('SETTLED');
    expect((await standing(p, stage)).available).toBe(before + 8_000n);
    const input = { advanceId, bankLineId: line, idempotencyKey: newKey() };
    expect(await errorsOf(p, 'adviser', repay, { input })).toEqual(['FORBIDDEN']);
    p.setToday('2025-11-20');
  });

  test('that two sheets settle at once is used up once', async () => {
    const advanceId = await granted('30.00');
    const sheets = await Promise.all(
      [1, 2].map(() => submit(p, stage, [bought('20.00')], { advanceId })),
    );
    const answers = await Promise.all(
      sheets.map(({ expense }) => approve(p, 'adviser', expense.id)),
    );
    const settled = answers.map(({ expense }) => expense.settledByAdvance.amount).sort();
    expect(settled).toEqual(['10.00', '20.00']);
    expect(await open(advanceId)).toMatchObject({ status: 'SETTLED' });
  });

  test('that is open, or a sheet that waits, stands in the way of closing the activity', async () => {
    await granted('1.00');
    await submit(p, stage, [bought('1.00')]);
    const close = `mutation ($input: CloseActivityInput!) {
      closeActivity(input: $input) { violations { code } } }`;
    const input = { activityId: t.activityId(p, stage), dryRun: true };
    expect(codes(await ask(p, stage, close, { input }))).toEqual(
      expect.arrayContaining(['closing.open-expenses', 'closing.open-expense-advances']),
    );
  });
});

/** Lines of any amounts, VAT, deduction and cut. */
const anyLine = fc
  .record({
    amountMinor: fc.bigInt({ min: 1n, max: 99_999_999n }),
    vatPart: fc.integer({ min: 0, max: 17_355 }),
    vatDeductible: fc.constantFrom(0, 50_000, 85_000, 100_000),
    granted: fc.integer({ min: 0, max: 100 }),
  })
  .map(({ amountMinor, vatPart, vatDeductible, granted: part }) => ({
    ...{ amountMinor, vatDeductible, position: 1, category: 'x', onDay: '2025-11-10' },
    ...{ description: 'x', supplier: null, kilometres: null, kmRate: null, vehicleId: null },
    ...{ receiptIds: [], cutReason: null },
    vatMinor: (amountMinor * BigInt(vatPart)) / 100_000n,
    approvedMinor: (amountMinor * BigInt(part)) / 100n,
  }));

const sheetOf = (lines: ExpenseState['lines']): ExpenseState => ({
  ...{ id: newId(), activityId: newId(), activityStatus: 'OPEN', hostEntityId: newId() },
  ...{ memberId: newId(), month: '2025-11-01', status: ExpenseStatus.SUBMITTED, lines },
  ...{ paidBy: ExpensePayer.MEMBER, advanceId: null, projectId: null, currency: 'EUR', note: '' },
  ...{ claimedMinor: 0n, version: 1 },
});

test('whatever is granted, the parts sum to the whole and advances net out', () => {
  const lines = fc.array(anyLine, { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(lines, fc.bigInt({ min: 0n, max: 10n ** 9n }), (given, openMinor) => {
      const s = settlementOf(sheetOf(given), openMinor);
      const whole = s.advancedMinor + s.owedMinor === s.approvedMinor;
      const borne = s.fromAvailableMinor + s.advancedMinor + s.deductibleMinor === s.approvedMinor;
      const bounded = s.advancedMinor <= openMinor && s.owedMinor >= 0n && s.deductibleMinor >= 0n;
      return whole && borne && bounded && s.deductibleMinor <= s.approvedMinor;
    }),
  );
});

test('kilometres cost what their rate gives, to the cent, and never less for more', () => {
  const km = fc.integer({ min: 1, max: 24_000 });
  fc.assert(
    fc.property(km, fc.integer({ min: 1, max: 9_999 }), (kilometres, rate) => {
      const exact = BigInt(kilometres) * BigInt(rate);
      const off = 100n * kilometresMinor(kilometres, rate) - exact;
      return (
        off <= 50n &&
        off > -50n &&
        kilometresMinor(kilometres + 1, rate) >= kilometresMinor(kilometres, rate)
      );
    }),
  );
});

test('no line makes pricing throw, and what is claimed is the sum of its lines', () => {
  const meal: Category = {
    ...{ code: 'meal', kind: 'RECEIPT', receiptRequired: false, vatDeductible: 0, source: 'Test' },
    ...{ ceilingMinor: 4_000n, ceilingPer: 'DAY', from: '2020-01-01', until: null },
  };
  const figures: ExpenseFigures = {
    category: (code) => (code === 'meal' ? meal : null),
    ...{ kmRate: () => 4_312, kmCeiling: 24_000, highestVat: () => 2_100 },
    ...{ vehicles: new Map(), others: [] },
  };
  const draft = fc.record({
    category: fc.oneof(fc.constant('meal'), fc.string()),
    onDay: fc.constantFrom('2025-11-01', '2025-11-30', '2024-02-29'),
    description: fc.string(),
    amount: fc.option(fc.oneof(fc.string(), fc.integer().map(String))),
    vatAmount: fc.option(fc.string()),
    kilometres: fc.option(fc.integer()),
    vehicleId: fc.option(fc.constant(newId())),
    receiptIds: fc.array(fc.constant(newId()), { maxLength: 12 }),
  });
  const ground = { currency: 'EUR', month: '2025-11-01', today: '2025-11-20' };
  fc.assert(
    fc.property(fc.array(draft, { maxLength: 8 }), (drafts) => {
      const { lines } = priceLines(drafts, figures, ground);
      return lines.every(
        ({ amountMinor, vatMinor }) => amountMinor >= 0n && vatMinor <= amountMinor,
      );
    }),
  );
});
