import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { globalId, newId } from '../../platform/ids.js';
import { type TestPlatform, testPlatform } from '../../platform/testing/platform.js';
import { transact } from '../../platform/write/transact.js';
import { ask, balanceAt, codes, errorsOf, newKey, prove, standing } from '../testing.js';
import { chooseKmRegime } from './expense-rules.js';
import * as t from './testing.js';

const { approve, bought, submit } = t;
const stage = 'member-stage';
let p: TestPlatform;
let car: string;

beforeAll(async () => {
  p = await testPlatform({ today: '2025-11-20' });
  await t.withCategories(p);
  await chooseKmRegime(p.ctx('finance'), {
    ...{ year: 2025, regime: 'QUARTERLY', reference: 'Board of 12 January' },
  });
  await t.endow(p, stage, 1_000_000n);
  const { vehicle } = await ask(p, stage, t.registerCar, {
    input: { kind: 'CAR', plate: '1-abc-234', from: '2025-01-01' },
  });
  car = vehicle.id;
});
beforeEach(() => p.setToday('2025-11-20'));
afterAll(async () => {
  await prove(p);
  await p.close();
});

const drive = (kilometres: number, over: Record<string, unknown> = {}) =>
  t.driven(kilometres, { vehicleId: car, ...over });
const expensePayable = () => balanceAt(p, 'payouts.payable');

