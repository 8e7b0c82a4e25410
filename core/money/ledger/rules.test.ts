import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { newId } from '../../platform/ids.js';
import { type TestDatabase, testDatabase } from '../../platform/testing/database.js';
import type { AccountCode } from './chart.js';
import {
  type Account,
  closePeriod,
  credit,
  debit,
  type Posting,
  post,
  reversalOf,
  setFloor,
} from './ledger.js';
import {
  accountOf,
  available,
  type Books,
  bank,
  deposit,
  newCooperative,
  openBooks,
  posting,
  transfer,
} from './testing.js';
import { verifyLedger } from './verify.js';

let db: TestDatabase;
let coop: string;
let book: Books['book'];
let availableOf: Books['availableOf'];
let a: Account;
let b: Account;

beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db?.close());

beforeEach(async () => {
  ({ coop, book, availableOf } = await openBooks(db));
  a = available(newId());
  b = available(newId());
});

describe('a source', () => {
  const issued = (rest: Partial<Posting> = {}) =>
    deposit(a, 5n, { kind: 'INVOICE_ISSUED', ...rest });

  test('is posted once for a kind that allows one, whatever the key', async () => {
    const source = { sourceType: 'invoice', sourceId: newId() };
    const [first] = await book(issued(source));
    await expect(book(deposit(a, 9n), issued(source))).rejects.toMatchObject({
      code: 'ALREADY_POSTED',
      details: { index: 1, kind: 'INVOICE_ISSUED', ...source, transactionId: first?.id },
    });
    expect(await availableOf(a)).toBe(5n);
  });

  test('twice in one call is refused', async () => {
    const source = { sourceType: 'invoice', sourceId: newId() };
    await expect(book(issued(source), issued(source))).rejects.toMatchObject({
      code: 'ALREADY_POSTED',
    });
  });

  test('may have transactions of other kinds, and of one that is not limited', async () => {
    const source = { sourceType: 'invoice', sourceId: newId() };
    await book(issued(source), issued({ ...source, kind: 'CREDIT_NOTE_ISSUED' }));
    await book(issued({ ...source, kind: 'REMINDER' }), issued({ ...source, kind: 'REMINDER' }));
    expect(await availableOf(a)).toBe(20n);
  });

  test('may be posted again once the first is reversed', async () => {
    const source = { sourceType: 'invoice', sourceId: newId() };
    const [first] = await book(issued(source));
    const correction = { key: newId(), eventOn: '2026-11-23' };
    await book(await reversalOf(db.sql, coop, first?.id as string, correction), issued(source));
    expect(await availableOf(a)).toBe(5n);
    await expect(book(issued(source))).rejects.toMatchObject({ code: 'ALREADY_POSTED' });
    expect(await verifyLedger(db.sql, coop)).toMatchObject({ ok: true });
  });
});

describe('a reversal', () => {
  const reverse = async (txnId: string, rest: Partial<Posting> = {}) =>
    book({
      ...(await reversalOf(db.sql, coop, txnId, { key: newId(), eventOn: '2026-11-23' })),
      ...rest,
    });

  test('mirrors every line and leaves the original as it was', async () => {
    const [posted] = await book(deposit(a, 100n));
    await reverse(posted?.id as string);
    expect(await availableOf(a)).toBe(0n);
    expect(await verifyLedger(db.sql, coop)).toMatchObject({ ok: true, entries: 4n });
  });

  test('happens once, whatever the key', async () => {
    const [posted] = await book(deposit(a, 100n));
    const [first] = await reverse(posted?.id as string);
    await expect(reverse(posted?.id as string)).rejects.toMatchObject({
      code: 'ALREADY_POSTED',
      details: { kind: 'REVERSAL', sourceId: posted?.id, transactionId: first?.id },
    });
  });

  test('is not itself reversed', async () => {
    const [posted] = await book(deposit(a, 100n));
    const [undone] = await reverse(posted?.id as string);
    await expect(reverse(undone?.id as string)).rejects.toMatchObject({ code: 'INVALID_REVERSAL' });
  });

  test('of other lines than the original is refused', async () => {
    const [posted] = await book(deposit(a, 100n));
    await expect(
      reverse(posted?.id as string, { lines: [debit(a, 99n), credit(bank(a.owner.id), 99n)] }),
    ).rejects.toMatchObject({ code: 'INVALID_REVERSAL', details: { transactionId: posted?.id } });
  });

  test('of what is spent already is refused', async () => {
    const [posted] = await book(deposit(a, 100n), transfer(a, b, 1n));
    await expect(reverse(posted?.id as string)).rejects.toMatchObject({
      code: 'INSUFFICIENT_FUNDS',
      details: { account: 'activity.available', missingMinor: '1' },
    });
  });

  test('of what does not exist, or is another co-operative’s, is refused', async () => {
    const [posted] = await book(deposit(a, 100n));
    const there = await newCooperative(db.admin);
    const correction = { key: newId(), eventOn: '2026-11-23' };
    for (const id of [newId(), posted?.id as string]) {
      await expect(reversalOf(db.sql, there, id, correction)).rejects.toMatchObject({
        code: 'INVALID_REVERSAL',
      });
      const forged = posting(deposit(a, 100n).lines, { kind: 'REVERSAL', reverses: id });
      await expect(
        db.transaction(there, (sql) => post(sql, there, [forged])),
      ).rejects.toMatchObject({ code: 'INVALID_REVERSAL' });
    }
  });

  test('needs its kind, and its kind needs an original', async () => {
    const [posted] = await book(deposit(a, 100n));
    await expect(book(deposit(a, 1n, { kind: 'REVERSAL' }))).rejects.toMatchObject({
      code: 'MALFORMED',
    });
    await expect(book(deposit(a, 1n, { reverses: posted?.id }))).rejects.toMatchObject({
      code: 'MALFORMED',
    });
  });
});

