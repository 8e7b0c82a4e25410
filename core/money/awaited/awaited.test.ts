import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '../../platform/ids.js';
import { type TestPlatform, testPlatform } from '../../platform/testing/platform.js';
import { importBankStatement } from '../bank/import-bank-statement.js';
import * as e from '../expense/testing.js';
import * as t from '../testing.js';
import { assignLine } from './assign-line.js';
import { LinePurpose } from './line-assignment.entity.js';
import { undoAssignment } from './undo-assignment.js';

let p: TestPlatform;
beforeAll(async () => {
  p = await testPlatform({ today: '2026-11-23' });
  await e.withCategories(p);
  await e.endow(p, 'member-stage', 100_000n);
});
afterAll(() => p?.close());

const { codes, newKey } = t;
let statement = 7_000;
/** A movement of a day; answers its id. */
async function moved(amount: string, bookedOn = '2026-11-20'): Promise<string> {
  const { statementId, violations } = await importBankStatement(p.ctx('finance'), {
    ...{ iban: 'BE68539007547034', year: 2026, number: ++statement, idempotencyKey: newKey() },
    lines: [{ lineNo: 1, bookedOn, amount }],
  });
  expect(violations).toEqual([]);
  const [row] = await p.admin.query<{ id: string }>(
    'select id from core.bank_line where statement_id = $1',
    [statementId],
  );
  return (row as { id: string }).id;
}
/** Expenses that the activity's card has paid; answers the id of what is awaited. */
async function card(amount: string): Promise<string> {
  const { expense } = await e.submit(p, 'member-stage', [e.bought(amount)], { paidBy: 'ACTIVITY' });
  expect(codes(await e.approve(p, 'adviser', expense.id))).toEqual([]);
  const [row] = await p.admin.query<{ id: string }>(
    'select id from core.awaited_payment order by id desc limit 1',
  );
  return (row as { id: string }).id;
}
const assign = (bankLineId: string, parts: readonly object[], over: object = {}) =>
  assignLine(p.ctx('finance'), { bankLineId, parts, idempotencyKey: newKey(), ...over });
const lineOf = (id: string) =>
  t.ask(
    p,
    'finance',
    `{ node(id: "BankLine:${id}") { ... on BankLine { open { amount } viewerCan
      awaitedLike { id open { amount } expense { id } activity { id } } payoutsLike { id }
      assignments { id amount { amount } purpose reversedAt note awaited { id } } } } }`,
  );
const clearing = () => t.balanceAt(p, 'bank.clearing');