describe('a sheet', () => {
  test('is drafted, submitted, approved, booked and paid out', async () => {
    const receipt = await t.receiptOf(p, stage);
    const lines = [
      bought('121.00', { vatAmount: '21.00', receiptIds: [receipt] }),
      bought('60.50', { category: 'fuel', vatAmount: '10.50' }),
      drive(150),
    ];
    const sheet = { activityId: t.activityId(p, stage), month: '2025-11-01', lines };
    const draft = await ask(p, stage, t.draftSheet, { input: sheet });
    expect(draft.violations).toEqual([]);
    expect(draft.expense).toMatchObject({
      ...{ status: 'DRAFT', viewerCan: ['expense.draft', 'expense.submit'] },
      claimed: { amount: '246.18' },
    });
    const { id: expenseId } = draft.expense;
    const input = { expenseId, idempotencyKey: newKey() };
    const submitted = await ask(p, stage, t.submitSheet, { input });
    expect(submitted.violations).toEqual([]);
    expect(submitted.expense.lines[2]).toMatchObject({
      // 0.4312 euro of the fourth quarter of 2025.
      ...{ kilometres: 150, ratePerKilometre: '0.4312', amount: { amount: '64.68' } },
    });
    const before = await standing(p, stage);
    const approved = await approve(p, 'adviser', expenseId);
    expect(codes(approved)).toEqual([]);
    expect(approved.expense).toMatchObject({
      ...{ status: 'APPROVED', approved: { amount: '246.18' }, viewerCan: [] },
      // All of 21.00 and half of 10.50.
      deductibleVat: { amount: '26.25' },
      payout: { status: 'DUE', amount: { amount: '246.18' } },
    });
    expect((await standing(p, stage)).available).toBe(before.available - 24_618n + 2_625n);
    expect(await expensePayable()).toBe(24_618n);
    expect(await balanceAt(p, 'vat.deductible')).toBe(2_625n);
    await release(approved.expense.payout.id);
    expect(await expensePayable()).toBe(0n);
    expect(await balanceAt(p, 'payouts.clearing')).toBe(24_618n);
  });

  test('of which a part is granted says which and why, and the VAT goes with it', async () => {
    const { expense } = await submit(p, stage, [
      bought('121.00', { vatAmount: '21.00' }),
      bought('10.00'),
    ]);
    const cuts = [{ position: 1, amount: '60.50', reason: 'Half is private.' }];
    const approved = await approve(p, 'adviser', expense.id, { cuts });
    expect(approved.expense).toMatchObject({
      ...{ claimed: { amount: '131.00' }, approved: { amount: '70.50' } },
      ...{ deductibleVat: { amount: '10.50' }, payout: { amount: { amount: '70.50' } } },
    });
    expect(approved.expense.lines[0].cutReason).toBe('Half is private.');
  });

  test('with a receipt that was claimed before is warned of, for both to see', async () => {
    const receipt = () => t.receiptOf(p, stage, '%PDF-1.7 the very same');
    const sheet = async () => [
      bought('5.00', { receiptIds: [await receipt()] }),
      bought('6.00', { receiptIds: [await receipt()] }),
    ];
    const first = await submit(p, stage, await sheet());
    expect(codes(first)).toEqual(['expense.receipt-twice', 'expense.receipt-twice']);
    const second = await submit(p, stage, [(await sheet())[0] as object]);
    expect(codes(second)).toEqual(['expense.receipt-used-before']);
    expect(codes(await approve(p, 'adviser', second.expense.id))).toEqual([
      'expense.receipt-used-before',
    ]);
    // Another member may have the same file: a shared bill.
    const film = await t.receiptOf(p, 'member-film', '%PDF-1.7 the very same');
    const others = [bought('5.00', { receiptIds: [film] })];
    expect(codes(await submit(p, 'member-film', others))).toEqual([]);
  });

  test('cut to nothing is approved and pays nothing', async () => {
    const { expense } = await submit(p, stage, [bought('10.00')]);
    const cuts = [{ position: 1, amount: '0', reason: 'Not for the activity.' }];
    const approved = await approve(p, 'adviser', expense.id, { cuts });
    expect(approved.expense).toMatchObject({ approved: { amount: '0.00' }, payout: null });
  });

  test('that the activity’s card has paid waits for the bank, not for the member', async () => {
    const { expense } = await submit(p, stage, [bought('50.00')], { paidBy: 'ACTIVITY' });
    const approved = await approve(p, 'adviser', expense.id);
    expect(approved.expense).toMatchObject({ status: 'APPROVED', payout: null });
    expect(await balanceAt(p, 'bank.clearing')).toBe(-5_000n);
  });

  test('that is refused comes back with its receipts, is corrected and approved', async () => {
    const receiptIds = [await t.receiptOf(p, stage)];
    const meal = bought('30.00', { category: 'meal', receiptIds });
    const { expense } = await submit(p, stage, [meal]);
    const input = { expenseId: expense.id, reason: 'With whom?' };
    const refused = await ask(p, 'adviser', t.refuseSheet, { input });
    expect(refused.expense).toMatchObject({ status: 'REFUSED', refusalReason: 'With whom?' });
    const again = await ask(p, stage, t.draftSheet, {
      input: {
        ...{ expenseId: expense.id, activityId: t.activityId(p, stage), month: '2025-11-01' },
        lines: [{ ...meal, description: 'Lunch with the city of Ghent' }],
      },
    });
    expect(again.expense).toMatchObject({ status: 'DRAFT', refusalReason: null });
    expect(again.expense.lines[0].receipts).toHaveLength(1);
    const step = { expenseId: expense.id, idempotencyKey: newKey() };
    expect(codes(await ask(p, stage, t.submitSheet, { input: step }))).toEqual([]);
    expect(codes(await approve(p, 'adviser', expense.id))).toEqual([]);
  });

  test('once approved is never changed, not even in the database', async () => {
    const { expense } = await submit(p, stage, [bought('5.00')]);
    await approve(p, 'adviser', expense.id);
    const step = { expenseId: expense.id, idempotencyKey: newKey() };
    const again = await ask(p, stage, t.submitSheet, { input: step });
    expect(codes(again)).toEqual(['expense.other-status']);
    for (const statement of [
      'update core.expense set claimed_minor = 0',
      'update core.expense_line set amount_minor = 0',
      'delete from core.expense_line',
    ]) {
      const key = statement.includes('_line') ? 'expense_id' : 'id';
      const tried = p.admin.query(`${statement} where ${key} = $1`, [expense.id.split(':')[1]]);
      await expect(tried).rejects.toThrow('is approved');
    }
  });
});

