import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { newId } from '../../platform/ids.js';
import { type TestDatabase, testDatabase } from '../../platform/testing/database.js';
import type { AccountCode } from './chart.js';
import { type Account, balances, callLimit, credit, debit, type Posting, post } from './ledger.js';
import {
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

const countOf = async (table: string) => {
  const [row] = await db.sql.query<{ n: bigint }>(
    `select count(*) as n from ${table} where cooperative_id = $1`,
    [coop],
  );
  return row?.n;
};

describe('a posting', () => {
  test('of nothing is nothing', async () => {
    expect(await book()).toEqual([]);
  });

  test('moves money from account to account', async () => {
    await book(deposit(a, 1_000n));
    const id = newId();
    expect(await book(transfer(a, b, 300n, { id }))).toEqual([{ id, replayed: false }]);
    expect(await balances(db.sql, coop, [a.owner])).toEqual([
      { ...a, postedMinor: 700n, reservedMinor: 0n, availableMinor: 700n, floorMinor: 0n },
    ]);
    expect(await availableOf(b)).toBe(300n);
  });

  test('keeps who, when and why, and its lines in their order', async () => {
    const actor = newId();
    const source = { sourceType: 'invoice', sourceId: newId() };
    const whole = { ...source, actor, requestId: 'r-1', descriptionCode: 'invoice.issued' };
    const [posted] = await book(deposit(a, 12_100n, { ...whole, eventOn: '2026-02-28' }));
    const [header] = await db.sql.query(
      `select source_type as "sourceType", source_id as "sourceId", actor, event_on,
         request_id as "requestId", description_code as "descriptionCode", line_count
       from ledger.txn where cooperative_id = $1 and id = $2`,
      [coop, posted?.id],
    );
    expect(header).toEqual({ ...whole, event_on: '2026-02-28', line_count: 2 });
    const entries = await db.sql.query(
      `select line_no, amount, balance_after, account_version from ledger.entry
       where cooperative_id = $1 and txn_id = $2 order by line_no`,
      [coop, posted?.id],
    );
    // The balance is on the account's normal side: both the bank and the activity have more.
    expect(entries).toEqual([
      { line_no: 1, amount: 12_100n, balance_after: 12_100n, account_version: 1n },
      { line_no: 2, amount: -12_100n, balance_after: 12_100n, account_version: 1n },
    ]);
  });

  test('may be in several currencies, each of which balances', async () => {
    const dollars = (account: Account) => ({ ...account, currency: 'USD' });
    await book(
      posting([
        ...[debit(bank(a.owner.id), 100n), credit(a, 100n)],
        ...[debit(dollars(bank(a.owner.id)), 7n), credit(dollars(a), 7n)],
      ]),
    );
    const found = await balances(db.sql, coop, [a.owner]);
    expect(found.map((row) => [row.currency, row.postedMinor])).toEqual([
      ['EUR', 100n],
      ['USD', 7n],
    ]);
  });

  test('of 1000 transactions that share accounts keeps every running balance', async () => {
    await book(deposit(a, 1_000n));
    await book(...Array.from({ length: callLimit }, () => transfer(a, b, 1n)));
    expect([await availableOf(a), await availableOf(b)]).toEqual([0n, 1_000n]);
    expect(await verifyLedger(db.sql, coop)).toMatchObject({ ok: true, transactions: 1_001n });
  });

  test('sees what an earlier posting of the same call brought in', async () => {
    await book(deposit(a, 50n), transfer(a, b, 50n));
    expect(await availableOf(b)).toBe(50n);
  });

  test('writes its event in the same call, and not again on a replay', async () => {
    const event = { id: newId(), type: 'deposit.made', activityId: newId(), payload: { n: 1 } };
    const actor = newId();
    const request = deposit(a, 1n, { event, actor });
    await book(request);
    await book(request);
    const rows = await db.sql.query(
      `select id, type, subject_type, subject_id, activity_id as "activityId", payload, actor
       from core.outbox where cooperative_id = $1`,
      [coop],
    );
    const subject = { subject_type: request.sourceType, subject_id: request.sourceId };
    expect(rows).toEqual([{ ...event, ...subject, actor }]);
  });

  test('is gone, with its event, when the transaction is rolled back', async () => {
    const event = { type: 'deposit.made', payload: {} };
    const failing = db.transaction(coop, async (sql) => {
      await post(sql, coop, [deposit(a, 1n, { event })]);
      throw new Error('changed our mind');
    });
    await expect(failing).rejects.toThrow('changed our mind');
    expect(await Promise.all(['ledger.txn', 'ledger.account', 'core.outbox'].map(countOf))).toEqual(
      [0n, 0n, 0n],
    );
  });
});

describe('an idempotency key', () => {
  test('with the same content posts once and answers the original', async () => {
    const request = deposit(a, 100n);
    const [first] = await book({ ...request, id: newId() });
    const again = await book({ ...request, id: newId(), actor: newId(), requestId: 'retry' });
    expect(again).toEqual([{ id: first?.id, replayed: true }]);
    expect(await availableOf(a)).toBe(100n);
  });

  test.each([
    ['amount', (request: Posting) => ({ ...request, lines: deposit(a, 101n).lines })],
    ['account', (request: Posting) => ({ ...request, lines: deposit(b, 100n).lines })],
    ['day', (request: Posting) => ({ ...request, eventOn: '2026-11-24' })],
    ['source', (request: Posting) => ({ ...request, sourceId: newId() })],
  ])('with another %s is refused', async (_, change) => {
    const request = deposit(a, 100n);
    await book(request);
    await expect(book(change(request))).rejects.toMatchObject({
      code: 'IDEMPOTENCY_MISMATCH',
      details: { index: 0, key: request.key },
    });
    expect(await availableOf(a)).toBe(100n);
  });

  test('may come twice in one call, and posts once', async () => {
    const request = deposit(a, 100n);
    const answers = await book(request, { ...request, id: newId() });
    expect(answers.map(({ replayed }) => replayed)).toEqual([false, true]);
    expect(answers[1]?.id).toBe(answers[0]?.id);
    const same = deposit(b, 1n, { id: newId() });
    expect((await book(same, same)).map(({ replayed }) => replayed)).toEqual([false, true]);
    expect(await availableOf(b)).toBe(1n);
  });

  test('may be repeated in one transaction', async () => {
    const request = deposit(a, 100n, { id: newId() });
    const answers = await db.transaction(coop, async (sql) => [
      ...(await post(sql, coop, [request])),
      ...(await post(sql, coop, [request])),
    ]);
    expect(answers.map(({ replayed }) => replayed)).toEqual([false, true]);
  });

  test('of a batch that was half known posts the other half', async () => {
    const known = deposit(a, 1n);
    await book(known);
    const answers = await book(deposit(a, 2n), known, deposit(a, 3n));
    expect(answers.map(({ replayed }) => replayed)).toEqual([false, true, false]);
    expect(await availableOf(a)).toBe(6n);
  });

  test('of a refused request is free: its retry is judged anew', async () => {
    const request = transfer(a, b, 10n);
    await expect(book(request)).rejects.toMatchObject({ code: 'INSUFFICIENT_FUNDS' });
    await book(deposit(a, 10n));
    expect(await book(request)).toMatchObject([{ replayed: false }]);
  });

  test('belongs to a co-operative: another one may use the same', async () => {
    const request = deposit(a, 100n);
    await book(request);
    const other = await newCooperative(db.admin);
    const answer = await db.transaction(other, (sql) => post(sql, other, [request]));
    expect(answer).toMatchObject([{ replayed: false }]);
  });

  test('with an id that another key has is refused', async () => {
    const id = newId();
    await book(deposit(a, 1n, { id }));
    await expect(book(deposit(a, 1n, { id }))).rejects.toMatchObject({
      code: 'IDEMPOTENCY_MISMATCH',
    });
  });
});

describe('a malformed posting is refused:', () => {
  const two = () => deposit(a, 1n).lines;
  test.each<[string, string, () => Posting]>([
    ['one that does not balance', 'UNBALANCED', () => posting([debit(a, 2n), credit(b, 1n)])],
    [
      'one that balances only across currencies',
      'UNBALANCED',
      () => posting([debit(a, 1n), credit({ ...b, currency: 'USD' }, 1n)]),
    ],
    ['one line', 'MALFORMED', () => posting([debit(a, 1n)])],
    ['no line', 'MALFORMED', () => posting([])],
    [
      'more lines than the limit',
      'MALFORMED',
      () => posting(Array.from({ length: 501 }, two).flat()),
    ],
    ['a line of zero', 'MALFORMED', () => posting([debit(a, 0n), credit(b, 0n)])],
    ['an amount out of range', 'MALFORMED', () => deposit(a, 2n ** 63n)],
    ['a lower-case currency', 'MALFORMED', () => deposit({ ...a, currency: 'eur' }, 1n)],
    ['a currency that is too long', 'MALFORMED', () => deposit({ ...a, currency: 'EURO' }, 1n)],
    ['a day that does not exist', 'MALFORMED', () => deposit(a, 1n, { eventOn: '2026-02-30' })],
    ['an empty key', 'MALFORMED', () => deposit(a, 1n, { key: '' })],
    ['a key that is too long', 'MALFORMED', () => deposit(a, 1n, { key: 'k'.repeat(201) })],
    ['an id that is no UUID', 'MALFORMED', () => deposit(a, 1n, { id: '42' })],
    [
      'free text as a description',
      'MALFORMED',
      () => deposit(a, 1n, { descriptionCode: 'Ann B.' }),
    ],
    ['a kind in lower case', 'MALFORMED', () => deposit(a, 1n, { kind: 'transfer' })],
    [
      'an unknown account code',
      'UNKNOWN_ACCOUNT_CODE',
      () => deposit({ ...a, code: 'activity.dreams' as AccountCode }, 1n),
    ],
    [
      'an owner without an id',
      'MALFORMED',
      () => deposit({ ...a, owner: { type: 'activity', id: '' } }, 1n),
    ],
  ])('%s', async (_, code, request) => {
    await expect(book(request())).rejects.toMatchObject({ name: 'LedgerError', code });
    expect(await countOf('ledger.txn')).toBe(0n);
  });

  test('more postings than a call takes', async () => {
    const many = Array.from({ length: callLimit + 1 }, () => deposit(a, 1n));
    await expect(book(...many)).rejects.toMatchObject({ code: 'MALFORMED' });
  });

  test('a balance that would not fit', async () => {
    const huge = 2n ** 63n - 1n;
    await book(deposit(a, huge));
    await expect(book(deposit(a, 1n))).rejects.toMatchObject({ code: 'MALFORMED' });
    expect(await availableOf(a)).toBe(huge);
  });
});

describe('balances', () => {
  test('of no owner, or of one without accounts, are none', async () => {
    expect(await balances(db.sql, coop, [])).toEqual([]);
    expect(await balances(db.sql, coop, [a.owner])).toEqual([]);
  });

  test('of many owners, some named twice, take one statement', async () => {
    const many = Array.from({ length: 50 }, () => available(newId()));
    await book(...many.map((account) => deposit(account, 7n)));
    const sent: string[] = [];
    const observer = (text: string) => sent.push(text);
    db.sql.observers.add(observer);
    const owners = many.map(({ owner }) => owner);
    const found = await balances(db.sql, coop, [...owners, ...owners]);
    db.sql.observers.delete(observer);
    expect(found).toHaveLength(50);
    expect(found.every(({ availableMinor }) => availableMinor === 7n)).toBe(true);
    expect(sent).toHaveLength(1);
  });
});