describe('what a card has paid', () => {
  test('is seen with its age until the bank shows it, and is proposed for its movement', async () => {
    const awaitedId = await card('50.00');
    const query = `{ suspense { awaited { balance { amount } oldestOn buckets { count paid { amount } } } } }`;
    expect((await t.ask(p, 'finance', query)).awaited).toMatchObject({
      ...{ balance: { amount: '-50.00' }, oldestOn: '2026-11-23' },
      buckets: [{ count: 1, paid: { amount: '50.00' } }, { count: 0 }, { count: 0 }, { count: 0 }],
    });
    const line = await moved('-50.00');
    expect(await lineOf(line)).toMatchObject({
      viewerCan: ['bank-line.assign'],
      awaitedLike: [
        {
          ...{ id: `AwaitedPayment:${awaitedId}`, open: { amount: '-50.00' } },
          ...{ expense: expect.any(Object), activity: expect.any(Object) },
        },
      ],
    });
    const both = await Promise.all([assign(line, [{ awaitedId }]), assign(line, [{ awaitedId }])]);
    expect(both.flatMap(codes)).toEqual(['payment.nothing-open']);
    expect(await clearing()).toBe(0n);
    expect((await t.ask(p, 'finance', '{ awaitedPayments { nodes { id } } }')).nodes).toEqual([]);
    await t.prove(p);
  });

  test('comes as one movement for many, with a charge of the bank', async () => {
    const [a, b] = [await card('20.00'), await card('30.00')];
    const line = await moved('-51.50');
    const parts = [
      { awaitedId: a },
      { awaitedId: b },
      { purpose: LinePurpose.COSTS, amount: '1.50' },
    ];
    expect(codes(await assign(line, parts, { dryRun: true }))).toEqual([]);
    const key = { idempotencyKey: newKey(), note: 'Card of November' };
    expect(codes(await assign(line, parts, key))).toEqual([]);
    expect(codes(await assign(line, parts, key))).toEqual([]);
    expect([await clearing(), await t.balanceAt(p, 'expenses')]).toEqual([0n, 150n]);
    const { open, assignments } = await lineOf(line);
    expect(open.amount).toBe('0.00');
    expect(assignments).toMatchObject([
      { amount: { amount: '-20.00' }, purpose: null, note: 'Card of November' },
      { amount: { amount: '-30.00' } },
      { amount: { amount: '-1.50' }, purpose: 'COSTS', awaited: null },
    ]);
    await t.prove(p);
    const assignmentId = assignments[1].id.slice('LineAssignment:'.length);
    const undo = (over: object = {}) =>
      undoAssignment(p.ctx('finance'), {
        ...{ assignmentId, reason: 'Another card', idempotencyKey: newKey(), ...over },
      });
    expect(codes(await undo({ reason: '' }))).toEqual(['text.blank']);
    const twice = await Promise.all([undo(), undo()]);
    expect(twice.flatMap(codes)).toEqual(['match.already-undone']);
    expect(await clearing()).toBe(-3_000n);
    expect((await lineOf(line)).awaitedLike).toMatchObject([{ id: `AwaitedPayment:${b}` }]);
    await t.prove(p);
  });

  test('is refused with everything that is wrong, and nothing is written', async () => {
    const awaitedId = await card('40.00');
    const [debit, credit] = [await moved('-35.00'), await moved('35.00')];
    expect(codes(await assign(credit, [{ awaitedId }]))).toEqual(['assign.other-direction']);
    expect(codes(await assign(debit, [{ awaitedId }]))).toEqual(['payment.more-than-line']);
    expect(codes(await assign(debit, []))).toEqual(['assign.parts-out-of-range']);
    const wrong = [
      ...[{ awaitedId, amount: '40.01' }, { awaitedId, amount: '1.00' }, {}],
      ...[
        { awaitedId, purpose: LinePurpose.VAT },
        { purpose: LinePurpose.VAT, amount: '-1.00' },
      ],
    ];
    expect(codes(await assign(debit, wrong))).toEqual([
      ...['assign.too-much', 'assign.twice', 'assign.one-of-both', 'assign.one-of-both'],
      'payment.amount-not-positive',
    ]);
    await expect(assign(debit, [{ awaitedId: newId() }])).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    // A part of it now, the rest with another movement.
    expect(codes(await assign(debit, [{ awaitedId, amount: '35.00' }]))).toEqual([]);
    expect(codes(await assign(await moved('-5.00'), [{ awaitedId }]))).toEqual([]);
    await t.prove(p);
    for (const as of ['member-stage', 'adviser', 'admin'] as const) {
      const order = { bankLineId: debit, parts: [{ awaitedId }], idempotencyKey: newKey() };
      await expect((async () => assignLine(p.ctx(as), order))()).rejects.toMatchObject({
        code: 'FORBIDDEN',
      });
    }
  });
});

test('what is owed to the state, or given back by it, is booked to its account', async () => {
  const [dues, back] = [await moved('-100.00'), await moved('12.00')];
  const parts = [
    { purpose: LinePurpose.SOCIAL_SECURITY, amount: '60.00' },
    { purpose: LinePurpose.WITHHOLDING_TAX, amount: '30.00' },
    { purpose: LinePurpose.VAT, amount: '10.00' },
  ];
  expect(codes(await assign(dues, parts))).toEqual([]);
  expect(codes(await assign(back, [{ purpose: LinePurpose.VAT }]))).toEqual([]);
  expect(await t.balanceAt(p, 'social.payable')).toBe(-6_000n);
  expect(await t.balanceAt(p, 'tax.payable')).toBe(-3_000n);
  expect(await t.balanceAt(p, 'vat.settled')).toBe(-200n);
  await t.prove(p);
});
