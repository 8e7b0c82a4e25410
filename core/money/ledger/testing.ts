/** What the ledger's tests share: co-operatives, accounts and short postings. */
import { type Database, run } from '../../platform/database/pool.js';
import type { Sql } from '../../platform/database/sql.js';
import { newId } from '../../platform/ids.js';
import type { TestDatabase } from '../../platform/testing/database.js';
import type { AccountCode } from './chart.js';
import {
  type Account,
  balances,
  credit,
  debit,
  type HoldRequest,
  type Line,
  type PostedTransaction,
  type Posting,
  post,
} from './ledger.js';

export async function newCooperative(admin: Sql): Promise<string> {
  const id = newId();
  await admin.query(
    `insert into core.cooperative (id, slug, name, country, currency, locale)
     values ($1, $2, 'A co-operative', 'BE', 'EUR', 'nl')`,
    [id, `c${id}`],
  );
  return id;
}

/** A co-operative of a test's own, and the two things that every test does in it. */
export interface Books {
  readonly coop: string;
  /** One call of the ledger in a transaction of its own. */
  book(...postings: Posting[]): Promise<PostedTransaction[]>;
  /** Undefined when there is no such account. */
  availableOf(account: Account): Promise<bigint | undefined>;
}

export async function openBooks(db: TestDatabase): Promise<Books> {
  const coop = await newCooperative(db.admin);
  return {
    coop,
    book: (...postings) => db.transaction(coop, (sql) => post(sql, coop, postings)),
    availableOf: async (account) => {
      const found = await balances(db.sql, coop, [account.owner]);
      return found.find(({ code }) => code === account.code)?.availableMinor;
    },
  };
}

export const times = <T>(n: number, make: (i: number) => T): T[] =>
  Array.from({ length: n }, (_, i) => make(i));

export const accountOf = (type: string, id: string, code: AccountCode, currency = 'EUR') =>
  ({ owner: { type, id }, code, currency }) satisfies Account;

export const available = (activityId: string) =>
  accountOf('activity', activityId, 'activity.available');

export const bank = (ownerId: string) => accountOf('host', ownerId, 'bank');

/** A posting of an unlimited kind with a key and a source of its own. */
export const posting = (lines: readonly Line[], rest: Partial<Posting> = {}): Posting => ({
  key: newId(),
  kind: 'TRANSFER',
  sourceType: 'test',
  sourceId: newId(),
  eventOn: '2026-11-23',
  lines,
  ...rest,
});

/** Money that comes from the bank and that the account may then spend. */
export const deposit = (account: Account, amountMinor: bigint, rest: Partial<Posting> = {}) =>
  posting([debit(bank(account.owner.id), amountMinor), credit(account, amountMinor)], rest);

export const transfer = (
  from: Account,
  to: Account,
  amountMinor: bigint,
  rest: Partial<Posting> = {},
) => posting([debit(from, amountMinor), credit(to, amountMinor)], rest);

/** A hold with a key and a source of its own. */
export const holdOn = (
  account: Account,
  amountMinor: bigint,
  rest: Partial<HoldRequest> = {},
): HoldRequest => ({
  ...account,
  key: newId(),
  amountMinor,
  sourceType: 'test',
  sourceId: newId(),
  ...rest,
});

/** A transaction of a co-operative on one connection of the pool, without the unit of work. */
export async function inCooperative<T>(
  database: Database,
  cooperativeId: string,
  work: (sql: Sql) => Promise<T>,
): Promise<T> {
  const client = await database.pool.connect();
  let broken: Error | undefined;
  // A connection that breaks says so twice: to the query, which rejects, and to whoever listens.
  const listener = (error: Error) => {
    broken = error;
  };
  client.on('error', listener);
  try {
    await client.query('begin');
    await client.query("select set_config('gezel.cooperative', $1, true)", [cooperativeId]);
    const answer = await work({ query: (text, params, name) => run(client, text, params, name) });
    await client.query('commit');
    return answer;
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => {
      broken = failure;
    });
    throw error;
  } finally {
    if (broken === undefined) client.off('error', listener);
    client.release(broken);
  }
}