describe('what is submitted', () => {
  test('is judged whole: every violation at once, and nothing is written', async () => {
    const refused = await submit(p, stage, [
      bought('0', { description: ' ' }),
      bought('12.345'),
      bought('10.00', { category: 'champagne' }),
      bought('10.00', { onDay: '2025-10-31' }),
      bought('10.00', { onDay: '2025-11-21' }),
      bought('12.10', { vatAmount: '2.11' }),
      bought('12.10', { vatAmount: '13.00' }),
      bought('10.00', { category: 'meal' }),
      bought('10.00', { kilometres: 5 }),
      drive(0),
      drive(10, { vehicleId: undefined, amount: '4.00' }),
      drive(10, { vehicleId: globalId('Vehicle', newId()) }),
      bought('10.00', { receiptIds: [globalId('Upload', newId())] }),
    ]);
    expect(refused.expense).toBeNull();
    expect(codes(refused).sort()).toEqual(
      [
        ...['text.blank', 'expense.amount', 'expense.amount', 'expense.no-category'],
        ...['expense.other-month', 'expense.day-to-come', 'expense.vat-too-high', 'expense.vat'],
        ...['expense.without-receipt', 'expense.no-trip', 'expense.kilometres'],
        ...['expense.without-vehicle', 'expense.trip-amount', 'expense.other-vehicle'],
        'file.not-usable',
      ].sort(),
    );
    const [{ path }] = refused.violations.filter(
      ({ code }: { code: string }) => code === 'text.blank',
    );
    expect(path).toEqual(['lines', '0', 'description']);
    const [row] = await p.admin.query<{ n: bigint }>(
      `select count(*) as n from core.expense_line where category = 'champagne'`,
    );
    expect(row?.n).toBe(0n);
  });

  test.each([
    ['no line', []],
    ['101 lines', Array.from({ length: 101 }, () => bought('1.00'))],
  ])('has 1 to 100 lines, not %s', async (_case, lines) => {
    const refused = await submit(p, stage, lines, { month: '2025-11-01' });
    expect(codes(refused)).toEqual(['expense.number-of-lines']);
  });

  test('is said in the language of the caller', async () => {
    const { data } = await p.graphql<t.Sheets>(
      t.submitSheet,
      {
        input: {
          activityId: t.activityId(p, stage),
          lines: [bought('0')],
          idempotencyKey: newKey(),
        },
      },
      { as: stage, locale: 'fr' },
    );
    expect(data?.submitExpense?.violations[0]?.message).toBe(
      'Ceci n’est pas un montant en EUR supérieur à zéro.',
    );
  });

  test('keeps to a ceiling over all sheets of the member, dated as the category is', async () => {
    const meal = async (amount: string) =>
      bought(amount, {
        ...{ category: 'meal', onDay: '2025-11-12', receiptIds: [await t.receiptOf(p, stage)] },
      });
    expect(codes(await submit(p, stage, [await meal('25.00')]))).toEqual([]);
    const over = await submit(p, stage, [await meal('10.00'), await meal('5.01')]);
    expect(over.violations).toEqual([
      expect.objectContaining({
        code: 'expense.over-ceiling',
        message: expect.stringContaining('40.00 EUR (per day); you reach 40.01'),
      }),
    ]);
    expect(codes(await submit(p, stage, [await meal('10.00'), await meal('5.00')]))).toEqual([]);
    const phone = (onDay: string) => bought('30.00', { category: 'phone', onDay });
    const month = await submit(p, stage, [phone('2025-11-01'), phone('2025-11-15')]);
    expect(codes(month)).toEqual(['expense.over-ceiling']);
  });

  test('with the same key is one sheet, and with another input a mistake', async () => {
    const idempotencyKey = newKey();
    const first = await submit(p, stage, [bought('9.00')], { idempotencyKey });
    const second = await submit(p, stage, [bought('9.00')], { idempotencyKey });
    expect(second.expense.id).toBe(first.expense.id);
    const input = { activityId: t.activityId(p, stage), lines: [bought('8.00')], idempotencyKey };
    expect(await errorsOf(p, stage, t.submitSheet, { input })).toEqual(['IDEMPOTENCY_MISMATCH']);
  });

  test('as a trial writes nothing', async () => {
    const dry = await submit(p, stage, [bought('9.00')], { dryRun: true });
    expect(dry).toMatchObject({ expense: null, violations: [] });
  });
});

