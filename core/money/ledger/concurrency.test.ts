import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Database, openDatabase } from '../../platform/database/pool.js';
import { newId } from '../../platform/ids.js';
import { type TestDatabase, testDatabase } from '../../platform/testing/database.js';
import {
  type Account,
  callLimit,
  closePeriod,
  credit,
  debit,
  post,
  release,
  reserve,
  reversalOf,
} from './ledger.js';
import {
  available,
  type Books,
  deposit,
  holdOn,
  openBooks,
  posting,
  times,
  transfer,
} from './testing.js';
import { verifyLedger } from './verify.js';

let db: TestDatabase;
let owner: Database;
let coop: string;
let book: Books['book'];
let availableOf: Books['availableOf'];
let a: Account;
let b: Account;

beforeAll(async () => {
  db = await testDatabase({ poolSize: 16 });
  const pool = { url: db.url, statementTimeoutMs: 30_000, lockTimeoutMs: 30_000 };
  owner = openDatabase({ ...pool, size: 1, role: null });
});
afterAll(async () => {
  await owner?.close();
  await db?.close();
});

beforeEach(async () => {
  ({ coop, book, availableOf } = await openBooks(db));
  a = available(newId());
  b = available(newId());
});

/** Starts all at once; answers how each ended: "posted", "replayed" or the code of the refusal. */
async function race(requests: (() => Promise<{ replayed: boolean }[]>)[]): Promise<string[]> {
  return Promise.all(
    requests.map((request) =>
      request().then(
        ([first]) => (first?.replayed ? 'replayed' : 'posted'),
        (error: { code?: string; message: string }) => error.code ?? error.message,
      ),
    ),
  );
}

/** The same, with everybody held up at a table until all have come there: then they do collide. */
async function raceThrough(table: string, requests: Parameters<typeof race>[0]): Promise<string[]> {
  const gate = await owner.pool.connect();
  try {
    await gate.query(`begin; lock table ledger.${table} in exclusive mode`);
    const outcomes = race(requests);
    await untilWaiting(requests.length);
    await gate.query('commit');
    return await outcomes;
  } finally {
    gate.release();
  }
}

const count = (outcomes: string[], wanted: string) =>
  outcomes.filter((outcome) => outcome === wanted).length;

