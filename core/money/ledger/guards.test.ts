/** What the database itself refuses, whoever asks: the ledger does not depend on our TypeScript. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openDatabase } from '../../platform/database/pool.js';
import type { Sql } from '../../platform/database/sql.js';
import { newId } from '../../platform/ids.js';
import { type TestDatabase, testDatabase } from '../../platform/testing/database.js';
import { chart } from './chart.js';
import { closePeriod, credit, debit, post, release, reserve, setFloor } from './ledger.js';
import {
  available,
  deposit,
  holdOn,
  inCooperative,
  newCooperative,
  posting,
  times,
  transfer,
} from './testing.js';
import { verifyLedger } from './verify.js';

let db: TestDatabase;
let coop: string;
let txnId: string;
const a = available(newId());
const b = available(newId());

beforeAll(async () => {
  db = await testDatabase();
  coop = await newCooperative(db.admin);
  const [posted] = await db.transaction(coop, (sql) => post(sql, coop, [deposit(a, 100n)]));
  txnId = posted?.id as string;
  await db.transaction(coop, (sql) => reserve(sql, coop, [holdOn(a, 10n)]));
  await db.transaction(coop, (sql) => closePeriod(sql, coop, '2020-12-31'));
});
afterAll(() => db?.close());

const tables = [
  ...['account_code', 'once_per_source', 'account', 'balance', 'txn', 'entry', 'hold'],
  ...['source_claim', 'period_lock'],
];

describe('the application', () => {
  test.each(tables)('may read ledger.%s and change nothing in it', async (table) => {
    await db.sql.query(`select from ledger.${table} limit 1`);
    const [column] = await db.admin.query<{ name: string }>(
      `select attname as name from pg_attribute
       where attrelid = $1::regclass and attnum > 0 limit 1`,
      [`ledger.${table}`],
    );
    for (const statement of [
      `insert into ledger.${table} default values`,
      `update ledger.${table} set ${column?.name} = default`,
      `delete from ledger.${table}`,
      `truncate ledger.${table} cascade`,
    ]) {
      await expect(db.sql.query(statement)).rejects.toMatchObject({ code: '42501' });
    }
  });

  test('may call the functions of the door and none of their parts', async () => {
    const callable = await db.admin.query<{ name: string }>(
      `select proname as name from pg_proc p
       where pronamespace = 'ledger'::regnamespace
         and has_function_privilege('gezel_app', p.oid, 'execute') order by 1`,
    );
    expect(callable.map(({ name }) => name)).toEqual([
      ...['close_period', 'expire_holds', 'post', 'release', 'reserve', 'set_floor', 'verify'],
    ]);
  });

  test('owns nothing here; the owner cannot log in and fixes its search path', async () => {
    const owners = await db.admin.query(
      `select distinct r.rolname, r.rolcanlogin from pg_roles r where r.oid in (
         select relowner from pg_class where relnamespace = 'ledger'::regnamespace
         union select proowner from pg_proc where pronamespace = 'ledger'::regnamespace
         union select nspowner from pg_namespace where nspname = 'ledger')`,
    );
    expect(owners).toEqual([{ rolname: 'gezel_ledger', rolcanlogin: false }]);
    const loose = await db.admin.query(
      `select proname from pg_proc where pronamespace = 'ledger'::regnamespace and prosecdef
         and not 'search_path=pg_catalog, pg_temp' = any (proconfig)`,
    );
    expect(loose).toEqual([]);
  });

  test('posts, holds and sets floors only for the co-operative of its transaction', async () => {
    const other = await newCooperative(db.admin);
    const wrong = { code: 'WRONG_COOPERATIVE', details: { cooperative: other } };
    const calls = [
      () => db.transaction(coop, (sql) => post(sql, other, [deposit(a, 1n)])),
      () => db.transaction(coop, (sql) => reserve(sql, other, [holdOn(a, 1n)])),
      () => db.transaction(coop, (sql) => release(sql, other, [newId()])),
      () => db.transaction(coop, (sql) => setFloor(sql, other, a, -1n)),
      () => db.transaction(coop, (sql) => closePeriod(sql, other, '2026-01-01')),
      // Outside a transaction of a co-operative there is none that could be the right one.
      () => post(db.sql, other, [deposit(a, 1n)]),
    ];
    for (const call of calls) await expect(call()).rejects.toMatchObject(wrong);
  });

  test('posts only where a waiting statement sees what others committed', async () => {
    const attempt = db.transaction(coop, async (sql) => {
      await sql.query('rollback and chain');
      await sql.query('set transaction isolation level serializable');
      await sql.query("select set_config('gezel.cooperative', $1, true)", [coop]);
      return post(sql, coop, [deposit(a, 1n)]);
    });
    await expect(attempt).rejects.toMatchObject({
      code: 'MALFORMED',
      details: { isolation: 'serializable' },
    });
  });
});

describe('even the owner', () => {
  test.each([
    ...['txn', 'entry', 'account'].flatMap((table) => [
      [`update ledger.${table} set cooperative_id = cooperative_id`],
      [`delete from ledger.${table}`],
      [`truncate ledger.${table} cascade`],
    ]),
    ['update ledger.entry set amount = 1 where false'],
    ['delete from ledger.balance'],
    ['delete from ledger.hold'],
    ['truncate ledger.balance cascade'],
    ['truncate ledger.hold'],
  ])('cannot %s', async (statement) => {
    await expect(db.admin.query(statement)).rejects.toMatchObject({ code: 'GZ010' });
  });

  const header = (id: string, lines: number) =>
    `insert into ledger.txn (cooperative_id, id, idem_key, req_hash, kind, source_type, source_id,
       event_on, line_count)
     values ('${coop}', '${id}', '${id}', sha256(''), 'FORGED', 'test', '${id}', '2026-11-23',
       ${lines});`;
  const line = (id: string, no: number, amount: number, cooperative = coop) =>
    `insert into ledger.entry (cooperative_id, txn_id, line_no, account_id, currency, amount,
       balance_after, account_version)
     select '${cooperative}', '${id}', ${no}, a.id, a.currency, ${amount}, 0, ${1000 + no}
     from ledger.account a where a.code = 'bank';`;
  /** The statements of one simple query are one transaction. */
  const refused = (code: string, ...statements: string[]) =>
    expect(db.admin.query(statements.join('\n'))).rejects.toMatchObject({ code });

  test('cannot add a line to a transaction of the past', async () => {
    await refused('GZ010', line(txnId, 3, 5));
  });

  test('cannot add a line without a transaction, or across co-operatives', async () => {
    const other = await newCooperative(db.admin);
    await refused('23503', line(newId(), 1, 5));
    const id = newId();
    await refused('23503', header(id, 2), line(id, 1, 5), line(id, 2, -5, other));
  });

  test('cannot commit a transaction that is off balance', async () => {
    const id = newId();
    await refused('GZ003', header(id, 2), line(id, 1, 5), line(id, 2, -4));
  });

  test('cannot commit a transaction that lacks a line, or all of them', async () => {
    const id = newId();
    await refused('GZ003', header(id, 3), line(id, 1, 5), line(id, 2, -5));
    await refused('GZ003', header(newId(), 2));
  });

  test('cannot insert a line of zero', async () => {
    const id = newId();
    await refused('23514', header(id, 2), line(id, 1, 0));
  });

  test('cannot draw a balance below its floor, or reserve less than nothing', async () => {
    for (const change of ['posted = -1', 'floor = 101', 'reserved = 101', 'reserved = -1']) {
      const attempt = db.admin.query(`update ledger.balance set ${change} where floor = 0`);
      await expect(attempt).rejects.toMatchObject({ code: '23514' });
    }
  });

  test('cannot open a settled hold again, or change what a hold is about', async () => {
    const [placed] = await db.transaction(coop, (sql) => reserve(sql, coop, [holdOn(a, 1n)]));
    const id = placed?.id as string;
    await expect(
      db.admin.query(`update ledger.hold set amount = 2 where id = '${id}'`),
    ).rejects.toMatchObject({ code: 'GZ010' });
    await db.transaction(coop, (sql) => release(sql, coop, [id]));
    for (const change of ["state = 'PENDING', settled_at = null", "state = 'EXPIRED'"]) {
      await expect(
        db.admin.query(`update ledger.hold set ${change} where id = '${id}'`),
      ).rejects.toMatchObject({ code: 'GZ010' });
    }
  });
});