describe('funds', () => {
  test('that are not there cannot be spent, and the refusal says what is missing', async () => {
    await book(deposit(a, 10n));
    await expect(book(deposit(b, 1n), transfer(a, b, 25n))).rejects.toMatchObject({
      code: 'INSUFFICIENT_FUNDS',
      details: {
        ...{ index: 1, account: 'activity.available', currency: 'EUR', missingMinor: '15' },
        ...{ ownerType: 'activity', ownerId: a.owner.id },
      },
    });
    expect(await availableOf(a)).toBe(10n);
    expect(await availableOf(b)).toBeUndefined();
  });

  test('are judged after each posting of a call, not after the last', async () => {
    await expect(book(transfer(a, b, 5n), deposit(a, 5n))).rejects.toMatchObject({
      code: 'INSUFFICIENT_FUNDS',
      details: { index: 0 },
    });
  });

  test('are judged after a posting as a whole, in whatever order its lines are', async () => {
    await book(posting([debit(a, 5n), credit(a, 9n), debit(bank(a.owner.id), 4n)]));
    expect(await availableOf(a)).toBe(4n);
  });

  test('go as far below zero as a credit limit allows, and no further', async () => {
    await db.transaction(coop, (sql) => setFloor(sql, coop, a, -100n));
    await book(transfer(a, b, 100n));
    await expect(book(transfer(a, b, 1n))).rejects.toMatchObject({ code: 'INSUFFICIENT_FUNDS' });
    await expect(db.transaction(coop, (sql) => setFloor(sql, coop, a, -99n))).rejects.toMatchObject(
      { code: 'INSUFFICIENT_FUNDS', details: { missingMinor: '1' } },
    );
    await db.transaction(coop, (sql) => setFloor(sql, coop, a, null));
    await book(transfer(a, b, 1_000_000n));
    expect(await availableOf(a)).toBe(-1_000_100n);
  });

  test('of an account without a floor may be negative', async () => {
    await book(
      transfer(bank(a.owner.id), b, 5n),
      transfer(accountOf('host', newId(), 'bank'), b, -5n),
    );
    expect(await availableOf(bank(a.owner.id))).toBe(5n);
  });

  test('that the guarantee fund advances are claimed back one for one', async () => {
    const fund = (code: AccountCode) => accountOf('cooperative', coop, code);
    const advanced = accountOf('activity', a.owner.id, 'activity.advanced');
    await book(deposit(fund('fund.available'), 100n));
    const advance = [
      ...[debit(advanced, 60n), credit(a, 60n)],
      ...[debit(fund('fund.available'), 60n), credit(fund('fund.claims'), 60n)],
    ];
    await book(posting(advance));
    expect(await availableOf(fund('fund.claims'))).toBe(60n);
    await expect(book(posting(advance.slice(0, 2)))).rejects.toMatchObject({
      code: 'NOT_MIRRORED',
      details: { mirror: 'guarantee', difference: { EUR: '60' } },
    });
  });
});

describe('a closed period', () => {
  const close = (until: string) => db.transaction(coop, (sql) => closePeriod(sql, coop, until));

  test('refuses what is dated in it, and takes what is dated after it', async () => {
    await close('2026-09-30');
    const late = { eventOn: '2026-09-30' };
    await expect(book(deposit(a, 1n), deposit(a, 1n, late))).rejects.toMatchObject({
      code: 'PERIOD_CLOSED',
      details: { index: 1, ...late, lockedUntil: '2026-09-30' },
    });
    await book(deposit(a, 1n, { eventOn: '2026-10-01' }));
  });

  test('answers the replay of what was posted before it closed', async () => {
    const request = deposit(a, 1n, { eventOn: '2026-09-30' });
    await book(request);
    await close('2026-09-30');
    expect(await book(request)).toMatchObject([{ replayed: true }]);
  });

  test('stays closed: it only ever moves forward', async () => {
    await close('2026-09-30');
    await close('2026-09-30');
    await expect(close('2026-08-31')).rejects.toMatchObject({ code: 'PERIOD_CLOSED' });
    await close('2026-12-31');
    await expect(book(deposit(a, 1n))).rejects.toMatchObject({ code: 'PERIOD_CLOSED' });
  });
});