describe('at the same time', () => {
  test('32 spends of what suffices for ten: ten succeed', async () => {
    await book(deposit(a, 100n));
    const outcomes = await race(times(32, () => () => book(transfer(a, b, 10n))));
    expect(count(outcomes, 'posted')).toBe(10);
    expect(count(outcomes, 'INSUFFICIENT_FUNDS')).toBe(22);
    expect([await availableOf(a), await availableOf(b)]).toEqual([0n, 100n]);
  });

  test('32 holds of what suffices for ten: ten succeed', async () => {
    await book(deposit(a, 100n));
    const outcomes = await race(
      times(32, () => () => db.transaction(coop, (sql) => reserve(sql, coop, [holdOn(a, 10n)]))),
    );
    expect(count(outcomes, 'posted')).toBe(10);
    expect(count(outcomes, 'INSUFFICIENT_FUNDS')).toBe(22);
    expect(await availableOf(a)).toBe(0n);
  });

  test('transfers that cross do not deadlock', async () => {
    const accounts = times(6, () => available(newId()));
    await book(...accounts.map((account) => deposit(account, 1_000n)));
    const shuffled = (i: number) =>
      times(6, (n) => accounts[(n * (i % 2 ? 5 : 1) + i) % 6] as Account);
    const outcomes = await race(
      times(48, (i) => () => {
        const [c, d, e, f, g, h] = shuffled(i) as [
          Account,
          Account,
          Account,
          Account,
          Account,
          Account,
        ];
        return book(transfer(c, d, 1n), transfer(e, f, 1n), transfer(g, h, 1n), transfer(d, e, 1n));
      }),
    );
    expect(count(outcomes, 'posted')).toBe(48);
  });

  test('one key posts once, and everybody gets the same transaction', async () => {
    const request = deposit(a, 7n);
    const answers = await Promise.all(times(16, () => book({ ...request, id: newId() })));
    expect(new Set(answers.map(([answer]) => answer?.id)).size).toBe(1);
    expect(answers.filter(([answer]) => answer?.replayed === false)).toHaveLength(1);
    expect(await availableOf(a)).toBe(7n);
  });

  test('one key with two contents posts one of them', async () => {
    const same = { key: newId(), sourceId: newId() };
    const outcomes = await race(times(16, (i) => () => book(deposit(i % 2 ? a : b, 7n, same))));
    expect(count(outcomes, 'posted')).toBe(1);
    expect(count(outcomes, 'replayed')).toBe(7);
    expect(count(outcomes, 'IDEMPOTENCY_MISMATCH')).toBe(8);
  });

  test('one key holds once', async () => {
    await book(deposit(a, 100n));
    const request = holdOn(a, 30n);
    const outcomes = await race(
      times(16, () => () => db.transaction(coop, (sql) => reserve(sql, coop, [request]))),
    );
    expect([count(outcomes, 'posted'), count(outcomes, 'replayed')]).toEqual([1, 15]);
    expect(await availableOf(a)).toBe(70n);
  });

  test('payouts of one document under different keys: one succeeds', async () => {
    await book(deposit(a, 1_000n));
    const payout = { kind: 'PAYOUT_RELEASED', sourceType: 'payout', sourceId: newId() };
    const outcomes = await race(times(16, () => () => book(transfer(a, b, 10n, payout))));
    expect([count(outcomes, 'posted'), count(outcomes, 'ALREADY_POSTED')]).toEqual([1, 15]);
  });

  test('pay runs over the same documents in other orders: one succeeds, none deadlocks', async () => {
    await book(deposit(a, 100_000n));
    const slips = times(200, newId);
    const payRun = (ids: string[]) =>
      ids.map((sourceId) =>
        transfer(a, b, 10n, { kind: 'SALARY_PAID', sourceType: 'payslip', sourceId }),
      );
    const outcomes = await raceThrough(
      'source_claim',
      times(8, (i) => () => book(...payRun(i % 2 ? slips : slips.toReversed()))),
    );
    expect([count(outcomes, 'posted'), count(outcomes, 'ALREADY_POSTED')]).toEqual([1, 7]);
    expect(await availableOf(b)).toBe(2_000n);
  });

  test('the same batch in other orders: one posts, the others are told so', async () => {
    const batch = times(callLimit, () => deposit(a, 1n));
    const outcomes = await raceThrough(
      'txn',
      times(8, (i) => () => book(...(i % 2 ? batch : batch.toReversed()))),
    );
    expect([count(outcomes, 'posted'), count(outcomes, 'replayed')]).toEqual([1, 7]);
    expect(await availableOf(a)).toBe(BigInt(callLimit));
  });

  test('everything is reversed twice: once each', async () => {
    const posted = await book(...times(20, () => deposit(a, 5n)));
    const undo = (id: string) => async () => {
      const correction = { key: newId(), eventOn: '2026-11-23' };
      return book(await reversalOf(db.sql, coop, id, correction));
    };
    const outcomes = await race(posted.flatMap(({ id }) => [undo(id), undo(id)]));
    expect([count(outcomes, 'posted'), count(outcomes, 'ALREADY_POSTED')]).toEqual([20, 20]);
    expect(await availableOf(a)).toBe(0n);
  });

  test('the first use of an account makes it once', async () => {
    const outcomes = await race(times(16, () => () => book(deposit(a, 1n), transfer(a, b, 1n))));
    expect(count(outcomes, 'posted')).toBe(16);
    const rows = await db.sql.query('select from ledger.account where cooperative_id = $1', [coop]);
    expect(rows).toHaveLength(3);
  });

  test('a hold is posted or released, and only one of them', async () => {
    await book(deposit(a, 100n));
    const id = newId();
    await db.transaction(coop, (sql) => reserve(sql, coop, [holdOn(a, 50n, { id })]));
    const take = () => book(posting([debit(a, 50n, id), credit(b, 50n)]));
    const free = () =>
      db.transaction(coop, async (sql) =>
        (await release(sql, coop, [id])).map(() => ({ replayed: true })),
      );
    const outcomes = await race(times(16, (i) => (i % 2 ? take : free)));
    const taken = count(outcomes, 'posted');
    const freed = count(outcomes, 'replayed');
    expect(taken === 1 ? taken : freed).toBe(1);
    expect(await availableOf(a)).toBe(taken === 1 ? 50n : 100n);
  });

  test('closing a period waits for what is being posted, and what comes after is refused', async () => {
    const dated = { eventOn: '2026-06-30' };
    let closing: Promise<void> | undefined;
    await db.transaction(coop, async (sql) => {
      await post(sql, coop, [deposit(a, 1n, dated)]);
      closing = db.transaction(coop, (other) => closePeriod(other, coop, '2026-06-30'));
      await untilWaiting(1);
    });
    await closing;
    await expect(book(deposit(a, 1n, dated))).rejects.toMatchObject({ code: 'PERIOD_CLOSED' });
    expect(await availableOf(a)).toBe(1n);
  });

  test('what was posted meanwhile, the waiting posting sees', async () => {
    await book(deposit(a, 10n));
    const request = transfer(a, b, 10n);
    let second: Promise<unknown> | undefined;
    await db.transaction(coop, async (sql) => {
      await post(sql, coop, [request]);
      second = book({ ...request, key: newId() }).catch((error: unknown) => error);
      await untilWaiting(1);
    });
    expect(await second).toMatchObject({ code: 'INSUFFICIENT_FUNDS' });
  });
});

test('after all of that every ledger here is proved', async () => {
  expect(await verifyLedger(db.sql)).toMatchObject({ ok: true });
});

/** Asks the server until so many sessions of this database wait for a lock. */
async function untilWaiting(sessions: number): Promise<void> {
  const giveUpAt = Date.now() + 10_000;
  while (Date.now() < giveUpAt) {
    const waiting = await db.admin.query(
      `select from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock'`,
    );
    if (waiting.length >= sessions) return;
  }
  throw new Error(`There are not ${sessions} sessions that wait for a lock.`);
}