describe('the chart', () => {
  test('is the same in TypeScript and in the database', async () => {
    const rows = await db.sql.query<{ code: string; normal_side: string }>(
      'select code, normal_side from ledger.account_code',
    );
    expect(Object.fromEntries(rows.map((row) => [row.code, row.normal_side]))).toEqual(chart);
  });

  test('lets nobody spend, return or repay what is not there', async () => {
    const floors = await db.sql.query(
      'select code, floor_default from ledger.account_code where floor_default is not null order by 1',
    );
    expect(floors).toEqual([
      { code: 'activity.available', floor_default: 0n },
      { code: 'activity.earmarked', floor_default: 0n },
      { code: 'asset.cost', floor_default: 0n },
      { code: 'asset.depreciated', floor_default: 0n },
      { code: 'asset.funded', floor_default: 0n },
      { code: 'deposit.held', floor_default: 0n },
      { code: 'expense.advanced', floor_default: 0n },
      { code: 'fund.available', floor_default: 0n },
      { code: 'loan.receivable', floor_default: 0n },
      { code: 'member.current', floor_default: 0n },
    ]);
  });
});

describe('speed', () => {
  test('does not depend on statistics: no index of the ledger starts with the co-operative', async () => {
    const indexes = await db.admin.query(
      `select c.relname from pg_index i
       join pg_class c on c.oid = i.indexrelid
       join pg_attribute t on t.attrelid = i.indrelid and t.attnum = i.indkey[0]
       where c.relnamespace = 'ledger'::regnamespace and i.indnkeyatts > 1
         and t.attname = 'cooperative_id'`,
    );
    expect(indexes).toEqual([]);
  });

  test('does not depend on what is there: plans made on empty tables stay right', async () => {
    const pool = { url: db.url, statementTimeoutMs: 30_000, lockTimeoutMs: 30_000 };
    const session = openDatabase({ ...pool, size: 1, role: 'gezel_app' });
    const books = await newCooperative(db.admin);
    /** How many rows one connection reads for calls of every kind. */
    const rowsRead = () =>
      inCooperative(session, books, async (sql) => {
        const before = await rowsReadBy(sql);
        const account = available(newId());
        await post(sql, books, [deposit(account, 500n)]);
        const holds = times(20, () => holdOn(account, 2n, { id: newId() }));
        await reserve(sql, books, holds);
        const [kept, ...freed] = holds.map(({ id }) => id as string);
        await release(sql, books, freed);
        const spent = [debit(account, 2n, kept), credit(b, 2n)];
        await post(sql, books, [posting(spent), ...times(20, () => transfer(account, b, 1n))]);
        return (await rowsReadBy(sql)) - before;
      });
    try {
      const alone = await rowsRead();
      await inCooperative(session, books, (sql) =>
        post(
          sql,
          books,
          times(1_000, () => deposit(available(newId()), 1n)),
        ),
      );
      const among = await rowsRead();
      expect(among).toBeLessThan(alone * 1.5);
    } finally {
      await session.close();
    }
  });

  test('does not depend on how many postings a call has: its statements are the same', async () => {
    const sent: string[] = [];
    const observer = (text: string) => sent.push(text);
    await db.transaction(coop, (sql) => post(sql, coop, [deposit(b, 1_000n)]));
    db.sql.observers.add(observer);
    const counts = [];
    for (const size of [1, 100]) {
      sent.length = 0;
      const requests = Array.from({ length: size }, () => transfer(b, a, 1n));
      await db.transaction(coop, (sql) => post(sql, coop, requests));
      counts.push(sent.filter((text) => text.includes('ledger.')).length);
    }
    db.sql.observers.delete(observer);
    expect(counts).toEqual([1, 1]);
  });
});

test('after all of that the ledger is proved', async () => {
  expect(await verifyLedger(db.sql)).toMatchObject({ ok: true });
});

/** What this connection has read of the ledger's tables and not yet reported to the statistics. */
async function rowsReadBy(sql: Sql): Promise<number> {
  const [row] = await sql.query<{ n: string }>(
    `select sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0)) as n
     from pg_stat_xact_user_tables where schemaname = 'ledger'`,
  );
  return Number(row?.n);
}
