import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { newId } from '../../platform/ids.js';
import { type TestDatabase, testDatabase } from '../../platform/testing/database.js';
import {
  type Account,
  balances,
  credit,
  debit,
  expireHolds,
  type HoldRequest,
  type Posting,
  post,
  release,
  reserve,
} from './ledger.js';
import {
  available,
  type Books,
  bank,
  deposit,
  holdOn,
  newCooperative,
  openBooks,
  posting,
  transfer,
} from './testing.js';
import { verifyLedger } from './verify.js';

let db: TestDatabase;
let coop: string;
let book: Books['book'];
let a: Account;
let b: Account;

beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db?.close());

beforeEach(async () => {
  ({ coop, book } = await openBooks(db));
  a = available(newId());
  b = available(newId());
  await book(deposit(a, 100n));
});

const hold = (...holds: HoldRequest[]) => db.transaction(coop, (sql) => reserve(sql, coop, holds));
const free = (...ids: string[]) => db.transaction(coop, (sql) => release(sql, coop, ids));

/** Holds an amount of the account and answers the hold's id. */
const held = async (amountMinor: bigint, rest: Partial<HoldRequest> = {}) =>
  (await hold(holdOn(a, amountMinor, rest)))[0]?.id as string;

const moneyOf = async (account: Account) => {
  const found = await balances(db.sql, coop, [account.owner]);
  const row = found.find(({ code }) => code === account.code);
  return [row?.postedMinor, row?.reservedMinor, row?.availableMinor];
};

const stateOf = async (id: string) => {
  const [row] = await db.sql.query<{ state: string; posted_amount: bigint | null }>(
    'select state, posted_amount from ledger.hold where cooperative_id = $1 and id = $2',
    [coop, id],
  );
  return [row?.state, row?.posted_amount];
};

const take = (id: string, amountMinor: bigint, from: Account = a) =>
  posting([debit(from, amountMinor, id), credit(b, amountMinor)]);

describe('a hold', () => {
  test('sets money aside that is then not available', async () => {
    await held(70n);
    expect(await moneyOf(a)).toEqual([100n, 70n, 30n]);
    await expect(book(transfer(a, b, 31n))).rejects.toMatchObject({ code: 'INSUFFICIENT_FUNDS' });
    await book(transfer(a, b, 30n));
    expect(await moneyOf(a)).toEqual([70n, 70n, 0n]);
  });

  test('of more than is available is refused, the earlier ones of the call counted', async () => {
    await expect(hold(holdOn(a, 60n), holdOn(a, 60n))).rejects.toMatchObject({
      code: 'INSUFFICIENT_FUNDS',
      details: { index: 1, account: 'activity.available', missingMinor: '20' },
    });
    expect(await moneyOf(a)).toEqual([100n, 0n, 100n]);
  });

  test('is placed once a key, and answered again on a replay', async () => {
    const request = holdOn(a, 40n, { expiresAt: new Date('2030-01-01T00:00:00Z') });
    const [first] = await hold(request);
    const answers = await hold({ ...request, id: newId() }, { ...request, requestId: 'again' });
    expect(answers).toEqual([
      { id: first?.id, replayed: true },
      { id: first?.id, replayed: true },
    ]);
    expect(await moneyOf(a)).toEqual([100n, 40n, 60n]);
    const twice = holdOn(a, 1n);
    expect((await hold(twice, twice)).map(({ replayed }) => replayed)).toEqual([false, true]);
  });

  test('with a used key and another content is refused', async () => {
    const request = holdOn(a, 40n);
    await hold(request);
    await expect(hold({ ...request, amountMinor: 41n })).rejects.toMatchObject({
      code: 'IDEMPOTENCY_MISMATCH',
    });
  });

  test.each<[string, () => HoldRequest]>([
    ['zero', () => holdOn(a, 0n)],
    ['less than zero', () => holdOn(a, -1n)],
    ['an unknown currency', () => holdOn({ ...a, currency: 'euro' }, 1n)],
    ['an empty key', () => holdOn(a, 1n, { key: '' })],
  ])('of %s is refused', async (_, request) => {
    await expect(hold(request())).rejects.toMatchObject({ code: 'MALFORMED' });
  });

  test('is also for an account that is positive in debit', async () => {
    const account = bank(a.owner.id);
    const [placed] = await hold(holdOn(account, 30n));
    expect(await moneyOf(account)).toEqual([100n, 30n, 70n]);
    const id = placed?.id as string;
    await book(posting([credit(account, 30n, id), debit(a, 30n)]));
    expect(await moneyOf(account)).toEqual([70n, 0n, 70n]);
  });
});

