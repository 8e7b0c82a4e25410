/**
 * The door to the ledger. Every function is one statement and belongs in a transaction of the
 * co-operative (`gezel.cooperative` is set); a refusal is a `LedgerError` and loses the transaction.
 * Make one writing call a transaction: then calls cannot deadlock with one another.
 */
import type { Sql } from '../../platform/database/sql.js';
import { newId } from '../../platform/ids.js';
import type { Account, AccountCode, AccountOwner } from './chart.js';
import { LedgerError, ledgerErrorOf } from './ledger-error.js';
import {
  type HoldRequest,
  type PlacedHold,
  type PostedTransaction,
  type Posting,
  wireAccount,
  wireHold,
  wirePosting,
} from './posting.js';

export type { Account, AccountCode, AccountOwner } from './chart.js';
export { LedgerError } from './ledger-error.js';
export type {
  HoldRequest,
  Line,
  PlacedHold,
  PostedTransaction,
  Posting,
  PostingEvent,
} from './posting.js';
export { credit, debit } from './posting.js';

/** A balance on the account's normal side: `availableMinor` is what is posted less what is held. */
export interface AccountBalance extends Account {
  readonly postedMinor: bigint;
  readonly reservedMinor: bigint;
  readonly availableMinor: bigint;
  /** What it may not go below; null: no floor. */
  readonly floorMinor: bigint | null;
}

/** Postings, or holds, that one call takes. */
export const callLimit = 1_000;

/** Posts all or none; answers in the order of the postings. */
export async function post(
  sql: Sql,
  cooperativeId: string,
  postings: readonly Posting[],
): Promise<PostedTransaction[]> {
  if (postings.length === 0) return [];
  const rows = await call<{ txn_id: string; replayed: boolean }>(
    sql,
    'ledger_post',
    'select txn_id, replayed from ledger.post($1, $2)',
    [cooperativeId, JSON.stringify(postings.map(wirePosting))],
  );
  return rows.map((row) => ({ id: row.txn_id, replayed: row.replayed }));
}

/** Sets money aside: it counts as spent until a line takes it, or it is released or expires. */
export async function reserve(
  sql: Sql,
  cooperativeId: string,
  holds: readonly HoldRequest[],
): Promise<PlacedHold[]> {
  if (holds.length === 0) return [];
  const rows = await call<{ hold_id: string; replayed: boolean }>(
    sql,
    'ledger_reserve',
    'select hold_id, replayed from ledger.reserve($1, $2)',
    [cooperativeId, JSON.stringify(holds.map(wireHold))],
  );
  return rows.map((row) => ({ id: row.hold_id, replayed: row.replayed }));
}

/** Gives holds back; answers those that this call released (not: voided or expired earlier). */
export async function release(
  sql: Sql,
  cooperativeId: string,
  holdIds: readonly string[],
): Promise<string[]> {
  const rows = await call<{ hold_id: string; released: boolean }>(
    sql,
    'ledger_release',
    'select hold_id, released from ledger.release($1, $2::uuid[])',
    [cooperativeId, holdIds],
  );
  return rows.filter((row) => row.released).map((row) => row.hold_id);
}

/** Gives back up to `callLimit` holds whose time is over; answers how many. */
export async function expireHolds(sql: Sql, cooperativeId: string): Promise<number> {
  const rows = await call<{ expired: number }>(
    sql,
    'ledger_expire_holds',
    `select ledger.expire_holds($1, ${callLimit}) as expired`,
    [cooperativeId],
  );
  return rows[0]?.expired ?? 0;
}

/**
 * What an account may not go below: minus a credit limit, or null for no floor. A floor above what
 * is available now is refused with INSUFFICIENT_FUNDS.
 */
export async function setFloor(
  sql: Sql,
  cooperativeId: string,
  account: Account,
  floorMinor: bigint | null,
): Promise<void> {
  const wire = JSON.stringify({ ...wireAccount(account), account: newId() });
  await call(sql, 'ledger_set_floor', 'select ledger.set_floor($1, $2, $3)', [
    cooperativeId,
    wire,
    floorMinor?.toString() ?? null,
  ]);
}

/** Closes the books up to and including a day, for good. */
export async function closePeriod(sql: Sql, cooperativeId: string, until: string): Promise<void> {
  await call(sql, 'ledger_close_period', 'select ledger.close_period($1, $2::date)', [
    cooperativeId,
    until,
  ]);
}

/**
 * The posting that undoes a transaction, dated in an open period. A reversal is not reversed: post
 * the original anew, which its source then allows.
 */
export async function reversalOf(
  sql: Sql,
  cooperativeId: string,
  txnId: string,
  correction: Pick<Posting, 'key' | 'eventOn'> & Partial<Posting>,
): Promise<Posting> {
  const rows = await sql.query<Account & { type: string; owner_id: string; amount: bigint }>(
    `select a.owner_type as type, a.owner_id, a.code, e.currency, e.amount
     from ledger.entry e
     join ledger.account a on a.cooperative_id = e.cooperative_id and a.id = e.account_id
     where e.cooperative_id = $1 and e.txn_id = $2
     order by e.line_no`,
    [cooperativeId, txnId],
    'ledger_lines_of',
  );
  if (rows.length === 0) {
    throw new LedgerError('INVALID_REVERSAL', `There is no transaction ${txnId} to reverse.`, {
      transactionId: txnId,
    });
  }
  return {
    ...correction,
    kind: 'REVERSAL',
    sourceType: 'transaction',
    sourceId: txnId,
    reverses: txnId,
    lines: rows.map(({ type, owner_id, code, currency, amount }) => ({
      owner: { type, id: owner_id },
      code,
      currency,
      amountMinor: -amount,
    })),
  };
}

/** Every balance of these owners, in one statement; an owner without accounts has none. */
export async function balances(
  sql: Sql,
  cooperativeId: string,
  owners: readonly AccountOwner[],
): Promise<AccountBalance[]> {
  const rows = await sql.query<BalanceRow>(
    `select a.owner_type, a.owner_id, a.code, a.currency, b.posted, b.reserved, b.floor
     from (select distinct * from unnest($2::text[], $3::uuid[])) as o (type, id)
     join ledger.account a
       on a.cooperative_id = $1 and a.owner_type = o.type and a.owner_id = o.id
     join ledger.balance b
       on b.cooperative_id = a.cooperative_id and b.account_id = a.id and b.currency = a.currency
     order by a.owner_type, a.owner_id, a.code, a.currency`,
    [cooperativeId, owners.map(({ type }) => type), owners.map(({ id }) => id)],
    'ledger_balances',
  );
  return rows.map((row) => ({
    owner: { type: row.owner_type, id: row.owner_id },
    code: row.code,
    currency: row.currency,
    postedMinor: row.posted,
    reservedMinor: row.reserved,
    availableMinor: row.posted - row.reserved,
    floorMinor: row.floor,
  }));
}

interface BalanceRow {
  readonly owner_type: string;
  readonly owner_id: string;
  readonly code: AccountCode;
  readonly currency: string;
  readonly posted: bigint;
  readonly reserved: bigint;
  readonly floor: bigint | null;
}

async function call<Row>(
  sql: Sql,
  name: string,
  text: string,
  params: readonly unknown[],
): Promise<Row[]> {
  try {
    return await sql.query<Row>(text, params, name);
  } catch (error) {
    throw ledgerErrorOf(error);
  }
}