describe('who', () => {
  test('approves is never who spent, and needs the permission', async () => {
    const { expense } = await submit(p, stage, [bought('5.00')]);
    const input = { expenseId: expense.id, idempotencyKey: newKey() };
    expect(await errorsOf(p, stage, t.approveSheet, { input })).toEqual(['FORBIDDEN']);
    expect(await errorsOf(p, 'admin', t.approveSheet, { input })).toEqual(['FORBIDDEN']);
    await p.admin.query(
      `insert into core.role_grant (cooperative_id, id, member_id, role, from_day)
       values ($1, $2, $3, 'MEMBER', '2020-01-01')`,
      [p.cooperativeId, newId(), p.memberIds.adviser],
    );
    await p.admin.query(`update core.expense set member_id = $2 where id = $1`, [
      expense.id.split(':')[1],
      p.memberIds.adviser,
    ]);
    expect(codes(await approve(p, 'adviser', expense.id))).toEqual(['expense.own']);
    expect(codes(await approve(p, 'finance', expense.id))).toEqual([]);
  });

  test('is not of the activity, or of another co-operative, finds nothing', async () => {
    const { expense } = await submit(p, stage, [bought('5.00')]);
    const query = `query ($id: ID!) { expense(id: $id) { id } }`;
    const seen = (as: 'member-film' | 'member-stage' | 'finance') =>
      ask(p, as, query, { id: expense.id });
    expect(await seen('member-film')).toBeNull();
    expect((await seen(stage)).id).toBe(expense.id);
    expect((await seen('finance')).id).toBe(expense.id);
    const foreign = await p.graphql(query, { id: expense.id }, { as: 'finance', foreign: true });
    expect(foreign.data).toEqual({ expense: null });
    const input = {
      activityId: t.activityId(p, 'member-film'),
      lines: [bought('5.00')],
      idempotencyKey: newKey(),
    };
    expect(await errorsOf(p, stage, t.submitSheet, { input })).toEqual(['NOT_FOUND']);
  });

  test('approves at the same moment as somebody else: it is booked once', async () => {
    const { expense } = await submit(p, stage, [bought('7.00')]);
    const before = (await standing(p, stage)).available;
    const answers = await Promise.all(
      (['adviser', 'finance', 'finance-2'] as const).map((as) => approve(p, as, expense.id)),
    );
    expect(answers.flatMap(codes).sort()).toEqual(['expense.other-status', 'expense.other-status']);
    expect((await standing(p, stage)).available).toBe(before - 700n);
  });

  test('submits twice at once cannot share one ceiling', async () => {
    const phone = bought('30.00', { category: 'phone', onDay: '2025-09-03' });
    const answers = await Promise.all([1, 2, 3].map(() => submit(p, stage, [phone])));
    expect(answers.flatMap(codes)).toEqual(['expense.over-ceiling', 'expense.over-ceiling']);
  });

  test('has no money is told so, and the sheet waits', async () => {
    const { expense } = await submit(p, 'member-design', [bought('5.00')]);
    const short = await approve(p, 'adviser', expense.id);
    expect(short.violations[0].message).toContain('activity.available');
    expect(codes(short)).toEqual(['money.insufficient-funds']);
    const cuts = [
      { position: 1, amount: '5.00', reason: 'no cut' },
      { position: 1, amount: '1.00', reason: '' },
      { position: 9, amount: '1.00', reason: 'x' },
    ];
    const wrong = await approve(p, 'adviser', expense.id, { cuts, dryRun: true });
    expect(codes(wrong)).toEqual([
      'expense.not-a-cut',
      'expense.no-such-line',
      'expense.no-such-line',
      'money.insufficient-funds',
    ]);
  });
});

test('lists of sheets take the same statements for one as for many', async () => {
  const query = `query ($first: Int) { expenses(first: $first, orderBy: MONTH) { nodes {
    id member { displayName } activity { name } lines { position receipts { url } }
    payout { id } } } }`;
  const count = async (first: number) =>
    (await p.statements(() => ask(p, 'finance', query, { first }))).length;
  expect(await count(30)).toBe(await count(12));
});

async function release(payoutId: string): Promise<void> {
  const ctx = p.ctx(stage);
  await transact(ctx, (tx) =>
    tx.query(
      `insert into core.payout_account (cooperative_id, id, member_id, iban, holder)
       values ($1, $2, $3, 'BE68539007547034', 'Test')`,
      [p.cooperativeId, newId(), p.memberIds[stage]],
    ),
  );
  const released = await ask(
    p,
    'finance',
    `mutation ($input: ReleasePayoutsInput!) {
       releasePayouts(input: $input) { payouts { status } violations { code } } }`,
    { input: { payoutIds: [payoutId], idempotencyKey: newKey() } },
  );
  expect(released).toEqual({ payouts: [{ status: 'RELEASED' }], violations: [] });
}