describe('posting a hold', () => {
  test('takes all of it', async () => {
    const id = await held(100n);
    await book(take(id, 100n));
    expect(await moneyOf(a)).toEqual([0n, 0n, 0n]);
    expect(await stateOf(id)).toEqual(['POSTED', 100n]);
  });

  test('takes a part of it and gives the rest back', async () => {
    const id = await held(100n);
    await book(take(id, 60n), transfer(a, b, 40n));
    expect(await moneyOf(a)).toEqual([0n, 0n, 0n]);
    expect(await stateOf(id)).toEqual(['POSTED', 60n]);
  });

  test('happens once, and its replay answers the original', async () => {
    const id = await held(50n);
    const request = take(id, 20n);
    await book(request);
    expect(await book(request)).toMatchObject([{ replayed: true }]);
    await expect(book(take(id, 20n))).rejects.toMatchObject({
      code: 'HOLD_NOT_USABLE',
      details: { index: 0, hold: id },
    });
    expect(await moneyOf(a)).toEqual([80n, 0n, 80n]);
  });

  test.each<[string, (id: string) => Posting[]]>([
    ['more than the hold', (id) => [take(id, 51n)]],
    ['the same hold in two lines', (id) => [take(id, 10n), take(id, 10n)]],
    [
      'the same hold twice in one posting',
      (id) => [posting([debit(a, 10n, id), debit(a, 10n, id), credit(b, 20n)])],
    ],
    ['the hold of another account', (id) => [take(id, 10n, bank(a.owner.id))]],
    [
      'a hold in the wrong direction',
      (id) => [posting([credit(a, 5n, id), debit(bank(newId()), 5n)])],
    ],
    ['an unknown hold', () => [take(newId(), 10n)]],
  ])('that takes %s is refused', async (_, requests) => {
    const id = await held(50n);
    await expect(book(...requests(id))).rejects.toMatchObject({ code: 'HOLD_NOT_USABLE' });
    expect(await moneyOf(a)).toEqual([100n, 50n, 50n]);
  });

  test('of another co-operative is refused', async () => {
    const id = await held(50n);
    const there = await newCooperative(db.admin);
    await expect(
      db.transaction(there, (sql) => post(sql, there, [deposit(a, 99n), take(id, 5n)])),
    ).rejects.toMatchObject({ code: 'HOLD_NOT_USABLE' });
  });
});

describe('a release', () => {
  test('gives the money back, once; again it does nothing', async () => {
    const [first, second] = [await held(30n), await held(40n)];
    expect(await free(first, second)).toEqual([first, second]);
    expect(await free(first)).toEqual([]);
    expect(await moneyOf(a)).toEqual([100n, 0n, 100n]);
    expect(await stateOf(first)).toEqual(['VOIDED', null]);
    expect(await free()).toEqual([]);
  });

  test('of what is posted or unknown is refused, and the rest of the call with it', async () => {
    const [posted, pending] = [await held(30n), await held(40n)];
    await book(take(posted, 30n));
    for (const id of [posted, newId()]) {
      await expect(free(pending, id)).rejects.toMatchObject({
        code: 'HOLD_NOT_USABLE',
        details: { hold: id },
      });
    }
    expect(await moneyOf(a)).toEqual([70n, 40n, 30n]);
    await expect(book(take(await held(1n), 2n))).rejects.toMatchObject({ code: 'HOLD_NOT_USABLE' });
  });
});

describe('a hold past its time', () => {
  const past = { expiresAt: new Date('2020-01-01T00:00:00Z') };

  test('cannot be posted, even before anybody has expired it', async () => {
    const id = await held(30n, past);
    await expect(book(take(id, 30n))).rejects.toMatchObject({ code: 'HOLD_NOT_USABLE' });
  });

  test('is given back by the next expiry, and only that', async () => {
    const id = await held(30n, past);
    const later = await held(20n, { expiresAt: new Date('2099-01-01T00:00:00Z') });
    expect(await db.transaction(coop, (sql) => expireHolds(sql, coop))).toBe(1);
    expect(await db.transaction(coop, (sql) => expireHolds(sql, coop))).toBe(0);
    expect(await moneyOf(a)).toEqual([100n, 20n, 80n]);
    expect([await stateOf(id), await stateOf(later)]).toEqual([
      ['EXPIRED', null],
      ['PENDING', null],
    ]);
    expect(await free(id)).toEqual([]);
  });
});

test('after all of that every ledger here is proved', async () => {
  expect(await verifyLedger(db.sql)).toMatchObject({ ok: true });
});
